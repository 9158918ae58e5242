"""How long people took, and whether those who took longer were right more often."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from spatialbench.scoring.outcomes import Bools, Floats, Ints, Outcomes
from spatialbench.stats.clusters import ClusteredMean
from spatialbench.stats.crossed import crossed_share

QUARTERS = 4
FEWEST = 8  # answers of a task and level, of which a quarter is then worth something


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """The answers to the questions of a task and level: the median of their seconds with the first
    and third quartile, and the share that is right."""

    task: str
    level: int
    answers: int
    participants: int
    low: float
    median: float
    high: float
    accuracy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedItem:
    """The answers to one question: the median of their seconds, and the share that is right."""

    id: str
    task: str
    level: int
    answers: int
    median: float
    accuracy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """The fastest quarter of the answers to the questions of each task and level (1) to the slowest
    (4): their median seconds, and the share that is right, by probe and participant."""

    quarter: int
    answers: int
    median: float
    accuracy: ClusteredMean


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One participant: answers, how many of them right, and the median of the seconds (None where
    no times are known)."""

    participant: str
    answers: int
    right: int
    median: float | None


def persons(outcomes: Outcomes) -> list[Person]:
    """Every participant, in the order of the codes; nobody where a model answered."""
    people = outcomes.participants
    if people is None:
        return []
    names = sorted({sitting.participant for sitting in outcomes.sittings})
    return [
        _person(name, outcomes, outcomes.answered & (people == i)) for i, name in enumerate(names)
    ]


def _person(name: str, outcomes: Outcomes, rows: Bools) -> Person:
    seconds = outcomes.columns.seconds[rows]
    known = seconds[~np.isnan(seconds)]
    return Person(
        participant=name,
        answers=int(rows.sum()),
        right=int(outcomes.right[rows].sum()),
        median=float(np.median(known)) if len(known) else None,
    )


def times(outcomes: Outcomes) -> list[Timed]:
    """The times by task and level, of people alone."""
    return [_timed(outcomes, rows) for rows in _cells(outcomes)]


def _timed(outcomes: Outcomes, rows: Ints) -> Timed:
    question = outcomes.questions[outcomes.columns.item[rows[0]]]
    low, median, high = np.quantile(outcomes.columns.seconds[rows], (0.25, 0.5, 0.75))
    return Timed(
        task=question.task,
        level=question.level,
        answers=len(rows),
        participants=len(np.unique(_people(outcomes)[rows])),
        low=float(low),
        median=float(median),
        high=float(high),
        accuracy=float(outcomes.right[rows].mean()),
    )


def item_times(outcomes: Outcomes) -> list[TimedItem]:
    """The times by question, the slowest first, of people alone."""
    timed = outcomes.answered & ~np.isnan(outcomes.columns.seconds)
    if not outcomes.sittings:
        timed[:] = False
    rows = np.flatnonzero(timed)
    found = [
        _timed_item(outcomes, int(item), rows[outcomes.columns.item[rows] == item])
        for item in np.unique(outcomes.columns.item[rows])
    ]
    return sorted(found, key=lambda one: (-one.median, one.id))


def _timed_item(outcomes: Outcomes, item: int, rows: Ints) -> TimedItem:
    question = outcomes.questions[item]
    return TimedItem(
        id=question.id,
        task=question.task,
        level=question.level,
        answers=len(rows),
        median=float(np.median(outcomes.columns.seconds[rows])),
        accuracy=float(outcomes.right[rows].mean()),
    )


def quarters(outcomes: Outcomes) -> list[Quarter]:
    """Accuracy by quarter of the time, of people alone. An answer is fast or slow beside the others
    to the same task and level, so that hard questions are in all quarters alike."""
    cells = [rows for rows in _cells(outcomes) if len(rows) >= FEWEST]
    if not cells:
        return []
    rows = np.concatenate(cells)
    quarter = np.concatenate([_quarter(outcomes.columns.seconds[one]) for one in cells])
    return [_share(outcomes, number, rows[quarter == number]) for number in range(QUARTERS)]


def _quarter(seconds: Floats) -> Ints:
    """The quarter of each of these times, 0 to 3."""
    rank = np.argsort(np.argsort(seconds, kind="stable"), kind="stable")
    return np.asarray(rank * QUARTERS // len(seconds))


def _share(outcomes: Outcomes, number: int, rows: Ints) -> Quarter:
    _, probe = np.unique(np.array(outcomes.of_item("probe"), str), return_inverse=True)
    item = outcomes.columns.item[rows]
    clusters = (probe[item], _people(outcomes)[rows])
    return Quarter(
        quarter=number + 1,
        answers=len(rows),
        median=float(np.median(outcomes.columns.seconds[rows])),
        accuracy=crossed_share(outcomes.right[rows], clusters),
    )


def _people(outcomes: Outcomes) -> Ints:
    people = outcomes.participants
    return np.zeros(len(outcomes), int) if people is None else people


def _cells(outcomes: Outcomes) -> Iterator[Ints]:
    """The rows with an answer and a time, for each task and level in order."""
    if not outcomes.sittings:
        return
    timed = outcomes.answered & ~np.isnan(outcomes.columns.seconds)
    places = [(question.task, question.level) for question in outcomes.questions]
    numbers = {place: i for i, place in enumerate(sorted(set(places)))}
    of_row = np.array([numbers[place] for place in places])[outcomes.columns.item]
    for number in range(len(numbers)):
        rows = np.flatnonzero(timed & (of_row == number))
        if len(rows):
            yield rows
