"""The same question asked several times with options moved around or words changed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from spatialbench.stats import checks
from spatialbench.stats.repeats import mean

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Circular:
    """Accuracy over rotations of options; None without questions.

    `circular` counts a question only if all its rotations are right, `vanilla` counts every
    rotation by itself, `first_pass` only the first.
    """

    circular: float | None
    vanilla: float | None
    first_pass: float | None


@dataclass(frozen=True, slots=True)
class Consistency:
    """How alike the answers in a group are; None where undefined.

    `all_same` is the share of groups with one answer throughout, `modal_share` the mean share of
    the commonest answer, `pairwise` the mean share of agreeing pairs (groups of two or more).
    """

    all_same: float | None
    modal_share: float | None
    pairwise: float | None


def circular(
    hits_by_question: Mapping[Hashable, Sequence[int]] | Iterable[Sequence[int]],
) -> Circular:
    """Accuracies from 0 or 1 per rotation, first rotation first, by question.

    Raises ValueError for other entries or a question without rotations.
    """
    questions = [
        checks.zeros_and_ones("hits_by_question", hits)
        for hits in _groups("hits_by_question", hits_by_question)
    ]
    return Circular(
        circular=mean([float(all(hits)) for hits in questions]),
        vanilla=mean([float(hit) for hits in questions for hit in hits]),
        first_pass=mean([float(hits[0]) for hits in questions]),
    )


def consistency(
    answers_by_group: Mapping[Hashable, Sequence[Hashable]] | Iterable[Sequence[Hashable]],
) -> Consistency:
    """Agreement of answers within groups. None, no readable answer, agrees with nothing.

    Raises ValueError for a group without answers.
    """
    groups = _groups("answers_by_group", answers_by_group)
    commonest = [_commonest(answers) for answers in groups]
    sized = list(zip(commonest, map(len, groups), strict=True))
    return Consistency(
        all_same=mean([float(count == size) for count, size in sized]),
        modal_share=mean([count / size for count, size in sized]),
        pairwise=mean([_agreeing_pairs(answers) for answers in groups if len(answers) > 1]),
    )


def _groups(
    name: str, groups: Mapping[Hashable, Sequence[T]] | Iterable[Sequence[T]]
) -> list[Sequence[T]]:
    listed = list(groups.values() if isinstance(groups, Mapping) else groups)
    if not all(len(group) for group in listed):
        raise ValueError(f"{name} must hold at least one entry in every group")
    return listed


def _given(answers: Sequence[Hashable]) -> Counter[Hashable]:
    return Counter(answer for answer in answers if answer is not None)


def _commonest(answers: Sequence[Hashable]) -> int:
    return max(_given(answers).values(), default=0)


def _agreeing_pairs(answers: Sequence[Hashable]) -> float:
    agreeing = sum(math.comb(count, 2) for count in _given(answers).values())
    return agreeing / math.comb(len(answers), 2)
