"""A die is rolled from square to square: which number is on top, what do three faces add up to?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import product
from typing import ClassVar

from spatialbench.generators.die.dice import (
    DIE,
    SIDE,
    SIDE_OF,
    SIDEWAYS,
    STEPS,
    Numbers,
    die,
    draw_closeup,
    draw_colour,
    draw_numbers,
    seen_words,
)
from spatialbench.generators.die.kinds import Arrows, PipsOn, Roll
from spatialbench.generators.die.moves import (
    DOES,
    REACH,
    ROUND,
    Move,
    RollLevel,
    draw_moves,
    lengths,
    outcome,
    rotations_that,
)
from spatialbench.generators.framing import SQUARE, Direction, camera_for
from spatialbench.generators.lighting import LIGHTS
from spatialbench.generators.papers import draw_paper
from spatialbench.geometry.rotations import (
    FACES,
    IDENTITY,
    OPPOSITE,
    Rotation,
)
from spatialbench.geometry.scene import Body, Camera, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.geometry.story import Turn
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Axis, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle, Value

VIEW_ANGLE = 30  # degrees
THICK = 6  # millimetres
MIDDLE = (0, 0, THICK + SIDE // 2)
BOARD = Body(
    "board",
    Box((SIDE * (2 * REACH + 1), SIDE * (2 * REACH + 1), THICK)),
    Pose((0, 0, THICK // 2)),
    "white",
    (("top", Mark("white", f"grid-{2 * REACH + 1}")),),
)
FROM: Direction = (0, -20, 21, 29)  # from the south, 46° above the board
FILLED = Fraction(4, 5)  # of the width or the height of a film, by the squares that the die visits


LEVELS = {
    1: RollLevel((1, 2)),
    2: RollLevel((3, 4)),
    3: RollLevel((6, 8), turns=True, faces=3),
    4: RollLevel((9, 13), turns=True, faces=3),
    5: RollLevel((14, 20), turns=True, faces=3),
}

WRONG_WAYS = (
    "slid-not-rolled",
    "turns-ignored",
    "first-only",
    "last-only",
    "all-but-first",
    "all-but-last",
    "reversed-order",
    "inverse-moves",
)
"""Named wrong ways of moving; those about a part of the moves are none where there is one."""


def camera_along(moves: Sequence[Move]) -> Camera:
    """The camera that the way of the die fills, however far it goes."""
    (x, y), cells = (0, 0), [(0, 0)]
    for move in moves:
        right, away = STEPS.get(move, (0, 0))
        x, y = x + right, y + away
        cells.append((x, y))
    half = SIDE // 2
    spots = [
        (SIDE * x + a * half, SIDE * y + b * half, MIDDLE[2] + c * half)
        for x, y in sorted(set(cells))
        for a, b, c in product((-1, 1), repeat=3)
    ]
    return camera_for(spots, FROM, VIEW_ANGLE, SQUARE, FILLED)


# --- sequences of moves, counted ----------------------------------------------------------------


@cache
def sources_of(level: RollLevel, sides: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """The faces that moves of a level can bring to these sides: so many moves do not bring every
    corner there, as each of them changes which are even."""
    possible = [(one, rotations_that(one, frozenset(sides))) for one in sources(len(sides))]
    return tuple(one for one, targets in possible if lengths(level, targets))


# --- right and wrong ----------------------------------------------------------------------------


def wrong_ways(moves: Sequence[Move]) -> dict[str, Rotation]:
    """What the wrong ways of moving do."""
    inverse = IDENTITY
    for move in moves:
        inverse = inverse.then(DOES[move].inverse)
    wrong = {
        "slid-not-rolled": outcome([move for move in moves if move in ROUND]),
        "inverse-moves": inverse,
    }
    if any(move in ROUND for move in moves):
        wrong["turns-ignored"] = outcome([move for move in moves if move not in ROUND])
    if len(moves) > 1:
        right, first, last = outcome(moves), DOES[moves[0]], DOES[moves[-1]]
        wrong |= {
            "first-only": first,
            "last-only": last,
            "all-but-first": first.inverse.then(right),
            "all-but-last": right.then(last.inverse),
            "reversed-order": outcome(moves[::-1]),
        }
    return {name: wrong[name] for name in WRONG_WAYS if name in wrong}


def event_of(move: Move) -> Roll | Turn:
    """The move as an event."""
    if move == "clockwise" or move == "counterclockwise":
        return Turn(DIE, "top", move, 1)
    return Roll(DIE, move)


def pips(numbers: Numbers, sides: Sequence[str]) -> Callable[[Rotation], int]:
    """After a rotation, the numbers at these sides added up."""
    return lambda turn: sum([numbers[turn.came_from(side)] for side in sides])


CORNERS = tuple(
    frozenset(corner) for corner in product(("front", "back"), ("left", "right"), ("top", "bottom"))
)


def sources(faces: int) -> tuple[frozenset[str], ...]:
    """The faces that can come where one looks: one face, or three that meet at a corner."""
    return CORNERS if faces > 1 else tuple(frozenset([face]) for face in FACES)


def offered(draw: Draw, numbers: Numbers, source: frozenset[str]) -> tuple[Value, ...]:
    """The wrong choices. Of one face its opposite, and another pair of opposites, any; of three the
    other corners that the same number of rolls can bring there: which of them it is, nobody knows
    who ignores the directions."""
    if len(source) > 1:
        alike = [corner for corner in CORNERS if len(corner & source) == 1]
        return tuple(sum(numbers[face] for face in corner) for corner in alike)
    answer = sum(numbers[face] for face in source)
    other = draw.choice([n for n in (1, 2, 3) if n not in (answer, 7 - answer)])
    return (7 - answer, other, 7 - other)


def vocabulary(faces: int) -> tuple[str, ...]:
    """The numbers that can be the answer: of three faces that meet, one of each pair of
    opposites."""
    if faces == 1:
        return tuple(map(str, range(1, 7)))
    return tuple(map(str, sorted(map(sum, product((1, 6), (2, 5), (3, 4))))))


class TopAfterRolls:
    """The top is asked about where the die is only rolled, a few times. From level 3 on it is also
    turned on the spot, and all three faces that the picture shows are asked about, added up: of the
    top alone, whoever ignores directions would know that it is one of two; and without turns rolls
    in reversed order do the same as they do in their order in 10 of 24 cases.

    Which faces come there is drawn evenly, so that the die says nothing without the moves. Whether
    these are even or odd in number says which corners can have come where; so it is in the key
    only."""

    id: ClassVar[str] = "die/top-after-rolls-v1"
    answer_type: ClassVar[AnswerType] = "integer"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    axis: ClassVar[Axis] = Axis("moves")
    levels: ClassVar = {n: level.numbers() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (*WRONG_WAYS, "opposite-faces")
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A die, the faces that come where one looks, and moves that bring them there."""
        return _drawn(draw, LEVELS[level])

    def draw_at(self, draw: Draw, steps: int) -> Puzzle:
        """The same of so many moves, which bring half of the corners there."""
        return _drawn(draw, LEVELS[5]._replace(moves=(steps, steps)))


def _drawn(draw: Draw, level: RollLevel) -> Puzzle:
    numbers, beside = draw_numbers(draw), draw.choice(SIDEWAYS)
    sides = ("top", "front", SIDE_OF[beside])[: level.faces]
    possible = sources_of(level, sides)
    source = draw.choice(possible)
    moves = draw_moves(draw, level, rotations_that(source, frozenset(sides)))
    value, end = pips(numbers, sides), outcome(moves)
    scene = Scene((die(numbers, draw_colour(draw), MIDDLE), BOARD), camera_along(moves))
    picture, wrong = draw_closeup(draw, scene, MIDDLE, beside), offered(draw, numbers, source)
    scene = replace(scene, light=draw.choice(LIGHTS))
    return Puzzle(
        scene=scene,
        story=tuple([event_of(move) for move in moves]),
        ask=PipsOn(DIE, sides),
        answer_type="integer",
        answer=value(end),
        vocabulary=vocabulary(level.faces),
        chance=1 / len(possible),
        rivals={name: value(turn) for name, turn in wrong_ways(moves).items()}
        | {"opposite-faces": pips(numbers, [OPPOSITE[side] for side in sides])(end)},
        offered=wrong,
        facts={},
        key_facts={"moves": len(moves)},
        words=seen_words(numbers, beside),
        pictures=(picture, Arrows(tuple(moves))),
        film=Film(wrapped=(DIE,), paper=draw_paper(draw), stills=(picture,)),
        variant="" if level.faces == 1 else "-sum",
    )
