"""Results: everything a report needs about one model on one set, without the responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any  # rows of any values

from spatialbench import stats
from spatialbench.notebook import data_frame, named, share, table
from spatialbench.scoring.aggregates import CONFIDENCE, Aggregate, aggregate, counted, sliced
from spatialbench.scoring.outcomes import Outcomes
from spatialbench.scoring.questions import Question
from spatialbench.scoring.said import Cause, Letters, Said, causes, repeats, stated_confidence

if TYPE_CHECKING:
    import pandas

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SetInfo:
    """Which set was answered; `sealed` if its seed, and so its key, is kept secret."""

    name: str
    items_sha256: str
    key_sha256: str | None
    items: int
    probes: int
    sealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersInfo:
    """Where the answers came from, and in which format. `folded` rows repeat another one, `retried`
    are failed calls that were tried again, `unknown` answer no item of the set; the first ids of
    those are kept. `model` is the name that the rows give, whatever the results are called; `notes`
    say what was left out."""

    source: str
    format: str = "rows"
    sha256: str | None
    rows: int
    folded: int
    retried: int
    unknown: int
    unknown_ids: tuple[str, ...]
    protocols: tuple[str, ...]
    model: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What the numbers depend on besides the answers."""

    confidence: float = CONFIDENCE
    interval: str = "wilson"
    cluster: str = "probe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The aggregates: over everything, by dimension and value, and the causes of errors."""

    overall: Aggregate
    slices: Mapping[str, Mapping[str, Aggregate]]
    causes: Sequence[Cause]
    calibration: stats.Calibration | None
    repeats: stats.Repeated | None


def summarised(outcomes: Outcomes) -> Summary:
    """The summary of outcomes, the same in whatever order the answers came."""
    ready = counted(outcomes)
    return Summary(
        overall=aggregate(ready),
        slices=sliced(ready),
        causes=causes(outcomes),
        calibration=stated_confidence(outcomes),
        repeats=repeats(outcomes),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Results:
    """One model on one set: where it comes from, one outcome per item and epoch, the summary.

    `origin` is None for a model, `people` for participants, `baseline` or `simulated` for an
    embedded answerer. `letters` and
    `values` say which options and values were said and are right, as counts.
    """

    model: str
    origin: str | None = None
    package: str
    question_set: SetInfo
    answers: AnswersInfo
    settings: Settings
    outcomes: Outcomes = field(repr=False)
    summary: Summary
    letters: Sequence[Letters]
    values: Sequence[Said] = field(repr=False)

    def __repr__(self) -> str:
        whole = self.overall
        told = f"{whole.right} of {whole.answered} right" if whole.answered else "no answer"
        return named("Results", self.model, self.question_set.name, told, _interval(whole))

    def _repr_html_(self) -> str:
        """What a notebook shows: the accuracy with its interval, of everything and by task."""
        parts = [("all", self.overall), *self.summary.slices["task"].items()]
        rows = [_shown(name, one) for name, one in parts]
        title = f"{self.model} on {self.question_set.name}"
        return table(title, ("", "accuracy", "95 %", "guessing", "answers", "missing"), rows)

    def to_pandas(self) -> pandas.DataFrame:
        """The aggregates, a row for each value of each dimension; the first is that of everything.
        `results.outcomes.to_pandas()` has a row for each answer. MissingExtra without pandas."""
        parts = [("overall", "", self.overall)]
        parts += [
            (dimension, value, one)
            for dimension, values in self.summary.slices.items()
            for value, one in values.items()
        ]
        return data_frame([_row(self.model, *part) for part in parts])

    @property
    def questions(self) -> Sequence[Question]:
        """The items of the set, in order."""
        return self.outcomes.questions

    @property
    def overall(self) -> Aggregate:
        """The aggregate of everything."""
        return self.summary.overall

    @property
    def accuracy(self) -> float | None:
        """Strict accuracy: right answers among all answers; None without an answer."""
        return self.summary.overall.accuracy


def _limits(one: Aggregate) -> tuple[float, float]:
    """The interval that respects probes, where there is one; else Wilson's."""
    low, high = one.clustered.low, one.clustered.high
    return (one.low, one.high) if low is None or high is None else (low, high)


def _interval(one: Aggregate) -> str:
    low, high = _limits(one)
    return f"{share(one.accuracy) or '–'} ({100 * low:.1f} to {100 * high:.1f})"


def _shown(name: str, one: Aggregate) -> tuple[object, ...]:
    low, high = _limits(one)
    limits = f"{100 * low:.1f} – {100 * high:.1f}"
    return name, share(one.accuracy), limits, share(one.chance), one.answered, one.missing


def _row(model: str, dimension: str, value: str, one: Aggregate) -> dict[str, Any]:
    low, high = _limits(one)
    return {
        "model": model,
        "dimension": dimension,
        "value": value,
        "accuracy": one.accuracy,
        "low": low,
        "high": high,
        "chance": one.chance,
        "right": one.right,
        "answered": one.answered,
        "missing": one.missing,
        "probes": one.probes,
        "parse_rate": one.parse_rate,
    }
