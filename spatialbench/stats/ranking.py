"""Places in a table, no finer than the data allow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import NamedTuple

from spatialbench.stats import checks
from spatialbench.stats.multiplicity import adjust
from spatialbench.stats.paired import mcnemar
from spatialbench.stats.repeats import mean
from spatialbench.stats.unpaired import two_proportion_test

Model = Sequence[int]

_ALPHA = 0.05


class RankSet(NamedTuple):
    """The best and the worst rank that the data leave open."""

    low: int
    high: int


def rank_sets(models: Sequence[Model]) -> list[RankSet]:
    """For every model the range of ranks: 1 + significantly better to M - significantly worse.

    Either every model is a pair (successes, n) from questions of its own: pooled z tests; or
    every model is a list of three or more 0s and 1s over the same items in the same order: mid-P
    McNemar tests. (A list of two entries is always read as successes and n.) Pairs of models are
    adjusted by Holm and count as different at p <= 0.05.
    Raises ValueError for impossible counts, other entries, lists of different lengths.
    """
    share, test = _reading(models)
    pairs = list(combinations(range(len(models)), 2))
    p_values = adjust([test(models[i], models[j]) for i, j in pairs])
    better, worse = [0] * len(models), [0] * len(models)
    for (i, j), p in zip(pairs, p_values, strict=True):
        if p <= _ALPHA:
            ahead, behind = (i, j) if share(models[i]) > share(models[j]) else (j, i)
            worse[ahead] += 1
            better[behind] += 1
    return [RankSet(1 + b, len(models) - w) for b, w in zip(better, worse, strict=True)]


def mean_win_rate(scores: Sequence[Sequence[float]]) -> list[float | None]:
    """Per model the share of (other model, column) pairs it wins, ties half (as in HELM).

    `scores[model][column]`, higher is better; columns are tasks or items. None per model when
    there is no other model or no column. Raises ValueError for ragged or non-finite scores.
    """
    checks.rectangular("scores", scores)
    for position, row in enumerate(scores):
        checks.finite(f"scores[{position}]", row)
    return [
        mean(
            [
                _points(a, b)
                for j, rival in enumerate(scores)
                if j != i
                for a, b in zip(own, rival, strict=True)
            ]
        )
        for i, own in enumerate(scores)
    ]


def _points(own: float, other: float) -> float:
    return 0.5 if own == other else float(own > other)


def _reading(
    models: Sequence[Model],
) -> tuple[Callable[[Model], float], Callable[[Model, Model], float]]:
    """How to score and to compare models in the form given."""
    if all(len(model) == 2 for model in models):
        for successes, n in models:
            checks.successes_of("successes", successes, "n", n)
        return _counted_share, _counted_test
    checks.rectangular("models", models)
    for position, model in enumerate(models):
        checks.zeros_and_ones(f"models[{position}]", model)
    return sum, _paired_test


def _counted_share(model: Model) -> float:
    successes, n = model
    return successes / n if n else 0.0


def _counted_test(first: Model, second: Model) -> float:
    return two_proportion_test(first[0], first[1], second[0], second[1])


def _paired_test(first: Model, second: Model) -> float:
    pairs = [(int(a), int(b)) for a, b in zip(first, second, strict=True)]
    cells = (pairs.count(cell) for cell in ((1, 1), (1, 0), (0, 1), (0, 0)))
    return mcnemar(*cells)
