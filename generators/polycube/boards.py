"""A board with its columns as it stands in the room, whichever corner it is looked at over."""

from __future__ import annotations

from typing import NamedTuple

from spatialbench.generators.polycube.kinds import Heights, Unseen
from spatialbench.generators.polycube.piles import Pile, Square
from spatialbench.generators.polycube.polycubes import Cell
from spatialbench.generators.polycube.views import SQUARE, THICK
from spatialbench.geometry.scene import Body, Pose
from spatialbench.geometry.shapes import Box

BOARD = "board"


class Corner(NamedTuple):
    """Toward which corner of the board the eye is: 1 or −1 along x and y."""

    x: int
    y: int

    def place(self, square: Square, size: Cell) -> Square:
        """A square that is counted toward the eye, counted from the front left."""
        x, y = square
        return (x if self.x > 0 else size[0] - 1 - x, y if self.y > 0 else size[1] - 1 - y)

    def rows(self, pile: Pile, size: Cell) -> list[list[int]]:
        """The heights, `[y][x]` from the front left."""
        there = {self.place(square, size): height for square, height in pile.items()}
        return [[there[x, y] for x in range(size[0])] for y in range(size[1])]


def _column(number: int, x: int, y: int, height: int, colour: str) -> Body:
    place = (SQUARE * x + SQUARE // 2, SQUARE * y + SQUARE // 2, SQUARE * height // 2)
    return Body(f"column:{number}", Box((SQUARE, SQUARE, SQUARE * height)), Pose(place), colour)


def bodies_of(rows: list[list[int]], colour: str, board: str) -> tuple[Body, ...]:
    """The board, and a box for each column."""
    wide, deep = SQUARE * len(rows[0]), SQUARE * len(rows)
    plate = Body(BOARD, Box((wide, deep, THICK)), Pose((wide // 2, deep // 2, -THICK // 2)), board)
    places = [(x, y, h) for y, row in enumerate(rows) for x, h in enumerate(row) if h]
    columns = [_column(number, *place, colour) for number, place in enumerate(places, 1)]
    return (plate, *columns)


def heights_of(least: list[list[int]], most: list[list[int]]) -> Heights:
    """The board row by row from the back."""
    rows = zip(reversed(least), reversed(most), strict=True)
    return Heights(tuple(tuple(zip(low, high, strict=True)) for low, high in rows))


def unseen_of(least: list[list[int]], most: list[list[int]]) -> Unseen:
    """The squares where cubes can stand unseen."""
    return Unseen(
        tuple(
            (SQUARE * x + SQUARE // 2, SQUARE * y + SQUARE // 2, SQUARE * high)
            for y, (lows, highs) in enumerate(zip(least, most, strict=True))
            for x, (low, high) in enumerate(zip(lows, highs, strict=True))
            if high > low
        )
    )
