"""How well predictions match the truth beyond what margins alone would give."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence

from spatialbench.stats import checks


def informedness(tp: int, fn: int, fp: int, tn: int) -> float | None:
    """Sensitivity + specificity - 1 (Youden's J); None without positives or without negatives.

    Raises ValueError for negative counts.
    """
    tp, fn, fp, tn = checks.counts(tp=tp, fn=fn, fp=fp, tn=tn)
    if tp + fn == 0 or fp + tn == 0:
        return None
    return tp / (tp + fn) - fp / (fp + tn)


def kappa(truth: Sequence[Hashable], predicted: Sequence[Hashable]) -> float | None:
    """Cohen's kappa: agreement beyond that of independent answers with the same margins.

    None without answers, or when both give one and the same answer throughout.
    Raises ValueError for different lengths.
    """
    checks.same_length(truth=truth, predicted=predicted)
    n = len(truth)
    first, second = Counter(truth), Counter(predicted)
    expected = sum(first[label] * second[label] for label in first)
    if n == 0 or expected == n * n:
        return None
    observed = sum(bool(t == p) for t, p in zip(truth, predicted, strict=True))
    return (n * observed - expected) / (n * n - expected)


def matthews(tp: int, fn: int, fp: int, tn: int) -> float | None:
    """Matthews' correlation of a 2x2 table; None when a margin is empty.

    Raises ValueError for negative counts.
    """
    tp, fn, fp, tn = checks.counts(tp=tp, fn=fn, fp=fp, tn=tn)
    margins = (tp + fn, fp + tn, tp + fp, fn + tn)
    if 0 in margins:
        return None
    return (tp * tn - fp * fn) / math.prod(math.sqrt(margin) for margin in margins)
