"""Accuracy along an axis of difficulty (angle, swaps, cups) as a logistic curve."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spatialbench.stats import checks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class Psychometric:
    """logit P(right) = intercept + slope * x, `slope` per unit of x; None where undefined.

    `se` holds the standard errors of intercept and slope; `threshold_75` is the x at which the
    curve is 0.75, None for a flat curve. `note` says why there is no curve.
    """

    intercept: float | None
    slope: float | None
    se: tuple[float, float] | None
    threshold_75: float | None
    note: str | None = None


def psychometric(x: Sequence[float], correct: Sequence[int], n: Sequence[int]) -> Psychometric:
    """The maximum-likelihood curve through `correct[i]` of `n[i]` right at `x[i]`.

    No finite curve exists without trials (`no_observations`), with trials at one x only
    (`one_point`), or when some x parts right from wrong answers (`separated`; Albert and Anderson
    1984). Raises ValueError for different lengths, impossible counts, non-finite x.
    """
    checks.same_length(x=x, correct=correct, n=n)
    counted = [
        checks.successes_of(f"correct[{i}]", right, f"n[{i}]", trials)
        for i, (right, trials) in enumerate(zip(correct, n, strict=True))
    ]
    places = checks.finite("x", x)
    tried = [(u, right, m) for u, (right, m) in zip(places, counted, strict=True) if m > 0]
    note = _why_not(tried)
    if note is not None:
        return Psychometric(None, None, None, None, note)
    return _fit(tried)


def _why_not(tried: list[tuple[float, int, int]]) -> str | None:
    if not tried:
        return "no_observations"
    if len({u for u, _, _ in tried}) == 1:
        return "one_point"
    right = [u for u, hits, _ in tried if hits > 0]
    wrong = [u for u, hits, m in tried if hits < m]
    if not right or not wrong or min(right) >= max(wrong) or max(right) <= min(wrong):
        return "separated"
    return None


def _fit(tried: list[tuple[float, int, int]]) -> Psychometric:
    import numpy as np
    from scipy.special import expit

    x, right, trials = np.array(sorted(tried), dtype=float).T
    centre, scale = float(np.average(x, weights=trials)), float(np.ptp(x))
    u = (x - centre) / scale
    level, rise = _maximum_likelihood(u, right, trials)
    chance = expit(level + rise * u)
    weights = trials * chance * (1 - chance)
    slope, intercept = rise / scale, level - rise * centre / scale
    threshold = (math.log(3) - intercept) / slope if slope != 0 else None
    return Psychometric(intercept, slope, _standard_errors(x, weights), threshold)


def _standard_errors(x: Floats, weights: Floats) -> tuple[float, float]:
    """Square roots of the diagonal of the inverse information, about the weighted mean of x."""
    import numpy as np

    total = float(weights.sum())
    middle = float(np.average(x, weights=weights))
    spread = float(np.sum(weights * (x - middle) ** 2))
    return math.sqrt(1 / total + middle * middle / spread), math.sqrt(1 / spread)


def _maximum_likelihood(u: Floats, right: Floats, trials: Floats) -> tuple[float, float]:
    """Newton's method with halved steps; the log-likelihood is strictly concave."""
    import numpy as np

    design = np.column_stack([np.ones_like(u), u])
    curve = np.zeros(2)
    for _ in range(_MOST_STEPS):
        step = _newton_step(design, curve, right, trials)
        best = _log_likelihood(design @ curve, right, trials)
        while _log_likelihood(design @ (curve + step), right, trials) < best - 1e-12 * abs(best):
            step /= 2
        curve = curve + step
        if float(np.max(np.abs(step))) < 1e-13 * (1 + float(np.max(np.abs(curve)))):
            break
    return float(curve[0]), float(curve[1])


def _newton_step(design: Floats, curve: Floats, right: Floats, trials: Floats) -> Floats:
    import numpy as np
    from scipy.special import expit

    chance = expit(design @ curve)
    information = design.T @ (design * (trials * chance * (1 - chance))[:, None])
    return np.asarray(np.linalg.solve(information, design.T @ (right - trials * chance)))


def _log_likelihood(logit: Floats, right: Floats, trials: Floats) -> float:
    import numpy as np

    return float(np.sum(right * logit - trials * np.logaddexp(0.0, logit)))
