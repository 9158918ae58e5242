"""Accuracy by task, level and form, beside what half of an understanding gets there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import hypot
from typing import TYPE_CHECKING, Any, NamedTuple  # rows

import numpy as np

from spatialbench.audit.kept import Cell, Height, cell
from spatialbench.report.tables.table import Column, Table, table
from spatialbench.report.texts import Texts
from spatialbench.scoring.aggregates import Aggregate, aggregate, counted

if TYPE_CHECKING:
    from spatialbench.scoring.results import Results

FLOORS = (
    Column("task", "word", words="task"),
    Column("form", "word", words="label"),
    Column("level", "word", words="level"),
    Column("model", "model"),
    Column("accuracy", "share"),
    Column("clustered", "interval"),
    Column("chance", "share"),
    Column("floor", "share"),
    Column("floor_of", "word", words="strategy"),
    Column("against_floor", "word", words="against_floor"),
    Column("answered", "count"),
)
WORDS = (
    Column("task", "word", words="task"),
    Column("form", "word", words="label"),
    Column("model", "model"),
    Column("floor_verdict", "sentence"),
)
COUNTS = (
    Column("model", "model"),
    Column("places", "count"),
    Column("above", "count"),
    Column("open", "count"),
    Column("below", "count"),
    Column("floor_verdict", "sentence"),
)
NORMAL = 1.96  # standard errors of a 95 % interval
STANDINGS = ("above", "open", "below")

Place = tuple[str, str, int]
"""Task, form, level."""


class _Part(NamedTuple):
    place: Place
    model: str
    found: Aggregate
    floors: Cell


def floor_tables(results: Sequence[Results], texts: Texts) -> list[Table]:
    """How many places of the set (task, form, level) each model is above all that half of an
    understanding gets, the best first; each of them; and in words by task."""
    parts = sorted((part for one in results for part in _parts(one)), key=_in_order)
    return [
        table("floor_counts", COUNTS, list(_counts(parts, texts))),
        table("floors", FLOORS, [_row(part) for part in parts]),
        table("floor_words", WORDS, list(_in_words(parts, texts))),
    ]


def _in_order(part: _Part) -> tuple[str, bool, int]:
    """By task, open before multiple choice, by level."""
    task, form, level = part.place
    return task, form != "open", level


def _parts(results: Results) -> Iterator[_Part]:
    """Of levels alone: what was drawn at a number of steps has no floors."""
    outcomes = results.outcomes
    places = [None if q.axis is not None else (q.task, q.form, q.level) for q in results.questions]
    numbers = {place: n for n, place in enumerate(dict.fromkeys(filter(None, places)))}
    of_item = [-1 if place is None else numbers[place] for place in places]
    of_row = np.array(of_item, int)[outcomes.columns.item]
    prepared = counted(outcomes)
    for place, number in numbers.items():
        found = aggregate(prepared, of_row == number)
        if found.accuracy is not None:
            task, form, level = place
            known = cell(task, level, form) or Cell(found.chance or 0.0, (), ())
            yield _Part(place, results.model, found, known)


def standing(found: Aggregate, floor: Height) -> str:
    """Whether a model is `above` a floor, `below` it, or whether that is left `open`: by its
    clustered interval (else Wilson's), widened by the error of the floor (95 %)."""
    low, high = limits(found)
    gap, error = (found.accuracy or 0.0) - floor.value, NORMAL * floor.error
    if gap > hypot((found.accuracy or 0.0) - low, error):
        return "above"
    return "below" if -gap > hypot(high - (found.accuracy or 0.0), error) else "open"


def limits(found: Aggregate) -> tuple[float, float]:
    """The interval that respects twins; Wilson's where there are too few probes for one."""
    low, high = found.clustered.low, found.clustered.high
    return (found.low, found.high) if low is None or high is None else (low, high)


def _row(part: _Part) -> tuple[Any, ...]:
    (task, form, level), highest = part.place, part.floors.highest
    return (
        task,
        form,
        str(level),
        part.model,
        part.found.accuracy,
        limits(part.found),
        part.floors.chance,
        highest.value,
        highest.strategy,
        standing(part.found, highest),
        part.found.answered,
    )


def _counts(parts: Sequence[_Part], texts: Texts) -> Iterator[tuple[Any, ...]]:
    for model in dict.fromkeys(part.model for part in parts):
        found = [standing(p.found, p.floors.highest) for p in parts if p.model == model]
        counts = {name: found.count(name) for name in STANDINGS}
        told = {"model": texts.model(model), "places": len(found), **counts}
        sentence = {texts.language: texts("floor_verdict.counted", **told)}
        yield model, len(found), *counts.values(), sentence


def _in_words(parts: Sequence[_Part], texts: Texts) -> Iterator[tuple[Any, ...]]:
    for task, form, model in dict.fromkeys((*p.place[:2], p.model) for p in parts):
        levels: Mapping[str, list[str]] = {name: [] for name in STANDINGS}
        for part in parts:
            if (*part.place[:2], part.model) == (task, form, model):
                levels[standing(part.found, part.floors.highest)].append(str(part.place[2]))
        told = texts("floor_verdict.joint").join(
            texts(f"floor_verdict.{name}", levels=texts("floor_verdict.comma").join(found))
            for name, found in levels.items()
            if found
        )
        said = texts(
            "floor_verdict.sentence",
            model=texts.model(model),
            task=texts.word("task", task),
            form=texts.word("label", form),
            told=told,
        )
        yield task, form, model, {texts.language: said}
