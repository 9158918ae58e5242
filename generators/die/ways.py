"""All the ways over a board, exactly: 24 ways to lie on every square."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from spatialbench.generators.die.dice import COMPASS, STEPS, TIPS, Cell
from spatialbench.generators.die.kinds import Compass
from spatialbench.geometry.rotations import ROTATIONS

State = tuple[Cell, int]
"""A square, and the index of the rotation by which the die has turned."""

Target = tuple[Cell, str]
"""A square, and the face that is on top there, named as the side where it was at the start."""

_MOVES = tuple((way, *STEPS[way]) for way in COMPASS)
_NEXT = tuple(tuple(turn.then(TIPS[way]).index for way in COMPASS) for turn in ROTATIONS)
_TOP = tuple(turn.came_from("top") for turn in ROTATIONS)


class Board(NamedTuple):
    """So many columns and rows from (0, 0) in the south-west, the squares that are blocked, and the
    one where the die lies."""

    columns: int
    rows: int
    blocked: frozenset[Cell]
    start: Cell

    def free(self, cell: Cell) -> bool:
        """Whether a die can lie there."""
        x, y = cell
        return 0 <= x < self.columns and 0 <= y < self.rows and cell not in self.blocked

    def neighbours(self) -> Mapping[Cell, Sequence[tuple[int, Cell]]]:
        """To which free squares the die rolls from each square, and by which way of the compass."""
        cells = [(x, y) for x in range(self.columns) for y in range(self.rows)]
        return {
            (x, y): [
                (number, (x + dx, y + dy))
                for number, (_, dx, dy) in enumerate(_MOVES)
                if self.free((x + dx, y + dy))
            ]
            for x, y in cells
        }


class Reached(NamedTuple):
    """The first of the shortest ways to each target: its length and the state it ends in; and for
    each state that before it and the roll between them."""

    least: Mapping[Target, int]
    first: Mapping[Target, State]
    before: Mapping[State, tuple[State, Compass]]

    def way(self, target: Target) -> list[Compass]:
        """The rolls of the first of the shortest ways, in the order of the compass."""
        state, found = self.first[target], []
        while state in self.before:
            state, roll = self.before[state]
            found.append(roll)
        return found[::-1]


def search(board: Board) -> Reached:
    """Everything that can be reached, the nearest first, by rolls in the order of the compass: so
    the first way to a state is that which comes first among the shortest."""
    start: State = (board.start, 0)
    least: dict[Target, int] = {}
    first: dict[Target, State] = {}
    before: dict[State, tuple[State, Compass]] = {}
    wave, length, neighbours = [start], 0, board.neighbours()
    while wave:
        for state in wave:
            target = (state[0], _TOP[state[1]])
            if target not in least:
                least[target], first[target] = length, state
        after: list[State] = []
        for state in wave:
            cell, index = state
            turned = _NEXT[index]
            for way, free in neighbours[cell]:
                there = (free, turned[way])
                if there not in before and there != start:
                    before[there] = (state, COMPASS[way])
                    after.append(there)
        wave, length = after, length + 1
    return Reached(least, first, before)


class Walked(NamedTuple):
    """Where rolls end, and whether each of them led to a free square."""

    target: Target
    free: bool


def walked(board: Board, steps: Sequence[str]) -> Walked:
    """What comes of rolls; a blocked square, or one that is not there, stops nobody."""
    (x, y), index, free = board.start, 0, True
    for step in steps:
        place = COMPASS.index(step)
        x, y, index = x + _MOVES[place][1], y + _MOVES[place][2], _NEXT[index][place]
        free = free and board.free((x, y))
    return Walked(((x, y), _TOP[index]), free)


def ways_there(board: Board, target: Target, length: int) -> int:
    """How many sequences of so many rolls lead to a target over free squares."""
    counts: dict[State, int] = {(board.start, 0): 1}
    neighbours = board.neighbours()
    for _ in range(length):
        after: dict[State, int] = {}
        for (cell, index), times in counts.items():
            turned = _NEXT[index]
            for way, free in neighbours[cell]:
                there = (free, turned[way])
                after[there] = after.get(there, 0) + times
        counts = after
    return sum(times for (cell, index), times in counts.items() if (cell, _TOP[index]) == target)
