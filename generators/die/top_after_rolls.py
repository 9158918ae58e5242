"""A die is rolled from square to square: which number is on top, what do three faces add up to?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import product
from typing import ClassVar, NamedTuple

from spatialbench.generators.die.dice import (
    COMPASS,
    DIE,
    SIDE,
    SIDE_OF,
    SIDEWAYS,
    STEPS,
    TIPS,
    Cell,
    Numbers,
    die,
    draw_closeup,
    draw_colour,
    draw_numbers,
    seen_words,
)
from spatialbench.generators.die.kinds import Arrows, Compass, PipsOn, Roll
from spatialbench.geometry.rotations import (
    FACES,
    IDENTITY,
    OPPOSITE,
    ROTATIONS,
    Rotation,
    quarter_turns,
)
from spatialbench.geometry.scene import Body, Camera, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.geometry.story import Direction, Turn
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle, Value

REACH = 4  # squares from the middle of the board, where the die begins, to its rim
THICK = 6  # millimetres
MIDDLE = (0, 0, THICK + SIDE // 2)
BOARD = Body(
    "board",
    Box((SIDE * (2 * REACH + 1), SIDE * (2 * REACH + 1), THICK)),
    Pose((0, 0, THICK // 2)),
    "white",
    (("top", Mark("white", f"grid-{2 * REACH + 1}")),),
)
CAMERA = Camera((0, -900, 1000), (0, -20, 0), 30)  # sees the whole board


class RollLevel(NamedTuple):
    """How many moves, whether the die is also turned on the spot, and how many faces are asked
    about."""

    moves: tuple[int, int]
    turns: bool = False
    faces: int = 1

    def numbers(self) -> dict[str, object]:
        """The level as numbers."""
        return {"moves": list(self.moves), "turns_on_the_spot": self.turns, "faces": self.faces}


LEVELS = {
    1: RollLevel((1, 2)),
    2: RollLevel((3, 4)),
    3: RollLevel((6, 8), turns=True, faces=3),
    4: RollLevel((9, 13), turns=True, faces=3),
    5: RollLevel((14, 20), turns=True, faces=3),
}

Move = Compass | Direction
"""A roll in a direction of the compass, or a quarter turn on the spot, seen from above."""

ROUND: tuple[Direction, ...] = ("clockwise", "counterclockwise")
DOES: Mapping[Move, Rotation] = {
    **{way: TIPS[way] for way in COMPASS},
    "clockwise": quarter_turns("top", 3),
    "counterclockwise": quarter_turns("top", 1),
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

# --- sequences of moves, counted ----------------------------------------------------------------


@cache
def moves_of(turns: bool) -> tuple[Move, ...]:
    """The moves that there are: four rolls, and where the die is turned two turns."""
    return (*COMPASS, *ROUND) if turns else COMPASS


@cache
def ways(left: int, turns: bool, cell: Cell, index: int) -> int:
    """How many sequences of so many moves lead from a cell, never off the board, and are together
    the rotation of that index."""
    if max(map(abs, cell)) > REACH:
        return 0
    if left == 0:
        return int(index == IDENTITY.index)
    return sum(ways(left - 1, turns, *_after(cell, index, move)) for move in moves_of(turns))


@cache
def _after(cell: Cell, index: int, move: Move) -> tuple[Cell, int]:
    """Where the die is after a move, and what then is still to be done of a rotation."""
    x, y = STEPS.get(move, (0, 0))
    return (cell[0] + x, cell[1] + y), DOES[move].inverse.then(ROTATIONS[index]).index


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


# --- right and wrong ----------------------------------------------------------------------------


def outcome(moves: Sequence[Move]) -> Rotation:
    """What all the moves do together."""
    result = IDENTITY
    for move in moves:
        result = result.then(DOES[move])
    return result


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
    levels: ClassVar = {n: level.numbers() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (*WRONG_WAYS, "opposite-faces")
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A die, the faces that come where one looks, and moves that bring them there."""
        faces = LEVELS[level].faces
        numbers, beside = draw_numbers(draw), draw.choice(SIDEWAYS)
        sides = ("top", "front", SIDE_OF[beside])[:faces]
        source = draw.choice(sources(faces))
        moves = draw_moves(draw, LEVELS[level], rotations_that(source, frozenset(sides)))
        value, end = pips(numbers, sides), outcome(moves)
        scene = Scene((die(numbers, draw_colour(draw), MIDDLE), BOARD), CAMERA)
        picture = draw_closeup(draw, scene, MIDDLE, beside)
        return Puzzle(
            scene=scene,
            story=tuple([event_of(move) for move in moves]),
            ask=PipsOn(DIE, sides),
            answer_type="integer",
            answer=value(end),
            vocabulary=vocabulary(faces),
            chance=1 / len(sources(faces)),
            rivals={name: value(turn) for name, turn in wrong_ways(moves).items()}
            | {"opposite-faces": pips(numbers, [OPPOSITE[side] for side in sides])(end)},
            offered=offered(draw, numbers, source),
            facts={},
            key_facts={"moves": len(moves)},
            words=seen_words(numbers, beside),
            pictures=(picture, Arrows(tuple(moves))),
            film=Film(wrapped=(DIE,), stills=(picture,)),
            variant="" if faces == 1 else "-sum",
        )
