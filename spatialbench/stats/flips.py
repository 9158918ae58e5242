"""The sign-flip test: if A and B are equal, every difference could as well have the other sign."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence

from spatialbench.stats import checks
from spatialbench.stats.clusters import grouped

_ENUMERATED_CLUSTERS = 20
_DRAWS = 100_000


def sign_flip_test(
    differences: Sequence[float], *, clusters: Sequence[Hashable] | None = None, seed: int = 0
) -> float:
    """Two-sided p-value for "the differences are symmetric about 0", flipping whole clusters.

    Without `clusters` every difference is a cluster of its own. Up to 20 clusters whose sum is
    not 0 are enumerated, which is exact; more are drawn 100,000 times from `seed`, counting the
    observed signs as one draw so that p is never 0 (Phipson and Smyth 2010). No difference
    anywhere: p = 1. Raises ValueError for different lengths or non-finite values.
    """
    sums = _cluster_sums(checks.finite("differences", differences), clusters)
    # A cluster that sums to 0 looks the same after a flip. Sorting makes row order irrelevant.
    magnitudes = sorted(abs(total) for total in sums if total != 0)
    if not magnitudes:
        return 1.0
    # Sums in another order differ in their last bits; those must still count as equal.
    bar = abs(math.fsum(sums)) - 1e-9 * math.fsum(magnitudes)
    if len(magnitudes) <= _ENUMERATED_CLUSTERS:
        return _enumerated(magnitudes, bar)
    return _drawn(magnitudes, bar, seed)


def _cluster_sums(differences: list[float], clusters: Sequence[Hashable] | None) -> list[float]:
    if clusters is None:
        return differences
    checks.same_length(differences=differences, clusters=clusters)
    return [math.fsum(group) for group in grouped(differences, clusters)]


def _enumerated(magnitudes: list[float], bar: float) -> float:
    import numpy as np

    # The mirrored half of all sign patterns has the same absolute sums.
    totals = np.array(magnitudes[:1], dtype=float)
    for magnitude in magnitudes[1:]:
        totals = np.concatenate([totals + magnitude, totals - magnitude])
    return float(np.mean(np.abs(totals) >= bar))


def _drawn(magnitudes: list[float], bar: float, seed: int) -> float:
    import numpy as np

    stream = np.random.default_rng(seed)
    totals = np.zeros(_DRAWS)
    # Equal magnitudes are drawn together: the number of plus signs among them is binomial.
    for magnitude, number in sorted(Counter(magnitudes).items()):
        totals += magnitude * (2 * stream.binomial(number, 0.5, size=_DRAWS) - number)
    extreme = int(np.count_nonzero(np.abs(totals) >= bar))
    return (1 + extreme) / (1 + _DRAWS)
