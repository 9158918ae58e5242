"""Does a model prefer an option for its place?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from spatialbench.stats import checks
from spatialbench.stats.cochran import chi_squared_tail


@dataclass(frozen=True, slots=True)
class PositionBias:
    """Chi-squared test of chosen positions against uniform; None without any choice.

    `shares` are the shares of the positions, `total_variation` half the sum of their distances
    from uniform: 0 for none, 1 - 1/k for always the same of k.
    """

    statistic: float | None
    df: int
    p: float | None
    shares: tuple[float, ...] | None
    total_variation: float | None


def position_bias(counts: Sequence[int]) -> PositionBias:
    """The bias in how often each option position was chosen.

    Raises ValueError for negative counts or no position at all.
    """
    if len(counts) == 0:
        raise ValueError("counts must have one entry per position, got none")
    checks.counts(**{f"counts[{position}]": count for position, count in enumerate(counts)})
    k, total = len(counts), sum(counts)
    if total == 0:
        return PositionBias(None, k - 1, None, None, None)
    expected = total / k
    statistic = math.fsum((count - expected) ** 2 for count in counts) / expected
    shares = tuple(count / total for count in counts)
    variation = math.fsum(abs(share - 1 / k) for share in shares) / 2
    return PositionBias(statistic, k - 1, chi_squared_tail(statistic, k - 1), shares, variation)
