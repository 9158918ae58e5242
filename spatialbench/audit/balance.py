"""Is every answer, and every letter, right as often as it should be?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from spatialbench.audit.entries import Entry
from spatialbench.audit.findings import MARGIN, Finding, Scope
from spatialbench.items.item import letters

UNDETERMINED = (0.05, 0.40)  # share of probes that cannot be told, in a task that has them


def balance_findings(found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """The balance of answers and letters; one entry a probe. The value is by how much the most
    frequent one is right too often, as a share of the probes that offer it."""
    seen: Counter[Hashable] = Counter()
    expected: dict[Hashable, float] = {}
    offered: Counter[Hashable] = Counter()
    for entry in found:
        parts = entry.answer if isinstance(entry.answer, tuple) else (entry.answer,)
        labels = list(dict.fromkeys(_labels_of(entry)))
        if labels and all(part in labels for part in parts) and not _is_built(entry):
            seen.update(set(parts))
            offered.update(labels)
            for label, share in _shares(entry, labels, len(parts)):
                expected[label] = expected.get(label, 0.0) + share
    yield from _balance("answer balance", scope, seen, expected, offered, len(found))
    if scope.form == "choice":
        yield from _letter_balance(found, scope)


def _is_built(entry: Entry) -> bool:
    """Whether the answer is a construction, of which the key has one of many that are right, or
    cells: neither are labels that could be even."""
    return entry.key.answer_type in {"construction", "cells"}


def _shares(
    entry: Entry, labels: Sequence[Hashable], parts: int
) -> Iterator[tuple[Hashable, float]]:
    """How often each label is right if every option is as likely; where labels are listed and no
    options, if every label is."""
    sets = [set(option) for option in entry.options if isinstance(option, tuple)]
    for label in labels:
        yield (
            label,
            sum(label in one for one in sets) / len(sets) if sets else parts / len(labels),
        )


def _labels_of(entry: Entry) -> Iterator[Hashable]:
    """Every label that is offered, in the order of the options."""
    for option in entry.options:
        yield from option if isinstance(option, tuple) else (option,)


def _letter_balance(found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    seen: Counter[Hashable] = Counter(entry.letter for entry in found)
    expected: dict[Hashable, float] = {}
    offered: Counter[Hashable] = Counter()
    for entry in found:
        names = letters(len(entry.options))
        offered.update(names)
        for name in names:
            expected[name] = expected.get(name, 0.0) + 1 / len(names)
    yield from _balance("letter balance", scope, seen, expected, offered, len(found))


def _balance(
    check: str,
    scope: Scope,
    seen: Counter[Hashable],
    expected: dict[Hashable, float],
    offered: Counter[Hashable],
    n: int,
) -> Iterator[Finding]:
    expected = {name: mean for name, mean in expected.items() if mean}  # of empty sets: none
    if len(expected) < 2:
        return
    from scipy.stats import chi2

    squares = [(seen[name] - mean) ** 2 / mean for name, mean in expected.items()]
    excess = {name: (seen[name] - expected[name]) / offered[name] for name in expected}
    most = max(excess, key=lambda name: excess[name])
    yield Finding(
        check=check,
        scope=scope,
        value=excess[most],
        threshold=MARGIN,
        n=n,
        p=float(chi2.sf(sum(squares), len(squares) - 1)),
        detail=f"{most} in {seen[most] / n:.1%}, expected {expected[most] / n:.1%}",
    )


def undetermined_findings(found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """How many probes cannot be told: none where the task has no such answer, else a stated
    share. One entry a probe; the value is by how much the share is outside."""
    from spatialbench.probes.registry import tasks

    task = tasks().get(found[0].item.task)
    open_ended = task.undetermined if task else any(entry.undetermined for entry in found)
    low, high = UNDETERMINED if open_ended else (0.0, 0.0)
    share = sum(entry.undetermined for entry in found) / len(found)
    yield Finding(
        check="undetermined",
        scope=scope,
        value=max(low - share, share - high, 0.0),
        threshold=0.0,
        n=len(found),
        p=_share_p(share, low, high, len(found)) if open_ended else None,
        detail=f"{share:.1%}; expected {low:.0%} to {high:.0%}",
    )


def _share_p(share: float, low: float, high: float, n: int) -> float:
    """One-sided exact binomial: so far outside or farther, were the share at the border."""
    from scipy.stats import binom

    count = round(share * n)
    if share < low:
        return float(binom.cdf(count, n, low))
    return float(binom.sf(count - 1, n, high)) if share > high else 1.0
