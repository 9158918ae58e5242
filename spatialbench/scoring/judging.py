"""Judging a value that was read: right or not, how much of it, and which rivals say the same.

Right is exact: the same letter, label, verdict or whole number; the same set of labels or letters;
the same order; the same content of every cell; a construction that does what is asked. A number may
differ by its key's tolerance, or in the seventh significant digit. Partial scores: Jaccard index of
sets, share of pairs in the right order (Kendall), share of right cells; for everything else 1 if
right, else 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from spatialbench.extraction.readings import Value
from spatialbench.probes.trial import Tried
from spatialbench.scoring.questions import ORDERED, Keyed

_ROUNDING = 1e-6
_LONGEST_INTEGER = 256  # bits: what is beyond is no count of anything, and JSON readers choke on it


class Judged(NamedTuple):
    """What one value is worth as the answer of one item (its number within the set).

    `meaning` is the canonical value of a chosen letter, None for every other answer type.
    """

    item: int
    value: Value
    meaning: object
    right: bool
    partial: float
    equals: tuple[str, ...]


def judge(value: Value, keyed: Keyed, item: int) -> Judged:
    """What this value is worth as the answer of that item."""
    right, like = Tried(agrees(value, keyed.answer, keyed))
    if not right and keyed.trial is not None and isinstance(value, list):
        right, like = keyed.trial(value)
    return Judged(
        item=item,
        value=value,
        meaning=keyed.meanings.get(value) if isinstance(value, str) else None,
        right=right,
        partial=1.0 if right else partial_score(value, keyed.answer, keyed.question.answer_type),
        equals=_equals(value, keyed, like),
    )


def _equals(value: Value, keyed: Keyed, like: Sequence[str]) -> tuple[str, ...]:
    """The rivals that say the same, or that a construction is a case of."""
    said = [name for name, rival in keyed.rivals.items() if agrees(value, rival, keyed)]
    return tuple(dict.fromkeys([*said, *(name for name in like if name in keyed.rivals)]))


def sayable(value: Value) -> bool:
    """Whether a value is one that can be written down and compared: no infinity, no monster."""
    if isinstance(value, int):
        return value.bit_length() <= _LONGEST_INTEGER
    return not isinstance(value, float) or math.isfinite(value)


def agrees(value: object, other: object, keyed: Keyed) -> bool:
    """Whether two values are the same answer to that question."""
    kind = keyed.question.answer_type
    if kind == "number" and _is_number(value) and _is_number(other):
        return math.isclose(value, other, rel_tol=_ROUNDING, abs_tol=keyed.tolerance)  # type: ignore[arg-type]
    if isinstance(value, list) and isinstance(other, list | tuple):
        if kind in ORDERED:
            return value == list(other)
        return set(value) == set(other)
    return type(value) is type(other) and value == other


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def partial_score(value: object, answer: object, answer_type: str) -> float:
    """How much of a wrong answer is right, from 0 to 1."""
    if isinstance(value, Mapping) and isinstance(answer, Mapping):
        return right_cells(value, answer)
    if not isinstance(value, list) or not isinstance(answer, list | tuple):
        return 0.0
    if answer_type == "construction":
        return 0.0
    if answer_type == "ordering":
        return pairs_in_order(value, answer)
    return jaccard(value, answer)


def jaccard(said: Sequence[str], answer: Sequence[str]) -> float:
    """Common members by all members; 1 for two empty sets."""
    union = set(said) | set(answer)
    return len(set(said) & set(answer)) / len(union) if union else 1.0


def pairs_in_order(said: Sequence[str], answer: Sequence[str]) -> float:
    """The share of pairs that stand in the right order; 1 where there is no pair.

    >>> pairs_in_order(["a", "c", "b"], ["a", "b", "c"])
    0.6666666666666666
    """
    place = {name: number for number, name in enumerate(said)}
    pairs = list(combinations(answer, 2))
    if not pairs:
        return 1.0 if list(said) == list(answer) else 0.0
    kept = [a in place and b in place and place[a] < place[b] for a, b in pairs]
    return sum(kept) / len(pairs)


def right_cells(said: Mapping[str, str], answer: Mapping[str, str]) -> float:
    """The share of the answer's cells whose content was said rightly; 1 where there is none."""
    if not answer:
        return 0.0 if said else 1.0
    return sum(said.get(cell) == content for cell, content in answer.items()) / len(answer)
