"""One model on one set as a row that is complete by construction: nothing is left to be said
elsewhere, and what is not known is said to be unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from spatialbench.answers.protocol import Protocol, protocol_of
from spatialbench.audit.kept import expected
from spatialbench.comparison.alignment import grid
from spatialbench.comparison.horizons import Reach, reaches
from spatialbench.scoring.aggregates import Aggregate
from spatialbench.scoring.outcomes import FAILED
from spatialbench.scoring.results import Results


class Share(NamedTuple):
    """An accuracy with its 95 % interval, clustered by probe, and how many answers it is of."""

    value: float | None
    low: float | None
    high: float | None
    n: int


class Reached(NamedTuple):
    """At how many steps of a task's axis accuracy is half of the way from guessing to 1, with the
    interval of the profile likelihood; None for what the answers leave open, and `note` why."""

    task: str
    axis: str
    form: str
    steps: float | None
    low: float | None
    high: float | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the card.

    `origin` is None for a model, `baseline` or `simulated` for an embedded answerer.
    `floor` is what the strongest half-understanding gets on the same items, averaged over task,
    level and form (docs/validity.md); None where no floors are kept. `attempts` is the k of avg@k:
    how often each item was asked. `horizons` are those of tasks asked along their axis. The counts
    are of answers; failed calls are none.
    """

    model: str
    origin: str | None
    accuracy: Share
    probes: int
    chance: float | None
    floor: float | None
    families: Mapping[str, Share]
    languages: Mapping[str, Share]
    modalities: Mapping[str, Share]
    protocol: Protocol
    attempts: int
    unparsed: int
    off_list: int
    refused: int
    failed: int
    missing: int
    set_name: str
    set_hash: str
    package: str
    horizons: tuple[Reached, ...] = ()


UNREAD = ("ambiguous", "unparseable", "truncated", "empty")
"""What counts as unparsed: no one answer could be read."""


def row_of(results: Results) -> Row:
    """The row of one model's results."""
    whole, slices = results.overall, results.summary.slices
    statuses = whole.statuses
    return Row(
        model=results.model,
        origin=results.origin,
        accuracy=_share(whole),
        probes=whole.probes,
        chance=whole.chance,
        floor=expected(results.questions),
        families={name: _share(part) for name, part in slices["family"].items()},
        languages={name: _share(part) for name, part in slices["language"].items()},
        modalities={name: _share(part) for name, part in slices["modality"].items()},
        protocol=protocol_of(results.answers.protocols),
        attempts=_attempts(results),
        unparsed=sum(statuses.get(name, 0) for name in UNREAD),
        off_list=statuses.get("off-list", 0),
        refused=statuses.get("refusal", 0),
        failed=int((results.outcomes.columns.status == FAILED).sum()),
        missing=statuses.get("missing", 0),
        set_name=results.question_set.name,
        set_hash=results.question_set.items_sha256,
        package=results.package,
        horizons=tuple(_reached(one) for one in reaches([grid(results)])),
    )


def _reached(reach: Reach) -> Reached:
    found = reach.horizon
    ends = (found.value, found.low, found.high, found.note)
    return Reached(reach.task, reach.axis, reach.form, *ends)


def _attempts(results: Results) -> int:
    """How often each item was asked of a model; people are no attempts of each other."""
    outcomes = results.outcomes
    return 1 if outcomes.sittings else len(np.unique(outcomes.columns.epoch))


def _share(part: Aggregate) -> Share:
    interval = part.clustered
    if part.accuracy is None:
        return Share(None, None, None, 0)
    return Share(part.accuracy, interval.low, interval.high, part.answered)
