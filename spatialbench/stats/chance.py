"""Scores against what guessing would give."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence, Sized

from spatialbench.stats import checks


def chance_corrected(
    correct: float | Sequence[float], chance: float | Sequence[float]
) -> float | None:
    """(mean - mean g) / (1 - mean g): 1 is perfect, 0 is guessing, less than 0 stays negative.

    `correct` holds scores in [0, 1] and `chance` the g of each question, the probability that a
    guess is right; either may be a single number that is already the mean. None without
    questions or when guessing is always right. Raises ValueError for other lengths or ranges.
    """
    if isinstance(correct, Sized) and isinstance(chance, Sized):
        checks.same_length(correct=correct, chance=chance)
    score, guess = _mean("correct", correct), _mean("chance", chance)
    if score is None or guess is None or guess == 1:
        return None
    return (score - guess) / (1 - guess)


def _mean(name: str, values: float | Sequence[float]) -> float | None:
    listed = checks.all_between(name, values if isinstance(values, Iterable) else [values], 0, 1)
    return math.fsum(listed) / len(listed) if listed else None
