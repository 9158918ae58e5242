"""Comparing models on one set, with tests that the data can bear.

comparison = compare([score(questions, path) for path in paths])
comparison.pairs[0].verdict["en"]
compare_totals([("GLM-5", 92, 100), ("GPT-4o", 78, 100), ("Claude 3.5", 81, 100)])
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any  # JSON

import numpy as np

from spatialbench import __version__, stats
from spatialbench.comparison.alignment import Grid, aligned
from spatialbench.comparison.claims import Claim, ClaimCheck, article_claims, checked_claims
from spatialbench.comparison.curves import Curve, curves
from spatialbench.comparison.hardness import ItemStatistics, item_statistics
from spatialbench.comparison.pairs import ALPHA, Pair, chosen_pairs, compared_pairs, ranks
from spatialbench.comparison.twins import Gap, Steadiness, gaps, steadiness
from spatialbench.errors import InputError
from spatialbench.scoring.aggregates import CONFIDENCE, Aggregate, missing_ids
from spatialbench.scoring.plain import plain
from spatialbench.scoring.results import AnswersInfo, Results, SetInfo
from spatialbench.scoring.said import Cause, Said
from spatialbench.stats import RankSet

FORMAT = 1
_MISSING_SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A row of the leaderboard. `rank` is the range of ranks that the pairs leave open (None with a
    baseline, where not all pairs are compared); `missing_ids` are the first items without an
    answer; `detectable` is the smallest gap below this accuracy that would show."""

    model: str
    rank: RankSet | None
    overall: Aggregate
    detectable: float | None
    missing_ids: tuple[str, ...]
    answers: AnswersInfo
    calibration: stats.Calibration | None
    repeats: stats.Repeated | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterBias:
    """How a model spreads its letters over items with that many options: `said` against even,
    with the right letters (`key`) beside."""

    model: str
    options: int
    said: tuple[int, ...]
    key: tuple[int, ...]
    bias: stats.PositionBias


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that can be said about models on one set; `to_json` gives it as JSON.

    `slices` are the aggregates by dimension, value and model; `causes`, `values` are by model;
    `cochran` asks whether the models differ at all on the items that all of them answered.
    """

    format: int
    package: str
    question_set: SetInfo
    alpha: float
    confidence: float
    baseline: str | None
    models: tuple[str, ...]
    leaderboard: tuple[Standing, ...]
    pairs: tuple[Pair, ...]
    cochran: stats.TestResult
    claims: tuple[ClaimCheck, ...]
    slices: Mapping[str, Mapping[str, Mapping[str, Aggregate]]]
    curves: tuple[Curve, ...]
    gaps: tuple[Gap, ...]
    steadiness: tuple[Steadiness, ...]
    letters: tuple[LetterBias, ...]
    values: Mapping[str, Sequence[Said]]
    causes: Mapping[str, Sequence[Cause]]
    items: ItemStatistics

    def to_json(self) -> dict[str, Any]:
        """The comparison as JSON; an infinite number (a log loss) is null."""
        return dict(plain(self))


def compare(
    results: Sequence[Results],
    *,
    claims: Sequence[Claim] | None = None,
    baseline: str | None = None,
) -> Comparison:
    """The comparison of models on one set, the highest strict accuracy first.

    `claims` defaults to those of the article. With a `baseline`, every other model is compared
    with it alone. Raises MismatchError for different sets, InputError without results, for a name
    that comes twice, or for a baseline that is not among the models.
    """
    ordered = sorted(results, key=lambda one: (-(one.accuracy or 0.0), one.model))
    grids = aligned(ordered)
    names = [one.model for one in ordered]
    if baseline is not None and baseline not in names:
        raise InputError(
            f"baseline {baseline!r}: expected one of the models {', '.join(names)}. Use a name as "
            f"it stands in the results."
        )
    pairs = compared_pairs(grids, [one.overall for one in ordered], chosen_pairs(names, baseline))
    places = [None] * len(names) if baseline is not None else ranks(names, pairs)
    return Comparison(
        format=FORMAT,
        package=__version__,
        question_set=ordered[0].question_set,
        alpha=ALPHA,
        confidence=CONFIDENCE,
        baseline=baseline,
        models=tuple(names),
        leaderboard=tuple(_standing(o, r) for o, r in zip(ordered, places, strict=True)),
        pairs=tuple(pairs),
        cochran=_cochran(grids),
        claims=tuple(checked_claims(article_claims() if claims is None else claims, ordered)),
        slices=_slices(ordered),
        curves=tuple(curves(grids)),
        gaps=tuple(gaps(grids)),
        steadiness=tuple(steadiness(ordered)),
        letters=tuple(bias for one in ordered for bias in _letters(one)),
        values={one.model: one.values for one in ordered},
        causes={one.model: one.summary.causes for one in ordered},
        items=item_statistics(grids),
    )


def _standing(results: Results, rank: RankSet | None) -> Standing:
    overall = results.overall
    n, accuracy = overall.effective_n, overall.accuracy
    return Standing(
        model=results.model,
        rank=rank,
        overall=overall,
        detectable=stats.detectable_difference(accuracy, n) if n and accuracy else None,
        missing_ids=tuple(missing_ids(results.outcomes, most=_MISSING_SHOWN)),
        answers=results.answers,
        calibration=results.summary.calibration,
        repeats=results.summary.repeats,
    )


def _letters(results: Results) -> list[LetterBias]:
    return [
        LetterBias(
            model=results.model,
            options=one.options,
            said=one.said,
            key=one.key,
            bias=stats.position_bias(one.said),
        )
        for one in results.letters
    ]


def _cochran(grids: Sequence[Grid]) -> stats.TestResult:
    """Over the first repeat of the items that all models answered."""
    answered = np.all([grid.answered[:, 0] for grid in grids], axis=0)
    return stats.cochran_q(np.array([grid.right[answered, 0] for grid in grids], int).T.tolist())


def _slices(results: Sequence[Results]) -> dict[str, dict[str, dict[str, Aggregate]]]:
    return {
        dimension: {
            label: {one.model: one.summary.slices[dimension][label] for one in results}
            for label in labels
        }
        for dimension, labels in results[0].summary.slices.items()
    }
