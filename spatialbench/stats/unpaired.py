"""Two models on different questions: test and interval for the difference of their shares."""

from __future__ import annotations

import math
from collections.abc import Callable

from spatialbench.stats import checks, normal
from spatialbench.stats.inversion import boundary
from spatialbench.stats.proportions import wilson
from spatialbench.stats.records import NO_DIFFERENCE, Difference, clipped_difference

Limits = Callable[[int, int, int, int, float], tuple[float, float]]


def unpaired_difference(
    x1: int, n1: int, x2: int, n2: int, *, confidence: float = 0.95, method: str = "newcombe"
) -> Difference:
    """x1/n1 - x2/n2 with an interval, for independent samples.

    `method`: `newcombe` (hybrid score, Newcombe 1998 method 10), `miettinen-nurminen` (score
    with the factor N / (N - 1), 1985), `wald`. Limits are cut off at -1 and 1. An empty sample:
    no point, interval [-1, 1]. Raises ValueError for impossible counts, confidence or method.
    """
    limits = checks.chosen("method", method, _METHODS)
    x1, n1 = checks.successes_of("x1", x1, "n1", n1)
    x2, n2 = checks.successes_of("x2", x2, "n2", n2)
    confidence = checks.strictly_between("confidence", confidence, 0, 1)
    if n1 == 0 or n2 == 0:
        return NO_DIFFERENCE
    low, high = limits(x1, n1, x2, n2, confidence)
    return clipped_difference(x1 / n1 - x2 / n2, low, high)


def two_proportion_test(x1: int, n1: int, x2: int, n2: int, *, method: str = "pooled-z") -> float:
    """Two-sided p-value for equal shares in independent samples.

    `method`: `pooled-z`, or `fisher` (the tables no more likely than the one seen). Where the
    samples cannot speak against equality (one empty, all right, all wrong) p = 1.
    Raises ValueError for impossible counts or an unknown method.
    """
    p_value = checks.chosen("method", method, _TESTS)
    x1, n1 = checks.successes_of("x1", x1, "n1", n1)
    x2, n2 = checks.successes_of("x2", x2, "n2", n2)
    return p_value(x1, n1, x2, n2)


def pooled_z(x1: int, n1: int, x2: int, n2: int) -> float:
    """Standardised difference under a common share; 0 where there is no variation or no data."""
    successes, n = x1 + x2, n1 + n2
    if n1 == 0 or n2 == 0 or successes in (0, n):
        return 0.0
    shared = successes / n
    return (x1 / n1 - x2 / n2) / math.sqrt(shared * (1 - shared) * (1 / n1 + 1 / n2))


def _pooled_z_test(x1: int, n1: int, x2: int, n2: int) -> float:
    return normal.two_sided(pooled_z(x1, n1, x2, n2))


def _fisher(x1: int, n1: int, x2: int, n2: int) -> float:
    import numpy as np
    from scipy.stats import fisher_exact

    if n1 == 0 or n2 == 0:
        return 1.0
    table = np.array([[x1, n1 - x1], [x2, n2 - x2]], dtype=np.int64)
    return min(1.0, float(fisher_exact(table).pvalue))


def _newcombe(x1: int, n1: int, x2: int, n2: int, confidence: float) -> tuple[float, float]:
    p1, p2 = x1 / n1, x2 / n2
    first, second = wilson(x1, n1, confidence), wilson(x2, n2, confidence)
    down = math.hypot(p1 - first.low, second.high - p2)
    up = math.hypot(first.high - p1, p2 - second.low)
    return p1 - p2 - down, p1 - p2 + up


def _wald(x1: int, n1: int, x2: int, n2: int, confidence: float) -> tuple[float, float]:
    p1, p2 = x1 / n1, x2 / n2
    half = normal.critical(confidence) * math.sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)
    return p1 - p2 - half, p1 - p2 + half


def _miettinen_nurminen(
    x1: int, n1: int, x2: int, n2: int, confidence: float
) -> tuple[float, float]:
    """All differences that the score test with restricted likelihood does not reject."""
    point, n = x1 / n1 - x2 / n2, n1 + n2
    z2 = normal.critical(confidence) ** 2 * n / (n - 1)

    def accepted(delta: float) -> bool:
        p2 = _restricted_second(x1, n1, x2, n2, delta)
        p1 = p2 + delta
        variance = p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2
        return (point - delta) ** 2 <= z2 * variance

    return boundary(accepted, point, -1.0), boundary(accepted, point, 1.0)


def _restricted_second(x1: int, n1: int, x2: int, n2: int, delta: float) -> float:
    """Most likely second share when the first is larger by `delta`.

    The log-likelihood is concave, so its slope changes sign once. Halving on that sign keeps all
    digits; the closed form by the arc cosine loses half of them at double roots.
    """

    def rising(p: float) -> bool:
        p1, q1, q2 = p + delta, max(1 - p - delta, 0.0), 1 - p
        # The slope x1/p1 - (n1-x1)/q1 + x2/p - (n2-x2)/q2, times all four denominators.
        up = q1 * q2 * (x1 * p + x2 * p1)
        down = p1 * p * ((n1 - x1) * q2 + (n2 - x2) * q1)
        return up > down

    return boundary(rising, max(0.0, -delta), min(1.0, 1 - delta))


_METHODS: dict[str, Limits] = {
    "newcombe": _newcombe,
    "miettinen-nurminen": _miettinen_nurminen,
    "wald": _wald,
}

_TESTS: dict[str, Callable[[int, int, int, int], float]] = {
    "pooled-z": _pooled_z_test,
    "fisher": _fisher,
}
