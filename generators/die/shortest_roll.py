"""A die is to be rolled to a goal so that a number is on top there: which fewest rolls do it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.die.dice import (
    COMPASS,
    DIE,
    SIDE,
    SIDEWAYS,
    Cell,
    Numbers,
    die,
    draw_closeup,
    draw_colour,
    draw_numbers,
    seen_words,
)
from spatialbench.generators.die.kinds import Compass, Plan, ShortestRoll, Squares
from spatialbench.generators.die.ways import Board, Reached, Target, search, walked, ways_there
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle, Value

THICK = 6  # millimetres: of the board
FLAT = Box((SIDE * 3 // 4, SIDE * 3 // 4, 2))
BLOCK = Box((SIDE, SIDE, SIDE // 3))
ALONE = (0, 0, SIDE // 2)  # where the die lies for its picture

_BACK: Mapping[Compass, Compass] = {
    way: COMPASS[(place + 2) % 4] for place, way in enumerate(COMPASS)
}


class BoardLevel(NamedTuple):
    """Squares each way, how many of them are blocked, how many rolls are the fewest, and whether
    the choices lead to one square, where they bring different numbers to the top."""

    size: int
    blocked: int
    rolls: tuple[int, int]
    one_goal: bool = True

    def numbers(self) -> dict[str, object]:
        """The level as numbers."""
        return {"size": self.size, "blocked": self.blocked, "rolls": list(self.rolls)}


LEVELS = {
    1: BoardLevel(3, 0, (2, 2), one_goal=False),
    2: BoardLevel(4, 0, (3, 4), one_goal=False),
    3: BoardLevel(5, 4, (5, 6)),
    4: BoardLevel(6, 7, (7, 9)),
    5: BoardLevel(7, 12, (10, 12)),
}
CHOICES = 4


class Drawn(NamedTuple):
    """A board, all the ways over it, what is to be reached, and three other targets as far away."""

    board: Board
    reached: Reached
    target: Target
    others: list[Target]


def draw_board(draw: Draw, level: BoardLevel) -> Drawn:
    """How many rolls are the fewest, which squares are blocked and where the die lies are drawn
    evenly, and then the targets among all that are so many rolls away. Refused where there are
    none."""
    length = draw.between(*level.rolls)
    cells = draw.permutation(list(product(range(level.size), range(level.size))))
    blocked = frozenset(cells[: level.blocked])
    for start in cells[level.blocked :]:
        board = Board(level.size, level.size, blocked, start)
        reached = search(board)
        targets = draw_targets(draw, reached, length, level)
        if targets:
            return Drawn(board, reached, targets[0], targets[1:])
    raise Refused("no such goal", f"nothing is {length} rolls away four times")


def draw_targets(
    draw: Draw, reached: Reached, length: int, level: BoardLevel
) -> list[Target] | None:
    """Four targets that are so many rolls away, any but where the die lies; or four numbers on one
    square, any such square as likely. Whichever of the four is asked for, the choices are the
    same. None if there are no four."""
    home = next(iter(reached.least))[0]
    far = [t for t, least in reached.least.items() if least == length and t[0] != home]
    if level.one_goal:
        by_cell: dict[Cell, list[Target]] = {}
        for target in far:
            by_cell.setdefault(target[0], []).append(target)
        goals = [those for those in by_cell.values() if len(those) >= CHOICES]
        far = draw.choice(goals) if goals else []
    return draw.sample(far, CHOICES) if len(far) >= CHOICES else None


# --- right and wrong ----------------------------------------------------------------------------


def rivals_of(found: Drawn, answer: Sequence[Compass]) -> dict[str, Value]:
    """Near misses: back and forth before the answer; the shortest way to the goal with another
    number; the shortest way if nothing were blocked; all rolls but the last."""
    board, reached, target, _ = found
    goal = [one for one in reached.least if one[0] == target[0] and one != target]
    rivals: dict[str, Value] = {"too-long": [answer[0], _BACK[answer[0]], *answer]}
    if goal:
        nearest = min(goal, key=lambda one: reached.least[one])  # the first that was reached
        rivals["wrong-number"] = list(reached.way(nearest))
    across = search(board._replace(blocked=frozenset())).way(target)
    if not walked(board, across).free:
        rivals["through-a-block"] = list(across)
    rivals["ends-beside"] = list(answer[:-1])
    return rivals


# --- the scene ----------------------------------------------------------------------------------


def middle_of(cell: Cell, size: int, height: int) -> Vector:
    """The middle of a square of the board, at a height."""
    return (SIDE * (2 * cell[0] - size + 1) // 2, SIDE * (2 * cell[1] - size + 1) // 2, height)


def scene_of(board: Board, goal: Cell, numbers: Numbers, colour: str) -> Scene:
    """The die on the board, the goal as a thin plate, and blocks."""
    size = board.columns
    plates = [
        Body("board", Box((SIDE * size, SIDE * size, THICK)), Pose((0, 0, THICK // 2)), "white"),
        Body("goal", FLAT, Pose(middle_of(goal, size, THICK + 1)), "green"),
    ]
    blocks = [
        Body(f"block:{number}", BLOCK, Pose(middle_of(cell, size, THICK + SIDE // 6)), "black")
        for number, cell in enumerate(sorted(board.blocked), 1)
    ]
    lying = die(numbers, colour, middle_of(board.start, size, THICK + SIDE // 2))
    return Scene((lying, *plates, *blocks), Camera((0, -900, 1000), (0, -20, 0), 30))


def rows_of(board: Board, goal: Cell) -> tuple[tuple[str, ...], ...]:
    """The board from the north, each row from the west."""
    special = dict.fromkeys(board.blocked, "blocked") | {board.start: "start", goal: "goal"}
    return tuple(
        tuple(special.get((x, y), "free") for x in range(board.columns))
        for y in range(board.rows - 1, -1, -1)
    )


class ShortestWay:
    """Any of the shortest ways is right. The choices are the first of the shortest ways to four
    targets that are equally far away: from level 3 on to four numbers on one square, so that to
    follow the square alone is no help."""

    id: ClassVar[str] = "die/shortest-roll-v1"
    answer_type: ClassVar[AnswerType] = "construction"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level.numbers() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "too-long",
        "wrong-number",
        "through-a-block",
        "ends-beside",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A board, a die on it, a goal and a number."""
        found = draw_board(draw, LEVELS[level])
        board, reached, target, others = found
        numbers, beside = draw_numbers(draw), draw.choice(SIDEWAYS)
        colour, goal, rows = draw_colour(draw), target[0], rows_of(board, target[0])
        scene = scene_of(board, goal, numbers, colour)
        alone = Scene((die(numbers, colour, ALONE),), scene.camera)
        answer = reached.way(target)
        return Puzzle(
            scene=scene,
            story=(),
            ask=ShortestRoll(
                DIE,
                "board",
                tuple(body.name for body in scene.bodies if body.name.startswith("block:")),
                "goal",
                numbers[target[1]],
            ),
            answer_type="construction",
            answer=list(answer),
            vocabulary=COMPASS,
            chance=ways_there(board, target, len(answer)) / 4 ** len(answer),
            rivals=rivals_of(found, answer),
            offered=tuple(list(reached.way(other)) for other in others),
            facts={"size": board.columns, "blocked": len(board.blocked)},
            key_facts={"rolls": len(answer)},
            words=seen_words(numbers, beside)
            | {
                "plan": Plan(rows),
                "size": ("number", board.columns),
                "number": ("number", numbers[target[1]]),
            },
            pictures=(draw_closeup(draw, alone, ALONE, beside), Squares(rows)),
        )
