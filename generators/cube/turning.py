"""What the cube tasks share: a coloured cube, sequences of turns, and the wrong ways to turn it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple, TypeVar

from spatialbench.errors import Refused
from spatialbench.generators.colours import COLOURS
from spatialbench.geometry.rotations import (
    FACES,
    IDENTITY,
    ROTATIONS,
    Rotation,
    quarter_turns,
)
from spatialbench.geometry.scene import Body, Camera, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.geometry.story import Direction, Turn
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Shot

V = TypeVar("V")

TRIES = 20  # of drawing turns before the balance drawn for a probe is given up

CUBE = "cube"
SIDE = 100  # millimetres

# Two views from opposite corners show all six faces. The corner is not the exact diagonal, so
# that front and top differ in the picture and no edge hides behind another.
NEAR_CORNER = Camera((230, -330, 220), (0, 0, 0), 26)
FAR_CORNER = Camera((-230, 330, -220), (0, 0, 0), 26)
VIEWS = (Shot(NEAR_CORNER), Shot(FAR_CORNER))

_OPPOSITE_SIDES = (("front", "back"), ("left", "right"), ("top", "bottom"))
_DIRECTIONS: tuple[Direction, ...] = ("clockwise", "counterclockwise")
_PLAIN_SIDES = ("top", "front", "right")
_AXIS = {"top": 2, "bottom": 2, "front": 1, "back": 1, "left": 0, "right": 0}
_NEXT_AXIS = {
    "top": "front",
    "front": "right",
    "right": "top",
    "bottom": "back",
    "back": "left",
    "left": "bottom",
}


class TurnLevel(NamedTuple):
    """How many turns, by which quarters, and seen from which sides.

    `stays` says whether a face can end where it began (two quarter turns about different axes
    leave none in its place), `decoy` how often the unchanged colour is among the choices though
    the answer is neither it nor its opposite (see `offered_pairs`).
    """

    turns: tuple[int, int]
    quarters: tuple[int, ...] = (1,)
    sides: tuple[str, ...] = FACES
    stays: bool = True
    decoy: tuple[int, int] = (2, 5)

    def numbers(self) -> dict[str, object]:
        """The level as numbers."""
        degrees = [90 * q for q in self.quarters]
        return {"turns": list(self.turns), "degrees": degrees, "sides": len(self.sides)}


LEVELS: Mapping[int, TurnLevel] = {
    1: TurnLevel((1, 1), (1,), _PLAIN_SIDES),
    2: TurnLevel((2, 2), (1,), _PLAIN_SIDES, stays=False, decoy=(0, 5)),
    3: TurnLevel((3, 4), (1, 2)),
    4: TurnLevel((5, 7), (1, 2, 3), decoy=(3, 5)),
    5: TurnLevel((8, 12), (1, 2, 3), decoy=(3, 5)),
}


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
def _choices(level: TurnLevel, last_axis: int | None) -> tuple[Step, ...]:
    """All turns of a level that are not about the last axis again. A half turn is the same in
    both directions, so it is written in one only."""
    return tuple(
        _step(side, direction, quarters)
        for side, direction, quarters in product(level.sides, _DIRECTIONS, level.quarters)
        if _AXIS[side] != last_axis and (quarters != 2 or direction == "clockwise")
    )


@cache
def _choices_by_axis(level: TurnLevel) -> dict[int | None, tuple[Step, ...]]:
    return {axis: _choices(level, axis) for axis in (None, 0, 1, 2)}


def draw_turns(draw: Draw, level: TurnLevel, count: int) -> list[Step]:
    """Turns, no two in a row about the same axis."""
    choices = _choices_by_axis(level)
    steps: list[Step] = []
    axis: int | None = None
    for _ in range(count):
        step = draw.choice(choices[axis])
        axis = step.axis
        steps.append(step)
    return steps


def outcome(steps: Sequence[Step]) -> Rotation:
    """What all the turns do together, one after the other, about the axes of the room."""
    result = IDENTITY
    for step in steps:
        result = result.then(step.rotation)
    return result


_ABOUT = quarter_turns("top", 2)  # brings what is at the back to the front


class Ways(NamedTuple):
    """What the turns do, and what the wrong ways of turning would do."""

    right: Rotation
    wrong: dict[str, Rotation]


def all_ways(steps: Sequence[Step]) -> Ways:
    """The right way and the wrong ones; with one turn, leaving one out or turning in reversed
    order is no way of its own."""
    right = inverse = other_axis = short = IDENTITY
    for step in steps:
        short = right
        right = right.then(step.rotation)
        inverse = inverse.then(step.inverse)
        other_axis = other_axis.then(step.other_axis)
    wrong = {
        "unchanged": IDENTITY,
        "inverse-turns": inverse,
        "wrong-axis": other_axis,
        "opposite": right.then(_ABOUT),
    }
    if len(steps) > 1:
        wrong["one-turn-short"] = short
        wrong["reversed-order"] = outcome(steps[::-1])
    return Ways(right, wrong)


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
    """The difficulty that may be published."""
    return {"turns": len(steps), "quarters": sum([step.turn.quarters for step in steps])}


def story_of(steps: Sequence[Step]) -> tuple[Turn, ...]:
    """The turns as events."""
    return tuple([step.turn for step in steps])


def opposite_pairs(colours: Mapping[str, str]) -> list[tuple[str, str]]:
    """The colours that are opposite to each other."""
    return [(colours[a], colours[b]) for a, b in _OPPOSITE_SIDES]


def offered_pairs(
    draw: Draw, pairs: Sequence[tuple[V, V]], answer: V, unchanged: V, decoy: tuple[int, int]
) -> tuple[V, V, V]:
    """The wrong choices: the answer's opposite, and one more pair of opposites.

    A wrong turn often leads to the opposite face; offered alone, its colour would be half of the
    only pair there is, and the answer the other half. The second pair is that of the unchanged
    value in `decoy` of the cases in which the answer is elsewhere: so often that neither taking
    the unchanged choice nor avoiding its pair pays.
    """
    own = next(pair for pair in pairs if answer in pair)
    kept = next(pair for pair in pairs if unchanged in pair)
    rest = [pair for pair in pairs if pair not in (own, kept)]
    other = draw.choice(rest)
    if kept is not own and draw.chance(*decoy):
        other = kept
    return (own[0] if own[1] == answer else own[1], *other)


class FairTurns(NamedTuple):
    """Turns, what they do, what the wrong ways do, and the sides that may be asked about."""

    steps: list[Step]
    right: Rotation
    wrong: dict[str, Rotation]
    sides: list[str]


def draw_fair_turns(
    draw: Draw, level: TurnLevel, rivals: Sequence[str], sides: Sequence[str] = FACES
) -> FairTurns:
    """Turns after which one of the sides is fair to ask about.

    How often a wrong way of thinking may be right is drawn first and kept: the face keeps its
    colour in one of six cases, and each other rival is right in at most one of six.
    """
    same = level.stays and draw.chance(1, 6)
    count = draw.between(*level.turns)
    differ = must_differ(draw, rivals, 6)
    if same and count == 1:  # a turn that keeps a face keeps it the other way round, too
        differ -= {"inverse-turns"}
    for _ in range(TRIES):
        steps = draw_turns(draw, level, count)
        right, wrong = all_ways(steps)
        fair = _KEPT[right.index] if same else ALL_SIDES & ~_KEPT[right.index]
        for name in differ & wrong.keys():
            fair &= _DIFFER[right.index][wrong[name].index]
        found = [side for i, side in enumerate(FACES) if fair >> i & 1 and side in sides]
        if found:
            ways = {name: wrong[name] for name in rivals if name in wrong}
            return FairTurns(steps, right, ways, found)
    raise Refused("rivals right too often")


ALL_SIDES = 0b111111


def _bits(wanted: Iterable[bool]) -> int:
    """Sides as bits: bit i is set where the i-th is wanted."""
    return sum(1 << i for i, is_wanted in enumerate(wanted) if is_wanted)


# By rotation: the sides that keep their face; by two rotations: the sides that get different faces.
_KEPT = [_bits(r.came_from(side) == side for side in FACES) for r in ROTATIONS]
_DIFFER = [
    [_bits(a.came_from(side) != b.came_from(side) for side in FACES) for b in ROTATIONS]
    for a in ROTATIONS
]


def must_differ(draw: Draw, rivals: Sequence[str], chance: int) -> frozenset[str]:
    """The rivals that must not equal the answer this time: each in all but one of `chance` cases,
    so that over a set none of them can be right more often than a blind guess. `unchanged` is
    balanced on its own."""
    return frozenset([name for name in rivals if name != "unchanged" and draw.below(chance)])
