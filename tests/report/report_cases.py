"""Hostile text, and sets with answers, results and comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from answered_sets import HandSet

from spatialbench.comparison import Comparison, compare
from spatialbench.report import report_text
from spatialbench.scoring import score
from spatialbench.scoring.results import Results

MARKUP = (
    "</script><script>document.title='PWNED'</script><img src=x onerror=\"document.title='PWNED'\">"
    '</template></style><!--<a href="javascript:document.title=1">x</a> [y](javascript:z) `|`'
)
STEERING = "\x1b[31mred\x1b[2J\x07\u202egnp.exe\u2028\u2029\x00\x9b"
FORMULA = '=HYPERLINK("http://evil.example","x")'
LONG = "A" * 1_000_000
HOSTILE_NAMES = (MARKUP[:190], STEERING, FORMULA, "@SUM(1)", "GPT-4o")


@dataclass(frozen=True)
class Made:
    """A set, its answers, results and comparison."""

    question_set: HandSet
    answers: list[list[dict[str, Any]]]
    results: list[Results]
    comparison: Comparison

    def text(self, **settings: Any) -> str:
        return report_text(
            self.question_set, self.results, self.comparison, answers=self.answers, **settings
        )


def made(question_set: HandSet, rows: dict[str, list[dict[str, Any]]], **settings: Any) -> Made:
    """What comes of these rows by model."""
    results = [score(question_set, named) for named in rows.values()]
    return Made(question_set, list(rows.values()), results, compare(results, **settings))


def made_of(run: Made, results: list[Results]) -> Made:
    """The same run with some of its results."""
    return Made(run.question_set, run.answers, results, compare(results))


def hits(count: int, period: int) -> list[bool]:
    """Right but for every so many."""
    return [number % period > 0 for number in range(count)]
