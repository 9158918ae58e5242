"""Ability of one respondent under the two-parameter logistic model with known items.

P(right) = 1 / (1 + exp(-a (theta - b))): a is discrimination, b difficulty; no factor 1.7.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spatialbench.stats import checks
from spatialbench.stats.inversion import boundary

Answered = list[tuple[float, float, int]]

# Trapezoids of width 0.01 out to 12 standard deviations: exact to double precision for any
# posterior wider than 0.03, which takes some thousand items to reach.
_EDGE, _STEPS = 12.0, 2400


@dataclass(frozen=True, slots=True)
class Ability:
    """Ability on the scale of the items with its standard error; None where undefined."""

    theta: float | None
    se: float | None


def ability(
    a: Sequence[float], b: Sequence[float], responses: Sequence[int], *, prior: str | None = None
) -> Ability:
    """The ability that 0/1 `responses` to items with discriminations `a`, difficulties `b` show.

    `prior=None`: maximum likelihood, se = 1 / sqrt(information); all right or all wrong gives
    plus or minus infinity and no se, and no item that discriminates gives None. `prior="normal"`:
    mean and standard deviation of the posterior under N(0, 1), always finite.
    Raises ValueError for different lengths, other responses, non-finite items, unknown prior.
    """
    estimate = checks.chosen("prior", prior, _PRIORS)
    checks.same_length(a=a, b=b, responses=responses)
    slopes, places = checks.finite("a", a), checks.finite("b", b)
    answered = zip(slopes, places, checks.zeros_and_ones("responses", responses), strict=True)
    return estimate([(slope, place, right) for slope, place, right in answered if slope != 0])


def _maximum_likelihood(answered: Answered) -> Ability:
    if not answered:
        return Ability(None, None)
    # An item of negative discrimination speaks for high ability when it is answered wrong.
    speaks_for = {(slope > 0) == (right == 1) for slope, _, right in answered}
    if len(speaks_for) == 1:
        return Ability(math.inf if True in speaks_for else -math.inf, None)
    low, high = -1.0, 1.0
    while _slope(answered, low) <= 0:
        low *= 2
    while _slope(answered, high) >= 0:
        high *= 2
    theta = boundary(lambda t: _slope(answered, t) > 0, low, high)
    information = _information(answered, theta)
    return Ability(theta, 1 / math.sqrt(information) if information > 0 else None)


def _slope(answered: Answered, theta: float) -> float:
    """Derivative of the log-likelihood, falling in theta."""
    return math.fsum(
        slope * (_logistic(-t) if right else -_logistic(t))
        for slope, place, right in answered
        for t in (slope * (theta - place),)
    )


def _information(answered: Answered, theta: float) -> float:
    logits = ((slope, slope * (theta - place)) for slope, place, _ in answered)
    return math.fsum(slope * slope * _logistic(t) * _logistic(-t) for slope, t in logits)


def _logistic(t: float) -> float:
    if t >= 0:
        return 1 / (1 + math.exp(-t))
    return math.exp(t) / (1 + math.exp(t))


def _posterior_mean(answered: Answered) -> Ability:
    import numpy as np

    theta = np.linspace(-_EDGE, _EDGE, _STEPS + 1)
    log_weight = -theta * theta / 2
    for slope, place, right in answered:
        sign = 1 if right else -1
        log_weight -= np.logaddexp(0.0, -sign * slope * (theta - place))
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    mean = float(weight @ theta)
    return Ability(mean, math.sqrt(float(weight @ (theta - mean) ** 2)))


_PRIORS: dict[str | None, Callable[[Answered], Ability]] = {
    None: _maximum_likelihood,
    "normal": _posterior_mean,
}
