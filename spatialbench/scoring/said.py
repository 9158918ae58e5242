"""What the answers were, apart from right or wrong: causes of errors, letters, values, repeats.

An error has a cause when the wrong answer is the one that a named rival gives. By chance that
happens, too: a blind guesser spreads wrong answers evenly over the answer space, whose size is
1 / chance, and hits each wrong one with probability 1 / (size − 1).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from spatialbench import stats
from spatialbench.scoring.outcomes import OK, Ints, Outcomes
from spatialbench.scoring.questions import Keyed, Question

MOST_VALUES = 20
OTHER = "(other)"


@dataclass(frozen=True, slots=True)
class Cause:
    """How often wrong answers are what a rival says. `task` is None for all tasks together.

    `wrong` counts readable wrong answers where the rival has an answer of its own, `equal` those
    that are the rival's; `expected` is the share that chance gives, `low` and `high` the Wilson
    interval of `share`.
    """

    rival: str
    task: str | None
    wrong: int
    equal: int
    share: float | None
    low: float
    high: float
    expected: float | None


@dataclass(frozen=True, slots=True)
class Letters:
    """How often each letter was said and is right, among items with that many options."""

    options: int
    said: tuple[int, ...]
    key: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """How often a value was said, and is right, in a task; letters count as what they mean."""

    task: str
    value: str
    said: int
    key: int


def times_said(outcomes: Outcomes) -> Ints:
    """How often each judged value was read, in the order of `outcomes.judged`."""
    columns = outcomes.columns
    said = columns.judged[columns.status == OK]
    return np.bincount(said, minlength=len(outcomes.judged))


def causes(outcomes: Outcomes) -> list[Cause]:
    """Every rival over all tasks, then by task, sorted by name."""
    wrong: dict[tuple[str | None, str], list[tuple[int, bool, float]]] = defaultdict(list)
    for judged, count in zip(outcomes.judged, times_said(outcomes), strict=True):
        question = outcomes.questions[judged.item]
        if judged.right or not count:
            continue
        for rival in question.rivals:
            entry = int(count), rival in judged.equals, _by_chance(question)
            wrong[None, rival].append(entry)
            wrong[question.task, rival].append(entry)
    ordered = sorted(wrong, key=lambda pair: (pair[0] or "", pair[1]))
    return [_cause(rival, task, wrong[task, rival]) for task, rival in ordered]


def _by_chance(question: Question) -> float:
    """The chance that a blind wrong answer is one particular wrong value."""
    return min(1.0, question.chance / (1 - question.chance)) if question.chance < 1 else 0.0


def _cause(rival: str, task: str | None, entries: Sequence[tuple[int, bool, float]]) -> Cause:
    n = sum(count for count, _, _ in entries)
    equal = sum(count for count, hit, _ in entries if hit)
    interval = stats.proportion_interval(equal, n)
    expected = math.fsum(sorted(count * chance for count, _, chance in entries)) / n
    return Cause(rival, task, n, equal, equal / n, interval.low, interval.high, expected)


def letters_said(outcomes: Outcomes, questions: Sequence[Keyed]) -> list[Letters]:
    """Letters by number of options: what was said, and what would have been right."""
    said: defaultdict[int, Counter[str]] = defaultdict(Counter)
    key: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for judged, count in zip(outcomes.judged, times_said(outcomes), strict=True):
        options = outcomes.questions[judged.item].options
        if options is not None and isinstance(judged.value, str):
            said[options][judged.value] += int(count)
    for keyed in questions:
        if keyed.question.options is not None and isinstance(keyed.answer, str):
            key[keyed.question.options][keyed.answer] += 1
    return [Letters(k, _lettered(said[k], k), _lettered(key[k], k)) for k in sorted(key)]


def _lettered(counts: Mapping[str, int], options: int) -> tuple[int, ...]:
    return tuple(counts.get(chr(ord("A") + place), 0) for place in range(options))


def values_said(outcomes: Outcomes, questions: Sequence[Keyed]) -> list[Said]:
    """The commonest values of every task, what is said and what is right; the rest as one."""
    said: defaultdict[str, Counter[str]] = defaultdict(Counter)
    key: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for judged, count in zip(outcomes.judged, times_said(outcomes), strict=True):
        meaning = judged.value if judged.meaning is None else judged.meaning
        said[outcomes.questions[judged.item].task][_text(meaning)] += int(count)
    for keyed in questions:
        answer = keyed.answer
        meaning = keyed.meanings.get(answer, answer) if isinstance(answer, str) else answer
        key[keyed.question.task][_text(meaning)] += 1
    return [row for task in sorted(key) for row in _task_values(task, said[task], key[task])]


def _task_values(task: str, said: Counter[str], key: Counter[str]) -> list[Said]:
    ordered = sorted(said | key, key=lambda value: (-key[value], -said[value], value))
    rows = [Said(task, value, said[value], key[value]) for value in ordered[:MOST_VALUES]]
    rest = ordered[MOST_VALUES:]
    if rest:
        rows.append(Said(task, OTHER, sum(said[v] for v in rest), sum(key[v] for v in rest)))
    return rows


def _text(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{cell}: {content}" for cell, content in sorted(value.items()))
    return ", ".join(map(str, value)) or "none" if isinstance(value, list | tuple) else str(value)


def stated_confidence(outcomes: Outcomes) -> stats.Calibration | None:
    """Calibration of the confidence that readable answers state; None where none does."""
    columns = outcomes.columns
    rows = (columns.status == OK) & ~np.isnan(columns.confidence)
    if not rows.any():
        return None
    confidence = [float(value) for value in columns.confidence[rows]]
    return stats.calibration(confidence, [int(right) for right in outcomes.right[rows]])


def repeats(outcomes: Outcomes) -> stats.Repeated | None:
    """The repeats with the item as the unit; None where there is one epoch, or where
    people answered, who are no repeats of each other."""
    columns = outcomes.columns
    if outcomes.sittings or len(np.unique(columns.epoch)) < 2:
        return None
    shape = len(outcomes.questions), -1
    answered, right = outcomes.answered.reshape(shape), outcomes.right.reshape(shape)
    attempts = [
        hits[asked].astype(int).tolist() for hits, asked in zip(right, answered, strict=True)
    ]
    return stats.repeated([hits for hits in attempts if hits])
