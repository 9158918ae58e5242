"""The moves of a die over its board, counted: how many sequences of so many moves do what.

A move is a roll or a quarter turn on the spot. The board ends some squares from where it begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from spatialbench.generators.die.dice import COMPASS, STEPS, TIPS, Cell
from spatialbench.generators.die.kinds import Compass
from spatialbench.geometry.rotations import IDENTITY, ROTATIONS, Rotation, quarter_turns
from spatialbench.geometry.story import Direction
from spatialbench.probes.draw import Draw

REACH = 4  # squares from the middle of the board, where the die begins, to its rim


class RollLevel(NamedTuple):
    """How many moves, whether the die is also turned on the spot, and how many faces are asked
    about."""

    moves: tuple[int, int]
    turns: bool = False
    faces: int = 1

    def numbers(self) -> dict[str, object]:
        """The level as numbers."""
        return {"moves": list(self.moves), "turns_on_the_spot": self.turns, "faces": self.faces}


Move = Compass | Direction
"""A roll in a direction of the compass, or a quarter turn on the spot, seen from above."""

ROUND: tuple[Direction, ...] = ("clockwise", "counterclockwise")
DOES: Mapping[Move, Rotation] = {
    **{way: TIPS[way] for way in COMPASS},
    "clockwise": quarter_turns("top", 3),
    "counterclockwise": quarter_turns("top", 1),
}


def outcome(moves: Sequence[Move]) -> Rotation:
    """What all the moves do together."""
    result = IDENTITY
    for move in moves:
        result = result.then(DOES[move])
    return result


@cache
def moves_of(turns: bool) -> tuple[Move, ...]:
    """The moves that there are: four rolls, and where the die is turned two turns."""
    return (*COMPASS, *ROUND) if turns else COMPASS


_LINE = range(-REACH, REACH + 1)
CELLS: tuple[Cell, ...] = tuple(product(_LINE, _LINE))
Table = Mapping[Cell, tuple[int, ...]]
"""By cell and index of a rotation, how many sequences of moves there are."""


def ways(left: int, turns: bool, cell: Cell, index: int) -> int:
    """How many sequences of so many moves lead from a cell, never off the board, and are together
    the rotation of that index."""
    tables = _tables(turns)
    while len(tables) <= left:
        tables.append(_table(tables[-1], turns))
    found = tables[left].get(cell)
    return 0 if found is None else found[index]


@cache
def _tables(turns: bool) -> list[Table]:
    """What was counted so far, from no move on: each table is made from that before it."""
    nothing = tuple([int(turn == IDENTITY) for turn in ROTATIONS])
    return [dict.fromkeys(CELLS, nothing)]


def _table(after: Table, turns: bool) -> Table:
    found: dict[Cell, tuple[int, ...]] = {}
    for x, y in CELLS:
        rows = []
        for move in moves_of(turns):
            dx, dy = STEPS.get(move, (0, 0))
            row = after.get((x + dx, y + dy))
            if row is not None:
                rows.append([row[index] for index in _left_after(move)])
        found[x, y] = tuple(map(sum, zip(*rows, strict=True)))
    return found


@cache
def _left_after(move: Move) -> tuple[int, ...]:
    """By the index of a rotation, what is still to be done of it after a move."""
    return tuple([DOES[move].inverse.then(turn).index for turn in ROTATIONS])


def _after(cell: Cell, index: int, move: Move) -> tuple[Cell, int]:
    """Where the die is after a move, and what then is still to be done of a rotation."""
    x, y = STEPS.get(move, (0, 0))
    return (cell[0] + x, cell[1] + y), _left_after(move)[index]


@cache
def lengths(level: RollLevel, targets: tuple[Rotation, ...]) -> tuple[int, ...]:
    """The numbers of moves of a level that can be together one of these rotations."""
    low, high = level.moves
    return tuple(
        count
        for count in range(low, high + 1)
        if any(ways(count, level.turns, (0, 0), target.index) for target in targets)
    )


def draw_moves(draw: Draw, level: RollLevel, targets: tuple[Rotation, ...]) -> list[Move]:
    """Moves that stay on the board and are together one of these rotations: their number is drawn
    evenly among those that can be, and then each sequence is exactly as likely."""
    count, turns = draw.choice(lengths(level, targets)), level.turns
    weights = [ways(count, turns, (0, 0), target.index) for target in targets]
    cell, index, moves = (0, 0), draw.weighted(targets, weights).index, moves_of(turns)
    found: list[Move] = []
    for left in range(count - 1, -1, -1):
        after = [_after(cell, index, move) for move in moves]
        place = draw.weighted(range(len(moves)), [ways(left, turns, *one) for one in after])
        cell, index = after[place]
        found.append(moves[place])
    return found


@cache
def rotations_that(brings: frozenset[str], to: frozenset[str]) -> tuple[Rotation, ...]:
    """The rotations after which the faces that were at some sides are at others, in any order."""
    return tuple(r for r in ROTATIONS if {r.came_from(side) for side in to} == brings)
