"""What the cube tasks share: a coloured cube, sequences of turns, and the wrong ways to turn it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, product
from typing import NamedTuple, TypeVar

from spatialbench.errors import Refused
from spatialbench.generators.colours import COLOURS
from spatialbench.geometry.rotations import (
    FACES,
    IDENTITY,
    ROTATIONS,
    Rotation,
)
from spatialbench.geometry.scene import Body, Camera, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.geometry.story import Direction, Turn
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import Axis
from spatialbench.probes.probe import Shot

V = TypeVar("V")

CUBE = "cube"
SIDE = 100  # millimetres

# Two views from opposite corners show all six faces. The corner is not the exact diagonal, so
# that front and top differ in the picture and no edge hides behind another.
NEAR_CORNER = Camera((230, -330, 220), (0, 0, 0), 26)
FAR_CORNER = Camera((-230, 330, -220), (0, 0, 0), 26)
VIEWS = (Shot(NEAR_CORNER), Shot(FAR_CORNER))

_OPPOSITE_SIDES = (("front", "back"), ("left", "right"), ("top", "bottom"))
_DIRECTIONS: tuple[Direction, ...] = ("clockwise", "counterclockwise")
PLAIN_SIDES = ("top", "front", "right")
_AXIS = {"top": 2, "bottom": 2, "front": 1, "back": 1, "left": 0, "right": 0}
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
    return Step(turn, _AXIS[side], turn.rotation, turn.rotation.inverse, other.rotation)


@cache
def choices(level: TurnLevel, last_axis: int) -> tuple[Step, ...]:
    """All turns of a level that are not about the last axis again. A half turn is the same in
    both directions, so it is written in one only."""
    return tuple(
        _step(side, direction, quarters)
        for side, direction, quarters in product(level.sides, _DIRECTIONS, level.quarters)
        if _AXIS[side] != last_axis and (quarters != 2 or direction == "clockwise")
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


def outcome(steps: Sequence[Step]) -> Rotation:
    """What all the turns do together, one after the other, about the axes of the room."""
    result = IDENTITY
    for step in steps:
        result = result.then(step.rotation)
    return result


WRONG_WAYS = (
    "unchanged",
    "first-only",
    "last-only",
    "all-but-first",
    "all-but-last",
    "reversed-order",
    "inverse-turns",
    "wrong-axis",
)
"""Named wrong ways of turning; those about a part of the turns are none where there is one."""


def wrong_ways(steps: Sequence[Step]) -> dict[str, Rotation]:
    """What the wrong ways of turning do."""
    inverse = other_axis = IDENTITY
    for step in steps:
        inverse = inverse.then(step.inverse)
        other_axis = other_axis.then(step.other_axis)
    wrong = {"unchanged": IDENTITY, "inverse-turns": inverse, "wrong-axis": other_axis}
    if len(steps) > 1:
        right, first, last = outcome(steps), steps[0], steps[-1]
        wrong |= {
            "first-only": first.rotation,
            "last-only": last.rotation,
            "all-but-first": first.inverse.then(right),
            "all-but-last": right.then(last.inverse),
            "reversed-order": outcome(steps[::-1]),
        }
    return wrong


def wrong_values(steps: Sequence[Step], value: Callable[[Rotation], V]) -> dict[str, V]:
    """What each wrong way gives, in the order of their names."""
    wrong = wrong_ways(steps)
    return {name: value(wrong[name]) for name in WRONG_WAYS if name in wrong}


def draw_colours(draw: Draw) -> dict[str, str]:
    """Six different colours, one a face."""
    return dict(zip(FACES, draw.sample(COLOURS, 6), strict=True))


@lru_cache(maxsize=64)
def _mark(face: str, colour: str) -> tuple[str, Mark]:
    return face, Mark(colour)


_SHAPE = Box((SIDE, SIDE, SIDE))
_POSE = Pose((0, 0, 0))


def cube_scene(colours: Mapping[str, str]) -> Scene:
    """The cube, floating in the middle of the room."""
    marks = tuple([_mark(face, colours[face]) for face in FACES])
    body = Body(CUBE, _SHAPE, _POSE, "grey", marks)
    return Scene((body,), NEAR_CORNER, floor=False)


def turn_facts(steps: Sequence[Step]) -> dict[str, int]:
    """The difficulty that may be published. How many quarters they are in all may not: whether
    that is even or odd says which faces can have come where."""
    return {"turns": len(steps)}


def key_facts(steps: Sequence[Step]) -> dict[str, int]:
    """What says something about the answer."""
    return {"quarters": sum([step.turn.quarters for step in steps])}


def story_of(steps: Sequence[Step]) -> tuple[Turn, ...]:
    """The turns as events."""
    return tuple([step.turn for step in steps])


def opposite_pairs(colours: Mapping[str, str]) -> list[tuple[str, str]]:
    """The colours that are opposite to each other."""
    return [(colours[a], colours[b]) for a, b in _OPPOSITE_SIDES]


def offered_pairs(draw: Draw, pairs: Sequence[tuple[V, V]], answer: V) -> tuple[V, V, V]:
    """The wrong choices: the answer's opposite, and one more pair of opposites, any.

    Who ignores the directions of the turns knows the answer or its opposite; alone, that pair would
    be given away by being offered."""
    own = next(pair for pair in pairs if answer in pair)
    other = draw.choice([pair for pair in pairs if pair is not own])
    return (own[0] if own[1] == answer else own[1], *other)


ONE_FACE = tuple(frozenset([face]) for face in FACES)
"""The sides, each by itself."""

ALL_EDGES = tuple(
    frozenset(pair) for pair in product(FACES, FACES) if _AXIS[pair[0]] < _AXIS[pair[1]]
)
"""The pairs of sides that meet at an edge: twelve."""


def belt(edge: frozenset[str]) -> list[frozenset[str]]:
    """The four edges that are parallel to one, itself among them: which it is, nobody knows who
    ignores the directions of the turns."""
    axes = {_AXIS[side] for side in edge}
    return [other for other in ALL_EDGES if {_AXIS[side] for side in other} == axes]
