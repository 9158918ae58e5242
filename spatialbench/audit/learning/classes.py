"""A linear observer over many weak signs (words, characters, pixels) names an answer or a letter.

Ridge regression on one class each (Rifkin and Klautau 2004), tried on puzzles it did not see.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any  # sparse matrices

from spatialbench.audit.entries import Entry, Plain, as_plain, option_at, picked
from spatialbench.audit.learning.folds import FOLDS, fold_of
from spatialbench.audit.learning.ranking import Picked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_WORDS = 3000  # of each kind, the most frequent ones
PENALTY = 10.0

Class = Callable[[Entry], Hashable]
Read = Callable[[Entry, Hashable], Plain | None]


def word_table(texts: Sequence[str], *, characters: bool) -> Any:
    """(texts, signs) which words and pairs of words each text holds, sparse; with `characters`
    also which runs of two to four characters."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import CountVectorizer

    word = CountVectorizer(
        token_pattern=r"[A-Za-z]+|\d+|[㐀-鿿]",  # a pattern of words, no password
        ngram_range=(1, 2),
        max_features=MOST_WORDS,
        binary=True,
    )
    tables = [word.fit_transform(texts)]
    if characters:
        run = CountVectorizer(
            analyzer="char", ngram_range=(2, 4), max_features=MOST_WORDS, binary=True
        )
        tables.append(run.fit_transform(texts))
    return hstack(tables).tocsr().astype("float32")


def answers_picked(found: Sequence[Entry], signs: Any) -> Picked:
    """Which answers the signs speak for and against, among those that each item offers."""
    return _picked(found, signs, lambda entry: entry.answer, lambda _, name: as_plain(name))


def letters_picked(found: Sequence[Entry], signs: Any) -> Picked:
    """Which letters the signs speak for and against."""
    return _picked(found, signs, lambda entry: entry.position, option_at)


def _picked(found: Sequence[Entry], signs: Any, target: Class, read: Read) -> Picked:
    import numpy as np

    classes = sorted({target(entry) for entry in found}, key=str)
    labels = np.array([classes.index(target(entry)) for entry in found])
    folds = np.array([fold_of(entry) for entry in found])
    best: list[Plain | None] = [None] * len(found)
    least: list[Plain | None] = [None] * len(found)
    for fold in range(FOLDS):
        train, test = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        if len(test) and len(np.unique(labels[train])) > 1:
            scores = _scores(signs[train], labels[train], signs[test], len(classes))
            for row, own in zip(test.tolist(), scores, strict=True):
                best[row] = _offered(found[row], own, classes, read)
                least[row] = _offered(found[row], -own, classes, read)
    return Picked(best, least)


def _offered(
    entry: Entry, scores: NDArray[np.float64], classes: Sequence[Hashable], read: Read
) -> Plain | None:
    """The highest of what the entry offers; None where all are alike."""
    values = [(score, read(entry, name)) for score, name in zip(scores, classes, strict=True)]
    known = [(score, value) for score, value in values if entry.offers(value) and value is not None]
    if len({score for score, _ in known}) < 2:
        return None
    top = max(score for score, _ in known)
    return picked([value for score, value in known if score == top], entry, "classes")


def _scores(train: Any, labels: NDArray[np.int64], test: Any, count: int) -> NDArray[np.float64]:
    """(test, classes) how much speaks for each class; those not learnt from have nothing."""
    import numpy as np
    from sklearn.linear_model import RidgeClassifier
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        learner = RidgeClassifier(alpha=PENALTY, solver="lsqr").fit(train, labels)
        found = learner.decision_function(test)
    if found.ndim == 1:  # two classes have one score
        found = np.stack([-found, found], axis=1)
    scores = np.full((len(found), count), found.min() - 1.0)
    scores[:, learner.classes_] = found
    return scores
