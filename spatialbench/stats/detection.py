"""Signal detection: telling apart, and leaning to one answer, as two numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

from spatialbench.stats import checks, normal


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """d' = z(H) - z(F) and the criterion c = -(z(H) + z(F)) / 2; None where undefined."""

    d_prime: float | None
    criterion: float | None


def d_prime(
    hits: int, signal: int, false_alarms: int, noise: int, *, loglinear: bool = True
) -> Sensitivity:
    """Sensitivity and criterion from hits among signal trials and false alarms among noise trials.

    `loglinear` rates are (count + 1/2) / (trials + 1) (Hautus 1995), always finite. Raw rates of
    0 and 1 give infinities, and None where two of them cancel. No signal trials or no noise
    trials: None. Raises ValueError for impossible counts.
    """
    hits, signal = checks.successes_of("hits", hits, "signal", signal)
    false_alarms, noise = checks.successes_of("false_alarms", false_alarms, "noise", noise)
    if signal == 0 or noise == 0:
        return Sensitivity(None, None)
    added = 0.5 if loglinear else 0.0
    z_hit = _z((hits + added) / (signal + 2 * added))
    z_false = _z((false_alarms + added) / (noise + 2 * added))
    total = _sum(z_hit, z_false)
    return Sensitivity(_sum(z_hit, -z_false), None if total is None else -total / 2)


def _z(rate: float) -> float:
    if rate in (0, 1):
        return math.inf if rate else -math.inf
    return normal.quantile(rate)


def _sum(x: float, y: float) -> float | None:
    total = x + y
    return None if math.isnan(total) else total
