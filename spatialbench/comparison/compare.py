"""Comparing models on one set, with tests that the data can bear.

comparison = compare([score(questions, path) for path in paths])
comparison.pairs[0].verdict["en"]
compare_totals([("GLM-5", 92, 100), ("GPT-4o", 78, 100), ("Claude 3.5", 81, 100)])
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal  # JSON

import numpy as np

from spatialbench import __version__, stats
from spatialbench.comparison.alignment import Grid, grid, refuse_strangers
from spatialbench.comparison.claims import Claim, ClaimCheck, checked_claims
from spatialbench.comparison.curves import Curve, curves
from spatialbench.comparison.family import Sides, sides
from spatialbench.comparison.hardness import ItemStatistics, item_statistics
from spatialbench.comparison.horizons import Reach, reaches
from spatialbench.comparison.notebook import (
    PAIR_COLUMNS,
    board_row,
    pair_record,
    standing_record,
)
from spatialbench.comparison.pairs import (
    ALPHA,
    Pair,
    against,
    chosen_pairs,
    compared_pairs,
    lacks,
    ranks,
)
from spatialbench.comparison.twins import Gap, Steadiness, gaps, steadiness
from spatialbench.errors import InputError
from spatialbench.notebook import data_frame, named, paragraph, table
from spatialbench.scoring.aggregates import CONFIDENCE, Aggregate, missing_ids
from spatialbench.scoring.plain import plain
from spatialbench.scoring.results import AnswersInfo, Results, SetInfo
from spatialbench.scoring.said import Cause, Said
from spatialbench.stats import Bounds, RankSet

if TYPE_CHECKING:
    import pandas

FORMAT = 2
_MISSING_SHOWN = 20
MOST_SAID = 20  # sentences in a notebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A row of the leaderboard.

    `origin` is None for a model; `reference` says that the row stands beside the family. `rank` is
    the range of ranks that the pairs leave open: None for reference rows and incomplete models, and
    with a baseline, where not all pairs are compared. `complete` says that at least 95 % of what
    was asked was answered; `bounds` are the accuracy with all that is missing wrong, and right.
    `missing_ids` are the first items without an answer; `detectable` is the smallest gap below this
    accuracy that would show.
    """

    model: str
    origin: str | None
    reference: bool
    rank: RankSet | None
    complete: bool
    bounds: Bounds
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

    `pairs` are those of the ranked models, with Holm's adjustment over all of them, and then those
    with an incomplete model; `references` are each model against each reference row. Both of these
    are adjusted apart, so that they change nothing that is said of the ranked. `slices` are the
    aggregates by dimension, value and model; `causes`, `values` are by model;
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
    references: tuple[Pair, ...]
    cochran: stats.TestResult
    claims: tuple[ClaimCheck, ...]
    slices: Mapping[str, Mapping[str, Mapping[str, Aggregate]]]
    curves: tuple[Curve, ...]
    horizons: tuple[Reach, ...]
    gaps: tuple[Gap, ...]
    steadiness: tuple[Steadiness, ...]
    letters: tuple[LetterBias, ...]
    values: Mapping[str, Sequence[Said]]
    causes: Mapping[str, Sequence[Cause]]
    items: ItemStatistics

    def __repr__(self) -> str:
        return named("Comparison", self.question_set.name, *self.models)

    def _repr_html_(self) -> str:
        """What a notebook shows: the leaderboard, and every pair in a sentence."""
        rows = [board_row(one) for one in self.leaderboard]
        columns = ("rank", "", "accuracy", "95 %", "guessing", "answers", "gap that shows")
        said = [pair.verdict["en"] for pair in (*self.pairs, *self.references)]
        board = table(self.question_set.name, columns, rows)
        return board + "".join(map(paragraph, said[:MOST_SAID]))

    def to_pandas(self, what: Literal["leaderboard", "pairs"] = "leaderboard") -> pandas.DataFrame:
        """The `leaderboard`, a row a model, or the `pairs`, those with reference rows among them.
        MissingExtra without pandas, ValueError for anything else."""
        if what == "leaderboard":
            return data_frame([standing_record(one) for one in self.leaderboard])
        if what != "pairs":
            raise ValueError(f"expected 'leaderboard' or 'pairs'; got {what!r}")
        both = ((False, self.pairs), (True, self.references))
        rows = [pair_record(pair, beside) for beside, pairs in both for pair in pairs]
        return data_frame(rows, PAIR_COLUMNS)

    def to_json(self) -> dict[str, Any]:
        """The comparison as JSON; an infinite number (a log loss) is null."""
        return dict(plain(self))

    def withheld(self) -> Comparison:
        """The comparison without what says of single items whether they were right, or which
        values are."""
        items = replace(self.items, hardest=(), suspicious=())
        return replace(self, items=items, values={}, letters=())


def compare(
    results: Sequence[Results],
    *,
    claims: Sequence[Claim] = (),
    baseline: str | None = None,
) -> Comparison:
    """The comparison of models on one set, the best first; embedded answerers are reference rows.

    `claims` are held against the models; `article_claims()` gives those of the article. With a
    `baseline`, every other model is compared with it alone. Raises MismatchError for different
    sets, InputError without results, for a name that comes twice, or for a baseline that is not
    among the models.
    """
    refuse_strangers(results)
    found = sides(results)
    grids = {one.model: grid(one) for one in found.all}
    family = [grids[one.model] for one in found.family]
    names = [one.model for one in found.all]
    _refuse_unknown(baseline, names)
    whole = {one.model: one.overall for one in found.all}
    chosen = chosen_pairs([one.model for one in found.family], baseline)
    pairs = compared_pairs(grids, whole, [pair for pair in chosen if not lacks(pair, whole)])
    pairs += compared_pairs(grids, whole, [pair for pair in chosen if lacks(pair, whole)])
    beside = [] if baseline else against([one.model for one in found.family], found.references)
    places = {} if baseline else ranks([one.model for one in found.ranked], pairs)
    return Comparison(
        format=FORMAT,
        package=__version__,
        question_set=found.all[0].question_set,
        alpha=ALPHA,
        confidence=CONFIDENCE,
        baseline=baseline,
        models=tuple(names),
        leaderboard=tuple(_standing(one, found, places) for one in found.all),
        pairs=tuple(pairs),
        references=tuple(compared_pairs(grids, whole, beside)),
        cochran=_cochran(family),
        claims=tuple(checked_claims(claims, found.family)),
        slices=_slices(found.all),
        curves=tuple(curves(list(grids.values()))),
        horizons=tuple(reaches(list(grids.values()))),
        gaps=tuple(gaps(family)),
        steadiness=tuple(steadiness([one for one in found.all if not one.outcomes.sittings])),
        letters=tuple(bias for one in found.all for bias in _letters(one)),
        values={one.model: one.values for one in found.all},
        causes={one.model: one.summary.causes for one in found.all},
        items=item_statistics(family),
    )


def _refuse_unknown(baseline: str | None, names: Sequence[str]) -> None:
    if baseline is not None and baseline not in names:
        raise InputError(
            f"baseline {baseline!r}: expected one of the models {', '.join(map(repr, names))}. "
            f"Use a name as it stands in the results."
        )


def _standing(results: Results, found: Sides, places: Mapping[str, RankSet]) -> Standing:
    overall = results.overall
    n, accuracy = overall.effective_n, overall.accuracy
    return Standing(
        model=results.model,
        origin=results.origin,
        reference=results in found.references,
        rank=places.get(results.model),
        complete=overall.is_complete,
        bounds=overall.bounds,
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
    """Over the first repeat of the items that all models answered; not of people."""
    if any(grid.participant is not None for grid in grids):
        return stats.cochran_q([])
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
