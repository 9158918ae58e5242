"""Cells: which cells of a grid are named, or what stands in each named place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import cast

from spatialbench.extraction.labels import Labels, merged, quantities
from spatialbench.extraction.meaning import unless_denied
from spatialbench.extraction.names import Names
from spatialbench.extraction.numerals import CHINESE_NUMERAL, chinese, spellings
from spatialbench.extraction.page import Page
from spatialbench.extraction.readings import (
    FOREIGN,
    Claim,
    Group,
    Reader,
    Reading,
    Value,
    gather,
)
from spatialbench.extraction.vocabulary import plain, vocabulary

Cell = tuple[str, str]  # row and column as written: ("2", "C"), ("2", "3")


@cache
def _cell() -> re.Pattern[str]:
    number = r"\d{1,2}"
    numeral = rf"(?:{number}|{CHINESE_NUMERAL})"
    return re.compile(
        rf"(?<![a-z0-9])(?P<column>[a-z])\s?-?(?P<row>{number})(?![a-z0-9])"
        rf"|(?<![a-z0-9])r(?P<row2>{number})\s?,?\s?c(?P<column2>{number})(?![a-z0-9])"
        rf"|\(\s?(?P<row3>{number})\s?[,;]\s?(?P<column3>{number})\s?\)"
        rf"|row\s?(?P<row4>{number}|[a-z](?![a-z])),?\s?(?:and\s)?col(?:umn|\.)?\s?(?P<column4>{number}|[a-z](?![a-z]))"
        rf"|col(?:umn|\.)?\s?(?P<column5>{number}|[a-z](?![a-z])),?\s?(?:and\s)?row\s?(?P<row5>{number}|[a-z](?![a-z]))"
        rf"|第?(?P<row6>{numeral})行,?、?第?(?P<column6>{numeral})列"
        rf"|第?(?P<column7>{numeral})列,?、?第?(?P<row7>{numeral})行"
    )


def _cell_of(match: re.Match[str]) -> Cell:
    groups = match.groupdict()
    row = next(str(v) for k, v in groups.items() if k.startswith("row") and v is not None)
    column = next(str(v) for k, v in groups.items() if k.startswith("column") and v is not None)
    return _plain_part(row), _plain_part(column)


def _plain_part(text: str) -> str:
    number = chinese(text) if not text.isascii() else None
    text = text if number is None else str(number)
    return str(int(text)) if text.isdigit() else text.upper()


def cells_reader(options: Sequence[str], unit: str | None = None) -> Reader:
    """Reads cells named, where all options are cells of a grid; else contents by place."""
    grid = [_cell().fullmatch(plain(option)) for option in options]
    if all(grid):
        return _grid_reader(
            options, {_cell_of(m): o for m, o in zip(grid, options, strict=True) if m}
        )
    return _places_reader(options)


def _grid_reader(options: Sequence[str], by_cell: dict[Cell, str]) -> Reader:
    nothing = quantities(frozenset({"all"}))

    def claims(page: Page, start: int, end: int) -> list[Claim]:
        named = [
            Claim(*match.span(), by_cell.get(_cell_of(match), FOREIGN))
            for match in _cell().finditer(page.low, start, end)
        ]
        return merged(named, nothing.find(page.low, start, end))

    def resolve(page: Page, groups: Sequence[Group]) -> Reading | None:
        return _named(groups, options)

    return Reader(
        _never, claims, gather, unless_denied, resolve, many=True, loose=True, states=True
    )


def _never(text: str) -> Value | None:
    return None


def _named(groups: Sequence[Group], options: Sequence[str]) -> Reading | None:
    values = {value for group in groups for value in group.values}
    if not values or FOREIGN in values:
        return None
    start, end = groups[0].start, groups[-1].end
    if any(group.either and len(group.values) > 1 for group in groups):
        return Reading("ambiguous", None, start, end)
    named = [option for option in options if option in values]
    if len(named) < len(values) and named:
        return Reading("ambiguous", None, start, end)
    return Reading("ok", named, start, end)


@cache
def _contents() -> Names:
    """What can stand in a place: a name of the vocabulary or a number, in its canonical form."""
    kinds = {"colour", "side", "compass", "turn", "effect", "undetermined"}
    names = {n: e.name for e in vocabulary().of_kind(kinds) for n in e.names}
    numbers = {name: str(number) for number in range(100) for name in spellings(number)}
    return Names(names | {n: v for n, v in numbers.items() if n not in {"一"}}, {})


@cache
def _link() -> re.Pattern[str]:
    return re.compile(
        r"[\s\"']{0,4}(?:face|side|面|disc|圆盘)?[\s\"']{0,4}(?::|=|→|->|\||(?:is|are|has|shows|at)(?![a-z])|–|-|是|为|在)?"
        r"[\s\"'(\[]{0,4}(?:(?:now|the|an?|at|in|cell|coloured|colored)\s)?"
    )


def _places_reader(options: Sequence[str]) -> Reader:
    places = Labels.of(options)

    def claims(page: Page, start: int, end: int) -> list[Claim]:
        found = []
        reached = start
        for place in places.claims(page, start, end):
            content = _content(page.low, place.end, end) if place.start >= reached else None
            if content is not None and place.value != FOREIGN:
                reached = content[1]
                found.append(Claim(place.start, reached, (place.value, content[0])))
                other = _other_content(page.low, reached, end)
                if other is not None:
                    found.append(Claim(place.start, reached, (place.value, other)))
        return found

    def resolve(page: Page, groups: Sequence[Group]) -> Reading | None:
        return _filled(groups, options)

    return Reader(
        _never, claims, gather, unless_denied, resolve, many=True, loose=True, states=True
    )


def _content(low: str, position: int, end: int) -> tuple[str, int] | None:
    link = _link().match(low, position, end)
    if link is None or link.end() == position:
        return None
    cell = _cell().match(low, link.end(), end)
    if cell is not None:
        row, column = _cell_of(cell)
        return (column + row if column.isalpha() else f"({row},{column})"), cell.end()
    named = _contents().find(low, link.end(), min(end, link.end() + 40))
    if named and named[0].start == link.end():
        return str(named[0].value), named[0].end
    return None


def _other_content(low: str, position: int, end: int) -> str | None:
    """What else is said to stand there, with an "or" in between."""
    either = re.compile(r"\s?(?:or|/|或者?|还是)\s?").match(low, position, end)
    named = _contents().find(low, either.end(), min(end, either.end() + 40)) if either else []
    return str(named[0].value) if either and named and named[0].start == either.end() else None


def _filled(groups: Sequence[Group], options: Sequence[str]) -> Reading | None:
    contents: dict[str, str] = {}
    start, end = (groups[0].start, groups[-1].end) if groups else (0, 0)
    for place, content in cast("list[tuple[str, str]]", [v for g in groups for v in g.values]):
        if contents.setdefault(place, content) != content:
            return Reading("ambiguous", None, start, end)
    if len(contents) < len(options):
        return None
    return Reading("ok", {option: contents[option] for option in options}, start, end)
