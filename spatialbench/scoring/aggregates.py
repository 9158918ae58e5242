"""Counting outcomes: one aggregate for everything, and one for each value of each dimension.

The headline `accuracy` is strict: right answers among all answers, unreadable ones counting as
wrong. Missing and failed calls are in no denominator but that of `with_missing`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple  # arrays of either kind of number

import numpy as np

from spatialbench import stats
from spatialbench.scoring.outcomes import MISSING, OK, STATUSES, Bools, Floats, Ints, Outcomes
from spatialbench.stats import ClusteredMean

DIMENSIONS = ("family", "task", "level", "language", "modality", "form")
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """Counts and shares of a group of outcomes; a share is None where there is nothing to share.

    `n` counts outcomes (items times epochs), `answered` those with an answer. `low` and `high` are
    the Wilson interval of `accuracy`, `clustered` has the interval that respects that twins and
    repeats of a probe are alike. `parsed_only`, `accuracy` and `best_case` leave unreadable answers
    out, count them wrong, count them right; `with_missing` counts missing and failed wrong, too.
    """

    n: int
    probes: int
    answered: int
    right: int
    statuses: Mapping[str, int]
    accuracy: float | None
    low: float
    high: float
    clustered: ClusteredMean
    parsed_only: float | None
    best_case: float | None
    parse_rate: float | None
    with_missing: float | None
    chance: float | None
    chance_corrected: float | None
    mean_partial: float | None

    @property
    def effective_n(self) -> int:
        """The number of independent questions that these answers are worth, at most `answered`."""
        effect = self.clustered.design_effect
        return self.answered if effect is None else int(self.answered / max(1.0, effect))


@dataclass(frozen=True, slots=True)
class Counted:
    """The outcomes with the number of the probe and the chance of each item."""

    outcomes: Outcomes
    probe: Ints
    chance: Floats


def counted(outcomes: Outcomes) -> Counted:
    """The outcomes with what every aggregate needs, prepared once."""
    _, probe = np.unique(np.array(outcomes.of_item("probe"), str), return_inverse=True)
    return Counted(outcomes, probe, np.array(outcomes.of_item("chance"), float))


def aggregate(counted: Counted, rows: Bools | None = None) -> Aggregate:
    """The aggregate of all outcomes, or of those where `rows` is true."""
    outcomes = counted.outcomes
    everything = np.ones(len(outcomes), bool) if rows is None else rows
    status = outcomes.columns.status[everything]
    counts = [int(count) for count in np.bincount(status, minlength=len(STATUSES))]
    answered = everything & outcomes.answered
    item = outcomes.columns.item[answered]
    hits = outcomes.right[answered]
    n, right = len(item), int(hits.sum())
    bounds = stats.unparsed_bounds(right, counts[OK] - right, n - counts[OK])
    interval = stats.proportion_interval(right, n, confidence=CONFIDENCE)
    chance = float(counted.chance[item].mean()) if n else None
    return Aggregate(
        n=len(status),
        probes=len(np.unique(counted.probe[outcomes.columns.item[everything]])),
        answered=n,
        right=right,
        statuses=dict(zip(STATUSES, counts, strict=True)),
        accuracy=bounds.strict,
        low=interval.low,
        high=interval.high,
        clustered=_clustered(hits, counted.probe[item]),
        parsed_only=bounds.parsed_only,
        best_case=bounds.best_case,
        parse_rate=bounds.parse_rate,
        with_missing=right / len(status) if len(status) else None,
        chance=chance,
        chance_corrected=_corrected(bounds.strict, chance),
        mean_partial=float(outcomes.partial(answered).mean()) if n else None,
    )


def _corrected(accuracy: float | None, chance: float | None) -> float | None:
    if accuracy is None or chance is None:
        return None
    return stats.chance_corrected(accuracy, chance)


def _clustered(hits: Bools, probe: Ints) -> ClusteredMean:
    sizes = np.bincount(probe)
    right = np.bincount(probe[hits], minlength=len(sizes))
    asked = sizes > 0
    return clustered_share(right[asked], sizes[asked])


def clustered_share(right: Any, sizes: Any) -> ClusteredMean:  # arrays or sequences of counts
    """`stats.clustered_mean` of right (1) and wrong (0) answers, from the counts of each cluster:
    the same numbers, without a million list entries."""
    right, sizes = np.asarray(right, float), np.asarray(sizes, float)
    n, clusters = float(sizes.sum()), len(sizes)
    if clusters < 2:
        mean = float(right.sum() / n) if n else None
        why = "too_few_clusters"
        return ClusteredMean(mean, None, None, None, None, clusters, None, None, why)
    mean, uncorrected, se = cluster_error(right, sizes)
    half = half_width(se, clusters)
    low, high = mean - half, mean + half
    note = "interval_clipped" if low < 0 or high > 1 else None
    effect = se * se / (mean * (1 - mean) / (n - 1)) if 0 < mean < 1 else None
    icc = _intraclass(right, sizes, mean)
    return ClusteredMean(
        mean, se, uncorrected, max(low, 0.0), min(high, 1.0), clusters, icc, effect, note
    )


class ClusterError(NamedTuple):
    """A mean with its standard error, without and with the small-sample factor."""

    mean: float
    uncorrected: float
    se: float


def cluster_error(sums: Any, sizes: Any) -> ClusterError:  # float arrays
    """The mean of values that come in two or more clusters, from the sum and size of each; the
    formula is that of `stats.clustered_mean`."""
    n, clusters = float(sizes.sum()), len(sizes)
    mean = float(sums.sum() / n)
    uncorrected = math.sqrt(float(((sums - sizes * mean) ** 2).sum())) / n
    return ClusterError(mean, uncorrected, uncorrected * math.sqrt(clusters / (clusters - 1)))


def half_width(se: float, clusters: int) -> float:
    """Half the t interval with one degree of freedom less than clusters."""
    from scipy.special import stdtrit

    return float(stdtrit(clusters - 1, 0.5 + CONFIDENCE / 2)) * se


def _intraclass(right: Any, sizes: Any, mean: float) -> float | None:  # float arrays
    n, clusters = float(sizes.sum()), len(sizes)
    if n == clusters or mean in (0, 1):
        return None
    share = right / sizes
    between = float((sizes * (share - mean) ** 2).sum()) / (clusters - 1)
    within = float((right * (1 - share)).sum()) / (n - clusters)
    size = (n - float((sizes**2).sum()) / n) / (clusters - 1)
    return (between - within) / (between + (size - 1) * within)


def sliced(counted: Counted) -> dict[str, dict[str, Aggregate]]:
    """The aggregates of each dimension by its values, sorted; levels are written as text."""
    return {name: _slices(counted, counted.outcomes.of_item(name)) for name in DIMENSIONS}


def _slices(counted: Counted, labels: Sequence[object]) -> dict[str, Aggregate]:
    names, number = np.unique(np.array([str(label) for label in labels], str), return_inverse=True)
    of_row = number[counted.outcomes.columns.item]
    return {str(name): aggregate(counted, of_row == i) for i, name in enumerate(names)}


def missing_ids(outcomes: Outcomes, *, most: int) -> list[str]:
    """The first ids of items without an answer in some epoch, in the order of the set."""
    items = np.unique(outcomes.columns.item[outcomes.columns.status >= MISSING])
    return [outcomes.questions[item].id for item in items[:most]]
