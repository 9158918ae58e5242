"""The rows of one model while they are read: some forty bytes each, in any order.

Rows for the same item and epoch are settled at the end: identical responses are one answer, a
failed call that was tried again is replaced by what came then, and two different responses are an
error, because choosing between them would be choosing the score.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from spatialbench.errors import FormatError
from spatialbench.scores.outcomes import CODES, FAILED, MISSING, NONE, Columns, Ints

_EPOCHS = 1 << 31
_MOST_CELLS = 50_000_000


class Reading(NamedTuple):
    """How a response was read, as codes and places in tables."""

    status: int
    method: int
    judged: int
    start: int
    end: int


FAILED_READING = Reading(CODES["failed"], NONE, NONE, NONE, NONE)


class Settled(NamedTuple):
    """The columns with every item once per epoch, and how many rows were folded into others."""

    columns: Columns
    folded: int
    retried: int


@dataclass(slots=True)
class Sheet:
    """Growing columns."""

    item: array[int] = field(default_factory=lambda: array("i"))
    epoch: array[int] = field(default_factory=lambda: array("i"))
    line: array[int] = field(default_factory=lambda: array("q"))
    digest: array[int] = field(default_factory=lambda: array("q"))
    status: array[int] = field(default_factory=lambda: array("b"))
    method: array[int] = field(default_factory=lambda: array("h"))
    judged: array[int] = field(default_factory=lambda: array("i"))
    start: array[int] = field(default_factory=lambda: array("i"))
    end: array[int] = field(default_factory=lambda: array("i"))
    confidence: array[float] = field(default_factory=lambda: array("f"))

    def __len__(self) -> int:
        return len(self.item)

    def add(
        self,
        item: int,
        epoch: int,
        line: int,
        digest: int,
        reading: Reading,
        confidence: float | None,
    ) -> None:
        """One more row; `digest` is the same for the same response."""
        self.item.append(item)
        self.epoch.append(epoch)
        self.line.append(line)
        self.digest.append(digest)
        status, method, judged, start, end = reading
        self.status.append(status)
        self.method.append(method)
        self.judged.append(judged)
        self.start.append(start)
        self.end.append(end)
        self.confidence.append(float("nan") if confidence is None else confidence)

    def settle(self, ids: Sequence[str], source: str) -> Settled:
        """Every item once per epoch, in the order of the set; FormatError where two rows of an
        item contradict each other."""
        keys = np.frombuffer(self.item, np.int32).astype(np.int64) if len(self) else _no_keys()
        if len(self):
            keys = keys * _EPOCHS + np.frombuffer(self.epoch, np.int32)
        order = np.argsort(keys, kind="stable")
        kept, folded, retried = self._kept(keys, order, ids, source)
        return Settled(self._columns(keys[kept], kept, len(ids), source), folded, retried)

    def _kept(
        self, keys: Ints, order: Ints, ids: Sequence[str], source: str
    ) -> tuple[Ints, int, int]:
        """The rows that count, ordered by key."""
        ordered = keys[order]
        first = np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]
        if first.all():
            return order, 0, 0
        starts = np.flatnonzero(first)
        ends = np.append(starts[1:], len(order))
        kept = order[starts].copy()
        folded = retried = 0
        for group in np.flatnonzero(ends - starts > 1):
            rows = [int(row) for row in order[starts[group] : ends[group]]]
            answers = [row for row in rows if self.status[row] != FAILED]
            self._refuse_contradiction(answers, ids, source)
            kept[group] = (answers or rows)[0]
            tried = len(rows) - len(answers) if answers else 0
            retried += tried
            folded += len(rows) - 1 - tried
        return kept, folded, retried

    def _refuse_contradiction(self, rows: list[int], ids: Sequence[str], source: str) -> None:
        for row in rows[1:]:
            if self.digest[row] != self.digest[rows[0]]:
                raise FormatError(
                    f"{source}, line {self.line[row]}: field id: expected one answer for item "
                    f"{ids[self.item[row]]!r} in epoch {self.epoch[row]}; line "
                    f"{self.line[rows[0]]} gives a different one. Remove one of them, or number "
                    f"repeats with `epoch` (1, 2, …) and models with `model`."
                )

    def _columns(self, keys: Ints, kept: Ints, n_items: int, source: str) -> Columns:
        """The kept rows and, in their places, the items that have no row."""
        epochs = np.unique(keys % _EPOCHS) if len(keys) else np.array([1])
        cells = n_items * len(epochs)
        if cells > _MOST_CELLS:
            raise FormatError(
                f"{source}: field epoch: expected repeats of the whole set, numbered 1, 2, …; got "
                f"{len(epochs):,} different numbers for {n_items:,} items. Is `epoch` a row number?"
            )
        every = (np.arange(n_items, dtype=np.int64)[:, None] * _EPOCHS + epochs).ravel()
        place = np.searchsorted(every, keys)

        def column(values: array[int] | array[float], empty: float) -> Ints:
            source_type = np.dtype(values.typecode)
            filled = np.full(cells, empty, source_type)
            if len(values):
                filled[place] = np.frombuffer(values, source_type)[kept]
            return filled

        return Columns(
            item=(every // _EPOCHS).astype(np.int32),
            epoch=(every % _EPOCHS).astype(np.int32),
            status=column(self.status, MISSING),
            method=column(self.method, NONE),
            judged=column(self.judged, NONE),
            start=column(self.start, NONE),
            end=column(self.end, NONE),
            confidence=column(self.confidence, float("nan")).astype(np.float64),
        )


def _no_keys() -> Ints:
    return np.zeros(0, np.int64)
