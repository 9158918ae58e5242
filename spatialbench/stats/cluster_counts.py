"""Clustered shares from the counts of each cluster, and what to say where clusters do not vary.

Where every cluster has the same share (all right, all wrong) the cluster-robust error is 0, which
looks like certainty and is none. The interval is then that of Korn and Graubard (1998) with the
clusters as the effective sample: Clopper and Pearson's exact one for C questions of which the share
is right. At 0 % and 100 % it is the exact binomial interval on the clusters.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple  # arrays of either kind of number

from spatialbench.stats import student
from spatialbench.stats.records import Bounds

if TYPE_CHECKING:
    from spatialbench.stats.clusters import ClusteredMean

EXACT = "clopper_pearson_on_clusters"
"""The note of a mean whose interval is the exact one on the clusters."""

CLIPPED = "interval_clipped"
TOO_FEW = "too_few_clusters"
_NO_SPREAD = 1e-12  # standard errors below this are rounding errors of 0


class ClusterError(NamedTuple):
    """A mean with its standard error, without and with the small-sample factor."""

    mean: float
    uncorrected: float
    se: float


def cluster_error(sums: Any, sizes: Any) -> ClusterError:  # float arrays
    """The mean of values that come in two or more clusters, from the sum and size of each; the
    formula is that of `clustered_mean`."""
    n, clusters = float(sizes.sum()), len(sizes)
    mean = float(sums.sum() / n)
    uncorrected = math.sqrt(float(((sums - sizes * mean) ** 2).sum())) / n
    return ClusterError(mean, uncorrected, uncorrected * math.sqrt(clusters / (clusters - 1)))


def half_width(se: float, clusters: int, confidence: float = 0.95) -> float:
    """Half the t interval with one degree of freedom less than clusters."""
    return student.critical(clusters - 1, confidence) * se


def without_spread(se: float) -> bool:
    """Whether clusters did not vary at all, so that their spread tells nothing."""
    return se <= _NO_SPREAD


def exact_on_clusters(mean: float, clusters: int, confidence: float = 0.95) -> Bounds:
    """Clopper and Pearson's interval for that share of so many clusters (0 < clusters)."""
    tail = (1 - confidence) / 2
    right, wrong = mean * clusters, (1 - mean) * clusters
    edge = math.exp(math.log(tail) / clusters)  # all right or all wrong need no scipy
    if wrong <= 0:
        return Bounds(edge, 1.0)
    if right <= 0:
        return Bounds(0.0, 1 - edge)
    from scipy.special import betaincinv

    low = float(betaincinv(right, wrong + 1, tail))
    high = float(betaincinv(right + 1, wrong, 1 - tail))
    return Bounds(low, high)


def share_limits(
    mean: float, se: float, clusters: int, confidence: float = 0.95
) -> tuple[Bounds, str | None]:
    """The interval of a share from two or more clusters, within [0, 1], and a note on it."""
    if without_spread(se):
        return exact_on_clusters(min(max(mean, 0.0), 1.0), clusters, confidence), EXACT
    half = half_width(se, clusters, confidence)
    low, high = mean - half, mean + half
    note = CLIPPED if low < 0 or high > 1 else None
    return Bounds(max(low, 0.0), min(high, 1.0)), note


def clustered_share(right: Any, sizes: Any) -> ClusteredMean:  # arrays or sequences of counts
    """`clustered_mean` of right (1) and wrong (0) answers, from the counts of each cluster: the
    same numbers, without a million list entries."""
    import numpy as np

    from spatialbench.stats.clusters import ClusteredMean

    right, sizes = np.asarray(right, float), np.asarray(sizes, float)
    n, clusters = float(sizes.sum()), len(sizes)
    if clusters < 2:
        mean = float(right.sum() / n) if n else None
        return ClusteredMean(mean, None, None, None, None, clusters, None, None, TOO_FEW)
    mean, uncorrected, se = cluster_error(right, sizes)
    (low, high), note = share_limits(mean, se, clusters)
    effect = se * se / (mean * (1 - mean) / (n - 1)) if 0 < mean < 1 else None
    icc = _intraclass(right, sizes, mean)
    return ClusteredMean(mean, se, uncorrected, low, high, clusters, icc, effect, note)


def _intraclass(right: Any, sizes: Any, mean: float) -> float | None:  # float arrays
    n, clusters = float(sizes.sum()), len(sizes)
    if n == clusters or mean in (0, 1):
        return None
    share = right / sizes
    between = float((sizes * (share - mean) ** 2).sum()) / (clusters - 1)
    within = float((right * (1 - share)).sum()) / (n - clusters)
    size = (n - float((sizes**2).sum()) / n) / (clusters - 1)
    return (between - within) / (between + (size - 1) * within)
