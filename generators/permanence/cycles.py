"""Cups that change places: cycles over the places of a row."""

from __future__ import annotations

from collections.abc import Sequence

from spatialbench.generators.permanence.table import CUP
from spatialbench.geometry.lanes import lane_depth, lanes
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
    ways = ([(p, goes_to(p, step)) for cycle in step for p in cycle] for step in steps)
    return _reach(max((abs(lane) for each in ways for lane in lanes(each)), default=0))


def lanes_of(cups: int) -> int:
    """How far the lanes of so many cups reach at most, whatever way they change places: half of
    them go either way past the middle of the row."""
    return _reach(cups // 2)


def _reach(lane: int) -> int:
    return lane_depth(lane, 2 * CUP.rim_radius)
