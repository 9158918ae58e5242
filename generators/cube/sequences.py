"""Sequences of turns of a cube, counted: how many of so many turns do what, and any one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate, product
from typing import NamedTuple

from spatialbench.errors import Refused
from spatialbench.geometry.rotations import FACES, IDENTITY, ROTATIONS, Rotation
from spatialbench.geometry.story import Direction, Turn
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import Axis

CUBE = "cube"

_DIRECTIONS: tuple[Direction, ...] = ("clockwise", "counterclockwise")
PLAIN_SIDES = ("top", "front", "right")
AXIS_OF = {"top": 2, "bottom": 2, "front": 1, "back": 1, "left": 0, "right": 0}
_NEXT_AXIS = {
    "top": "front",
    "front": "right",
    "right": "top",
    "bottom": "back",
    "back": "left",
    "left": "bottom",
}
ANY_AXIS = 3
"""In place of the axis of the last turn, where there was none."""


class TurnLevel(NamedTuple):
    """How many turns, by which quarters, and seen from which sides.

    Half turns are among them at every level: the number of turns then says nothing about which
    faces can have come where."""

    turns: tuple[int, int]
    quarters: tuple[int, ...] = (1, 2)
    sides: tuple[str, ...] = FACES

    def numbers(self) -> dict[str, object]:
        """The level as numbers."""
        degrees = [90 * q for q in self.quarters]
        return {"turns": list(self.turns), "degrees": degrees, "sides": len(self.sides)}


LEVELS: Mapping[int, TurnLevel] = {
    1: TurnLevel((1, 1), sides=PLAIN_SIDES),
    2: TurnLevel((2, 2), sides=PLAIN_SIDES),
    3: TurnLevel((4, 5), (1, 2, 3)),
    4: TurnLevel((6, 8), (1, 2, 3)),
    5: TurnLevel((9, 12), (1, 2, 3)),
}
AXIS = Axis("turns")


def with_turns(level: TurnLevel, turns: int) -> TurnLevel:
    """The level with exactly so many turns."""
    return level._replace(turns=(turns, turns))


class Step(NamedTuple):
    """A turn with what the algebra needs of it, worked out once."""

    turn: Turn
    axis: int
    rotation: Rotation
    inverse: Rotation
    other_axis: Rotation


def _step(side: str, direction: Direction, quarters: int) -> Step:
    turn = Turn(CUBE, side, direction, quarters)
    other = Turn(CUBE, _NEXT_AXIS[side], direction, quarters)
    return Step(turn, AXIS_OF[side], turn.rotation, turn.rotation.inverse, other.rotation)


@cache
def choices(level: TurnLevel, last_axis: int) -> tuple[Step, ...]:
    """All turns of a level that are not about the last axis again. A half turn is the same in
    both directions, so it is written in one only."""
    return tuple(
        _step(side, direction, quarters)
        for side, direction, quarters in product(level.sides, _DIRECTIONS, level.quarters)
        if AXIS_OF[side] != last_axis and (quarters != 2 or direction == "clockwise")
    )


def ways(level: TurnLevel, count: int, index: int, last_axis: int) -> int:
    """How many sequences of so many turns, the first not about the last axis, are together the
    rotation of that index."""
    if count == 0:
        return int(index == IDENTITY.index)
    return _sums(level, count)[last_axis][index][-1]


_AXES = (0, 1, 2, ANY_AXIS)
Sums = tuple[tuple[tuple[int, ...], ...], ...]


def _sums(level: TurnLevel, count: int) -> Sums:
    """By the last axis and the index of a rotation the same, summed up over the first turn, in the
    order of `choices`."""
    tables = _tables(level.quarters, level.sides)
    for left in range(len(tables) + 1, count + 1):
        tables.append(_table(level, left))
    return tables[count - 1]


@cache
def _tables(quarters: tuple[int, ...], sides: tuple[str, ...]) -> list[Sums]:
    """What was counted so far, from one turn on: each table is made from that before it."""
    return []


def _table(level: TurnLevel, count: int) -> Sums:
    return tuple(
        tuple(
            tuple(
                accumulate(
                    [
                        ways(level, count - 1, step.inverse.then(target).index, step.axis)
                        for step in choices(level, axis)
                    ]
                )
            )
            for target in ROTATIONS
        )
        for axis in _AXES
    )


def draw_turns(draw: Draw, level: TurnLevel, count: int, targets: Sequence[Rotation]) -> list[Step]:
    """Turns, no two in a row about the same axis, that are together one of these rotations: each
    such sequence exactly as likely. Refused if there is none."""
    weights = [ways(level, count, target.index, ANY_AXIS) for target in targets]
    if not any(weights):
        raise Refused("no such turns", f"{count} turns never do what was drawn")
    target, axis, steps = draw.weighted(targets, weights), ANY_AXIS, []
    for left in range(count, 0, -1):
        sums = _sums(level, left)[axis][target.index]
        step = choices(level, axis)[_place(sums, draw.below(sums[-1]))]
        target, axis = step.inverse.then(target), step.axis
        steps.append(step)
    return steps


def _place(sums: Sequence[int], value: int) -> int:
    return next(i for i, total in enumerate(sums) if value < total)


@cache
def rotations_that(brings: frozenset[str], to: frozenset[str]) -> tuple[Rotation, ...]:
    """The rotations after which the faces that were at some sides are at others, in any order."""
    return tuple(r for r in ROTATIONS if {r.came_from(side) for side in to} == brings)


@cache
def _reachable(level: TurnLevel, count: int) -> frozenset[Rotation]:
    """The rotations that so many turns can do."""
    return frozenset(turn for turn in ROTATIONS if ways(level, count, turn.index, ANY_AXIS))


@cache
def sources_of(
    level: TurnLevel, count: int, asked: tuple[frozenset[str], ...], to: frozenset[str]
) -> tuple[frozenset[str], ...]:
    """Of the faces that are asked about, those that so many turns can bring to these sides."""
    there = _reachable(level, count)
    return tuple(one for one in asked if not there.isdisjoint(rotations_that(one, to)))
