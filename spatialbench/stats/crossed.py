"""Means whose observations are alike in several ways at once: answers of people to questions.

Both people and questions are samples: answers of one person are alike, and answers to one question
are. To take either as fixed makes intervals too narrow (Clark 1973, "The language-as-fixed-effect
fallacy"). The variance is that of Cameron, Gelbach and Miller (2011), "Robust inference with
multiway clustering": the sum of the cluster-robust variances by each dimension, less those by the
cells in which they meet; but never less than the largest of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple  # arrays

from spatialbench.stats.cluster_counts import TOO_FEW, share_limits

if TYPE_CHECKING:
    from spatialbench.stats.clusters import ClusteredMean


class CrossedError(NamedTuple):
    """A mean with its standard error, and the smallest number of clusters in a dimension: the t
    distribution has one degree of freedom less."""

    mean: float
    se: float
    uncorrected: float
    clusters: int


def crossed_error(values: Any, dimensions: Sequence[Any]) -> CrossedError | None:
    """The mean of values, and its error with clusters in several dimensions: for each an array of
    whole numbers, (n,) int, that say to which cluster a value belongs. None where a dimension has
    fewer than two clusters, or there are no values."""
    import numpy as np

    values = np.asarray(values, float)
    counts = [len(np.unique(one)) for one in dimensions]
    if not len(values) or min(counts) < 2:
        return None
    mean = float(values.mean())
    off = (values - mean) / len(values)
    corrected = _variance(off, dimensions, corrected=True)
    uncorrected = _variance(off, dimensions, corrected=False)
    return CrossedError(mean, math.sqrt(corrected), math.sqrt(uncorrected), min(counts))


def _variance(off: Any, dimensions: Sequence[Any], *, corrected: bool) -> float:
    total, largest = 0.0, 0.0
    for size in range(1, len(dimensions) + 1):
        for chosen in combinations(dimensions, size):
            one = _of_cells(off, chosen, corrected=corrected)
            total += one if size % 2 else -one
            largest = max(largest, one if size == 1 else 0.0)
    return max(total, largest)


def _of_cells(off: Any, chosen: Sequence[Any], *, corrected: bool) -> float:
    import numpy as np

    cells = np.unique(np.stack(chosen), axis=1, return_inverse=True)[1].reshape(-1)
    sums = np.bincount(cells, weights=off)
    factor = len(sums) / (len(sums) - 1) if corrected else 1.0
    return float((sums**2).sum()) * factor


def crossed_share(right: Any, dimensions: Sequence[Any]) -> ClusteredMean:
    """The share of right answers, (n,) bool, with an interval that respects all dimensions.
    `n_clusters` is the smallest number of clusters in a dimension; there is no `icc`, as there is
    one in each dimension. Where nobody differs from anybody, the interval is the exact one on that
    number of clusters."""
    import numpy as np

    from spatialbench.stats.clusters import ClusteredMean

    right = np.asarray(right, float)
    error = crossed_error(right, dimensions)
    if error is None:
        mean = float(right.mean()) if len(right) else None
        fewest = min((len(np.unique(one)) for one in dimensions), default=0)
        return ClusteredMean(mean, None, None, None, None, fewest, None, None, TOO_FEW)
    (low, high), note = share_limits(error.mean, error.se, error.clusters)
    spread = error.mean * (1 - error.mean) / (len(right) - 1)
    effect = error.se**2 / spread if 0 < error.mean < 1 else None
    return ClusteredMean(
        error.mean, error.se, error.uncorrected, low, high, error.clusters, None, effect, note
    )
