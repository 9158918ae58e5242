"""What came of every item, kept in columns: a million outcomes take tens of megabytes.

An outcome's status is one of `ok`, `off-list` (a clear answer that is not on offer: read, and
wrong), `ambiguous`, `refusal`, `unparseable`, `truncated`, `empty`
(these are answers), `missing` (no row) and `failed` (the call failed): these are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, overload  # values as JSON

import numpy as np
from numpy.typing import NDArray

from spatialbench.notebook import data_frame, named
from spatialbench.scoring.judging import Judged
from spatialbench.scoring.questions import Question

if TYPE_CHECKING:
    import pandas

    from spatialbench.probes.probe import Number

OK, MISSING, FAILED = 0, 7, 8
STATUSES = (
    "ok", "off-list", "ambiguous", "refusal", "unparseable", "truncated", "empty", "missing",
    "failed",
)  # fmt: skip
CODES = {name: code for code, name in enumerate(STATUSES)}
READABLE = frozenset({"ok", "off-list"})
"""The statuses of answers that could be read, on offer or not."""

READ = tuple(CODES[name] for name in STATUSES if name in READABLE)
"""Their codes."""

NONE = -1  # in a column: there is none

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one item in one epoch; where people answered, with one `participant`, who took
    so many `seconds`.

    `value` is what was read, `meaning` the canonical value of a chosen letter, `span` where it
    stands in the response. `right` is False for everything unreadable and None where there was no
    answer (`missing`, `failed`), and so is `partial`. `equals` names the rivals that give it.
    """

    id: str
    probe: str
    task: str
    family: str
    level: int
    language: str
    modality: str
    form: str
    wording: int
    chance: float
    facts: Mapping[str, Number]
    epoch: int
    status: str
    value: Any
    meaning: Any
    method: str | None
    span: tuple[int, int] | None
    right: bool | None
    partial: float | None
    equals: tuple[str, ...]
    confidence: float | None
    participant: str | None = None
    seconds: float | None = None


class Sitting(NamedTuple):
    """One person at one time: the code of a participant, and the number of the repeat."""

    participant: str
    epoch: int


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One entry per outcome, ordered by item and epoch; where people answered, `epoch` is the
    number of the sitting. `judged` and `method` are places in the lists beside, NONE where there is
    none; `confidence` and `seconds` are NaN where there are none (never outside of these arrays).
    """

    item: Ints
    epoch: Ints
    status: Ints
    method: Ints
    judged: Ints
    start: Ints
    end: Ints
    confidence: Floats
    seconds: Floats

    def __len__(self) -> int:
        return len(self.item)


def own_values(columns: Columns, judged: Sequence[Judged]) -> tuple[Columns, list[Judged]]:
    """The columns with numbers of their own for the values that occur in them, and these values:
    of all models that were read together, each keeps what it said."""
    used, number = np.unique(columns.judged, return_inverse=True)
    empty = bool(len(used)) and used[0] == NONE
    own = [judged[place] for place in used[int(empty) :]]
    return replace(columns, judged=number.astype(np.int32) - int(empty)), own


class Outcomes(Sequence[Outcome]):
    """All outcomes as a sequence that makes each one when it is asked for. `sittings` are those of
    people, in order (the first has number 1); of a model there are none."""

    def __init__(
        self,
        questions: Sequence[Question],
        columns: Columns,
        judged: Sequence[Judged],
        methods: Sequence[str],
        sittings: Sequence[Sitting] = (),
    ) -> None:
        self.questions, self.columns = questions, columns
        self.judged, self.methods, self.sittings = judged, methods, tuple(sittings)

    def __len__(self) -> int:
        return len(self.columns)

    def __repr__(self) -> str:
        return named("Outcomes", f"{int(self.right.sum())} right of {int(self.asked.sum())}")

    def to_pandas(self) -> pandas.DataFrame:
        """A row for each item and epoch, or for each answer of a person; facts are columns of
        their own, `fact_…`. MissingExtra without pandas."""
        rows = (self._at(int(row)) for row in np.flatnonzero(self.asked))
        return data_frame([_record(one) for one in rows])

    def __iter__(self) -> Iterator[Outcome]:
        return (self._at(row) for row in range(len(self)))

    @overload
    def __getitem__(self, row: int) -> Outcome: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Outcome]: ...
    def __getitem__(self, row: int | slice) -> Outcome | Sequence[Outcome]:
        if isinstance(row, slice):
            return [self._at(one) for one in range(*row.indices(len(self)))]
        return self._at(range(len(self))[row])

    def _at(self, row: int) -> Outcome:
        columns = self.columns
        question = self.questions[columns.item[row]]
        status, number = int(columns.status[row]), int(columns.judged[row])
        judged = self.judged[number] if number != NONE else None
        answered = status < MISSING
        epoch = int(columns.epoch[row])
        sitting = self.sittings[epoch - 1] if self.sittings else None
        return Outcome(
            id=question.id,
            probe=question.probe,
            task=question.task,
            family=question.family,
            level=question.level,
            language=question.language,
            modality=question.modality,
            form=question.form,
            wording=question.wording,
            chance=question.chance,
            facts=question.facts,
            epoch=epoch if sitting is None else sitting.epoch,
            status=STATUSES[status],
            value=judged.value if judged else None,
            meaning=judged.meaning if judged else None,
            method=self.methods[columns.method[row]] if columns.method[row] != NONE else None,
            span=self._span(row),
            right=(judged.right if judged else False) if answered else None,
            partial=(judged.partial if judged else 0.0) if answered else None,
            equals=judged.equals if judged else (),
            confidence=_stated(float(columns.confidence[row])),
            participant=None if sitting is None else sitting.participant,
            seconds=_stated(float(columns.seconds[row])),
        )

    def _span(self, row: int) -> tuple[int, int] | None:
        start, end = int(self.columns.start[row]), int(self.columns.end[row])
        return None if start == NONE else (start, end)

    @cached_property
    def answered(self) -> Bools:
        """Where there was an answer, readable or not."""
        return np.asarray(self.columns.status < MISSING)

    @cached_property
    def asked(self) -> Bools:
        """Where an answer was asked for: everywhere of a model, and of people where they answered,
        for nobody is asked everything."""
        if not self.sittings:
            return np.ones(len(self), bool)
        return np.asarray(self.columns.status != MISSING)

    @cached_property
    def participants(self) -> Ints | None:
        """The number of the participant of each row; None where no people answered."""
        if not self.sittings:
            return None
        names = np.array([one.participant for one in self.sittings], str)
        return np.unique(names, return_inverse=True)[1][self.columns.epoch - 1]

    def first(self, item: int) -> int:
        """The row of the first outcome of an item that was asked for; its first row if none was."""
        each = len(self) // len(self.questions)
        asked = np.flatnonzero(self.asked[item * each : (item + 1) * each])
        return item * each + (int(asked[0]) if len(asked) else 0)

    @cached_property
    def right(self) -> Bools:
        """Where the answer was right."""
        right = np.array([one.right for one in self.judged] + [False], bool)
        return right[self.columns.judged]  # NONE picks the last one

    def partial(self, rows: Bools) -> Floats:
        """The partial score of these rows, 0 where nothing was read."""
        partial = np.array([one.partial for one in self.judged] + [0.0], float)
        return partial[self.columns.judged[rows]]

    def of_item(self, attribute: str) -> list[Any]:
        """An attribute of the question, one entry per item of the set."""
        return [getattr(question, attribute) for question in self.questions]


def _record(one: Outcome) -> dict[str, Any]:
    """The outcome as a flat row."""
    names = [name for name in Outcome.__dataclass_fields__ if name != "facts"]
    row = {name: getattr(one, name) for name in names}
    return row | {f"fact_{name}": value for name, value in one.facts.items()}


def _stated(number: float) -> float | None:
    return None if number != number else number
