"""Exact power of the two-sided mid-P McNemar test, and the smallest n that reaches a target.

The number m of discordant pairs among n is binomial; given m, the number in favour of A is
binomial too, and the test depends on nothing else. So the power is a sum over m of
P(m | n) * P(rejection | m), and the second factor does not depend on n.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from spatialbench.stats import checks
from spatialbench.stats.discordance import discordant_cells

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]


def paired_power(p1: float, p2: float, n: int, *, rho: float, alpha: float = 0.05) -> float:
    """The exact chance that mid-P McNemar on n shared questions rejects p1 = p2.

    `rho` is the correlation of right answers; rejections in either direction count.
    Raises ValueError for values out of range or an impossible `rho`.
    """
    n = checks.count("n", n)
    alpha = checks.strictly_between("alpha", alpha, 0, 0.5)
    a_only, b_only = discordant_cells(p1, p2, rho)
    if a_only + b_only == 0:
        return 0.0
    chance, rejection = _block(n, n, a_only, b_only, alpha)
    return float(chance @ rejection)


def smallest_mid_p_size(a_only: float, b_only: float, *, alpha: float, power: float) -> int:
    """The smallest n whose exact power reaches `power`, for unequal discordant cells."""
    start = 1 + _surely_too_small(a_only, b_only, alpha, power)
    while True:
        stop = start + 255 + start // 512
        found = _first_reaching(start, stop, a_only, b_only, alpha, power)
        if found is not None:
            return found
        start = stop + 1


def _surely_too_small(a_only: float, b_only: float, alpha: float, power: float) -> int:
    """An n below which no smaller number of questions can reach the target either.

    Power rises with n but for a sawtooth, since the rejection bound moves in whole pairs. One
    tooth is at most the chance of one split, below 1 / sqrt(expected discordant pairs). So an n
    that misses the target by more than that rules out everything below it.
    """

    rate = a_only + b_only

    def misses(n: int) -> bool:
        chance, rejection = _block(n, n, a_only, b_only, alpha)
        return float(chance @ rejection) + 1 / math.sqrt(n * rate) < power

    # Below this n a tooth is larger than half the target, and little could be ruled out.
    low, high = 0, math.ceil(4 / (power * power * rate))
    while misses(high):
        low, high = high, 2 * high
    while high - low > 1 + low // 512:
        middle = (low + high) // 2
        low, high = (middle, high) if misses(middle) else (low, middle)
    return low


def _first_reaching(
    start: int, stop: int, a_only: float, b_only: float, alpha: float, power: float
) -> int | None:
    """The first n from `start` to `stop` whose power reaches the target."""
    rate = min(a_only + b_only, 1.0)
    chance, rejection = _block(start, stop, a_only, b_only, alpha)
    for n in range(start, stop + 1):
        if float(chance @ rejection) >= power:
            return n
        # One question more: m stays with probability 1 - rate, else rises by one.
        chance[1:] = (1 - rate) * chance[1:] + rate * chance[:-1]
        chance[0] *= 1 - rate
    return None


def _block(
    start: int, stop: int, a_only: float, b_only: float, alpha: float
) -> tuple[Floats, Floats]:
    """P(m | start) and P(rejection | m) for every m that matters for n from `start` to `stop`."""
    import numpy as np

    rate = min(a_only + b_only, 1.0)
    window = np.arange(_fewest(start, rate), _most(stop, rate) + 1)
    rejection = _rejection(window, a_only / (a_only + b_only), alpha)
    return _binomial(window, start, rate), rejection


def _fewest(n: int, rate: float) -> int:
    # 9 standard deviations and 40 pairs leave out less than 1e-12 on either side.
    return max(0, math.floor(n * rate - 9 * math.sqrt(n * rate)) - 40)


def _most(n: int, rate: float) -> int:
    return min(n, math.ceil(n * rate + 9 * math.sqrt(n * rate)) + 40)


def _binomial(window: Integers, n: int, rate: float) -> Floats:
    """P(m of n) for every m in the window."""
    import numpy as np
    from scipy.special import gammaln, xlog1py, xlogy

    m = np.minimum(window, n)
    ways = gammaln(n + 1) - gammaln(m + 1) - gammaln(n - m + 1)
    chance = np.exp(ways + xlogy(m, rate) + xlog1py(n - m, -rate)) * (window <= n)
    normalised: Floats = chance / chance.sum()
    return normalised


def _rejection(window: Integers, share: float, alpha: float) -> Floats:
    """P(mid-P p-value <= alpha | m discordant pairs), A winning each with probability `share`."""
    import numpy as np
    from scipy.special import betainc

    bound = _rejected_up_to(window, alpha)
    k, rest = np.maximum(bound, 0), window - np.maximum(bound, 0)
    few = betainc(np.maximum(rest, 1), k + 1, 1 - share)
    many = betainc(np.maximum(rest, 1), k + 1, share)
    return np.where(bound >= 0, few + many, 0.0)


def _rejected_up_to(window: Integers, alpha: float) -> Integers:
    """For every m the largest k for which the split k : m - k is rejected, or -1."""
    import numpy as np

    rejected, kept = np.full_like(window, -1), (window + 1) // 2
    while np.any(kept - rejected > 1):
        middle = (rejected + kept) // 2
        holds = (middle >= 0) & (_mid_p_of(middle, window) <= alpha)
        open_ = kept - rejected > 1
        rejected = np.where(open_ & holds, middle, rejected)
        kept = np.where(open_ & ~holds, middle, kept)
    return rejected


def _mid_p_of(smaller: Integers, m: Integers) -> Floats:
    """Mid-P p-value of the split smaller : m - smaller, for smaller < m / 2."""
    import numpy as np
    from scipy.special import bdtr

    below = np.where(smaller > 0, bdtr(np.maximum(smaller - 1, 0), m, 0.5), 0.0)
    return np.asarray(bdtr(np.maximum(smaller, 0), m, 0.5) + below)
