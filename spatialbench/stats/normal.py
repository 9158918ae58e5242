"""The normal distribution, from the standard library: no heavy import for the commonest need."""

from __future__ import annotations

import math
from statistics import NormalDist

from spatialbench.stats import checks

_STANDARD = NormalDist()


def quantile(p: float) -> float:
    """z with P(Z <= z) = p, for p strictly between 0 and 1."""
    return _STANDARD.inv_cdf(p)


def critical(confidence: float) -> float:
    """Half-width in standard errors of a two-sided interval, 1.96 at confidence 0.95."""
    return quantile(0.5 + checks.strictly_between("confidence", confidence, 0, 1) / 2)


def upper_tail(z: float) -> float:
    """P(Z >= z), accurate far out in the tail."""
    return math.erfc(z / math.sqrt(2)) / 2


def two_sided(z: float) -> float:
    """P(|Z| >= |z|)."""
    return math.erfc(abs(z) / math.sqrt(2))
