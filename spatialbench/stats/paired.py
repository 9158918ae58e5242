"""Two models on the same questions: McNemar's test of the discordant pairs."""

from __future__ import annotations

import math
from collections.abc import Callable

from spatialbench.stats import checks, normal


def mcnemar(both: int, a_only: int, b_only: int, neither: int, *, method: str = "mid-p") -> float:
    """Two-sided p-value for "A and B are right equally often", from a paired 2x2 table.

    `method`: `mid-p` and `exact` (binomial on the discordant pairs), `asymptotic` (chi-squared),
    `corrected` (with Edwards' continuity correction). Formulas as in Fagerland, Lydersen and
    Laake 2013. Without any discordant pair nothing speaks against equality: p = 1.
    Raises ValueError for negative counts or an unknown method.
    """
    p_value = checks.chosen("method", method, _METHODS)
    _, b, c, _ = checks.counts(both=both, a_only=a_only, b_only=b_only, neither=neither)
    return 1.0 if b + c == 0 else p_value(b, c)


def _exact(b: int, c: int) -> float:
    from scipy.special import bdtr

    return min(1.0, 2 * float(bdtr(min(b, c), b + c, 0.5)))


def _mid_p(b: int, c: int) -> float:
    """The exact p-value less the probability of the table itself (half of it when b = c)."""
    from scipy.special import bdtr

    if b == c:
        return 1 - _central_probability(b) / 2
    smaller = min(b, c)
    below = float(bdtr(smaller - 1, b + c, 0.5)) if smaller > 0 else 0.0
    return float(bdtr(smaller, b + c, 0.5)) + below


def _central_probability(half: int) -> float:
    """Chance of exactly `half` heads in 2 * half tosses."""
    ways = math.lgamma(2 * half + 1) - 2 * math.lgamma(half + 1)
    return math.exp(ways - 2 * half * math.log(2))


def _asymptotic(b: int, c: int) -> float:
    return normal.two_sided(abs(b - c) / math.sqrt(b + c))


def _corrected(b: int, c: int) -> float:
    return normal.two_sided(max(abs(b - c) - 1, 0) / math.sqrt(b + c))


_METHODS: dict[str, Callable[[int, int], float]] = {
    "mid-p": _mid_p,
    "exact": _exact,
    "asymptotic": _asymptotic,
    "corrected": _corrected,
}
