"""What results say of single items: everything, or, of a sealed set, nothing by which its key could
be put together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any  # JSON

from spatialbench.scoring.outcomes import Outcome
from spatialbench.scoring.plain import plain
from spatialbench.scoring.questions import Question
from spatialbench.scoring.results import Results

LEAST = 10  # answers in a slice of a sealed set: of fewer, the share could tell single verdicts

_OF_OUTCOME = (
    "id", "epoch", "status", "value", "meaning", "method", "span", "right", "partial", "equals",
    "confidence",
)  # fmt: skip
_OF_PERSON = ("participant", "seconds")


def told_of(results: Results, with_key: bool) -> Shown:
    return Withheld() if results.question_set.sealed and not with_key else Shown()


class Shown:
    """Results that say of every item whether it was right."""

    key = "shown"

    def head(self, head: dict[str, Any]) -> dict[str, Any]:
        return head

    def question(self, question: Question) -> dict[str, Any]:
        return dict(plain(question))

    def outcome(self, outcome: Outcome) -> dict[str, Any]:
        names = _OF_OUTCOME if outcome.participant is None else (*_OF_OUTCOME, *_OF_PERSON)
        return {name: plain(getattr(outcome, name)) for name in names}


class Withheld(Shown):
    """Results that say what was read, and of right and wrong only how much of it there was."""

    key = "withheld"

    def head(self, head: dict[str, Any]) -> dict[str, Any]:
        aggregates = {
            dimension: parts if dimension == "overall" or _wide(parts) else {}
            for dimension, parts in head["aggregates"].items()
        }
        return {**head, "aggregates": aggregates, "causes": [], "letters": [], "values": []}

    def question(self, question: Question) -> dict[str, Any]:
        return {**plain(question), "rivals": []}

    def outcome(self, outcome: Outcome) -> dict[str, Any]:
        hidden: dict[str, Any] = {"meaning": None, "right": None, "partial": None, "equals": []}
        return super().outcome(outcome) | hidden


def _wide(parts: Mapping[str, Any]) -> bool:
    """Whether all slices hold enough answers; one that is left out is what the others lack."""
    return all(one["answered"] >= LEAST for one in parts.values())
