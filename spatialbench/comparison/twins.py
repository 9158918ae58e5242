"""What twins tell: the gap between modalities, languages and forms, and how steady answers are.

Twins share their probe and its answer, so a difference between them measures how it was asked and
nothing else. Items are twins here if they differ in one respect only.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from spatialbench import stats
from spatialbench.comparison import verdicts
from spatialbench.comparison.alignment import Grid
from spatialbench.comparison.paired import PairedTest, paired_test
from spatialbench.comparison.pairs import ALPHA
from spatialbench.scoring.judging import Judged
from spatialbench.scoring.outcomes import OK
from spatialbench.scoring.questions import Question
from spatialbench.scoring.results import Results

RESPECTS = ("modality", "language", "form")
_ORDER = ("text", "state", "image", "frames", "en", "zh", "open", "choice")
_IDENTITY = ("probe", "language", "modality", "form", "wording")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How much better a model answers items with one label than their twins with the other.

    `respect` is what differs: modality, language or form. Choices are easier to guess than open
    questions, so a gap of form is no gap of ability. `p_holm` is adjusted over all gaps of the
    respect; `better` names the label that is better answered, None if they are not told apart.
    """

    respect: str
    model: str
    a: str
    b: str
    test: PairedTest
    p_holm: float
    better: str | None
    verdict: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steadiness:
    """How alike a model answers items that ask the same: `paraphrases` (other words) or
    `rotations` (options in another order, where `circular` counts only all right as right).

    Answers are compared by what they mean, in the first repeat. `groups` counts groups of twins.
    """

    model: str
    kind: str
    groups: int
    consistency: stats.Consistency
    circular: stats.Circular


def gaps(grids: Sequence[Grid]) -> list[Gap]:
    """The gaps of every respect, model and pair of labels for which the set has twins."""
    return [gap for respect in RESPECTS for gap in _gaps(grids, respect)]


def _gaps(grids: Sequence[Grid], respect: str) -> list[Gap]:
    twins = twin_items(grids[0].questions, respect)
    found = [
        (grid.model, a, b, _twin_test(grid, pairs))
        for (a, b), pairs in twins.items()
        for grid in grids
    ]
    tested = [one for one in found if one[3].n]
    adjusted = stats.adjust([test.p for _, _, _, test in tested])
    return [_gap(respect, *one, p) for one, p in zip(tested, adjusted, strict=True)]


def twin_items(
    questions: Sequence[Question], respect: str
) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Places of items that differ in that respect only, by the two labels they have."""
    groups: defaultdict[Hashable, dict[str, int]] = defaultdict(dict)
    for place, question in enumerate(questions):
        rest = tuple(getattr(question, name) for name in _IDENTITY if name != respect)
        groups[rest].setdefault(getattr(question, respect), place)
    twins: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for members in groups.values():
        for a, b in combinations(sorted(members, key=_place), 2):
            twins[a, b].append((members[a], members[b]))
    return dict(sorted(twins.items(), key=lambda entry: tuple(map(_place, entry[0]))))


def _place(label: str) -> tuple[int, str]:
    return (_ORDER.index(label) if label in _ORDER else len(_ORDER), label)


def _twin_test(grid: Grid, pairs: Sequence[tuple[int, int]]) -> PairedTest:
    first, second = np.array(pairs).T
    usable = grid.answered[first] & grid.answered[second]
    probe = np.broadcast_to(grid.probe[first][:, None], usable.shape)
    return paired_test(grid.right[first], grid.right[second], usable, probe)


def _gap(respect: str, model: str, a: str, b: str, test: PairedTest, p_holm: float) -> Gap:
    point, interval, rests = test.difference.point or 0.0, test.interval, verdicts.on_twins(test)
    told = bool(point) and p_holm <= ALPHA
    return Gap(
        respect=respect,
        model=model,
        a=a,
        b=b,
        test=test,
        p_holm=p_holm,
        better=(a if point > 0 else b) if told else None,
        verdict=verdicts.gap_verdict(
            f"{model} / {a}",
            f"{model} / {b}",
            verdicts.Gap(point, interval.low, interval.high, test.test, p_holm, rests),
            told=told,
        ),
    )


def steadiness(results: Sequence[Results]) -> list[Steadiness]:
    """Paraphrases and rotations of every model, where the set has such twins."""
    if not results:
        return []
    questions = results[0].questions
    kinds: Mapping[str, list[list[int]]] = {
        "paraphrases": _paraphrases(questions),
        "rotations": _rotations(questions),
    }
    return [
        _steadiness(one, kind, groups)
        for kind, groups in kinds.items()
        if groups
        for one in results
    ]


def _groups(
    questions: Iterable[Question], key: Callable[[Question], Hashable | None]
) -> list[list[int]]:
    """Places of the questions with the same key, where there are two or more."""
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, question in enumerate(questions):
        found = key(question)
        if found is not None:
            groups[found].append(place)
    return [group for group in groups.values() if len(group) > 1]


def _paraphrases(questions: Sequence[Question]) -> list[list[int]]:
    groups = _groups(questions, lambda q: (q.probe, q.language, q.modality, q.form))
    return [one for one in groups if len({questions[place].wording for place in one}) > 1]


def _rotations(questions: Sequence[Question]) -> list[list[int]]:
    def key(question: Question) -> Hashable | None:
        if question.form != "choice":
            return None
        return question.probe, question.language, question.modality, question.wording

    return _groups(questions, key)


def _steadiness(results: Results, kind: str, groups: Sequence[Sequence[int]]) -> Steadiness:
    said = _meanings(results)
    items = len(results.questions)
    right = results.outcomes.right.reshape(items, -1)[:, 0]
    return Steadiness(
        model=results.model,
        kind=kind,
        groups=len(groups),
        consistency=stats.consistency([[said[place] for place in group] for group in groups]),
        circular=stats.circular([[int(right[place]) for place in group] for group in groups]),
    )


def _meanings(results: Results) -> list[str | None]:
    """What was said in the first repeat, item by item, as text that can be compared."""
    outcomes = results.outcomes
    items = len(outcomes.questions)
    status = outcomes.columns.status.reshape(items, -1)[:, 0]
    judged = outcomes.columns.judged.reshape(items, -1)[:, 0]
    return [
        _text(outcomes.judged[number]) if code == OK else None
        for code, number in zip(status.tolist(), judged.tolist(), strict=True)
    ]


def _text(judged: Judged) -> str:
    said = judged.value if judged.meaning is None else judged.meaning
    return json.dumps(said, sort_keys=True, ensure_ascii=False)
