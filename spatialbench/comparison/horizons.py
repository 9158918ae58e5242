"""Accuracy along the axis of a task, and the number of steps at which half of it is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spatialbench import stats
from spatialbench.comparison.alignment import Grid
from spatialbench.comparison.curves import Point, point
from spatialbench.scoring.outcomes import Floats, Ints
from spatialbench.scoring.questions import Question

Series = tuple[str, str, str]
"""A task, the name of its axis, and the form of its items: of choices more are guessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """A model's accuracy along the axis of a task, in one form: a point for every number of steps
    that was asked, what guessing gives at each, and the number at which accuracy is half of the way
    from there to 1. For that each probe counts once, by the share of its items that were right."""

    task: str
    axis: str
    form: str
    model: str
    points: tuple[Point, ...]
    chance: tuple[float, ...]
    horizon: stats.Horizon


def reaches(grids: Sequence[Grid]) -> list[Reach]:
    """Those of every task that was asked along its axis, for every model."""
    return [
        _reach(series, grid, np.array(places), np.array(steps, float))
        for series, (places, steps) in sorted(_series(grids[0].questions).items())
        for grid in grids
    ]


def _series(questions: Sequence[Question]) -> dict[Series, tuple[list[int], list[float]]]:
    """The items along each axis, and their numbers of steps."""
    found: defaultdict[Series, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for place, question in enumerate(questions):
        steps = None if question.axis is None else question.facts.get(question.axis)
        if question.axis is not None and steps is not None and steps > 0:
            places, values = found[question.task, question.axis, question.form]
            places.append(place)
            values.append(float(steps))
    return dict(found)


def _reach(series: Series, grid: Grid, places: Ints, steps: Floats) -> Reach:
    answered = grid.answered[places].sum(axis=1)
    right = (grid.right & grid.answered)[places].sum(axis=1)
    chance = np.array([grid.questions[place].chance for place in places])
    asked = sorted({float(x) for x, n in zip(steps, answered, strict=True) if n})
    rows = [(steps == x) & (answered > 0) for x in asked]
    guessed = [float(chance[row].mean()) for row in rows]
    probes = [_by_probe(grid.probe[places][row], right[row], answered[row]) for row in rows]
    task, axis, form = series
    return Reach(
        task=task,
        axis=axis,
        form=form,
        model=grid.model,
        points=tuple(
            point(x, int(answered[row].sum()), int(right[row].sum()))
            for x, row in zip(asked, rows, strict=True)
        ),
        chance=tuple(guessed),
        horizon=stats.horizon(asked, [r for r, _ in probes], [n for _, n in probes], guessed),
    )


def _by_probe(probe: Ints, right: Ints, answered: Ints) -> tuple[float, int]:
    """How many probes were right, by the share of their answers that were, and how many there
    are."""
    _, number = np.unique(probe, return_inverse=True)
    share = np.bincount(number, weights=right) / np.bincount(number, weights=answered)
    return min(float(share.sum()), float(len(share))), len(share)
