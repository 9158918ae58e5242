"""Gradient boosting over candidates: which option of an item looks most like a right one?

Tried on probes or puzzles that were not learnt from, and beside it the same learner
on keys drawn at random: what it reaches there is what luck and its own preferences give.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from spatialbench.audit.entries import Entry, Plain, picked
from spatialbench.audit.learning.folds import FOLDS, fold_of
from spatialbench.audit.learning.relations import Candidates
from spatialbench.audit.learning.threads import one_thread
from spatialbench.errors import MissingExtra

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROUNDS, LEAVES, FEWEST = 40, 8, 12  # of boosting, of a tree, and rows in a leaf


class Picked(NamedTuple):
    """For each entry the option that looks most like a right one, and the one that looks least;
    None where nothing could be learnt."""

    best: list[Plain | None]
    least: list[Plain | None]


def check_installed() -> None:
    """MissingExtra where scikit-learn is not there."""
    try:
        import sklearn  # noqa: F401  # only whether it is there
    except ImportError:
        raise MissingExtra("scikit-learn", "audit") from None


def picked_by(
    table: Candidates,
    seen: NDArray[np.float32],
    found: Sequence[Entry],
    fold: Callable[[Entry], int] = fold_of,
) -> Picked:
    """What an observer who sees these columns picks, each fifth learnt from the other four."""
    import numpy as np

    folds = np.array([fold(entry) for entry in found])[table.entry]
    scores = np.full(len(table.entry), np.nan)
    for number in range(FOLDS):
        train, test = folds != number, folds == number
        if test.any() and len(set(table.right[train].tolist())) == 2:
            scores[test] = _scores(seen[train], table.right[train], seen[test])
    return _extremes(table, scores, found)


def _scores(
    train: NDArray[np.float32], right: NDArray[np.bool_], test: NDArray[np.float32]
) -> NDArray[np.float64]:
    from sklearn.ensemble import HistGradientBoostingClassifier

    learner = HistGradientBoostingClassifier(
        max_iter=ROUNDS,
        max_leaf_nodes=LEAVES,
        min_samples_leaf=FEWEST,
        learning_rate=0.2,
        early_stopping=False,
        random_state=0,
    )
    with one_thread():
        scores: NDArray[np.float64] = learner.fit(train, right).decision_function(test)
    return scores


def _extremes(table: Candidates, scores: NDArray[np.float64], found: Sequence[Entry]) -> Picked:
    import numpy as np

    best: list[Plain | None] = [None] * len(found)
    least: list[Plain | None] = [None] * len(found)
    starts = np.flatnonzero(np.diff(table.entry, prepend=-1))
    for start, end in zip(starts, [*starts[1:], len(scores)], strict=True):
        number, own = int(table.entry[start]), scores[start:end]
        if not np.isnan(own).any() and own.max() > own.min():  # else all look the same
            best[number] = _one_at(found[number], own == own.max(), "best")
            least[number] = _one_at(found[number], own == own.min(), "least")
    return Picked(best, least)


def _one_at(entry: Entry, places: NDArray[np.bool_], salt: str) -> Plain:
    return picked([entry.options[place] for place in places.nonzero()[0]], entry, salt)


def permuted(table: Candidates, found: Sequence[Entry], *, round_: int) -> Candidates:
    """The same candidates with a right one drawn at random in each entry."""
    import numpy as np

    draws = np.random.default_rng(round_)
    sizes = np.bincount(table.entry, minlength=len(found))
    chosen = (draws.random(len(found)) * sizes).astype(np.int64)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    right = np.zeros(len(table.entry), dtype=bool)
    right[(starts + chosen)[sizes > 0]] = True
    return table._replace(right=right)
