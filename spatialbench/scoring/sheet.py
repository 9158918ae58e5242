"""The rows of one model while they are read: some forty bytes each, in any order.

Rows for the same item and epoch are settled at the end: identical responses are one answer, a
failed call that was tried again is replaced by what came then, and two different responses are an
error, because choosing between them would be choosing the score.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from spatialbench.answers.rows import FIRST_EPOCH
from spatialbench.errors import FormatError
from spatialbench.scoring.outcomes import (
    CODES,
    FAILED,
    MISSING,
    NONE,
    Columns,
    Floats,
    Ints,
    Sitting,
)

_EPOCHS = 1 << 31
_ALWAYS_FINE = 1_000_000  # cells; beyond, most of them must not be empty
_MOST_EMPTY = 10
_MOST_OF_PEOPLE = 40_000_000  # cells of questions by people, nearly all of them empty
_REMEDY = "Remove one of them, or number repeats with `epoch` (1, 2, …) and models with `model`."
_REMEDY_PEOPLE = (
    "Have two people the same code, or did one answer twice? Give them codes of their own, or "
    "number repeats with `epoch` (1, 2, …)."
)


class Reading(NamedTuple):
    """How a response was read, as codes and places in tables."""

    status: int
    method: int
    judged: int
    start: int
    end: int


_EMPTY = {"status": MISSING, "method": NONE, "judged": NONE, "start": NONE, "end": NONE}
"""What stands in a column for an item without a row."""

FAILED_READING = Reading(CODES["failed"], NONE, NONE, NONE, NONE)


class Settled(NamedTuple):
    """The columns with every item once per epoch, and how many rows were folded into others."""

    columns: Columns
    folded: int
    retried: int
    sittings: tuple[Sitting, ...]


@dataclass(slots=True)
class Sheet:
    """Growing columns."""

    item: array[int] = field(default_factory=lambda: array("i"))
    epoch: array[int] = field(default_factory=lambda: array("i"))
    line: array[int] = field(default_factory=lambda: array("I"))
    digest: array[int] = field(default_factory=lambda: array("q"))
    status: array[int] = field(default_factory=lambda: array("b"))
    method: array[int] = field(default_factory=lambda: array("h"))
    judged: array[int] = field(default_factory=lambda: array("i"))
    start: array[int] = field(default_factory=lambda: array("i"))
    end: array[int] = field(default_factory=lambda: array("i"))
    confidence: dict[int, float] = field(default_factory=dict)  # by row: few files state it
    seconds: dict[int, float] = field(default_factory=dict)  # of people alone
    sittings: dict[Sitting, int] = field(default_factory=dict)  # their numbers as they came
    sources: list[tuple[int, str]] = field(default_factory=list)  # the first row of each file

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
        seconds: float | None = None,
    ) -> None:
        """One more row; `digest` is the same for the same response. Where a person answered,
        `epoch` is the number of the `sitting`."""
        if confidence is not None:
            self.confidence[len(self.item)] = confidence
        if seconds is not None:
            self.seconds[len(self.item)] = seconds
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

    def sitting(self, participant: str, epoch: int) -> int:
        """The number of the sitting of that person."""
        return self.sittings.setdefault(Sitting(participant, epoch), len(self.sittings) + 1)

    def begin(self, source: str) -> None:
        """The rows from here on are of that file of a folder."""
        if source and (not self.sources or self.sources[-1][1] != source):
            self.sources.append((len(self.item), source))

    def _place(self, row: int, folder: str) -> str:
        """Where a row stands: in which file of the folder, and in which line."""
        file = bisect_right(self.sources, row, key=lambda one: one[0]) - 1
        return f"{self.sources[file][1] if self.sources else folder}, line {self.line[row]}"

    def settle(self, ids: Sequence[str], source: str) -> Settled:
        """Every item once per epoch, in the order of the set; FormatError where two rows of an
        item contradict each other. The sheet is used up: its memory goes to the columns."""
        sittings = self._number_sittings()
        kept, folded, retried = self._kept(ids, source, sittings)
        self.line, self.digest = array("I"), array("q")
        return Settled(self._columns(kept, len(ids), source), folded, retried, sittings)

    def _number_sittings(self) -> tuple[Sitting, ...]:
        """The sittings in order, whatever the order of the rows; `epoch` is numbered by it."""
        ordered = tuple(sorted(self.sittings))
        if ordered:
            new = {self.sittings[sitting]: number for number, sitting in enumerate(ordered, 1)}
            self.epoch = array("i", [new[number] for number in self.epoch])
        return ordered

    def _kept(
        self, ids: Sequence[str], source: str, sittings: Sequence[Sitting]
    ) -> tuple[Ints, int, int]:
        """The rows that count, ordered by item and epoch."""
        keys = _array(self.item).astype(np.int64)
        keys *= _EPOCHS
        keys += _array(self.epoch)
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        first = np.append(True, keys[1:] != keys[:-1])[: len(keys)]
        if first.all():
            return order, 0, 0
        starts = np.flatnonzero(first)
        ends = np.append(starts[1:], len(order))
        kept = order[starts].copy()
        folded = retried = 0
        for group in np.flatnonzero(ends - starts > 1):
            rows = [int(row) for row in order[starts[group] : ends[group]]]
            answers = [row for row in rows if self.status[row] != FAILED]
            self._refuse_contradiction(answers, ids, source, sittings)
            kept[group] = (answers or rows)[0]
            tried = len(rows) - len(answers) if answers else 0
            retried += tried
            folded += len(rows) - 1 - tried
        return kept, folded, retried

    def _refuse_contradiction(
        self, rows: list[int], ids: Sequence[str], source: str, sittings: Sequence[Sitting]
    ) -> None:
        for row in rows[1:]:
            if self.digest[row] != self.digest[rows[0]]:
                first, second = (self._place(one, source) for one in (rows[0], row))
                told = first if self.sources else f"line {self.line[rows[0]]}"
                folder = f"{source}, " if self.sources else ""
                epoch, remedy = f"epoch {self.epoch[row]}", _REMEDY
                if sittings:
                    person, number = sittings[self.epoch[row] - 1]
                    epoch, remedy = f"epoch {number} of participant {person!r}", _REMEDY_PEOPLE
                raise FormatError(
                    f"{folder}{second}: field id: expected one answer for item "
                    f"{ids[self.item[row]]!r} in {epoch}; {told} gives a different one. {remedy}"
                )

    def _columns(self, kept: Ints, n_items: int, source: str) -> Columns:
        """The kept rows and, in their places, the items that have no row."""
        epoch = _array(self.epoch)[kept]
        epochs = np.unique(epoch) if len(epoch) else np.array([FIRST_EPOCH], np.int32)
        cells = n_items * len(epochs)
        most = _MOST_OF_PEOPLE if self.sittings else _MOST_EMPTY * len(kept)
        if cells > max(_ALWAYS_FINE, most):
            raise FormatError(
                f"{source}: field epoch: expected repeats of the whole set, numbered 1, 2, …; got "
                f"{len(epochs):,} different numbers for {n_items:,} items. Is `epoch` a row number?"
            )
        place = _array(self.item)[kept].astype(np.int64) * len(epochs)
        place += np.searchsorted(epochs, epoch)
        columns = {name: self._column(name, kept, place, cells) for name in _EMPTY}
        return Columns(
            item=np.repeat(np.arange(n_items, dtype=np.int32), len(epochs)),
            epoch=np.tile(epochs, n_items),
            confidence=_filled(self.confidence, kept, place, cells),
            seconds=_filled(self.seconds, kept, place, cells),
            **columns,
        )

    def _column(self, name: str, kept: Ints, place: Ints, cells: int) -> Ints:
        values: array[int] = getattr(self, name)
        filled = np.full(cells, _EMPTY[name], values.typecode)
        filled[place] = _array(values)[kept]
        setattr(self, name, array(values.typecode))
        return filled


def _filled(stated: dict[int, float], kept: Ints, place: Ints, cells: int) -> Floats:
    """What the rows state, in the places of the cells; NaN where nothing is."""
    if not stated:
        return np.broadcast_to(np.float64("nan"), cells)  # no memory for what nobody stated
    filled = np.full(cells, np.nan)
    filled[place] = [stated.get(row, np.nan) for row in kept.tolist()]
    return filled


def _array(values: array[int]) -> Ints:
    """The values without copying them."""
    return np.frombuffer(values, values.typecode) if values else np.zeros(0, values.typecode)
