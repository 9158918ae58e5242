"""A linear observer over many weak signs (words, characters, pixels) names an answer or a letter.

Ridge regression on one class each (Rifkin and Klautau 2004), tried on puzzles it did not see. It
works on a table of how alike the items are, so that all that is to be learnt from the same signs,
keys drawn at random among it, costs one solution a fold.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from spatialbench.audit.entries import (
    Entry,
    Plain,
    Sizes,
    as_plain,
    asks_for,
    option_at,
    picked,
    sizes_of,
)
from spatialbench.audit.findings import Finding, Scope
from spatialbench.audit.floors import Floor, floor_of
from spatialbench.audit.learning.folds import FOLDS, fold_of
from spatialbench.audit.learning.observers import both_ends, guessed
from spatialbench.audit.learning.ranking import Picked
from spatialbench.audit.learning.threads import one_thread
from spatialbench.audit.tally import tallied

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from spatialbench.audit.learning.signs import Alike

PENALTY = 10.0
DIGITS = 8  # of a score: what differs by less is a tie

Class = Callable[[Entry], Hashable]
Read = Callable[[Entry, Hashable], Plain | None]


class Aim(NamedTuple):
    """What is to be learnt of items: classes by number, the class of each item (n,), and what each
    class would say to each item, None where the item does not offer it (n, classes)."""

    entries: Sequence[Entry]
    right: NDArray[np.int64]
    says: Sequence[Sequence[Plain | None]]


def answers(*keyings: Sequence[Entry]) -> list[Aim]:
    """For each keying of the same items: the answers themselves are the classes."""
    return _aims(keyings, lambda entry: entry.answer, lambda _, name: as_plain(name))


def right_letters(*keyings: Sequence[Entry]) -> list[Aim]:
    """For each keying of the same items: the places of the right options are the classes."""
    return _aims(keyings, lambda entry: entry.position, option_at)


def _aims(keyings: Sequence[Sequence[Entry]], target: Class, read: Read) -> list[Aim]:
    import numpy as np

    classes = sorted({target(entry) for found in keyings for entry in found}, key=str)
    number = {name: i for i, name in enumerate(classes)}
    sizes = sizes_of(keyings[0])
    says = [[_asked(entry, read(entry, name), sizes) for name in classes] for entry in keyings[0]]
    return [
        Aim(found, np.array([number[target(entry)] for entry in found]), says) for found in keyings
    ]


def _asked(entry: Entry, value: Plain | None, sizes: Sizes) -> Plain | None:
    return value if asks_for(entry, value, sizes) else None


def random_keys(found: Sequence[Entry], round_: int = 0) -> list[Entry]:
    """The items with an answer drawn at random among what each offers."""
    import numpy as np

    draws = np.random.default_rng(round_)
    return [_keyed(entry, draws.permutation(len(entry.options)).tolist()) for entry in found]


def _keyed(entry: Entry, order: Sequence[int]) -> Entry:
    """The item with the first of its options, in that order, as its answer; with as many as its
    answer has where it is a set of them."""
    if not order:
        return entry
    if isinstance(entry.answer, tuple) and entry.position is None:
        some = sorted(str(entry.options[place]) for place in order[: len(entry.answer)])
        return replace(entry, answer=tuple(some))
    place = order[0]
    position = None if entry.position is None else place
    return replace(entry, answer=entry.options[place], position=position)


def aims_learnt(aims: Sequence[Aim], alike: Alike) -> list[Picked]:
    """What the signs speak for and against, for each aim; all are of the same items."""
    import numpy as np

    folds = np.array([fold_of(entry) for entry in aims[0].entries])
    scores = [np.full((len(aim.right), len(aim.says[0])), np.nan) for aim in aims]
    for fold in range(FOLDS):
        train, test = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        if not len(test) or not len(train):
            continue
        wanted = np.concatenate([_wanted(aim, train) for aim in aims], axis=1)
        found = ridge(alike, train, test, wanted)
        cuts = np.cumsum([len(aim.says[0]) for aim in aims])[:-1]
        for aim, own, part in zip(aims, scores, np.split(found, cuts, axis=1), strict=True):
            seen = np.isin(np.arange(part.shape[1]), aim.right[train])
            if seen.sum() > 1:  # what was never right is thought of last
                own[test] = np.where(seen, part, -np.inf)
    return [_extremes(aim, own) for aim, own in zip(aims, scores, strict=True)]


def _wanted(aim: Aim, train: NDArray[np.int64]) -> NDArray[np.float64]:
    """(train, classes) 1 for the right class, -1 for others."""
    import numpy as np

    classes = np.arange(len(aim.says[0]))
    return np.where(aim.right[train][:, None] == classes, 1.0, -1.0)


def ridge(
    alike: Alike, train: NDArray[np.int64], test: NDArray[np.int64], wanted: NDArray[np.float64]
) -> NDArray[np.float64]:
    """(test, columns) the columns predicted, by ridge regression with an intercept in its dual
    form (Saunders, Gammerman and Vovk 1998)."""
    import numpy as np
    from scipy.linalg import cho_factor, cho_solve

    own = alike[np.ix_(train, train)]
    mean = own.mean(axis=0)
    centred = own - mean - mean[:, None] + mean.mean()
    centred[np.diag_indices_from(centred)] += PENALTY
    level = wanted.mean(axis=0)
    other = alike[np.ix_(test, train)]
    other = other - other.mean(axis=1, keepdims=True) - mean + mean.mean()
    with one_thread():
        weights = cho_solve(cho_factor(centred, lower=True, overwrite_a=True), wanted - level)
        predicted: NDArray[np.float64] = level + other @ weights
    return np.round(predicted, DIGITS)


def _extremes(aim: Aim, scores: NDArray[np.float64]) -> Picked:
    """The highest and the lowest of what each item offers; None where all are alike."""
    best: list[Plain | None] = []
    least: list[Plain | None] = []
    for entry, own, says in zip(aim.entries, scores.tolist(), aim.says, strict=True):
        known = [(s, value) for s, value in zip(own, says, strict=True) if value is not None]
        heights = {score for score, _ in known}
        told = len(heights) > 1 and not any(score != score for score in heights)  # NaN
        best.append(_one_at(entry, known, max(heights)) if told else None)
        least.append(_one_at(entry, known, min(heights)) if told else None)
    return Picked(best, least)


def _one_at(entry: Entry, known: Sequence[tuple[float, Plain]], height: float) -> Plain:
    return picked([value for score, value in known if score == height], entry, "classes")


# --- findings -----------------------------------------------------------------------------------


def class_findings(
    check: str, found: Sequence[Entry], scope: Scope, alike: Alike
) -> Iterator[Finding]:
    """What these signs say of the answer and, where there are options, of its letter; beside each
    what they say where the key is drawn at random."""
    keyed = random_keys(found)
    kinds = [("", answers)] + ([(", letter", right_letters)] if scope.form == "choice" else [])
    learnt = aims_learnt([aim for _, aims in kinds for aim in aims(found, keyed)], alike)
    for (name, _), picks, by_luck in zip(kinds, learnt[::2], learnt[1::2], strict=True):
        null = tallied(keyed, by_luck.best).value
        yield from both_ends(f"{check}{name}", found, scope, picks, null)


def learned_floor(name: str, found: Sequence[Entry], scope: Scope, alike: Alike) -> Floor:
    """What these signs are worth to somebody who sees the whole of an item."""
    (picks,) = aims_learnt(answers(found), alike)
    return floor_of(name, scope, guessed(picks.best, found), found)
