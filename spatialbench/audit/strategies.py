"""Ways of answering that look at the options, not at the question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from spatialbench.audit.entries import Entry, Plain, Sizes, asks_for, picked, sizes_of
from spatialbench.audit.findings import Finding, Scope
from spatialbench.audit.tally import Strategy, best_gain, gain, tally

Score = Callable[[Entry, Plain], float | None]
"""How much speaks for an option; None where it says nothing."""


def option_findings(found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """Constants, positions, and what the options look like among themselves."""
    answers = sorted({entry.answer for entry in found}, key=str)
    sizes = sizes_of(found)
    constants = {str(answer): _always(answer, sizes) for answer in answers}
    yield from best_gain("constant answer", scope, found, constants, of=_possible(found))
    most = max((len(entry.options) for entry in found), default=0)
    if scope.form == "choice" or all(isinstance(entry.answer, str) for entry in found):
        places = {f"option {i + 1}": _at(i) for i in range(most)}
        yield from best_gain("constant position", scope, found, places)
    if scope.form == "choice":
        for check, strategy in _LOOKS.items():
            counted = tally(found, strategy)
            if counted.tried:
                yield gain(check, scope, counted)


def _possible(found: Sequence[Entry]) -> int:
    """How many answers there are by the chance of the items, seen or not: of a million sets of
    cells each that comes up does so for the first time, and says nothing."""
    chances = [entry.item.chance for entry in found if entry.item.chance > 0]
    return round(len(chances) / sum(chances)) if chances else 1


def _always(answer: Plain, sizes: Sizes) -> Strategy:
    return lambda entry: answer if asks_for(entry, answer, sizes) else None


def _at(position: int) -> Strategy:
    return lambda entry: entry.options[position] if position < len(entry.options) else None


# --- the looks of the options -------------------------------------------------------------------


def _extreme(entry: Entry, salt: str, scores: dict[Plain, float]) -> Plain | None:
    """The option with the highest score; None where all score the same."""
    if len(set(scores.values())) < 2:
        return None
    top = max(scores.values())
    return picked([option for option, score in scores.items() if score == top], entry, salt)


def _by(score: Score, salt: str) -> Strategy:
    def strategy(entry: Entry) -> Plain | None:
        scores = {option: score(entry, option) for option in entry.options}
        known = {option: value for option, value in scores.items() if value is not None}
        return _extreme(entry, salt, known) if len(known) == len(scores) else None

    return strategy


def _length(entry: Entry, option: Plain) -> float:
    said = entry.item.options or ()
    return float(len(said[entry.options.index(option)]))


def _overlap(entry: Entry, option: Plain) -> float | None:
    """How many labels an option has in common with the others."""
    if not isinstance(option, tuple):
        return None
    others = [set(other) for other in entry.options if isinstance(other, tuple) and other != option]
    return float(sum([len(set(option) & other) for other in others]))


def _size(_: Entry, option: Plain) -> float | None:
    return None if isinstance(option, tuple | str) else float(option)


def _less(score: Score) -> Score:
    def opposite(entry: Entry, option: Plain) -> float | None:
        value = score(entry, option)
        return None if value is None else -value

    return opposite


def _off_middle(entry: Entry, option: Plain) -> float | None:
    sizes = [_size(entry, other) for other in entry.options]
    known = [size for size in sizes if size is not None]
    own = _size(entry, option)
    return None if own is None or not known else abs(own - sum(known) / len(known))


def _half_of_the_pair(entry: Entry) -> Plain | None:
    """Half of the only two options that have nothing in common, where there are just two."""
    sets = [option for option in entry.options if isinstance(option, tuple) and len(option) > 1]
    pairs = [(a, b) for a, b in combinations(sets, 2) if not set(a) & set(b)]
    return picked(pairs[0], entry, "pair") if len(pairs) == 1 else None


_LOOKS: dict[str, Strategy] = {
    "longest option": _by(_length, "longest"),
    "shortest option": _by(_less(_length), "shortest"),
    "most similar option": _by(_overlap, "similar"),
    "least similar option": _by(_less(_overlap), "dissimilar"),
    "largest option": _by(_size, "largest"),
    "smallest option": _by(_less(_size), "smallest"),
    "middle option": _by(_less(_off_middle), "middle"),
    "half of the only disjoint pair": _half_of_the_pair,
}
