"""Accuracy along the numbers of difficulty (turns, swaps, angle) with a fitted logistic curve."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spatialbench import stats
from spatialbench.comparison.alignment import Grid
from spatialbench.scoring.outcomes import Floats, Ints
from spatialbench.scoring.questions import Question

MOST_POINTS = 12


@dataclass(frozen=True, slots=True)
class Point:
    """`right` of `n` answers were right at x (the mean x of a bin), with Wilson's interval."""

    x: float
    n: int
    right: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A model's accuracy by one fact in one family. The curve is fitted to every value of the
    fact; `points` are the values, or twelve bins of about as many answers each."""

    family: str
    fact: str
    model: str
    points: tuple[Point, ...]
    fit: stats.Psychometric


def curves(grids: Sequence[Grid]) -> list[Curve]:
    """The curves of every family and fact that takes at least two values, for every model."""
    axes = _axes(grids[0].questions)
    return [
        _curve(family, fact, grid, np.array(places), np.array(values, float))
        for (family, fact), (places, values) in sorted(axes.items())
        if len(set(values)) > 1
        for grid in grids
    ]


def _axes(questions: Sequence[Question]) -> dict[tuple[str, str], tuple[list[int], list[float]]]:
    """The items with a fact and their values of it, by family and fact; what was drawn along an
    axis has a curve of its own."""
    axes: defaultdict[tuple[str, str], tuple[list[int], list[float]]] = defaultdict(
        lambda: ([], [])
    )
    for place, question in enumerate(questions):
        for fact, value in question.facts.items() if question.axis is None else ():
            places, values = axes[question.family, fact]
            places.append(place)
            values.append(float(value))
    return dict(axes)


def _curve(family: str, fact: str, grid: Grid, places: Ints, values: Floats) -> Curve:
    x, number = np.unique(values, return_inverse=True)
    answered = grid.answered[places].sum(axis=1)
    n = np.bincount(number, weights=answered).astype(int)
    hits = (grid.right & grid.answered)[places].sum(axis=1)
    right = np.bincount(number, weights=hits).astype(int)
    asked = n > 0
    x, n, right = x[asked], n[asked], right[asked]
    fit = stats.psychometric(
        [float(one) for one in x], [int(one) for one in right], [int(one) for one in n]
    )
    return Curve(family=family, fact=fact, model=grid.model, points=_points(x, n, right), fit=fit)


def _points(x: Floats, n: Ints, right: Ints) -> tuple[Point, ...]:
    if len(x) <= MOST_POINTS:
        return tuple(_point(x[i : i + 1], n[i : i + 1], right[i : i + 1]) for i in range(len(x)))
    middle = np.cumsum(n) - n / 2
    bins = np.minimum((middle * MOST_POINTS / n.sum()).astype(int), MOST_POINTS - 1)
    return tuple(_point(x[bins == b], n[bins == b], right[bins == b]) for b in np.unique(bins))


def _point(x: Floats, n: Ints, right: Ints) -> Point:
    return point(float(np.average(x, weights=n)), int(n.sum()), int(right.sum()))


def point(x: float, n: int, right: int) -> Point:
    """So many right answers at x."""
    interval = stats.proportion_interval(right, n)
    return Point(x, n, right, interval.low, interval.high)
