"""People: how many they are, how they differ, how long they took, and what the time was worth.

Of a sealed set no share is told that rests on so few answers that it would tell single verdicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any  # raw values

import numpy as np

from spatialbench.report.tables.table import Column, Table, table
from spatialbench.scoring.results import Results
from spatialbench.scoring.timing import item_times, persons, quarters, times
from spatialbench.scoring.withholding import LEAST

PEOPLE = (
    Column("model", "model"),
    Column("participants", "count"),
    Column("answers_each", "number"),
    Column("person_low", "share"),
    Column("person_median", "share"),
    Column("person_high", "share"),
    Column("person_seconds", "number"),
)
SPEED = (
    Column("model", "model"),
    Column("quarter", "word", words="quarter"),
    Column("answered", "count"),
    Column("seconds", "number"),
    Column("accuracy", "share"),
    Column("clustered", "interval"),
)
TIMES = (
    Column("model", "model"),
    Column("task", "text"),
    Column("level", "count"),
    Column("participants", "count"),
    Column("answered", "count"),
    Column("seconds", "number"),
    Column("seconds_middle", "range"),
    Column("accuracy", "share"),
)


SLOWEST = (
    Column("model", "model"),
    Column("item", "text"),
    Column("task", "text"),
    Column("level", "count"),
    Column("answered", "count"),
    Column("seconds", "number"),
)
MOST_ITEMS = 20


def people_tables(results: Sequence[Results]) -> list[Table]:
    """The tables of people; empty ones where only models answered."""
    return [
        table("people", PEOPLE, [row for one in results for row in _people(one)]),
        table("speed", SPEED, [row for one in results for row in _speed(one)]),
        table("times", TIMES, [row for one in results for row in _times(one)]),
        table("slowest", SLOWEST, [row for one in results for row in _slowest(one)]),
    ]


def _people(one: Results) -> Iterator[tuple[Any, ...]]:
    found = [person for person in persons(one.outcomes) if person.answers]
    if not found:
        return
    shares = [person.right / person.answers for person in found]
    seconds = [person.median for person in found if person.median is not None]
    yield (
        one.model,
        len(found),
        round(float(np.mean([person.answers for person in found])), 1),
        min(shares),
        float(np.median(shares)),
        max(shares),
        round(float(np.median(seconds)), 1) if seconds else None,
    )


def _speed(one: Results) -> Iterator[tuple[Any, ...]]:
    for quarter in quarters(one.outcomes):
        share = quarter.accuracy
        interval = None if share.low is None else (share.low, share.high)
        yield (
            one.model,
            f"q{quarter.quarter}",
            quarter.answers,
            round(quarter.median, 1),
            share.mean,
            interval,
        )


def _times(one: Results) -> Iterator[tuple[Any, ...]]:
    for cell in times(one.outcomes):
        yield (
            one.model,
            cell.task,
            cell.level,
            cell.participants,
            cell.answers,
            round(cell.median, 1),
            (round(cell.low, 1), round(cell.high, 1)),
            None if one.question_set.sealed and cell.answers < LEAST else cell.accuracy,
        )


def _slowest(one: Results) -> Iterator[tuple[Any, ...]]:
    for item in item_times(one.outcomes)[:MOST_ITEMS]:
        seconds = round(item.median, 1)
        yield one.model, item.id, item.task, item.level, item.answers, seconds
