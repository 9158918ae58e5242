"""Item parameters of the two-parameter logistic model from many respondents.

Marginal maximum likelihood (Bock and Aitkin 1981): abilities are N(0, 1) and integrated out on a
grid. The gradient comes from expected counts as in their EM algorithm; a quasi-Newton search
uses it, which needs far fewer rounds than EM to reach the same maximum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spatialbench.stats import checks
from spatialbench.stats.records import Unpackable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_FEWEST_RESPONDENTS = 20
_EDGE, _POINTS = 6.0, 121
_STEEPEST = 20.0


@dataclass(frozen=True, slots=True)
class ItemParameters(Unpackable):
    """Discrimination a and difficulty b per item, in order; None where the data fix neither."""

    a: tuple[float | None, ...]
    b: tuple[float | None, ...]
    note: str | None = None


def fit_2pl(responses: Sequence[Sequence[int]]) -> ItemParameters:
    """Discriminations and difficulties from 0/1 `responses[respondent][item]`.

    Items that all or none answered, items of no discrimination and items without a finite
    discrimination get None (`undetermined_items`). Discriminations are positive on the whole.
    Raises ValueError for fewer than 20 respondents, ragged rows, other entries.
    """
    if len(responses) < _FEWEST_RESPONDENTS:
        raise ValueError(
            f"responses must come from at least {_FEWEST_RESPONDENTS} respondents "
            f"to fit items, got {len(responses)}"
        )
    checks.rectangular("responses", responses)
    rows = [checks.zeros_and_ones(f"responses[{i}]", row) for i, row in enumerate(responses)]
    items = list(zip(*rows, strict=True))
    varied = [index for index, item in enumerate(items) if 0 < sum(item) < len(item)]
    fitted = dict(zip(varied, _fit([items[index] for index in varied]), strict=True))
    pairs = [fitted.get(index, (None, None)) for index in range(len(items))]
    note = "undetermined_items" if (None, None) in pairs else None
    return ItemParameters(tuple(a for a, _ in pairs), tuple(b for _, b in pairs), note)


def _fit(items: Sequence[Sequence[int]]) -> list[tuple[float | None, float | None]]:
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import logit

    if not items:
        return []
    answers = np.array(items, dtype=float).T
    start = np.concatenate([np.ones(len(items)), logit(answers.mean(axis=0))])
    limits = [(-_STEEPEST, _STEEPEST)] * len(items) + [(None, None)] * len(items)
    found = minimize(
        _loss_and_gradient,
        start,
        args=(answers,),
        jac=True,
        method="L-BFGS-B",
        bounds=limits,
        options={"maxiter": 5000, "maxfun": 20000, "ftol": 1e-15, "gtol": 1e-9},
    )
    slopes, levels = np.split(found.x, 2)
    return [_item(float(a), float(level)) for a, level in zip(slopes, levels, strict=True)]


def _item(slope: float, level: float) -> tuple[float | None, float | None]:
    if abs(slope) >= _STEEPEST or abs(slope) < 1e-6:
        return None, None
    return slope, -level / slope


def _loss_and_gradient(parameters: Floats, answers: Floats) -> tuple[float, Floats]:
    """Mean negative marginal log-likelihood of `answers` (respondents, items), and its gradient.

    `parameters` holds all slopes, then all levels: logit P = slope * theta + level.
    """
    import numpy as np
    from scipy.special import expit, logsumexp

    theta = np.linspace(-_EDGE, _EDGE, _POINTS)
    log_prior = -theta * theta / 2
    log_prior -= logsumexp(log_prior)
    slopes, levels = np.split(parameters, 2)
    logits = np.outer(theta, slopes) + levels
    joint = answers @ logits.T - np.logaddexp(0.0, logits).sum(axis=1) + log_prior
    marginal = logsumexp(joint, axis=1)
    posterior = np.exp(joint - marginal[:, None])
    # Expected right answers less their expectation under the model, per grid point and item.
    surplus = posterior.T @ answers - posterior.sum(axis=0)[:, None] * expit(logits)
    gradient = np.concatenate([theta @ surplus, surplus.sum(axis=0)])
    return -float(marginal.mean()), -gradient / len(answers)
