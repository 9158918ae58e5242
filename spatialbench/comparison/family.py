"""Who is compared with whom, and in which order they stand.

The family are the models: all tests between them are adjusted together, and they share the ranks.
People and embedded answerers are reference rows: they stand beside the models, in no family, rank
or headline. Where no model is there, groups of people are the family; where there are none,
simulated models, and then the baselines.

A model that answered less than 95 % of what it was asked is incomplete. It is compared on the
questions that both answered, and has no rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from spatialbench.answers.rows import PEOPLE
from spatialbench.scoring.outcomes import Bools
from spatialbench.scoring.results import Results

_BY_PRECEDENCE = (None, PEOPLE, "simulated", "baseline")


class Sides(NamedTuple):
    """The family in the order in which it stands, the ranked first, and the reference rows."""

    ranked: tuple[Results, ...]
    incomplete: tuple[Results, ...]
    references: tuple[Results, ...]

    @property
    def family(self) -> tuple[Results, ...]:
        """All that are compared with each other."""
        return self.ranked + self.incomplete

    @property
    def all(self) -> tuple[Results, ...]:
        """Every row."""
        return self.family + self.references


def sides(results: Sequence[Results]) -> Sides:
    """The family and its reference rows, the highest accuracy first."""
    present = {one.origin for one in results}
    origin = next((one for one in _BY_PRECEDENCE if one in present), None)
    family = [one for one in results if one.origin == origin]
    references = [one for one in results if one.origin != origin]
    complete = [one for one in family if one.overall.is_complete]
    partial = [one for one in family if not one.overall.is_complete]
    return Sides(
        ranked=_by_common_questions(complete),
        incomplete=tuple(sorted(partial, key=lambda one: (-one.overall.bounds.low, one.model))),
        references=tuple(sorted(references, key=_best_first)),
    )


def _best_first(results: Results) -> tuple[float, str]:
    return -(results.accuracy or 0.0), results.model


def _by_common_questions(results: Sequence[Results]) -> tuple[Results, ...]:
    """The best first, by the questions that all of them answered: what was asked of some of them
    only says nothing about their order."""
    if not results:
        return ()
    if any(one.outcomes.sittings for one in results):  # nobody is asked everything
        return tuple(sorted(results, key=_best_first))
    shared = min(_by_item(one, one.outcomes.answered).shape[1] for one in results)
    common = np.all([_by_item(one, one.outcomes.answered)[:, :shared] for one in results], axis=0)
    right = [_by_item(one, one.outcomes.right)[:, :shared][common].sum() for one in results]
    order = sorted(
        zip(right, results, strict=True), key=lambda pair: (-int(pair[0]), *_best_first(pair[1]))
    )
    return tuple(one for _, one in order)


def _by_item(results: Results, column: Bools) -> Bools:
    """A column of the outcomes as questions by repeats."""
    return column.reshape(len(results.questions), -1)
