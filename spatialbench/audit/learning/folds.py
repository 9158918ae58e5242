"""Which puzzles are learnt from, and which the learner is tried on."""

from __future__ import annotations

from spatialbench.audit.entries import Entry

FOLDS = 5
LEAST = 50  # with fewer probes nothing is learnt


def fold_of(entry: Entry) -> int:
    """By probe: twins are never on both sides. For observers who do not see the whole puzzle, and
    cannot know it again."""
    return sum(entry.item.probe.encode()) % FOLDS


def puzzle_fold_of(entry: Entry) -> int:
    """By fingerprint: the same puzzle in other colours is never on both sides."""
    return sum(entry.fingerprint.encode("utf-8", "surrogatepass")) % FOLDS
