"""Strengths from who beat whom (Bradley and Terry 1952)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spatialbench.stats import checks
from spatialbench.stats.records import Unpackable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class Strengths(Unpackable):
    """Log-strengths with mean 0, in the order of the models; None with a `note` if unbounded."""

    strengths: tuple[float, ...] | None
    note: str | None = None


def bradley_terry(wins: Sequence[Sequence[float]]) -> Strengths:
    """Maximum-likelihood log-strengths: P(i beats j) = 1 / (1 + exp(s_j - s_i)).

    `wins[i][j]` is how often i beat j; a tie may count half for each; the diagonal is ignored.
    Unless the graph of wins is strongly connected some strength is infinite (Ford 1957): then no
    number, and the note `not_strongly_connected`. Raises ValueError unless `wins` is a square of
    finite entries that are not negative.
    """
    _check(wins)
    if len(wins) == 0:
        return Strengths(())
    if not _strongly_connected(wins):
        return Strengths(None, "not_strongly_connected")
    return Strengths(tuple(float(s) for s in _maximum_likelihood(wins)))


def _check(wins: Sequence[Sequence[float]]) -> None:
    for position, row in enumerate(wins):
        if len(row) != len(wins):
            raise ValueError(
                f"wins must be square: {len(wins)} rows, row {position} has {len(row)}"
            )
        for number in checks.finite(f"wins[{position}]", row):
            checks.between(f"wins[{position}]", number, 0, math.inf)


def _strongly_connected(wins: Sequence[Sequence[float]]) -> bool:
    losses = list(zip(*wins, strict=True))
    return _reaches_all(wins) and _reaches_all(losses)


def _reaches_all(edges: Sequence[Sequence[float]]) -> bool:
    """Whether every model can be reached from the first along positive entries."""
    seen, waiting = {0}, [0]
    while waiting:
        here = waiting.pop()
        fresh = {there for there, number in enumerate(edges[here]) if number > 0} - seen
        seen |= fresh
        waiting += fresh
    return len(seen) == len(edges)


def _maximum_likelihood(wins: Sequence[Sequence[float]]) -> Floats:
    """Newton's method with halved steps; the log-likelihood is concave."""
    import numpy as np

    won = np.array(wins, dtype=float)
    np.fill_diagonal(won, 0.0)
    strengths = np.zeros(len(won))
    for _ in range(_MOST_STEPS):
        step = _newton_step(won, strengths)
        while _log_likelihood(won, strengths + step) < _log_likelihood(won, strengths) - 1e-12:
            step /= 2
        strengths = strengths + step
        if np.max(np.abs(step)) < 1e-12:
            break
    centred: Floats = strengths - strengths.mean()
    return centred


def _log_likelihood(won: Floats, strengths: Floats) -> float:
    import numpy as np

    gaps = strengths[:, None] - strengths[None, :]
    return -float(np.sum(won * np.logaddexp(0.0, -gaps)))


def _newton_step(won: Floats, strengths: Floats) -> Floats:
    import numpy as np
    from scipy.special import expit

    chance = expit(strengths[:, None] - strengths[None, :])
    games = won + won.T
    slope = won.sum(axis=1) - (games * chance).sum(axis=1)
    weights = games * chance * chance.T
    curvature = np.diag(weights.sum(axis=1)) - weights
    # Adding 1 everywhere fixes the free constant: the step has mean 0.
    return np.asarray(np.linalg.solve(curvature + 1.0, slope))
