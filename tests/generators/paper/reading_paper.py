"""Solvers of `paper/holes` that know nothing but what a model is told.

They share nothing with the library. Of every cell four spots around its middle are followed, each
in one of the quarters that the diagonals make: a crease through a cell parts them. A hole is where
all four spots of a cell have come to lie at a place that is punched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

Point = tuple[int, int]
"""To the right and up, from the lower left corner of the sheet, in tenths of a cell."""

CELL = 10
SPOTS = ((2, 0), (-2, 0), (0, 2), (0, -2))
WAYS = {"left": (-1, 0), "right": (1, 0), "above": (0, 1), "below": (0, -1)}
CHINESE_WAYS = {"左": (-1, 0), "右": (1, 0), "上": (0, 1), "下": (0, -1)}


class Fold(NamedTuple):
    """Two points of a line, and toward which side the paper lies that is turned over."""

    start: Point
    end: Point
    toward: tuple[int, int]


# --- folding ------------------------------------------------------------------------------------


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def mirrored(spot: Point, fold: Fold) -> Point:
    """The spot after a fold: on the other side of the line if it was beyond it."""
    (ax, ay), (bx, by) = fold.start, fold.end
    nx, ny = _sign(ay - by), _sign(bx - ax)  # lines run along the grid or across its corners
    if nx * fold.toward[0] + ny * fold.toward[1] < 0:
        nx, ny = -nx, -ny
    far = (spot[0] - ax) * nx + (spot[1] - ay) * ny
    if far <= 0:
        return spot
    share = 2 * far // (nx * nx + ny * ny)
    return (spot[0] - share * nx, spot[1] - share * ny)


def spots_of(cell: Point) -> list[Point]:
    """The four spots of a cell, by its middle."""
    return [(cell[0] + dx, cell[1] + dy) for dx, dy in SPOTS]


def holes(cells: dict[str, Point], folds: Iterable[Fold], places: Iterable[Point]) -> list[str]:
    """The names of the cells with a hole, sorted; AssertionError where a hole tears an edge."""
    lie = {name: spots_of(middle) for name, middle in cells.items()}
    for fold in folds:
        lie = {name: [mirrored(spot, fold) for spot in spots] for name, spots in lie.items()}
    found: set[str] = set()
    for place in places:
        here = set(spots_of(place))
        under = {name for name, spots in lie.items() if here & set(spots)}
        assert under, "a hole where no paper lies"
        assert all(set(lie[name]) == here for name in under), "a hole through a crease"
        found |= under
    return sorted(found)


def forgetful(cells: dict[str, Point], folds: Iterable[Fold], places: Sequence[Point]) -> list[str]:
    """The same for one who may forget folds, and does not mind torn edges."""
    lie = cells
    for fold in folds:
        lie = {name: mirrored(middle, fold) for name, middle in lie.items()}
    return sorted(name for name, middle in lie.items() if middle in places)


def right_with_slips(
    cells: dict[str, Point],
    folds: Sequence[Fold],
    places: Sequence[Point],
    answer: object,
    slip: float,
) -> float:
    """How likely one who misses each fold with that probability is right."""
    total = 0.0
    for kept in product((True, False), repeat=len(folds)):
        done = [fold for fold, keep in zip(folds, kept, strict=True) if keep]
        if forgetful(cells, done, places) == answer:
            total += (1 - slip) ** sum(kept) * slip ** (len(kept) - sum(kept))
    return total


# --- reading the words --------------------------------------------------------------------------

_CELL = re.compile(r"(?<![A-Za-z])([A-Z])(\d)(?!\d)")


def size_told(prompt: str) -> int:
    """How many cells a side: the last row that the grid has."""
    found = re.search(r"(?:divided into|Its|cells:) (\d) |(?:纸分成|纸上有|小格：共)(\d)", prompt)
    assert found is not None
    return int(found[1] or found[2])


def cells_of(size: int) -> dict[str, Point]:
    """The middles of all cells by name."""
    half = CELL // 2
    return {
        f"{chr(ord('A') + column)}{row}": (CELL * column + half, CELL * (size - row) + half)
        for column in range(size)
        for row in range(1, size + 1)
    }


def _corner(name: str, where: str, size: int) -> Point:
    """A corner of a cell: 'bottom left' and the like, in either language."""
    column, row = ord(name[0]) - ord("A"), int(name[1:])
    right = "right" in where or "右" in where
    top = "top" in where or "上" in where
    return (CELL * (column + right), CELL * (size - row + top))


def _line(told: str, size: int) -> tuple[Point, Point]:
    if found := re.search(r"columns ([A-Z]) and ([A-Z])|([A-Z])列与([A-Z])列", told):
        x = CELL * (ord(found[2] or found[4]) - ord("A"))
        return (x, 0), (x, CELL)
    if found := re.search(r"rows (\d) and (\d)|第(\d)行与第(\d)行", told):
        y = CELL * (size - int(found[1] or found[3]))
        return (0, y), (CELL, y)
    english = re.findall(r"the (\w+ \w+) corner of ([A-Z]\d)", told)
    chinese = [(where, name) for name, where in re.findall(r"([A-Z]\d)格(..)角", told)]
    (one, first), (other, last) = english or chinese
    return _corner(first, one, size), _corner(last, other, size)


def _toward(told: str) -> tuple[int, int]:
    english = re.search(r"paper ((?:above|below|to the|left|right|and|of| )+) it\b", told)
    chinese = re.search(r"线((?:左|右|上|下)+)(?:方|边)", told)
    if english:
        found = [WAYS[word] for word in re.findall("left|right|above|below", english[1])]
    else:
        assert chinese is not None
        found = [CHINESE_WAYS[sign] for sign in chinese[1]]
    return (sum(x for x, _ in found), sum(y for _, y in found))


class Told(NamedTuple):
    """What a solver makes of a question."""

    cells: dict[str, Point]
    folds: list[Fold]
    places: list[Point]


def told(prompt: str) -> Told:
    """The sheet, its folds and where it is punched, from the words."""
    size = size_told(prompt)
    lines = re.findall(r"^\d+(?:\. |．)(.*)$", prompt, re.MULTILINE)
    cells = cells_of(size)
    folds = [Fold(*_line(line, size), _toward(line)) for line in lines[:-1]]
    return Told(cells, folds, [cells["".join(cell)] for cell in _CELL.findall(lines[-1])])


def answered(prompt: str) -> list[str]:
    """The answer of a careful reader of the words."""
    return holes(*told(prompt))


# --- reading the state --------------------------------------------------------------------------


def given(prompt: str) -> Told:
    """The same from the JSON: the bodies' places, the lines, and the sides in millimetres."""
    line = next(line for line in prompt.splitlines() if line.startswith("{"))
    state: dict[str, Any] = json.loads(line)
    side = state["bodies"][0]["shape"]["size"][0]

    def at(place: Sequence[int]) -> Point:
        return (CELL * place[0] // side, CELL * place[2] // side)

    ways = {"left": (-1, 0), "right": (1, 0), "top": (0, 1), "bottom": (0, -1)}
    cells = {
        body["name"].partition(":")[2]: at(body["pose"]["position"]) for body in state["bodies"]
    }
    *folds, punch = state["story"]
    assert {fold["kind"] for fold in folds} == {"paper:Fold"}
    assert punch["kind"] == "paper:Punch"
    read = []
    for fold in folds:
        start, end = map(at, fold["line"])
        sides = [ways[name] for name in fold["moved"]]
        read.append(Fold(start, end, (sum(x for x, _ in sides), sum(y for _, y in sides))))
    return Told(cells, read, [at(place) for place in punch["at"]])


def answered_by_state(prompt: str) -> list[str]:
    """The answer of a careful reader of the JSON."""
    return holes(*given(prompt))
