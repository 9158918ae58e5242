"""What discs did to whether two others touch, by taking away every set of them.

A disc's effect is named only where the accounts of causes agree on it:

* whether (Lewis 1973, Causation; Gerstenberg et al. 2021, A counterfactual simulation model of
  causal judgments): without the disc alone the two would touch, and do not, or the other way round;
* under some contingency (Halpern & Pearl 2005; Chockler & Halpern 2004, Responsibility and blame):
  with some others away, which changes nothing by itself, the disc decides it;
* how (Gerstenberg et al. 2021; production in Hall 2004, Two concepts of causation): a chain of
  touches leads from the disc to the two, before they touch;
* with or against their tendency (Wolff 2007, Representing causation; Hall 2004, double
  prevention): a disc enables where the two would touch anyhow, if neither it were there nor what it
  keeps away from them.

A disc caused it: whether, how, and against the tendency; enabled: whether, not how, with the
tendency; prevented: the two do not touch, whether, and it meets what would bring them together; it
made no difference: not whether, under no contingency, not how. All else is disputed: overdetermined
or preempted, an idle link of a chain, a helper of what prevents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.causal.grooves.lanes import Disc, Hit, play_with

Pair = tuple[int, int]
NEARER = 130  # percent of a touch: no near miss in any of the worlds
CAUSED, ENABLED, PREVENTED, NONE = EFFECTS = ("caused", "enabled", "prevented", "no difference")


class World(NamedTuple):
    """What happens with some of the discs there: all touches, and the number of the one of the two
    that are asked about; None if these do not touch."""

    hits: tuple[Hit, ...]
    touch: int | None

    def before(self) -> tuple[Hit, ...]:
        """The touches up to that of the two; all where they do not touch."""
        return self.hits if self.touch is None else self.hits[: self.touch]


class Worlds:
    """The worlds of a board, each played when it is first needed: a set of discs is a number with
    a bit for each."""

    def __init__(self, discs: Sequence[Disc], pair: Pair) -> None:
        self.discs, self.pair = discs, pair
        self.all = (1 << len(discs)) - 1
        self.others = [n for n in range(len(discs)) if n not in pair]
        self._known: dict[int, World] = {}

    def of(self, there: int) -> World:
        """What happens with those discs. Refused where that is not clear."""
        if there not in self._known:
            self._known[there] = self._inferred(there) or self._played(there)
        return self._known[there]

    def _inferred(self, there: int) -> World | None:
        """The same as with one disc more, where that one touches nothing."""
        for n in self.others:
            more = self._known.get(there | 1 << n) if not there >> n & 1 else None
            if more is not None and not any(n in hit[1:] for hit in more.hits):
                return more
        return None

    def _played(self, there: int) -> World:
        discs = [n for n in range(len(self.discs)) if there >> n & 1]
        hits = play_with(self.discs, discs, nearer=NEARER).hits
        touch = [k for k, hit in enumerate(hits) if hit[1:] == self.pair]
        return World(hits, touch[0] if touch else None)

    def touch(self, there: int) -> bool:
        """Whether the two touch, with those discs."""
        return self.of(there).touch is not None

    def sets(self) -> list[int]:
        """All sets with the two in them, larger ones first."""
        found = [self.all]
        for n in self.others:
            found += [there & ~(1 << n) for there in found]
        return sorted(found, key=lambda there: -there.bit_count())


def acted_on(hits: Iterable[Hit], ends: Iterable[int]) -> set[int]:
    """The discs from which a chain of touches, in order of time, leads to these; with them."""
    found = set(ends)
    for _, one, other in reversed(tuple(hits)):
        if one in found or other in found:
            found |= {one, other}
    return found


def reached(hits: Iterable[Hit], start: int) -> set[int]:
    """The discs to which a chain of touches, in order of time, leads from a disc."""
    found = {start}
    for _, one, other in hits:
        if one in found or other in found:
            found |= {one, other}
    return found


def effects(worlds: Worlds) -> dict[int, str]:
    """What each of the others did. Refused where it is disputed, or not clear what happens in one
    of the worlds."""
    touch = {there: worlds.touch(there) for there in worlds.sets()}
    return {n: _effect(worlds, touch, n) for n in worlds.others}


def _effect(worlds: Worlds, touch: Mapping[int, bool], disc: int) -> str:
    bit, happened = 1 << disc, touch[worlds.all]
    decides = touch[worlds.all ^ bit] != happened
    contingently = any(
        touch[there] == happened != touch[there ^ bit] for there in touch if there & bit
    )
    actual = worlds.of(worlds.all)
    if not happened:
        if decides:
            bringing = acted_on(worlds.of(worlds.all ^ bit).before(), worlds.pair)
            if bringing & (reached(actual.hits, disc) - {disc}):
                return PREVENTED
            raise Refused("disputed", "helps what prevents")
        if contingently:
            raise Refused("disputed", "prevented by each of several")
        return NONE
    how = disc in acted_on(actual.before(), worlds.pair)
    anyhow = any(touch[there] for there in touch if not there & bit)
    if decides and how and not anyhow:
        return CAUSED
    if decides and anyhow and not how:
        return ENABLED
    if not decides and not contingently and not how:
        return NONE
    why = "overdetermined" if contingently and not decides else "whether and how differ"
    raise Refused("disputed", why)
