"""What wrong answers say: the named wrong way of thinking they equal, and favourite letters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any  # rows

from spatialbench.comparison import Comparison
from spatialbench.report.tables.table import Column, Table, table

CAUSES = (
    Column("model", "model"),
    Column("rival", "word", words="rival"),
    Column("rival_means", "word", words="rival_means"),
    Column("wrong", "count"),
    Column("equal", "count"),
    Column("share", "share"),
    Column("wilson", "interval"),
    Column("expected", "share"),
)
LETTERS = (
    Column("model", "model"),
    Column("options", "count"),
    Column("letter", "text"),
    Column("said", "count"),
    Column("said_share", "share"),
    Column("key_share", "share"),
)
LETTER_BIAS = (
    Column("model", "model"),
    Column("options", "count"),
    Column("letters_said", "count"),
    Column("total_variation", "share"),
    Column("p", "p"),
)


HARDEST = (
    Column("item", "text"),
    Column("task", "text"),
    Column("level", "count"),
    Column("accuracy", "share"),
    Column("inversion", "gap"),
)
VALUES = (
    Column("model", "model"),
    Column("task", "text"),
    Column("value", "text"),
    Column("said", "count"),
    Column("key_count", "count"),
)


def causes(comparison: Comparison) -> Table:
    """Rivals over all tasks: how often wrong answers equal them, and how often chance would."""
    rows = [
        (
            model,
            cause.rival,
            cause.rival,
            cause.wrong,
            cause.equal,
            cause.share,
            (cause.low, cause.high),
            cause.expected,
        )
        for model, found in comparison.causes.items()
        for cause in sorted(found, key=lambda cause: -cause.equal)
        if cause.task is None
    ]
    return table("causes", CAUSES, rows)


def letters(comparison: Comparison) -> Table:
    """Each letter: how often it was said, and how often it is right."""
    return table("letters", LETTERS, list(_letter_rows(comparison)))


def _letter_rows(comparison: Comparison) -> Iterator[tuple[Any, ...]]:
    for one in comparison.letters:
        said, key = sum(one.said), sum(one.key)
        for place, times in enumerate(one.said):
            yield (
                one.model,
                one.options,
                chr(ord("A") + place),
                times,
                times / said if said else None,
                one.key[place] / key if key else None,
            )


def letter_bias(comparison: Comparison) -> Table:
    """How far the letters said are from even: the share that would have to move, and the test."""
    rows = [
        (one.model, one.options, sum(one.said), one.bias.total_variation, one.bias.p)
        for one in comparison.letters
    ]
    return table("letter_bias", LETTER_BIAS, rows)


def hardest(comparison: Comparison) -> Table:
    """The items that fewest models got right."""
    rows = [
        (one.id, one.task, one.level, one.share, one.inversion) for one in comparison.items.hardest
    ]
    return table("hardest", HARDEST, rows)


def suspicious(comparison: Comparison) -> Table:
    """The items that weak models got and strong models missed."""
    found = comparison.items.suspicious
    rows = [(one.id, one.task, one.level, one.share, one.inversion) for one in found]
    return table("suspicious", HARDEST, rows)


def values(comparison: Comparison) -> Table:
    """What was said in each task, and how often it would have been right."""
    rows = [
        (model, one.task, one.value, one.said, one.key)
        for model, found in comparison.values.items()
        for one in found
    ]
    return table("values", VALUES, rows)
