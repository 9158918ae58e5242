"""Blind text: can a bag of words guess the answer? Multinomial naive Bayes, cross-validated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING

from spatialbench.audit.entries import Entry, Plain, as_plain, option_at
from spatialbench.audit.findings import Finding, Scope
from spatialbench.audit.tally import gain, tallied

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDS = 5
LEAST = 50  # with fewer probes nothing is learnt
WORDS = 2000  # the most frequent ones
_CELLS = 20_000_000  # of the table of counts, which bounds memory

_LATIN = re.compile(r"[a-z]+|\d+", re.IGNORECASE)
_CHINESE = re.compile(r"[㐀-鿿]+")

Target = Callable[[Entry], Hashable]


def fold_of(entry: Entry) -> int:
    """By fingerprint: twins and copies of a probe are never on both sides."""
    return sum(entry.fingerprint.encode("utf-8", "surrogatepass")) % FOLDS


def tokens(text: str) -> list[str]:
    """Words and numbers; of Chinese, which has no spaces, every two neighbouring characters."""
    found = [word.lower() for word in _LATIN.findall(text)]
    for run in _CHINESE.findall(text):
        found += [run[i : i + 2] for i in range(max(1, len(run) - 1))]
    return found


def word_findings(found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """Whether the words of the prompt give away the answer, or the letter of the right option.

    `found` holds one entry a probe, all in one language and modality."""
    if len(found) < LEAST:
        return
    counts = _counts([tokens(entry.item.prompt) for entry in found])
    said = _predicted(found, counts, lambda entry: entry.answer, lambda _, answer: as_plain(answer))
    yield gain("blind text", scope, tallied(found, said))
    if scope.form == "choice":
        said = _predicted(found, counts, lambda entry: entry.position, option_at)
        yield gain("blind text, letter", scope, tallied(found, said))


def _counts(texts: Sequence[list[str]]) -> NDArray[np.float32]:
    """How often each of the most frequent words is in each text: (texts, words) float32."""
    import numpy as np

    frequent = Counter(word for text in texts for word in dict.fromkeys(text))
    kept = [word for word, _ in frequent.most_common(min(WORDS, _CELLS // len(texts)))]
    column = {word: i for i, word in enumerate(kept)}
    counts = np.zeros((len(texts), len(kept)), dtype=np.float32)
    for row, text in enumerate(texts):
        for word, times in Counter(text).items():
            if word in column:
                counts[row, column[word]] = times
    return counts


def _predicted(
    found: Sequence[Entry],
    counts: NDArray[np.float32],
    target: Target,
    read: Callable[[Entry, Hashable], Plain | None],
) -> list[Plain | None]:
    """For each entry the likeliest class among those it offers, learnt from the other folds;
    `read` says what a class means as an answer to an entry."""
    import numpy as np

    classes = sorted({target(entry) for entry in found}, key=str)
    number = {name: i for i, name in enumerate(classes)}
    labels = np.array([number[target(entry)] for entry in found])
    folds = np.array([fold_of(entry) for entry in found])
    answers = [[read(entry, name) for name in classes] for entry in found]
    offered = np.array([[e.offers(a) for a in row] for e, row in zip(found, answers, strict=True)])
    said: list[Plain | None] = [None] * len(found)
    for fold in range(FOLDS):
        train, test = folds != fold, np.flatnonzero(folds == fold)
        if train.any() and len(test):
            scores = _log_odds(counts[train], labels[train], len(classes), counts[test])
            best = np.where(offered[test], scores, -np.inf).argmax(axis=1)
            for row, column in zip(test, best, strict=True):
                said[row] = answers[row][column]
    return said


def _log_odds(
    train: NDArray[np.float32], labels: NDArray[np.int64], classes: int, test: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Log-posterior up to a constant, (test, classes), with add-one smoothing (Manning, Raghavan
    and Schütze 2008, chapter 13)."""
    import numpy as np

    member = np.eye(classes, dtype=np.float64)[labels]
    words = member.T @ train + 1.0
    likelihood = np.log(words / words.sum(axis=1, keepdims=True))
    prior = np.log(member.sum(axis=0) + 1.0)
    scores: NDArray[np.float64] = test @ likelihood.T + prior
    return scores
