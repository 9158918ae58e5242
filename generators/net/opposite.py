"""A net is folded into a cube: which colour is opposite to another? From level 3 on several nets
are, and the cubes make a tower, the faces that touch alike: which colour is on top?

Opposite squares lie in one line, two steps apart, or around a bend. In the tower no net has a row
of four, and all but the last are around a bend, so that no rule of thumb gets far: it must hold for
every cube.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import ClassVar, NamedTuple

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.net.kinds import (
    Asked,
    FoldUp,
    Net,
    OnTop,
    OppositeTo,
    Sheets,
    Shown,
    Stack,
)
from spatialbench.generators.net.nets import (
    Cell,
    Pair,
    farthest,
    longest_row,
    pairs,
    so_far_away,
)
from spatialbench.geometry.kinds import Ask, Event
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Axis, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle

SIDE = 80  # of a square, millimetres; a multiple of four
CARD = Box((SIDE, SIDE, 2))
APART = 6 * SIDE  # from one sheet to the next
WRONG = 3  # choices beside the right one


class NetLevel(NamedTuple):
    """How many cubes, how many steps in the net from a square to its opposite (but for the last
    cube of a tower), and the longest row of squares that a net may have."""

    cubes: tuple[int, int]
    hops: tuple[int, int]
    longest_row: int


LEVELS = {
    1: NetLevel((1, 1), (2, 2), 4),
    2: NetLevel((1, 1), (3, 4), 4),
    3: NetLevel((5, 5), (3, 4), 3),
    4: NetLevel((6, 6), (3, 4), 3),
    5: NetLevel((7, 7), (3, 4), 3),
}


class Sheet(NamedTuple):
    """A net with a square and its opposite, and the colour of each square."""

    pair: Pair
    colours: dict[Cell, str]

    @property
    def under(self) -> str:
        """The colour of the square that is asked about, or that the cube stands on."""
        return self.colours[self.pair.square]

    @property
    def over(self) -> str:
        """The colour opposite to it."""
        return self.colours[self.pair.opposite]

    def cell_of(self, colour: str) -> Cell:
        """Where a colour is."""
        return next(cell for cell, found in self.colours.items() if found == colour)


# --- drawing ------------------------------------------------------------------------------------


@cache
def _pools(hops: int, longest: int, alone: bool) -> tuple[tuple[Pair, ...], ...]:
    """The pairs with so many steps between, by the place of the opposite square as one reads the
    net; where the net is alone, the square that is asked about is not counted."""
    pools: dict[int, list[Pair]] = {}
    for pair in _pairs(longest):
        if pair.hops == hops:
            possible = [cell for cell in pair.net if not (alone and cell == pair.square)]
            pools.setdefault(possible.index(pair.opposite), []).append(pair)
    return tuple(tuple(pools[place]) for place in sorted(pools))


@cache
def _pairs(longest: int) -> tuple[Pair, ...]:
    """All squares of all nets without a longer row, each with its opposite."""
    return tuple(pair for pair in pairs().values() if longest_row(pair.net) <= longest)


def draw_pair(draw: Draw, level: NetLevel) -> Pair:
    """The steps, then the place of the opposite square in reading order, then any such pair: so
    that the first that is read, or the one in the middle, is right no more often than another."""
    alone = level.cubes == (1, 1)
    return draw.choice(draw.choice(_pools(draw.between(*level.hops), level.longest_row, alone)))


def draw_pairs(draw: Draw, level: NetLevel) -> list[Pair]:
    """A pair for each cube. The last of a tower is any square of any net: else those that have
    their opposite in a line would never be on top, and one would see it without the story."""
    count = draw.between(*level.cubes)
    if count == 1:
        return [draw_pair(draw, level)]
    others = [draw_pair(draw, level) for _ in range(count - 1)]
    return [*others, draw.choice(_pairs(level.longest_row))]


def _coloured(draw: Draw, pair: Pair, under: str, colours: Sequence[str]) -> Sheet:
    """The net with `under` on its square and the others anywhere."""
    others = iter(draw.permutation([colour for colour in colours if colour != under]))
    return Sheet(pair, {c: under if c == pair.square else next(others) for c in pair.net})


def draw_sheets(draw: Draw, level: NetLevel) -> list[Sheet]:
    """Sheets of the same six colours; each cube stands on the colour on top of the one below."""
    colours = draw.sample(COLOURS, 6)
    under = colours[0]
    sheets: list[Sheet] = []
    for pair in draw_pairs(draw, level):
        sheets.append(_coloured(draw, pair, under, colours))
        under = sheets[-1].over
    return sheets


# --- wrong ways of thinking ---------------------------------------------------------------------

Step = Callable[[Pair], list[Cell]]
"""The squares that a rule of thumb takes for the opposite."""

RULES: dict[str, Step] = {
    "neighbour": lambda pair: so_far_away(pair.net, pair.square, 1),
    "two-steps": lambda pair: so_far_away(pair.net, pair.square, 2),
    "three-steps": lambda pair: so_far_away(pair.net, pair.square, 3),
    "farthest": lambda pair: farthest(pair.net, pair.square),
}


def by_rule(draw: Draw, sheets: Sequence[Sheet], rule: Step) -> str | None:
    """The colour on top if each cube is thought of by the rule; where it leaves several squares,
    any of them. None where it leaves none."""
    colour = sheets[0].under
    for sheet in sheets:
        pair = sheet.pair._replace(square=sheet.cell_of(colour))
        found = rule(pair)
        if not found:
            return None
        colour = sheet.colours[draw.choice(found)]
    return colour


def _across(sheet: Sheet, colour: str) -> str:
    """The colour opposite to another."""
    return sheet.colours[pairs()[sheet.pair.net, sheet.cell_of(colour)].opposite]


def rivals_of(draw: Draw, sheets: Sequence[Sheet]) -> dict[str, str]:
    """What each wrong way of thinking answers, where it has an answer."""
    found = {name: by_rule(draw, sheets, rule) for name, rule in RULES.items()}
    if len(sheets) > 1:
        start = sheets[0].under
        found |= {
            "one-cube-short": sheets[-1].under,
            "first-cube-alone": sheets[0].over,
            "last-cube-alone": _across(sheets[-1], start),
        }
    return {name: colour for name, colour in found.items() if colour is not None}


# --- the puzzle ---------------------------------------------------------------------------------


def _names(sheets: Sequence[Sheet]) -> list[tuple[str, ...]]:
    if len(sheets) == 1:
        return [tuple(f"square:{colour}" for colour in sheets[0].colours.values())]
    return [
        tuple(f"square:{number}:{colour}" for colour in sheet.colours.values())
        for number, sheet in enumerate(sheets, 1)
    ]


def _bodies(sheets: Sequence[Sheet], names: Sequence[tuple[str, ...]]) -> tuple[Body, ...]:
    """Plates on the table, one sheet to the right of the other."""
    return tuple(
        Body(name, CARD, Pose((SIDE * x + APART * number, SIDE * y, CARD.size[2] // 2)), colour)
        for number, (sheet, own) in enumerate(zip(sheets, names, strict=True))
        for name, ((x, y), colour) in zip(own, sheet.colours.items(), strict=True)
    )


def _camera(count: int) -> Camera:
    """From in front and above: all the sheets."""
    middle, away = APART * (count - 1) // 2 + 2 * SIDE, APART * (count + 1)
    return Camera((middle, SIDE - away, 2 * away), (middle, SIDE, 0))


def rows_of(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    """The colours as one reads them, an empty word for no square."""
    wide, high = (max(c[axis] for c in sheet.pair.net) for axis in (0, 1))
    return tuple(
        tuple(sheet.colours.get((x, y), "") for x in range(wide + 1)) for y in range(high, -1, -1)
    )


def _story(names: list[tuple[str, ...]], bottom: str) -> tuple[Event, ...]:
    fold = FoldUp(tuple(names))
    return (fold,) if len(names) == 1 else (fold, Stack(tuple(names), bottom))


def _ask(names: list[tuple[str, ...]], bottom: str) -> Ask:
    plates = tuple(name for own in names for name in own)
    return OppositeTo(bottom, plates) if len(names) == 1 else OnTop(plates)


def _possible(sheets: Sequence[Sheet]) -> list[str]:
    """The colours that can be the answer: one cube has another on the opposite face."""
    alone = len(sheets) == 1
    return sorted(c for c in sheets[-1].colours.values() if not (alone and c == sheets[0].under))


class Opposite:
    """Each colour that is possible is as often right, wherever it is in the last net."""

    id: ClassVar[str] = "net/opposite-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    axis: ClassVar[Axis] = Axis("cubes", most=20)
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        *RULES,
        "one-cube-short",
        "first-cube-alone",
        "last-cube-alone",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Nets of six colours, one square of the first, and the way from cube to cube."""
        return _drawn(draw, LEVELS[level])

    def draw_at(self, draw: Draw, steps: int) -> Puzzle:
        """The same with so many cubes."""
        return _drawn(draw, LEVELS[5]._replace(cubes=(steps, steps)))


def _drawn(draw: Draw, level: NetLevel) -> Puzzle:
    sheets = draw_sheets(draw, level)
    names = _names(sheets)
    under, answer, possible = sheets[0].under, sheets[-1].over, _possible(sheets)
    bottom = names[0][list(sheets[0].colours.values()).index(under)]
    return Puzzle(
        scene=Scene(_bodies(sheets, names), _camera(len(sheets))),
        story=_story(names, bottom),
        ask=_ask(names, bottom),
        answer_type="label",
        answer=answer,
        vocabulary=tuple(possible),
        chance=1 / len(possible),
        rivals=rivals_of(draw, sheets),
        offered=tuple(draw.sample([c for c in possible if c != answer], WRONG)),
        facts={
            "cubes": len(sheets),
            "longest_row": max(longest_row(sheet.pair.net) for sheet in sheets),
        },
        key_facts={
            "hops": sheets[-1].pair.hops,
            "hops_in_all": sum(sheet.pair.hops for sheet in sheets),
        },
        words={
            "sheets": Sheets(tuple(rows_of(sheet) for sheet in sheets)),
            "shown": Shown(len(sheets)),
            "question": Asked(under if len(sheets) == 1 else None),
        },
        pictures=tuple(Net(s.pair.net, tuple(s.colours.values())) for s in sheets),
    )
