"""One proportion: the point, its standard error, its interval."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from spatialbench.stats import checks, normal


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval for a proportion, within [0, 1]."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A proportion with its standard error; None where undefined, and `note` says why."""

    point: float | None
    se: float | None
    n: int
    note: str | None = None


def accuracy(successes: int, n: int) -> Estimate:
    """The share of successes and its standard error with n - 1 in the denominator.

    n = 0: no point (`no_observations`); n = 1: no standard error (`one_observation`).
    Raises ValueError for impossible counts.
    """
    successes, n = checks.successes_of("successes", successes, "n", n)
    if n == 0:
        return Estimate(None, None, 0, "no_observations")
    point = successes / n
    if n == 1:
        return Estimate(point, None, 1, "one_observation")
    return Estimate(point, math.sqrt(point * (1 - point) / (n - 1)), n)


def proportion_interval(
    successes: int, n: int, *, confidence: float = 0.95, method: str = "wilson"
) -> Interval:
    """The two-sided interval for a proportion.

    `method`: `wilson` (score, Wilson 1927), `clopper-pearson` (exact), `jeffreys`
    (Beta(1/2, 1/2) prior), `beta` (uniform prior), `agresti-coull` (cut off at 0 and 1).
    With n = 0 the first two and the last give [0, 1], the others their prior's quantiles.
    Raises ValueError for impossible counts, confidence or method.
    """
    limits = checks.chosen("method", method, _METHODS)
    successes, n = checks.successes_of("successes", successes, "n", n)
    confidence = checks.strictly_between("confidence", confidence, 0, 1)
    return limits(successes, n, confidence)


def wilson(successes: float, n: float, confidence: float) -> Interval:
    """The score interval (Wilson 1927); its ends are exactly 0 and 1 at no and all successes."""
    if n == 0:
        return Interval(0.0, 1.0)
    z2 = normal.critical(confidence) ** 2
    centre = successes + z2 / 2
    half = math.sqrt(z2 * (successes * (n - successes) / n + z2 / 4))
    low = 0.0 if successes == 0 else (centre - half) / (n + z2)
    high = 1.0 if successes == n else (centre + half) / (n + z2)
    return Interval(low, high)


def _clopper_pearson(successes: int, n: int, confidence: float) -> Interval:
    tail = (1 - confidence) / 2
    failures = n - successes
    low = 0.0 if successes == 0 else _beta_quantile(tail, successes, failures + 1)
    high = 1.0 if failures == 0 else _beta_quantile(1 - tail, successes + 1, failures)
    return Interval(low, high)


def _posterior(prior: float) -> Callable[[int, int, float], Interval]:
    """Equal-tailed posterior interval under the symmetric prior Beta(prior, prior)."""

    def limits(successes: int, n: int, confidence: float) -> Interval:
        tail = (1 - confidence) / 2
        a, b = successes + prior, n - successes + prior
        return Interval(_beta_quantile(tail, a, b), _beta_quantile(1 - tail, a, b))

    return limits


def _agresti_coull(successes: int, n: int, confidence: float) -> Interval:
    if n == 0:
        return Interval(0.0, 1.0)
    z = normal.critical(confidence)
    weight = n + z * z
    centre = (successes + z * z / 2) / weight
    half = z * math.sqrt(centre * (1 - centre) / weight)
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def _beta_quantile(p: float, a: float, b: float) -> float:
    from scipy.special import betaincinv

    return float(betaincinv(a, b, p))


_METHODS: dict[str, Callable[[int, int, float], Interval]] = {
    "wilson": wilson,
    "clopper-pearson": _clopper_pearson,
    "jeffreys": _posterior(0.5),
    "beta": _posterior(1.0),
    "agresti-coull": _agresti_coull,
}
