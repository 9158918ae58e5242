"""What can be counted of a sheet of squares without folding it, and rules of thumb made of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from spatialbench.generators.net.nets import Cell, Net, beside


class Looks(NamedTuple):
    """How wide and high a sheet is; the longest row; how many edges between squares stand upright
    and lie; how many squares are ends, how many are bends; how many blocks of four there are."""

    wide: int
    high: int
    row: int
    upright: int
    lying: int
    ends: int
    bends: int
    blocks: int


def looks_of(net: Net) -> Looks:
    """All of it."""
    cells = set(net)
    right = {(x, y) for x, y in net if (x + 1, y) in cells}
    up = {(x, y) for x, y in net if (x, y + 1) in cells}
    along = {(x, y) for x, y in net if (x, y) in right or (x - 1, y) in right}
    across = {(x, y) for x, y in net if (x, y) in up or (x, y - 1) in up}
    xs, ys = [x for x, _ in net], [y for _, y in net]
    return Looks(
        wide=max(xs) - min(xs) + 1,
        high=max(ys) - min(ys) + 1,
        row=max(_run(right, (1, 0)), _run(up, (0, 1))),
        upright=len(right),
        lying=len(up),
        ends=sum(sum(there in cells for there in beside(cell)) == 1 for cell in net),
        bends=len(along & across),
        blocks=sum((x, y + 1) in right and (x + 1, y) in up for x, y in right & up),
    )


def _run(joined: set[Cell], step: Cell) -> int:
    """How many squares the longest row has, of those that are joined to the next in a direction."""
    longest = 1
    for x, y in joined:
        if (x - step[0], y - step[1]) not in joined:
            count = 1
            while (x, y) in joined:
                count, x, y = count + 1, x + step[0], y + step[1]
            longest = max(longest, count)
    return longest


def short_and_long(looks: Looks) -> tuple[int, int]:
    """The sides of the smallest upright rectangle around the sheet, the shorter first."""
    return min(looks.wide, looks.high), max(looks.wide, looks.high)


def has_ring(net: Net) -> bool:
    """A straight row of four with squares on both sides of it."""
    for axis in (0, 1):
        for line in {cell[axis] for cell in net}:
            row = {cell[1 - axis] for cell in net if cell[axis] == line}
            ring = any(set(range(start, start + 4)) <= row for start in row)
            if ring and len({cell[axis] > line for cell in net if cell[axis] != line}) == 2:
                return True
    return False


def _fits_box(net: Net) -> bool:
    """The rectangle of a net of a cube; of a larger one, one that is neither narrow nor square."""
    short, long = short_and_long(looks_of(net))
    return (short, long) in ((3, 4), (2, 5)) if len(net) == 6 else 3 <= short < long


RULES: Mapping[str, Callable[[Net], bool]] = {
    "row-of-four": has_ring,
    "no-block": lambda net: not looks_of(net).blocks,
    "longest-row": lambda net: looks_of(net).row <= 4,
    "rectangle": _fits_box,
}
"""By name: whether a sheet seems to fold."""
