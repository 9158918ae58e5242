"""What this many questions can show: the power of the comparison, and the gap it would miss."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from spatialbench import stats
from spatialbench.comparison import Comparison
from spatialbench.report.tables.table import Column, Table, table

GAPS = (0.03, 0.05, 0.10, 0.15)
SIZES = (25, 50, 75, 100, 150, 200, 300, 400, 500, 700, 1000, 1400, 2000, 3000, 4000, 5000)
POWER = (Column("gap", "points"), Column("questions", "count"), Column("power", "share"))
RUN = (
    Column("questions_effective", "count"),
    Column("reference", "share"),
    Column("detectable", "points"),
)


@dataclass(frozen=True, slots=True)
class Run:
    """This run: independent questions it is worth, the accuracy the plan refers to, and the gap
    below it that shows with 80 % power; None where even a gap down to 0 would not."""

    questions: int
    reference: float
    detectable: float | None


def this_run(comparison: Comparison) -> Run:
    """The run of these models: the smallest number of questions, the middle accuracy. Reference
    rows do not count, nor incomplete models where others are there."""
    family = [one for one in comparison.leaderboard if not one.reference]
    models = [one.overall for one in family if one.complete] or [one.overall for one in family]
    questions = min(one.effective_n for one in models)
    shares = [one.accuracy for one in models if one.accuracy is not None and 0 < one.accuracy < 1]
    reference = median(shares) if shares else 0.5
    detectable = stats.detectable_difference(reference, questions) if questions else None
    return Run(questions, reference, detectable)


def run(this: Run) -> Table:
    """The run as a table of one row."""
    return table("run", RUN, [(this.questions, this.reference, this.detectable)])


def power(this: Run) -> Table:
    """The chance to find a gap below the reference with so many questions for each model."""
    rows = [
        (gap, size, stats.power(this.reference, this.reference - gap, size))
        for gap in GAPS
        if gap <= this.reference
        for size in _sizes(this.questions)
    ]
    return table("power", POWER, rows)


def _sizes(questions: int) -> list[int]:
    largest = next((size for size in SIZES if size >= 2 * questions and size >= 1000), SIZES[-1])
    return [size for size in SIZES if size <= largest]
