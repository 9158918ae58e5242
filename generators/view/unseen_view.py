"""A table that a board parts in two halves is shown from before it and from behind it: which of
four pictures is taken from its end?

The four pictures are of four tables: this one, and those that one gets by exchanging two things of
the half before the board, two of the half behind it, or both pairs. The first view fits two of the
four and so does the second; only both together leave one. Which of the four tables is this one is
drawn last, so that the four pictures alone say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.view.around import Standing
from spatialbench.generators.view.boards import board_body
from spatialbench.generators.view.can_see import BOARD_COLOUR
from spatialbench.generators.view.kinds import ThirdView
from spatialbench.generators.view.parted import (
    VIEW_ANGLE,
    WALL,
    Cameras,
    draw_cameras,
    draw_half,
    shows,
)
from spatialbench.generators.view.table import THINGS, thing
from spatialbench.generators.view.which_view import LIGHTS, NAMES
from spatialbench.geometry.scene import Body, Light, Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle, Shot

TRIES = 300
BOARD = "board:1"


class Parted(NamedTuple):
    """How many things are in each half, how many colours they all have, and whether cameras stand
    askew."""

    half: int
    colours: int
    askew: bool


LEVELS = {
    1: Parted(2, 4, False),
    2: Parted(3, 6, False),
    3: Parted(3, 6, True),
    4: Parted(3, 2, True),
    5: Parted(4, 3, True),
}

Table = tuple[list[Standing], list[Standing]]
"""What stands before the board, and what behind it."""


class UnseenView:
    """Each of the four pictures is as often right."""

    id: ClassVar[str] = "view/unseen-view-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("image",)
    forms: ClassVar[tuple[Form, ...]] = ("choice",)
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "first-view-only",
        "second-view-only",
        "both-exchanged",
        "order-kept",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Two views of a table, and four pictures from its end, of which the first is right."""
        asked = LEVELS[level]
        left = draw.chance(1, 2)
        cameras, names, tables = _draw_tables(draw, asked, left=left)
        light = draw.choice(LIGHTS)
        scenes = [_scene(names, table, cameras, light) for table in tables]
        called = draw.permutation(NAMES)
        named = dict(sorted(zip(called, scenes, strict=True)))
        bodies = [body.name for body in scenes[0].bodies if body.name != BOARD]
        return Puzzle(
            scene=scenes[0],
            story=(),
            ask=ThirdView(
                tuple(bodies),
                (BOARD,),
                tuple(camera.position for camera in cameras[:2]),
                cameras.aside.position,
                cameras.aside.target,
                VIEW_ANGLE,
                NAMES,
                tuple(
                    tuple(named[name].body(body).pose.position for body in bodies) for name in NAMES
                ),
            ),
            answer_type="label",
            answer=called[0],
            vocabulary=NAMES,
            chance=1 / len(NAMES),
            rivals=_rivals(draw, tables, called, left=left),
            facts={
                "things": 2 * asked.half,
                "colours": asked.colours,
                "askew": int(asked.askew),
            },
            pictures=(Shot(cameras.before), Shot(cameras.behind)),
            option_pictures={name: Shot(cameras.aside, scene) for name, scene in named.items()},
            variant="" if left else "-right",
        )


# --- tables -------------------------------------------------------------------------------------


def _draw_tables(
    draw: Draw, asked: Parted, *, left: bool
) -> tuple[Cameras, tuple[list[str], list[str]], list[Table]]:
    """Cameras, the names of the things before and behind the board, and the four tables, this one
    first; Refused where nothing was found."""
    for _ in range(TRIES):
        cameras = draw_cameras(draw, askew=asked.askew, left=left)
        names = _draw_names(draw, asked)
        places = [draw_half(draw, asked.half, side) for side in (-1, 1)]
        if places[0] is None or places[1] is None:
            continue
        pairs = [draw.sample(range(asked.half), 2) for _ in places]
        before, behind = (
            _with_exchange(half, at, pair)
            for half, at, pair in zip(names, (places[0], places[1]), pairs, strict=True)
        )
        tables = [(before[number % 2], behind[number // 2]) for number in range(4)]
        if all(shows(*table, cameras) for table in tables):
            first = draw.below(4)  # a group: from any of the four one gets the others
            return cameras, names, [tables[first ^ number] for number in range(4)]
    raise Refused("no room", f"{asked.half} things in each half")


def _draw_names(draw: Draw, asked: Parted) -> tuple[list[str], list[str]]:
    """Things of any kind, each of another colour; or, of fewer colours, each of another kind or
    colour."""
    count, colours = 2 * asked.half, draw.sample(COLOURS, asked.colours)
    if asked.colours == count:
        names = [f"{draw.choice(tuple(THINGS))}:{colour}" for colour in colours]
    else:
        names = draw.sample([f"{noun}:{colour}" for noun in THINGS for colour in colours], count)
    return names[: asked.half], names[asked.half :]


def _with_exchange(
    names: Sequence[str], places: Sequence[tuple[int, int]], pair: Sequence[int]
) -> tuple[list[Standing], list[Standing]]:
    """A half, and the same with two things exchanged."""
    other = list(places)
    other[pair[0]], other[pair[1]] = other[pair[1]], other[pair[0]]
    nouns = [name.partition(":")[0] for name in names]
    half, changed = (
        [Standing(noun, at) for noun, at in zip(nouns, ats, strict=True)] for ats in (places, other)
    )
    return half, changed


def _scene(
    names: tuple[list[str], list[str]], table: Table, cameras: Cameras, light: Light
) -> Scene:
    rows = zip((*names[0], *names[1]), (*table[0], *table[1]), strict=True)
    bodies: list[Body] = [thing(name, one.at) for name, one in sorted(rows)]
    return Scene((*bodies, board_body(BOARD, WALL, BOARD_COLOUR)), cameras.before, light=light)


# --- wrong ways ---------------------------------------------------------------------------------


def _rivals(
    draw: Draw, tables: Sequence[Table], called: Sequence[str], *, left: bool
) -> dict[str, str]:
    """What is taken by whoever uses one view alone; the picture that is wrong in both halves; and
    that in which most things are, from left to right, as in the view that shows them."""
    kept = [
        sum(
            _kept(shown, half, facing, left=left)
            for shown, half, facing in zip(tables[0], table, (1, -1), strict=True)
        )
        for table in tables
    ]
    ways = {
        "first-view-only": [n for n in range(4) if tables[n][0] == tables[0][0]],
        "second-view-only": [n for n in range(4) if tables[n][1] == tables[0][1]],
        "both-exchanged": [3],
        "order-kept": [n for n in range(4) if kept[n] == max(kept)],
    }
    return {way: called[draw.choice(numbers)] for way, numbers in ways.items()}


def _kept(shown: Sequence[Standing], half: Sequence[Standing], facing: int, *, left: bool) -> int:
    """How many more pairs of a half are from left to right as in the view that shows them, than the
    other way round."""
    before = [facing * thing.at[0] for thing in shown]
    after = [(-1 if left else 1) * thing.at[1] for thing in half]
    pairs = combinations(range(len(half)), 2)
    return sum(_sign(before[a] - before[b]) * _sign(after[a] - after[b]) for a, b in pairs)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
