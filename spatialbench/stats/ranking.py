"""Places in a table, no finer than the data allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from spatialbench.stats import checks
from spatialbench.stats.multiplicity import adjust
from spatialbench.stats.paired import mcnemar
from spatialbench.stats.repeats import mean
from spatialbench.stats.unpaired import two_proportion_test

Model = Sequence[int] | tuple[str, int, int]

_ALPHA = 0.05


class RankSet(NamedTuple):
    """The best and the worst rank that the data leave open."""

    low: int
    high: int


def rank_sets(models: Sequence[Model] | Mapping[Hashable, Model]) -> list[RankSet]:
    """For every model the range of ranks: 1 + significantly better to M - significantly worse.

    Either every model is a pair (successes, n) from questions of its own, before which its name
    may stand: pooled z tests; or every model is a list of three or more 0s and 1s over the same
    items in the same order: mid-P McNemar tests. (A list of two entries is always read as
    successes and n.) A mapping of names to models will do, too. Pairs of models are adjusted by
    Holm and count as different at p <= 0.05.
    Raises ValueError for impossible counts, other entries, lists of different lengths.
    """
    rows = [_nameless(m) for m in (models.values() if isinstance(models, Mapping) else models)]
    share, test = _reading(rows)
    pairs = list(combinations(range(len(rows)), 2))
    p_values = adjust([test(rows[i], rows[j]) for i, j in pairs])
    better, worse = [0] * len(rows), [0] * len(rows)
    for (i, j), p in zip(pairs, p_values, strict=True):
        if p <= _ALPHA:
            ahead, behind = (i, j) if share(rows[i]) > share(rows[j]) else (j, i)
            worse[ahead] += 1
            better[behind] += 1
    return [RankSet(1 + b, len(rows) - w) for b, w in zip(better, worse, strict=True)]


def mean_win_rate(scores: Sequence[Sequence[float]]) -> list[float | None]:
    """Per model the share of (other model, column) pairs it wins, ties half (as in HELM).

    `scores[model][column]`, higher is better; columns are tasks or items. None per model when
    there is no other model or no column. Raises ValueError for ragged or non-finite scores.
    """
    checks.rectangular("scores", scores)
    table = [checks.finite(f"scores[{i}]", row) for i, row in enumerate(scores)]
    return [
        mean(
            [
                _points(a, b)
                for j, rival in enumerate(table)
                if j != i
                for a, b in zip(own, rival, strict=True)
            ]
        )
        for i, own in enumerate(table)
    ]


def _points(own: float, other: float) -> float:
    return 0.5 if own == other else float(own > other)


def _nameless(model: Model) -> list[int]:
    checks.listed("every model", model)
    first, *rest = model if len(model) else [0]
    named = isinstance(first, str) and len(rest) == 2
    # The checks of either form say what is wrong with anything that is no number.
    return list(rest if named else model)  # type: ignore[arg-type]


def _reading(
    models: Sequence[list[int]],
) -> tuple[Callable[[list[int]], float], Callable[[list[int], list[int]], float]]:
    """How to score and to compare models in the form given."""
    if all(len(model) == 2 for model in models):
        for successes, n in models:
            checks.successes_of("successes", successes, "n", n)
        return _counted_share, _counted_test
    checks.rectangular("models", models)
    for position, model in enumerate(models):
        checks.zeros_and_ones(f"models[{position}]", model)
    return sum, _paired_test


def _counted_share(model: list[int]) -> float:
    successes, n = model
    return successes / n if n else 0.0


def _counted_test(first: list[int], second: list[int]) -> float:
    return two_proportion_test(first[0], first[1], second[0], second[1])


def _paired_test(first: list[int], second: list[int]) -> float:
    pairs = Counter((int(a), int(b)) for a, b in zip(first, second, strict=True))
    return mcnemar(pairs[1, 1], pairs[1, 0], pairs[0, 1], pairs[0, 0])
