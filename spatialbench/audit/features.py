"""Does a number that goes with an item predict its answer? Facts, order of ids, sizes of files."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spatialbench.audit.entries import Entry, Plain, as_plain, option_at
from spatialbench.audit.findings import Finding, Scope
from spatialbench.audit.learning.folds import LEAST, fold_of
from spatialbench.audit.tally import gain, tallied

BINS = 10

Feature = Sequence[Hashable]
"""One value an entry, few different ones."""


class Target(NamedTuple):
    """What is predicted: the `classes` that would have been right for an entry, and what a class
    `says` to an entry."""

    name: str
    classes: Callable[[Entry], list[Hashable]]
    says: Callable[[Entry, Hashable], Plain | None]


def binned(values: Sequence[float]) -> list[int]:
    """The values as they are if few differ, else the number of the tenth they fall in."""
    different = sorted(set(values))
    if len(different) <= BINS:
        return [different.index(value) for value in values]
    ordered = sorted(values)
    cuts = [ordered[len(ordered) * i // BINS] for i in range(1, BINS)]
    return [bisect_right(cuts, value) for value in values]


def feature_findings(
    check: str, found: Sequence[Entry], feature: Feature, scope: Scope
) -> Iterator[Finding]:
    """Whether the feature predicts the answer or the right letter. One entry a probe."""
    if len(found) < LEAST or len(set(feature)) < 2:
        return
    for target in (_ANSWER, _LETTER):
        said = predicted(found, feature, target)
        if any(value is not None for value in said):
            yield gain(f"{check} → {target.name}", scope, tallied(found, said), side="above")


def predicted(found: Sequence[Entry], feature: Feature, target: Target) -> list[Plain | None]:
    """For each entry what its most successful class says, learnt on the other folds from the
    entries with the same feature."""
    counts: dict[tuple[int, Hashable], Counter[Hashable]] = {}
    total: dict[Hashable, Counter[Hashable]] = {}
    for entry, value in zip(found, feature, strict=True):
        for name in target.classes(entry):
            counts.setdefault((fold_of(entry), value), Counter())[name] += 1
            total.setdefault(value, Counter())[name] += 1

    @cache
    def by_success(fold: int, value: Hashable) -> list[Hashable]:
        learnt = total.get(value, Counter()) - counts.get((fold, value), Counter())
        return sorted(learnt, key=lambda name: (-learnt[name], str(name)))

    return [
        _first_offered(entry, by_success(fold_of(entry), value), target)
        for entry, value in zip(found, feature, strict=True)
    ]


def _first_offered(entry: Entry, names: Sequence[Hashable], target: Target) -> Plain | None:
    values = (target.says(entry, name) for name in names)
    return next((value for value in values if entry.offers(value)), None)


def _positions(entry: Entry) -> list[Hashable]:
    return [] if entry.position is None else [entry.position]


_ANSWER = Target("answer", lambda entry: [entry.answer], lambda _, name: as_plain(name))
_LETTER = Target("letter", _positions, option_at)


def fact_findings(found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """Whether a published fact predicts the answer."""
    for name in sorted({name for entry in found for name in entry.item.facts}):
        values = [float(entry.item.facts.get(name, -1)) for entry in found]
        yield from feature_findings(f"fact {name}", found, binned(values), scope)


def order_findings(found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """Whether the place of an item in the file, or of its id in the alphabet, predicts it."""
    by_id = {name: i for i, name in enumerate(sorted(entry.item.id for entry in found))}
    ranks = [by_id[entry.item.id] for entry in found]
    yield from feature_findings("order of ids", found, binned(ranks), scope)
    places = binned([entry.number for entry in found])
    yield from feature_findings("order in the file", found, places, scope)
