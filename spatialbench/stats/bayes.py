"""How probable it is that A is better than B, by exact sums under uniform priors."""

from __future__ import annotations

import math

from spatialbench.stats import checks


def probability_better(x1: int, n1: int, x2: int, n2: int) -> float:
    """P(share of A > share of B) for independent posteriors Beta(x + 1, n - x + 1).

    Miller's closed sum over the successes of A, in logarithms: no sampling. 0.5 without data.
    Raises ValueError for impossible counts.
    """
    x1, n1 = checks.successes_of("x1", x1, "n1", n1)
    x2, n2 = checks.successes_of("x2", x2, "n2", n2)
    a1, b1 = x1 + 1, n1 - x1 + 1
    a2, b2 = x2 + 1, n2 - x2 + 1
    whole = _log_beta(a2, b2)
    terms = (
        math.exp(_log_beta(a2 + i, b1 + b2) - math.log(b1 + i) - _log_beta(1 + i, b1) - whole)
        for i in range(a1)
    )
    return min(1.0, math.fsum(terms))


def probability_better_paired(a_only: int, b_only: int) -> float:
    """P(theta > 1/2) for theta ~ Beta(a_only + 1, b_only + 1).

    theta is the chance that a question which only one of both gets right goes to A. 0.5 without
    discordant pairs. Raises ValueError for negative counts.
    """
    from scipy.special import betainc

    a_only, b_only = checks.counts(a_only=a_only, b_only=b_only)
    return float(betainc(b_only + 1, a_only + 1, 0.5))


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
