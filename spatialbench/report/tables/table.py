"""A table of the report: raw values under named columns, shown in words when they are printed.

The page, Markdown and the terminal print `header` and `cells`; CSV and JSON take the raw values.
Charts read the same rows, so that no number is there twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal  # raw values of any kind

from spatialbench.report import figures
from spatialbench.report.shown import shown_line
from spatialbench.report.texts import Texts

Kind = Literal[
    "model", "text", "word", "sentence", "count", "share", "interval", "gap", "gaps", "points",
    "p", "number", "range", "reach",
]  # fmt: skip
"""`model` (a name) and `text` come from outside; `word` has a text of its own; a `sentence` is a
mapping from language to text; `gap` is a difference with its sign, `points` one without;
`interval`, `gaps`, `range` and `reach` are pairs (low, high); either end of a `reach` can be
open."""

PAIRS = frozenset({"interval", "gaps", "range", "reach"})
NUMERIC = PAIRS | {"count", "share", "gap", "points", "p", "number"}
LONGEST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in files, which is the name of its text, and what it holds.

    `words` is the group of texts that a `word` is looked up in; an `optional` column is not shown
    where no row has anything in it.
    """

    name: str
    kind: Kind
    words: str = "words"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of raw values; `name` is that of its title and notes among the texts."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]

    def header(self, texts: Texts) -> tuple[str, ...]:
        """The names of the columns in words."""
        return tuple(texts(f"columns.{column.name}") for column in self.columns)

    def cells(self, texts: Texts) -> list[tuple[str, ...]]:
        """Every row in words."""
        return [
            tuple(
                cell(column, value, texts) for column, value in zip(self.columns, row, strict=True)
            )
            for row in self.rows
        ]

    def sentences(self, texts: Texts) -> list[str]:
        """The sentences in the rows, in their order."""
        places = [i for i, column in enumerate(self.columns) if column.kind == "sentence"]
        return [_sentence(row[i], texts) for row in self.rows for i in places]

    def without_sentences(self) -> Table:
        """The table without its columns of sentences, which are too long for a cell, and without
        optional ones that are empty."""
        kept = [i for i, column in enumerate(self.columns) if self._is_shown(i, column)]
        columns = tuple(self.columns[i] for i in kept)
        return Table(self.name, columns, tuple(tuple(row[i] for i in kept) for row in self.rows))

    def _is_shown(self, place: int, column: Column) -> bool:
        if column.optional and all(row[place] is None for row in self.rows):
            return False
        return column.kind != "sentence"

    def records(self) -> list[dict[str, Any]]:
        """Every row as a mapping from column to raw value."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


class Tables(dict[str, Table]):
    """Tables by name, in the order in which they are read. One that was not made, because there
    was nothing to say, has no rows: an oracle has no wrong answers with causes."""

    def __missing__(self, name: str) -> Table:
        return Table(name, (), ())


def table(name: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> Table:
    """A table of these rows; ValueError for a row of another length."""
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"table {name}: expected {len(columns)} cells, got {len(row)}")
    return Table(name, tuple(columns), tuple(tuple(row) for row in rows))


def cell(column: Column, value: Any, texts: Texts) -> str:
    """A raw value in words; a dash where there is none."""
    if value is None:
        return figures.NOTHING
    if column.kind == "model":
        return texts.model(str(value))
    if column.kind == "word":
        return texts.word(column.words, str(value))
    if column.kind == "sentence":
        return _sentence(value, texts)
    if column.kind in PAIRS:
        return _PAIR[column.kind](*value)
    return _SINGLE[column.kind](value)


def _sentence(value: Mapping[str, str], texts: Texts) -> str:
    return shown_line(value[texts.language], longest=LONGEST_TEXT)


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    return shown_line(str(value), longest=LONGEST_TEXT)


_SINGLE: Mapping[str, Callable[[Any], str]] = {
    "text": _text,
    "count": figures.count,
    "share": figures.percent,
    "gap": figures.points,
    "points": figures.tenths,
    "p": figures.p_value,
    "number": figures.number,
}
_PAIR: Mapping[str, Callable[[float | None, float | None], str]] = {
    "interval": figures.share_interval,
    "gaps": figures.gap_interval,
    "range": figures.range_of,
    "reach": figures.reach,
}
