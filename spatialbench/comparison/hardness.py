"""Items seen across models: the hardest, and those that strong models miss and weak ones get.

A suspicious item is worth a look (a wrong key? two readings?), not a verdict: with many items and
few models some always look like this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from spatialbench.comparison.alignment import Grid
from spatialbench.scoring.outcomes import Floats

MOST_ITEMS = 20
_FEWEST_MODELS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatistic:
    """How an item fared: `share` is the mean accuracy of the models on it, `inversion` the mean
    overall accuracy of the models that missed it less that of those that got it (None if all did
    the same)."""

    id: str
    task: str
    level: int
    share: float
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    inversion: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatistics:
    """Over the items that every model answered: how many all got right and all wrong, the hardest
    ones, and the suspicious ones (three models or more, strongest inversion first)."""

    items: int
    all_right: int
    all_wrong: int
    hardest: tuple[ItemStatistic, ...]
    suspicious: tuple[ItemStatistic, ...]


def item_statistics(grids: Sequence[Grid]) -> ItemStatistics:
    """The statistics of the items that all the models answered."""
    answered = np.all([grid.answered.any(axis=1) for grid in grids], axis=0)
    places = np.flatnonzero(answered)
    scores = np.array([_scores(grid)[places] for grid in grids]).reshape(len(grids), len(places))
    share = scores.mean(axis=0)
    inversion = _inversions(scores)
    hardest = np.argsort(share, kind="stable")[:MOST_ITEMS]
    suspicious = np.argsort(-inversion, kind="stable")[:MOST_ITEMS]
    if len(grids) < _FEWEST_MODELS:
        suspicious = suspicious[:0]

    def told(columns: Sequence[int]) -> tuple[ItemStatistic, ...]:
        return tuple(
            _statistic(grids, int(places[c]), scores[:, c], float(inversion[c])) for c in columns
        )

    return ItemStatistics(
        items=len(places),
        all_right=int((share == 1).sum()),
        all_wrong=int((share == 0).sum()),
        hardest=told([int(c) for c in hardest if share[c] < 1]),
        suspicious=told([int(c) for c in suspicious if inversion[c] > 0]),
    )


def _scores(grid: Grid) -> Floats:
    """The share of right answers of every item; 0 where there is none."""
    answers = grid.answered.sum(axis=1)
    right = (grid.right & grid.answered).sum(axis=1)
    return np.asarray(right / np.maximum(answers, 1))


def _inversions(scores: Floats) -> Floats:
    """Mean accuracy of those who missed each item less that of those who got it; −1 for none."""
    overall = scores.mean(axis=1) if scores.shape[1] else np.zeros(len(scores))
    got = scores > 0.5
    count = got.sum(axis=0)
    missed = len(scores) - count
    strong = (overall[:, None] * got).sum(axis=0) / np.maximum(count, 1)
    weak = (overall[:, None] * ~got).sum(axis=0) / np.maximum(missed, 1)
    return np.where((count > 0) & (missed > 0), weak - strong, -1.0)


def _statistic(
    grids: Sequence[Grid], place: int, scores: Floats, inversion: float
) -> ItemStatistic:
    question = grids[0].questions[place]
    models = [grid.model for grid in grids]
    right = tuple(m for m, score in zip(models, scores, strict=True) if score > 0.5)
    return ItemStatistic(
        id=question.id,
        task=question.task,
        level=question.level,
        share=float(scores.mean()),
        right=right,
        wrong=tuple(model for model in models if model not in right),
        inversion=inversion if 0 < len(right) < len(models) else None,
    )
