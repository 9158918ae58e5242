"""Which puzzles are learnt from, and which the learner is tried on."""

from __future__ import annotations

from spatialbench.audit.entries import Entry

FOLDS = 5
LEAST = 50  # with fewer probes nothing is learnt


def fold_of(entry: Entry) -> int:
    """By fingerprint: twins and copies of a probe are never on both sides."""
    return sum(entry.fingerprint.encode()) % FOLDS
