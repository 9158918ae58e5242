"""The nets of a cube, in whole numbers.

A net is squares of a grid, columns to the right and rows up, in the order in which one reads: the
top row first, each from the left. A cube that is rolled over the net says what becomes of it: the
side that lies on a square is the face that this square will be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from spatialbench.geometry.rotations import IDENTITY, OPPOSITE, Rotation, quarter_turns

Cell = tuple[int, int]
Net = tuple[Cell, ...]

ROLLS: dict[Cell, Rotation] = {
    (1, 0): quarter_turns("front", 3),
    (-1, 0): quarter_turns("front", 1),
    (0, 1): quarter_turns("right", 3),
    (0, -1): quarter_turns("right", 1),
}
"""By the direction in which a cube rolls to the next square: how it turns."""


def beside(cell: Cell) -> list[Cell]:
    """The four squares of the grid along its edges."""
    return [(cell[0] + x, cell[1] + y) for x, y in ROLLS]


def read(cells: Iterable[Cell]) -> Net:
    """The squares moved against both axes, in the order in which one reads them."""
    spots = list(cells)
    left, low = min(x for x, _ in spots), min(y for _, y in spots)
    return tuple(sorted([(x - left, y - low) for x, y in spots], key=lambda c: (-c[1], c[0])))


def polyominoes(count: int) -> set[Net]:
    """Every way to join so many squares along edges, turned and mirrored ones apart."""
    if count == 1:
        return {((0, 0),)}
    return {
        read((*net, there))
        for net in polyominoes(count - 1)
        for cell in net
        for there in beside(cell)
        if there not in net
    }


def folded(net: Net) -> dict[Cell, str]:
    """Which face of a cube each square becomes; the same for two where the net does not fold."""
    rolled = {net[0]: IDENTITY}
    for cell in steps_from(net, net[0]):
        for (x, y), roll in ROLLS.items():
            there = (cell[0] + x, cell[1] + y)
            if there in net:
                rolled.setdefault(there, rolled[cell].then(roll))
    return {cell: rolled[cell].came_from("bottom") for cell in net}


def steps_from(net: Net, start: Cell) -> dict[Cell, int]:
    """From square to square within the net, how many steps each is away; the nearest first."""
    found = {start: 0}
    waiting = [start]
    for cell in waiting:
        for there in beside(cell):
            if there in net and there not in found:
                found[there] = found[cell] + 1
                waiting.append(there)
    return found


@cache
def nets() -> tuple[Net, ...]:
    """Every net of a cube in every way that it can be turned and mirrored, in a fixed order."""
    return tuple(sorted(net for net in polyominoes(6) if len(set(folded(net).values())) == 6))


def longest_row(net: Net) -> int:
    """How many squares lie in the longest row or column."""
    return max(sum(c[axis] == line for c in net) for axis in (0, 1) for line in range(6))


class Pair(NamedTuple):
    """A square of a net, the one opposite to it, and how many steps lie between them."""

    net: Net
    square: Cell
    opposite: Cell
    hops: int


@cache
def pairs() -> Mapping[tuple[Net, Cell], Pair]:
    """Every square of every net, with its opposite, by net and square."""
    return MappingProxyType({(n, square): _pair(n, square) for n in nets() for square in n})


def _pair(net: Net, square: Cell) -> Pair:
    faces = folded(net)
    (opposite,) = (cell for cell in net if faces[cell] == OPPOSITE[faces[square]])
    return Pair(net, square, opposite, steps_from(net, square)[opposite])


def so_far_away(net: Net, square: Cell, steps: int) -> list[Cell]:
    """The squares that are so many steps away."""
    return [cell for cell, away in steps_from(net, square).items() if away == steps]


def farthest(net: Net, square: Cell) -> list[Cell]:
    """The squares that are the most steps away."""
    return so_far_away(net, square, max(steps_from(net, square).values()))
