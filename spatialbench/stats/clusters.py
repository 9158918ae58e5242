"""A mean whose observations come in clusters: probes with their twins, questions with repeats."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from spatialbench.stats import checks
from spatialbench.stats.cluster_counts import TOO_FEW, half_width, share_limits


@dataclass(frozen=True, slots=True)
class ClusteredMean:
    """A mean with standard errors that respect clusters; None where undefined, `note` says why.

    `se` carries the factor sqrt(C / (C - 1)), `se_uncorrected` does not. `icc` is the intraclass
    correlation by one-way analysis of variance; `design_effect` the ratio of the variance `se**2`
    to the variance that independent observations would have.
    """

    mean: float | None
    se: float | None
    se_uncorrected: float | None
    low: float | None
    high: float | None
    n_clusters: int
    icc: float | None
    design_effect: float | None
    note: str | None = None


def clustered_mean(
    values: Sequence[float], clusters: Sequence[Hashable], *, confidence: float = 0.95
) -> ClusteredMean:
    """The mean of scores with a cluster-robust standard error and t interval.

    se = sqrt(sum over clusters of (sum of deviations)^2) / n * sqrt(C / (C - 1)) (Miller 2024,
    appendix A, with the small-sample factor), t quantile with C - 1 degrees of freedom.
    Where all values lie in [0, 1] the interval is cut off there (`interval_clipped`); where, on
    top, no cluster differs from another, it is the exact one on the clusters
    (`clopper_pearson_on_clusters`), because a spread of 0 is no certainty.
    Fewer than 2 clusters: no error (`too_few_clusters`); no values: no mean either.
    Raises ValueError for different lengths, non-finite values, impossible confidence.
    """
    checks.same_length(values=values, clusters=clusters)
    values = checks.finite("values", values)
    confidence = checks.strictly_between("confidence", confidence, 0, 1)
    groups = grouped(values, clusters)
    if not groups:
        return _undefined(None, 0, TOO_FEW)
    mean = math.fsum(values) / len(values)
    if len(groups) < 2:
        return _undefined(mean, 1, TOO_FEW)
    return _estimate(mean, groups, confidence)


def grouped(values: Sequence[float], clusters: Sequence[Hashable]) -> list[list[float]]:
    """The values of each cluster, in order of first appearance."""
    members: defaultdict[Hashable, list[float]] = defaultdict(list)
    for value, cluster in zip(values, clusters, strict=True):
        members[cluster].append(value)
    return list(members.values())


def _undefined(mean: float | None, n_clusters: int, note: str) -> ClusteredMean:
    return ClusteredMean(mean, None, None, None, None, n_clusters, None, None, note)


def _estimate(mean: float, groups: list[list[float]], confidence: float) -> ClusteredMean:
    n, n_clusters = sum(map(len, groups)), len(groups)
    totals = (math.fsum(value - mean for value in group) for group in groups)
    uncorrected = math.sqrt(math.fsum(total * total for total in totals)) / n
    se = uncorrected * math.sqrt(n_clusters / (n_clusters - 1))
    low, high, note = _limits(mean, se, n_clusters, confidence, groups)
    effect = _design_effect(se, mean, groups)
    icc = _intraclass_correlation(groups)
    return ClusteredMean(mean, se, uncorrected, low, high, n_clusters, icc, effect, note)


def _limits(
    mean: float, se: float, clusters: int, confidence: float, groups: list[list[float]]
) -> tuple[float, float, str | None]:
    if all(0 <= value <= 1 for group in groups for value in group):
        (low, high), note = share_limits(mean, se, clusters, confidence)
        return low, high, note
    half = half_width(se, clusters, confidence)
    return mean - half, mean + half, None


def _design_effect(se: float, mean: float, groups: list[list[float]]) -> float | None:
    if _constant(groups):
        return None
    n = sum(map(len, groups))
    squares = math.fsum((value - mean) ** 2 for group in groups for value in group)
    return se * se / (squares / (n - 1) / n)


def _intraclass_correlation(groups: list[list[float]]) -> float | None:
    """ICC(1) for clusters of unequal size (Donner 1986); None without variation inside or out."""
    n, n_clusters = sum(map(len, groups)), len(groups)
    if n == n_clusters or _constant(groups):
        return None
    grand = math.fsum(value for group in groups for value in group) / n
    means = [math.fsum(group) / len(group) for group in groups]
    paired = list(zip(groups, means, strict=True))
    between = math.fsum(len(g) * (m - grand) ** 2 for g, m in paired) / (n_clusters - 1)
    within = math.fsum((value - m) ** 2 for g, m in paired for value in g) / (n - n_clusters)
    size = (n - sum(len(group) ** 2 for group in groups) / n) / (n_clusters - 1)
    spread = between + (size - 1) * within
    return (between - within) / spread


def _constant(groups: list[list[float]]) -> bool:
    # Asked of the values themselves: their computed variance may be a rounding error above 0.
    return len({value for group in groups for value in group}) == 1
