"""Cups that change places: cycles over the places of a row."""

from __future__ import annotations

from collections.abc import Sequence

from spatialbench.generators.permanence.table import CUP
from spatialbench.geometry.film import lane_of
from spatialbench.probes.draw import Draw

Cycle = tuple[int, ...]
"""Places a, b, c: the cup at a goes to b, the one at b to c, the one at c to a."""

Step = tuple[Cycle, ...]
"""Cycles that happen at the same time."""


def draw_step(draw: Draw, lengths: Sequence[int], count: int) -> Step:
    """Disjoint cycles of these lengths over the places."""
    places = draw.sample(range(count), sum(lengths))
    cycles = []
    for length in lengths:
        cycles.append(tuple(places[:length]))
        places = places[length:]
    return tuple(cycles)


def goes_to(place: int, step: Step) -> int:
    """Where the cup at a place is after one exchange."""
    for cycle in step:
        if place in cycle:
            return cycle[(cycle.index(place) + 1) % len(cycle)]
    return place


def lanes_reach(steps: Sequence[Step]) -> int:
    """How far in front of the row or behind it the lanes of cups that move at once lie, in
    millimetres."""
    moving = max((sum(map(len, step)) for step in steps), default=0)
    return max((abs(lane_of(n)) * 2 * CUP.rim_radius // 10 for n in range(moving)), default=0)
