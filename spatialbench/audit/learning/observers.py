"""Who is tried: blind observers, who must stay at chance, and those who understand in part.

An observer is blind who sees no start, or no story, or only the options or the facts beside them.
Those who see all the words, or follow single steps besides, set the learned floors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from spatialbench.audit.entries import Entry, Plain
from spatialbench.audit.findings import Finding, Scope
from spatialbench.audit.floors import Believing, Floor, floor_of
from spatialbench.audit.learning.folds import LEAST, puzzle_fold_of
from spatialbench.audit.learning.ranking import Picked, permuted, picked_by
from spatialbench.audit.learning.relations import Candidates, candidates
from spatialbench.audit.partial.beliefs import Belief
from spatialbench.audit.tally import Tally, gain, lists_all, tallied
from spatialbench.items.sections import sections

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLIND: Mapping[str, tuple[str, ...]] = {
    "learned: options alone": ("options",),
    "learned: options and facts": ("options", "facts"),
    "learned: without the story": ("options", "facts", "start", "ask"),
    "learned: without the start": ("options", "facts", "story", "ask"),
}
PARTIAL: Mapping[str, tuple[str, ...]] = {
    "learned: words": ("options", "facts", "start", "story", "ask"),
    "learned: words and single steps": ("options", "facts", "start", "story", "ask", "steps"),
}
SINGLE_STEPS = ("nothing happens", "first step only", "last step only", "direction ignored")


def table_of(found: Sequence[Entry], believing: Believing | None = None) -> Candidates | None:
    """The candidates of these entries as numbers; None where there are too few entries or none
    lists its candidates."""
    if len(found) < LEAST or not all(entry.answer in entry.options for entry in found):
        return None
    steps: list[Mapping[str, Belief]] = [{} for _ in found]
    if believing is not None:
        steps = [_single(beliefs, believing) for beliefs in believing]
    return candidates(
        found, [sections(entry.item, happens=entry.happens) for entry in found], steps
    )


def _single(beliefs: Mapping[str, Belief | None], all_of_them: Believing) -> Mapping[str, Belief]:
    """What the followers of single steps say, of those whose steps are never the whole story."""
    return {
        name: beliefs.get(name) or {}
        for name in SINGLE_STEPS
        if all(other.get(name, {}) is not None for other in all_of_them)
    }


def blind_findings(
    found: Sequence[Entry], scope: Scope, table: Candidates | None, *, nulls: int = 1
) -> Iterator[Finding]:
    """What each blind observer learns, above chance and below: its best pick and its worst. `nulls`
    is how often it is tried on keys drawn at random. One entry a probe."""
    for check, parts in BLIND.items():
        if table is None:
            yield too_few(check, scope, found)
            continue
        seen = table.seen_by(parts)
        if not seen.shape[1]:
            continue  # all items look the same to it
        if "story" not in parts and "start" in parts and not table.stories_differ:
            continue  # it lacks nothing: what it gets is a floor
        picks = picked_by(table, seen, found)
        chance = null_of(table, seen, found, nulls)
        yield from both_ends(check, found, scope, picks, chance)


def both_ends(
    check: str, found: Sequence[Entry], scope: Scope, picks: Picked, null: float | None = None
) -> Iterator[Finding]:
    """The best pick, which must not be far above chance, and the worst, not far below. The other
    sides mean nothing: where answers are balanced, what was frequent among four fifths is rare in
    the last, and a learner falls a little below chance."""
    yield gain(check, scope, tallied(found, picks.best), null=null, side="above")
    if lists_all(found):
        least = tallied(found, picks.least)
        yield gain(f"{check}, least likely", scope, least, side="below")


def null_of(
    table: Candidates, seen: NDArray[np.float32], found: Sequence[Entry], rounds: int = 1
) -> float | None:
    """What an observer who sees these columns gets on average where the key is drawn at random."""
    counts = [_random_key(table, seen, found, number) for number in range(rounds)]
    return sum(count.value for count in counts) / rounds if rounds else None


def _random_key(
    table: Candidates, seen: NDArray[np.float32], found: Sequence[Entry], number: int
) -> Tally:
    drawn = permuted(table, found, round_=number)
    said = picked_by(drawn, seen, found).best
    chosen = zip(found, drawn.right_places(), strict=True)
    keyed = [replace(entry, answer=entry.options[place]) for entry, place in chosen]
    return tallied(keyed, said)


def too_few(check: str, scope: Scope, found: Sequence[Entry]) -> Finding:
    """A check that was not made: there is nothing to be said of so few items."""
    chance = sum(entry.item.chance for entry in found) / len(found)
    return Finding(
        check=check,
        scope=scope,
        value=chance,
        threshold=chance,
        n=0,
        chance=chance,
        detail=f"{len(found)} probes; at least {LEAST} with listed options are needed",
    )


def learned_floors(
    found: Sequence[Entry], scope: Scope, table: Candidates | None
) -> Iterator[Floor]:
    """What those get who learn from all the words, and from single steps acted out besides."""
    if table is None:
        return
    for name, parts in PARTIAL.items():
        said = picked_by(table, table.seen_by(parts), found, puzzle_fold_of).best
        yield floor_of(name, scope, guessed(said, found), found)


def guessed(said: Sequence[Plain | None], found: Sequence[Entry]) -> list[float]:
    """The probability that each item is right; a guess where nothing was said."""
    return [
        entry.item.chance if value is None else float(value == entry.answer)
        for entry, value in zip(found, said, strict=True)
    ]
