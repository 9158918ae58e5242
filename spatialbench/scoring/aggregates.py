"""Counting outcomes: one aggregate for everything, and one for each value of each dimension.

The headline `accuracy` is strict: right answers among all answers, unreadable ones counting as
wrong. Missing and failed calls are in no denominator but that of `with_missing`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from spatialbench import stats
from spatialbench.scoring.outcomes import MISSING, READ, STATUSES, Bools, Floats, Ints, Outcomes
from spatialbench.stats import Bounds, ClusteredMean
from spatialbench.stats.cluster_counts import clustered_share
from spatialbench.stats.crossed import crossed_share

DIMENSIONS = ("family", "task", "level", "language", "modality", "form")
CONFIDENCE = 0.95
ENOUGH = 0.95
"""So much of what was asked must be answered for a rank; below, results are incomplete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """Counts and shares of a group of outcomes; a share is None where there is nothing to share.

    `n` counts outcomes (items times epochs), `answered` those with an answer. `low` and `high` are
    the Wilson interval of `accuracy`, `clustered` has the interval that respects that twins and
    repeats of a probe are alike, and of people that all answers of one person are, too; `low` and
    `high` are then the same.
    `parsed_only`, `accuracy` and `best_case` leave unreadable answers out, count them wrong, count
    them right; `with_missing` counts missing and failed wrong, too.
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
        """The number of independent questions that these answers are worth, at most `answered`;
        where all are right or all wrong, the number of probes."""
        clusters, effect = self.clustered.n_clusters, self.clustered.design_effect
        return clusters if effect is None else int(self.answered / max(1.0, effect))

    @property
    def missing(self) -> int:
        """How many outcomes are no answer: nothing came, or the call failed."""
        return self.n - self.answered

    @property
    def completeness(self) -> float:
        """The share of what was asked that was answered; 1 where nothing was asked."""
        return self.answered / self.n if self.n else 1.0

    @property
    def is_complete(self) -> bool:
        """Whether enough of what was asked was answered for a rank."""
        return self.completeness >= ENOUGH

    @property
    def bounds(self) -> Bounds:
        """The accuracy if all that is missing were wrong, and if it were right."""
        if not self.n:
            return Bounds(0.0, 1.0)
        return Bounds(self.right / self.n, (self.right + self.missing) / self.n)


@dataclass(frozen=True, slots=True)
class Counted:
    """The outcomes with the number of the probe and the chance of each item."""

    outcomes: Outcomes
    probe: Ints
    chance: Floats

    def participants(self, rows: Bools) -> Ints | None:
        """The number of the participant of each of the rows; None where no people answered."""
        people = self.outcomes.participants
        return None if people is None else people[rows]


def counted(outcomes: Outcomes) -> Counted:
    """The outcomes with what every aggregate needs, prepared once."""
    _, probe = np.unique(np.array(outcomes.of_item("probe"), str), return_inverse=True)
    return Counted(outcomes, probe, np.array(outcomes.of_item("chance"), float))


def aggregate(counted: Counted, rows: Bools | None = None) -> Aggregate:
    """The aggregate of all outcomes, or of those where `rows` is true."""
    outcomes = counted.outcomes
    everything = outcomes.asked if rows is None else rows & outcomes.asked
    status = outcomes.columns.status[everything]
    counts = [int(count) for count in np.bincount(status, minlength=len(STATUSES))]
    answered = everything & outcomes.answered
    item = outcomes.columns.item[answered]
    hits = outcomes.right[answered]
    n, right = len(item), int(hits.sum())
    read = sum(counts[code] for code in READ)
    bounds = stats.unparsed_bounds(right, read - right, n - read)
    interval = stats.proportion_interval(right, n, confidence=CONFIDENCE)
    chance = float(counted.chance[item].mean()) if n else None
    people = counted.participants(answered)
    clustered = _clustered(hits, counted.probe[item], people)
    if people is not None and clustered.low is not None and clustered.high is not None:
        interval = stats.Interval(clustered.low, clustered.high)
    return Aggregate(
        n=len(status),
        probes=len(np.unique(counted.probe[outcomes.columns.item[everything]])),
        answered=n,
        right=right,
        statuses=dict(zip(STATUSES, counts, strict=True)),
        accuracy=bounds.strict,
        low=interval.low,
        high=interval.high,
        clustered=clustered,
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


def _clustered(hits: Bools, probe: Ints, people: Ints | None) -> ClusteredMean:
    if people is not None:
        return crossed_share(hits, (probe, people))
    sizes = np.bincount(probe)
    right = np.bincount(probe[hits], minlength=len(sizes))
    asked = sizes > 0
    return clustered_share(right[asked], sizes[asked])


def sliced(counted: Counted) -> dict[str, dict[str, Aggregate]]:
    """The aggregates of each dimension by its values, sorted; levels are written as text. What was
    drawn at a number of steps is of no level."""
    return {name: _slices(counted, _labels(counted.outcomes, name)) for name in DIMENSIONS}


def _labels(outcomes: Outcomes, dimension: str) -> list[str | None]:
    labels: list[str | None] = [str(label) for label in outcomes.of_item(dimension)]
    if dimension == "level":
        axes = outcomes.of_item("axis")
        labels = [label if axis is None else None for label, axis in zip(labels, axes, strict=True)]
    return labels


def _slices(counted: Counted, labels: Sequence[str | None]) -> dict[str, Aggregate]:
    names = sorted({label for label in labels if label is not None})
    number = {name: i for i, name in enumerate(names)}
    of_item = np.array([-1 if label is None else number[label] for label in labels], int)
    of_row = of_item[counted.outcomes.columns.item]
    return {name: aggregate(counted, of_row == i) for i, name in enumerate(names)}


def missing_ids(outcomes: Outcomes, *, most: int) -> list[str]:
    """The first ids of items without an answer in some epoch, in the order of the set."""
    gone = (outcomes.columns.status >= MISSING) & outcomes.asked
    items = np.unique(outcomes.columns.item[gone])
    return [outcomes.questions[item].id for item in items[:most]]
