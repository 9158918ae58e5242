"""How many questions a comparison needs, and what a given number can show.

Two-sided tests at level `alpha` throughout; `power` is the chance to find a true difference.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from spatialbench.stats import checks, normal
from spatialbench.stats.discordance import discordant_cells
from spatialbench.stats.inversion import boundary
from spatialbench.stats.midp_power import smallest_mid_p_size

MOST_SEARCHED = 20_000
"""Beyond so many questions the exact size is searched for only where it is asked for: that takes
seconds and minutes, and the closed form is then off by a few in ten thousand."""


def sample_size(
    p1: float,
    p2: float,
    *,
    rho: float | None = None,
    alpha: float = 0.05,
    power: float = 0.8,
    method: str | None = None,
) -> int:
    """Questions per model needed to tell p1 from p2.

    Without `rho` the models answer different questions: `pooled` (default, the test pools under
    the null; Fleiss), `unpooled`, `cohen-h`. With `rho`, the correlation of right answers on the
    same questions: `mid-p` (default: smallest n whose exact power of the mid-P McNemar test
    reaches the target, searching upward), `connor` (Connor 1987), `wald` (Miller 2024).
    Raises ValueError for p1 = p2, an unknown method, `power` not above `alpha`, a `rho` that
    p1 and p2 do not allow (the message names the allowed range).
    """
    p1, p2 = _check_plan(p1, p2, alpha, power)
    if rho is None:
        method = "pooled" if method is None else method
        size = checks.chosen("method for unpaired samples", method, _UNPAIRED)
        return _round_up(size(p1, p2, alpha, power))
    method = "mid-p" if method is None else method
    paired_size = checks.chosen("method for paired samples", method, _PAIRED)
    return paired_size(*discordant_cells(p1, p2, rho), alpha, power)


@dataclass(frozen=True, slots=True)
class Planned:
    """Questions that both models must answer, and the method that says so."""

    questions: int
    method: str


def planned(
    p1: float,
    p2: float,
    *,
    rho: float,
    alpha: float = 0.05,
    power: float = 0.8,
    most: int = MOST_SEARCHED,
) -> Planned:
    """`sample_size` for shared questions, quick at any size: Connor's closed form, and the exact
    search only where that says at most `most` questions. Errors as in `sample_size`."""
    questions = sample_size(p1, p2, rho=rho, alpha=alpha, power=power, method="connor")
    if questions > most:
        return Planned(questions, "connor")
    return Planned(sample_size(p1, p2, rho=rho, alpha=alpha, power=power), "mid-p")


def power(p1: float, p2: float, n: int, *, alpha: float = 0.05) -> float:
    """The chance that n questions per model, unpaired, tell p1 from p2.

    The test pools under the null; only the tail on the side of the true difference counts.
    n = 0 gives 0. Raises ValueError for values out of range.
    """
    p1, p2 = checks.between("p1", p1, 0, 1), checks.between("p2", p2, 0, 1)
    n = checks.count("n", n)
    alpha = checks.strictly_between("alpha", alpha, 0, 1)
    if n == 0:
        return 0.0
    pooled, separate = _spreads(p1, p2)
    excess = abs(p1 - p2) * math.sqrt(n) + normal.quantile(alpha / 2) * pooled
    if separate == 0:
        return 1.0 if excess >= 0 and p1 != p2 else 0.0
    return normal.upper_tail(-excess / separate)


def detectable_difference(
    p: float, n: int, *, alpha: float = 0.05, power: float = 0.8
) -> float | None:
    """The d for which p against p - d needs n questions per model (unpaired, pooled).

    None when even p against 0 needs more than n. Raises ValueError for values out of range.
    """
    p, n = checks.between("p", p, 0, 1), checks.count("n", n)
    _check_errors(alpha, power)
    if p == 0 or _pooled_size(p, 0.0, alpha, power) > n:
        return None
    return boundary(lambda d: _pooled_size(p, p - d, alpha, power) >= n, 0.0, p)


def effective_sample_size(n: float, cluster_size: float, icc: float) -> float:
    """The number of independent observations worth as much as n in clusters: n / (1 + (m-1) icc).

    Raises ValueError for negative n, m < 1, icc outside [-1, 1], or an icc so negative that
    clusters of that size cannot have it.
    """
    n = checks.between("n", n, 0, math.inf)
    cluster_size = checks.between("cluster_size", cluster_size, 1, math.inf)
    icc = checks.between("icc", icc, -1, 1)
    design_effect = 1 + (cluster_size - 1) * icc
    if design_effect <= 0:
        lowest = -1 / (cluster_size - 1)
        raise ValueError(
            f"icc must be above {lowest:.6g} in clusters of {cluster_size:g}, got {icc!r}"
        )
    return n / design_effect


def _check_plan(p1: float, p2: float, alpha: float, power: float) -> tuple[float, float]:
    p1, p2 = checks.between("p1", p1, 0, 1), checks.between("p2", p2, 0, 1)
    _check_errors(alpha, power)
    if p1 == p2:
        raise ValueError(
            f"p1 and p2 must differ, got {p1!r} twice: no number of questions is enough"
        )
    return p1, p2


def _check_errors(alpha: float, power: float) -> None:
    checks.strictly_between("alpha", alpha, 0, 0.5)
    checks.strictly_between("power", power, alpha, 1)


def _round_up(size: float) -> int:
    # A size that is whole in mathematics may come out a rounding error above.
    return max(1, math.ceil(size * (1 - 1e-12)))


def _spreads(p1: float, p2: float) -> tuple[float, float]:
    """Spread of sqrt(n) times the difference: under a common share, and under p1 and p2."""
    mean = (p1 + p2) / 2
    return math.sqrt(2 * mean * (1 - mean)), math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))


def _quantiles(alpha: float, power: float) -> tuple[float, float]:
    return -normal.quantile(alpha / 2), normal.quantile(power)


def _pooled_size(p1: float, p2: float, alpha: float, power: float) -> float:
    z_alpha, z_power = _quantiles(alpha, power)
    pooled, separate = _spreads(p1, p2)
    return ((z_alpha * pooled + z_power * separate) / (p1 - p2)) ** 2


def _unpooled_size(p1: float, p2: float, alpha: float, power: float) -> float:
    return (sum(_quantiles(alpha, power)) * _spreads(p1, p2)[1] / (p1 - p2)) ** 2


def _cohen_size(p1: float, p2: float, alpha: float, power: float) -> float:
    h = 2 * math.asin(math.sqrt(p1)) - 2 * math.asin(math.sqrt(p2))
    return 2 * (sum(_quantiles(alpha, power)) / h) ** 2


def _connor_size(a_only: float, b_only: float, alpha: float, power: float) -> int:
    z_alpha, z_power = _quantiles(alpha, power)
    gap, discordant = a_only - b_only, a_only + b_only
    spread = math.sqrt(max(discordant - gap * gap, 0.0))
    return _round_up(((z_alpha * math.sqrt(discordant) + z_power * spread) / gap) ** 2)


def _wald_size(a_only: float, b_only: float, alpha: float, power: float) -> int:
    gap = a_only - b_only
    variance = a_only + b_only - gap * gap
    return _round_up(sum(_quantiles(alpha, power)) ** 2 * variance / gap**2)


def _mid_p_size(a_only: float, b_only: float, alpha: float, power: float) -> int:
    return smallest_mid_p_size(a_only, b_only, alpha=alpha, power=power)


_UNPAIRED: dict[str, Callable[[float, float, float, float], float]] = {
    "pooled": _pooled_size,
    "unpooled": _unpooled_size,
    "cohen-h": _cohen_size,
}

_PAIRED: dict[str, Callable[[float, float, float, float], int]] = {
    "mid-p": _mid_p_size,
    "connor": _connor_size,
    "wald": _wald_size,
}
