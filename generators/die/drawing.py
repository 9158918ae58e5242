"""Moves as they are drawn: arrows in reading order, each in a cell with its number; and boards."""

from __future__ import annotations

from itertools import count

from spatialbench.generators.die.dice import COMPASS
from spatialbench.generators.die.kinds import Arrows, Compass, Squares
from spatialbench.geometry.story import Direction
from spatialbench.render.diagrams import XY, Drawing, Line, Mark, Patch, Sign, drawn

COLUMNS = 5
HIGH = 1.3  # of a cell of width 1: room for the number above the arrow
ARROW, DIGIT = 0.8, 0.36  # heights
FRAME = 0.025  # width of the lines around cells


def framed(left: float, low: float, high: float) -> list[Line]:
    """The frame of a cell of width 1."""
    corners: list[XY] = [(left, low), (left + 1, low), (left + 1, low + high), (left, low + high)]
    return [
        Line(one, other, FRAME)
        for one, other in zip(corners, corners[1:] + corners[:1], strict=True)
    ]


def number(value: int, left: float, middle: float) -> list[Sign]:
    """The digits of a number from there on to the right."""
    return [
        Sign(digit, (left + DIGIT * (0.5 + 0.7 * place), middle), DIGIT)
        for place, digit in enumerate(str(value))
    ]


def arrow(move: Compass | Direction, at: XY) -> Sign:
    """A straight arrow, which points up to the north, or a bent one."""
    if move == "clockwise" or move == "counterclockwise":
        return Sign(move, at, ARROW)
    return Sign("arrow", at, ARROW, turn=-COMPASS.index(move) % 4)


def columns_for(moves: int) -> int:
    """Five at most, unless there are so many moves that more columns make larger arrows: then as
    many as make the picture about square."""
    if moves <= COLUMNS**2:
        return min(COLUMNS, moves)
    return next(wide for wide in count(COLUMNS) if HIGH * -(-moves // wide) <= wide)


@drawn.register
def _(diagram: Arrows) -> Drawing:
    columns = columns_for(len(diagram.moves))
    rows = -(-len(diagram.moves) // columns)
    marks: list[Mark] = []
    for place, move in enumerate(diagram.moves):
        row, left = divmod(place, columns)
        low = HIGH * (rows - 1 - row)
        marks += framed(left, low, HIGH)
        marks += number(place + 1, left + 0.04, low + HIGH - 0.24)
        marks.append(arrow(move, (left + 0.5, low + 0.45)))
    return Drawing(columns, HIGH * rows, tuple(marks))


FILLED = {"blocked": "black", "start": "yellow", "goal": "green"}
LETTERS = {"start": "S", "goal": "G"}


@drawn.register
def _(diagram: Squares) -> Drawing:
    """Free squares are white paper, blocked ones black; start and goal have letters."""
    high = len(diagram.rows)
    marks: list[Mark] = []
    for row, squares in enumerate(diagram.rows):
        low = high - 1 - row
        for left, square in enumerate(squares):
            colour = FILLED.get(square, "white")
            corners = ((left, low), (left + 1, low), (left + 1, low + 1), (left, low + 1))
            marks.append(Patch(corners, colour))
            marks += framed(left, low, 1)
            if square in LETTERS:
                marks.append(Sign(LETTERS[square], (left + 0.5, low + 0.5), 0.8, on=colour))
    return Drawing(len(diagram.rows[0]), high, tuple(marks))
