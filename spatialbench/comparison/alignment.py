"""Results side by side: the same set, item by item and repeat by repeat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spatialbench.errors import InputError, MismatchError
from spatialbench.scoring.outcomes import Bools, Ints, Outcomes
from spatialbench.scoring.questions import Question
from spatialbench.scoring.results import Results


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """One model: `right` and `answered`, both (items, repeats); `probe` numbers the items' probes.

    Repeats are aligned by their order, so that one harness may count from 0 and another from 1.
    Of people every sitting is a repeat, in which most items have no answer; `participant` numbers
    the person of each, and is None of a model.
    """

    model: str
    questions: Sequence[Question]
    right: Bools
    answered: Bools
    probe: Ints
    participant: Ints | None = None


def grid(results: Results) -> Grid:
    """The outcomes of a model as a table."""
    items = len(results.questions)
    probes = np.array(results.outcomes.of_item("probe"), str)
    _, probe = np.unique(probes, return_inverse=True)
    return Grid(
        model=results.model,
        questions=results.questions,
        right=results.outcomes.right.reshape(items, -1),
        answered=results.outcomes.answered.reshape(items, -1),
        probe=probe,
        participant=_participant(results.outcomes),
    )


def _participant(outcomes: Outcomes) -> Ints | None:
    names = [sitting.participant for sitting in outcomes.sittings]
    return np.unique(np.array(names, str), return_inverse=True)[1] if names else None


def refuse_strangers(results: Sequence[Results]) -> None:
    """InputError without results or for two models of one name, MismatchError for two sets."""
    if not results:
        raise InputError("expected the results of at least one model; there are none")
    names = [one.model for one in results]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise InputError(
            f"expected every model once; {twice[0]!r} comes {names.count(twice[0])} times. Give "
            f"runs names of their own: NAME=FILE on the command line, score(…, model=…) in Python."
        )
    for other in results[1:]:
        _refuse_other_set(results[0], other)


def _refuse_other_set(first: Results, other: Results) -> None:
    a, b = first.question_set, other.question_set
    same_items = [q.id for q in first.questions] == [q.id for q in other.questions]
    if a.items_sha256 != b.items_sha256 or not same_items:
        raise MismatchError(
            f"{first.model!r} answered the set {a.name!r} with items {a.items_sha256[:16]}…, "
            f"{other.model!r} the set {b.name!r} with items {b.items_sha256[:16]}…: answers to "
            f"different questions cannot be paired. Score both on the same set, or compare totals."
        )
