"""How towers are drawn: the answer first, then each block under those that are there.

From the top down, every block is put under the one above it, anywhere where the two touch well, and
where it carries what is above it or does not, as the answer wants: clearly, but not by far. All
such places are equally likely.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.causal.towers.stacks import NOTHING, Block, Load, Span
from spatialbench.probes.draw import Draw

TOUCHING = 4  # two blocks touch on one part in so many of the narrower one, at least
TRIES = 300
MEASURED = 6
FIRST = (2, 5)  # centimetres from the left edge of the paper to the tower


class TowerLevel(NamedTuple):
    """How many blocks there are; how wide they are, from and to, all alike or each on its own; what
    they can weigh; along how many axes they are shifted; by what share of a width, in percent, the
    middle of a load is on this or that side of an edge, at least and at most."""

    blocks: int
    width: Span
    alike: bool
    weights: tuple[int, ...]
    axes: int
    margin: Span

    @property
    def weighed(self) -> bool:
        """Whether some weigh more than others."""
        return len(self.weights) > 1


LEVELS = {
    1: TowerLevel(3, (8, 14), True, (1,), 1, (10, 40)),
    2: TowerLevel(4, (8, 14), True, (1,), 1, (8, 30)),
    3: TowerLevel(7, (7, 14), False, (1, 9), 1, (5, 9)),
    4: TowerLevel(7, (7, 14), False, (1, 9), 2, (5, 11)),
    5: TowerLevel(8, (7, 14), False, (1, 3, 9), 2, (5, 12)),
}
HEIGHT = (3, 4)
DEPTH = (7, 12)  # where blocks are shifted along x alone


def _places(
    load: Load, above: Span, width: int, axis: int, margin: Span, *, holds: bool
) -> list[int]:
    """Where a block can begin along an axis so that the middle of the load is over the joint, or
    beyond it, by as much as `room` is to be."""
    (start, end), weight, moment = above, load.weight, load.moment(axis)
    touching = -(-min(width, end - start) // TOUCHING)
    share = weight * max(width, end - start)
    least, most = margin[0] * share, margin[1] * share
    found = []
    for low in range(start + touching - width, end - touching + 1):
        left = moment - weight * (low if low > start else start)
        right = weight * (low + width if low + width < end else end) - moment
        there = 100 * (left if left < right else right)
        if least <= (there if holds else -there) <= most:
            found.append(low)
    return found


class Measures(NamedTuple):
    """How wide, deep, high and heavy a block is."""

    width: int
    depth: int
    height: int
    weight: int


def _measures(draw: Draw, level: TowerLevel, alike: Measures) -> Measures:
    width, depth, height, _ = alike
    if not level.alike:
        width, height = draw.between(*level.width), draw.between(*HEIGHT)
    if level.axes > 1:
        depth = draw.between(*level.width)
    return Measures(width, depth, height, draw.choice(level.weights))


def _block(low: tuple[int, int], measures: Measures) -> Block:
    (left, front), (width, depth, height, weight) = low, measures
    return Block((left, left + width), (front, front + depth), height, weight)


def _put(
    draw: Draw, load: Load, above: Block, measures: Measures, level: TowerLevel, fails: int | None
) -> Block | None:
    """The block at one of the places at which it carries the load, or at which that tips off along
    one of the axes and not along the other; None where there is no such place."""
    lows = []
    for axis in (0, 1):
        places = [above.span(axis)[0]]
        if axis < level.axes:
            span, width, holds = above.span(axis), measures[axis], fails != axis
            places = _places(load, span, width, axis, level.margin, holds=holds)
        if not places:
            return None
        lows.append(draw.choice(places))
    return _block((lows[0], lows[1]), measures)


def _below(
    draw: Draw, load: Load, above: Block, alike: Measures, level: TowerLevel, fails: int | None
) -> Block:
    """The next block below; other measures where it has no place with the first."""
    for _ in range(MEASURED):
        block = _put(draw, load, above, _measures(draw, level, alike), level, fails)
        if block is not None:
            return block
    raise Refused("no place", "no place for a block where it is clear what it carries")


def _try(draw: Draw, level: TowerLevel, fails: Sequence[int | None]) -> list[Block]:
    alike = Measures(
        draw.between(*level.width), draw.between(*DEPTH), draw.between(*HEIGHT), level.weights[0]
    )
    stack, load = [_block((0, 0), _measures(draw, level, alike))], NOTHING
    for along in reversed(fails):
        load = load.under(stack[-1])
        stack.append(_below(draw, load, stack[-1], alike, level, along))
    return _moved(draw, stack[::-1])


def draw_stack(draw: Draw, level: TowerLevel, carried: Sequence[bool]) -> list[Block]:
    """A tower, from the bottom up, in which every block but the topmost carries what is above it or
    does not, as is said; along which axis not is drawn first."""
    fails = [None if holds else draw.below(level.axes) for holds in carried]
    for _ in range(TRIES):
        try:
            return _try(draw, level, fails)
        except Refused:
            continue
    raise Refused("no such tower", f"{len(carried) + 1} blocks")


def _moved(draw: Draw, stack: Sequence[Block]) -> list[Block]:
    """The tower a little to the right and to the back of the zero of all lengths."""
    x, y = (draw.between(*FIRST) - min(block.span(axis)[0] for block in stack) for axis in (0, 1))
    return [
        block._replace(x=(block.x[0] + x, block.x[1] + x), y=(block.y[0] + y, block.y[1] + y))
        for block in stack
    ]
