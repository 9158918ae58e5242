"""Does a sheet of squares fold into a cube? From level 3 on: into a box of two, three, four cubes?

Of six squares there are 35 sheets, of which what can be counted tells most. So larger boxes are
asked about, whose nets are thousands: a net is drawn, and beside it a sheet of which one square
lies elsewhere, that looks alike in all that can be counted and does not fold. A coin says which
is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.net.boxes import (
    CUBE,
    Box,
    area,
    folds,
    joints,
    open_spots,
    removable,
    unfolded,
)
from spatialbench.generators.net.kinds import Closes, Laid, Squares
from spatialbench.generators.net.looks import RULES, looks_of, short_and_long
from spatialbench.generators.net.nets import Net, nets, polyominoes, read
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box as Plate
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle

SIDE = 80  # of a square, millimetres; a multiple of four
LIGHT = tuple(colour for colour in COLOURS if colour != "black")
"""Colours of sheets on which the lines between squares are seen."""
CARD = Plate((SIDE, SIDE, 2))
ROOM = (
    160  # hundredths: the least room around a sheet in its picture, as many squares as it is long
)


class FoldsLevel(NamedTuple):
    """The box that is asked about, its three sides in squares, and whether what can be counted of a
    sheet is even between those that fold and those that do not."""

    box: Box
    near: bool


LEVELS = {
    1: FoldsLevel(CUBE, near=False),
    2: FoldsLevel(CUBE, near=True),
    3: FoldsLevel((2, 1, 1), near=True),
    4: FoldsLevel((3, 1, 1), near=True),
    5: FoldsLevel((2, 2, 1), near=True),
}


# --- six squares --------------------------------------------------------------------------------


def ways(net: Net) -> tuple[Net, ...]:
    """A sheet in all the ways in which it can lie, turned and mirrored, in a fixed order."""
    found = set()
    for mirrored in (net, tuple((-x, y) for x, y in net)):
        turned = list(mirrored)
        for _ in range(4):
            turned = [(-y, x) for x, y in turned]
            found.add(read(turned))
    return tuple(sorted(found))


@cache
def hexominoes() -> Mapping[bool, tuple[Net, ...]]:
    """One way of each of the 35 sheets of six squares: the 11 that fold, and the 24 that do not."""
    free = sorted({ways(net)[0] for net in polyominoes(6)})
    folding = set(nets())
    return {
        whether: tuple(net for net in free if (net in folding) == whether)
        for whether in (True, False)
    }


@cache
def near_misses(whether: bool, row: int) -> tuple[Net, ...]:
    """Those that fold, or do not, in three by four and without a block of four, by longest row."""
    looks = {net: looks_of(net) for net in hexominoes()[whether]}
    return tuple(
        net
        for net, look in looks.items()
        if short_and_long(look) == (3, 4) and not look.blocks and look.row == row
    )


def draw_hexomino(draw: Draw, whether: bool, near: bool) -> Net:
    """A shape, each as likely, and then a way to lie."""
    pool = near_misses(whether, draw.between(3, 4)) if near else hexominoes()[whether]
    return draw.choice(ways(draw.choice(pool)))


# --- larger boxes -------------------------------------------------------------------------------


class Pair(NamedTuple):
    """Two sheets that look alike and differ in where one square is: only the first folds."""

    net: Net
    other: Net


def draw_pair(draw: Draw, box: Box) -> Pair:
    """A net of the box and any such sheet; Refused where there is none."""
    cells = unfolded(draw, box)
    if len(cells) < area(box):
        raise Refused("does not go on", "the last squares of a net would lie on others")
    net = read(cells)
    looks = looks_of(net)
    for square in draw.permutation(removable(cells)):
        rest = [cell for cell in cells if cell != square]
        as_joined = joints(rest, square)
        spots = [s for s in open_spots(rest) if s != square and joints(rest, s) == as_joined]
        for spot in draw.permutation(spots):
            other = (*rest, spot)
            if looks_of(other) == looks and not folds(other, box):
                return Pair(net, read(other))
    raise Refused(
        "no near miss", "no sheet with one square elsewhere looks alike and does not fold"
    )


def draw_sheet(draw: Draw, level: FoldsLevel, whether: bool) -> Net:
    """A sheet that folds, or does not."""
    if level.box == CUBE:
        return draw_hexomino(draw, whether, level.near)
    pair = draw_pair(draw, level.box)
    return pair.net if whether else pair.other


# --- the puzzle ---------------------------------------------------------------------------------


def plates(net: Net, colours: Sequence[str]) -> tuple[Body, ...]:
    """Plates on the table, numbered as one reads them."""
    return tuple(
        Body(f"square:{number}", CARD, Pose((SIDE * x, SIDE * y, CARD.size[2] // 2)), colour)
        for number, ((x, y), colour) in enumerate(zip(net, colours, strict=True), 1)
    )


def camera_above(net: Net) -> Camera:
    """From in front and above: the whole sheet."""
    looks = looks_of(net)
    x, y = SIDE * (looks.wide - 1) // 2, SIDE * (looks.high - 1) // 2
    away = 2 * SIDE * (max(looks.wide, looks.high) + 1)
    return Camera((x, y - away, 2 * away), (x, y, 0))


def laid_on_table(draw: Draw, net: Net, colours: Sequence[str]) -> Laid:
    """The sheet anywhere on a square table that is longer than it by one square or two."""
    looks = looks_of(net)
    room = 100 * max(looks.wide, looks.high) + draw.between(60, ROOM)
    at = [draw.between(50 * long + 20, room - 50 * long - 20) for long in (looks.wide, looks.high)]
    return Laid(net, tuple(colours), (("", 0),) * len(net), room, (at[0], at[1]))


def rows_of(net: Net, colours: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The colours as one reads them, an empty word for no square."""
    looks, found = looks_of(net), dict(zip(net, colours, strict=True))
    return tuple(
        tuple(found.get((x, y), "") for x in range(looks.wide))
        for y in range(looks.high - 1, -1, -1)
    )


def draw_colours(draw: Draw, count: int) -> list[str]:
    """Colours for so many squares: all in some order, again and again, so that the same sheet in
    other colours is the same puzzle."""
    order = draw.permutation(LIGHT)
    return [order[number % len(order)] for number in range(count)]


def verdict(whether: bool) -> str:
    """How it is answered."""
    return "yes" if whether else "no"


class Folds:
    """Yes and no are even at every level; from level 2 on also given what can be counted."""

    id: ClassVar[str] = "net/folds-v1"
    answer_type: ClassVar[AnswerType] = "verdict"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = tuple(RULES)
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A coin, a sheet, colours that do not matter, and its place in the picture."""
        asked = LEVELS[level]
        whether = draw.chance(1, 2)
        net = draw_sheet(draw, asked, whether)
        colours = draw_colours(draw, len(net))
        bodies = plates(net, colours)
        looks = looks_of(net)
        return Puzzle(
            scene=Scene(bodies, camera_above(net)),
            story=(),
            ask=Closes(tuple(body.name for body in bodies), asked.box),
            answer_type="verdict",
            answer=verdict(whether),
            vocabulary=("yes", "no"),
            chance=0.5,
            rivals={name: verdict(rule(net)) for name, rule in RULES.items()},
            facts={"squares": len(net)},
            key_facts={"longest_row": looks.row, "bends": looks.bends, "ends": looks.ends},
            words={
                "sheet": Squares(rows_of(net, colours)),
                "count": ("count", len(net)),
                "long": ("number", asked.box[0]),
                "wide": ("number", asked.box[1]),
                "high": ("number", asked.box[2]),
            },
            pictures=(laid_on_table(draw, net, colours),),
            variant="" if asked.box == CUBE else "-box",
        )
