"""Does a model prefer an option for its place?"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
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


def position_bias(counts: Sequence[int] | Mapping[Hashable, int]) -> PositionBias:
    """The bias in how often each option position (of a list, or by name) was chosen.

    Raises ValueError for negative counts or no position at all.
    """
    listed = list(counts.values() if isinstance(counts, Mapping) else counts)
    chosen = [checks.count(f"counts[{i}]", number) for i, number in enumerate(listed)]
    if not chosen:
        raise ValueError("counts must have one entry per position, got none")
    k, total = len(chosen), sum(chosen)
    if total == 0:
        return PositionBias(None, k - 1, None, None, None)
    expected = total / k
    statistic = math.fsum((count - expected) ** 2 for count in chosen) / expected
    shares = tuple(count / total for count in chosen)
    variation = math.fsum(abs(share - 1 / k) for share in shares) / 2
    return PositionBias(statistic, k - 1, chi_squared_tail(statistic, k - 1), shares, variation)
