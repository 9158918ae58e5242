"""Piles of cubes on a board, looked at over a corner: which squares hide how many cubes.

Squares are counted toward the eye along both sides. No column is higher than those behind it, but
for holes: squares left empty, of which nothing may be seen. What looks the same is enumerated
square by square: a cube can stand unseen where all of it is hidden by what is seen, and nothing
that is unseen hides anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from spatialbench.generators.polycube.polycubes import Cell
from spatialbench.generators.polycube.sight import (
    area,
    bits_of,
    seen_of,
    surely_hidden,
)
from spatialbench.geometry.rotations import Vector
from spatialbench.probes.draw import Draw

Square = tuple[int, int]
Pile = Mapping[Square, int]
"""How many cubes stand on each square of the board."""


def squares(wide: int, deep: int) -> list[Square]:
    """All squares of a board."""
    return [(x, y) for x in range(wide) for y in range(deep)]


def cells_of(pile: Pile) -> list[Cell]:
    """The places of all cubes."""
    return [(x, y, z) for (x, y), height in pile.items() for z in range(height)]


# --- drawing ------------------------------------------------------------------------------------


class Growing:
    """A pile that grows cube by cube, each put down on any square where it may lie: not higher than
    the columns behind it, and within so many layers. On holes nothing is put."""

    def __init__(self, size: Cell) -> None:
        wide, deep, self.high = size
        self.pile: dict[Square, int] = dict.fromkeys(squares(wide, deep), 0)
        self.holes: tuple[Square, ...] = ()
        self._connect()

    def _connect(self) -> None:
        """Which columns are next to each other, over holes."""
        solid = [square for square in self.pile if square not in self.holes]
        self._behind = {square: self._next_behind(square) for square in solid}
        self._before = {square: [s for s in solid if square in self._behind[s]] for square in solid}
        self._free = [square for square in solid if self._fits(square)]

    def _next_behind(self, square: Square) -> list[Square]:
        x, y = square
        lines = ([(i, y) for i in range(x - 1, -1, -1)], [(x, i) for i in range(y - 1, -1, -1)])
        nearest = [next((s for s in line if s not in self.holes), None) for line in lines]
        return [found for found in nearest if found is not None]

    def _fits(self, square: Square) -> bool:
        height = self.pile[square]
        if height >= self.high:
            return False
        return all(self.pile[behind] > height for behind in self._behind[square])

    @property
    def count(self) -> int:
        """How many cubes there are."""
        return sum(self.pile.values())

    def add(self, draw: Draw) -> bool:
        """One more cube; False where there is no place."""
        if not self._free:
            return False
        square = draw.choice(self._free)
        self.pile[square] += 1
        for other in (square, *self._before[square]):
            fits = self._fits(other)
            if fits != (other in self._free):
                (self._free.append if fits else self._free.remove)(other)
        return True

    def grow(self, draw: Draw, count: int) -> bool:
        """So many cubes in all; False where they do not fit."""
        return all(self.add(draw) for _ in range(count - self.count))

    def empty(self, holes: Iterable[Square]) -> None:
        """Take the cubes off these squares, for good."""
        self.holes = (*self.holes, *holes)
        self.pile |= dict.fromkeys(self.holes, 0)
        self._connect()


# --- what is seen -------------------------------------------------------------------------------


def room_in(hole: Square, pile: Pile, direction: Vector) -> int:
    """How many cubes can stand unseen on an empty square."""
    bits, room = bits_of(cells_of(pile)), 0
    while surely_hidden((*hole, room), bits, direction):
        room += 1
    return room


OPEN = 0.35  # squares of a side: so much of a cube would be seen where there clearly is none


def is_open(cell: Cell, pile: Pile, direction: Vector) -> bool:
    """Whether it is clearly seen that no cube is there."""
    bits = bits_of(cells_of(pile))
    return area(seen_of(cell, bits, direction), direction) >= OPEN


def most_of(pile: Pile, direction: Vector, least: float) -> Pile | None:
    """The highest pile that looks the same, if the given one is the lowest; None where it is not,
    or where a cube is or would be seen, but less of it than so many squares of its side."""
    bits = bits_of(cells_of(pile))
    most = {}
    for (x, y), height in sorted(pile.items(), key=_height):  # holes are oftenest unclear
        above = height
        while surely_hidden((x, y, above), bits, direction):
            above += 1
        if area(seen_of((x, y, above), bits, direction), direction) < least:
            return None
        if height and area(seen_of((x, y, height - 1), bits, direction), direction) < least:
            return None
        most[x, y] = above
    return most


def _height(column: tuple[Square, int]) -> int:
    return column[1]


class Shown(NamedTuple):
    """How many cubes are seen, at least in part, and how many of their faces."""

    cubes: int
    faces: int


def shown_of(pile: Pile, direction: Vector) -> Shown:
    """What is counted by whoever counts what is seen."""
    cells = cells_of(pile)
    bits = bits_of(cells)
    faces = [sum(n > 0 for n in seen_of(cell, bits, direction)) for cell in cells]
    return Shown(sum(n > 0 for n in faces), sum(faces))
