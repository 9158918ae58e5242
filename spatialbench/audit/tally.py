"""How often a way of answering without understanding is right, against a blind guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from spatialbench.audit.entries import Entry, Plain
from spatialbench.audit.findings import MARGIN, Finding, Scope

Strategy = Callable[[Entry], Plain | None]
"""What a way of answering says to an item; None where it has nothing to say and guesses."""


Side = Literal["above", "below", "both"]


@dataclass(frozen=True, slots=True)
class Tally:
    """`right` of `tried` answers, where a guess would be right `guessed` times on average; of all
    `n` items the others are guessed. `chance` is the mean chance over all of them."""

    right: int
    tried: int
    guessed: float
    n: int
    chance: float

    @property
    def value(self) -> float:
        """The share of all items that the strategy gets, guessing where it has nothing to say."""
        return self.chance + (self.right - self.guessed) / self.n if self.n else 0.0

    def p(self, side: Side = "both") -> float:
        """Exact binomial: the chance of as many right or more, of as many or fewer, or twice the
        smaller of these, were they guesses. With unequal chances the binomial at their mean has the
        wider spread (Hoeffding 1956), so p is not too small."""
        from scipy.stats import binom

        if not self.tried:
            return 1.0
        share = min(1.0, self.guessed / self.tried)
        more = float(binom.sf(self.right - 1, self.tried, share))
        fewer = float(binom.cdf(self.right, self.tried, share))
        return {"above": more, "below": fewer, "both": min(1.0, 2 * min(more, fewer))}[side]


def tallied(found: Sequence[Entry], says: Iterable[Plain | None]) -> Tally:
    """What was said to each entry, counted; what an item does not offer is not said to it."""
    right, tried, guessed = 0, 0, 0.0
    for entry, said in zip(found, says, strict=True):
        if entry.offers(said):
            right += said == entry.answer
            tried += 1
            guessed += entry.item.chance
    n = len(found)
    chance = sum([entry.item.chance for entry in found]) / n if n else 0.0
    return Tally(right, tried, guessed, n, chance)


def tally(found: Sequence[Entry], strategy: Strategy) -> Tally:
    """The strategy tried on each entry."""
    return tallied(found, map(strategy, found))


def lists_all(found: Sequence[Entry]) -> bool:
    """Whether all that may be answered is listed: of numbers that are not, and of all sets of the
    labels that are (three colours, two of them of opposite faces), most are never right, and to
    leave them out pays nobody."""
    return all(entry.options and not _composed(entry) for entry in found)


def _composed(entry: Entry) -> bool:
    """Whether the answer is put together of labels that are listed."""
    return isinstance(entry.answer, tuple) and entry.position is None


def gain(
    check: str,
    scope: Scope,
    counted: Tally,
    *,
    of: int = 1,
    detail: str = "",
    null: float | None = None,
    side: Side = "both",
) -> Finding:
    """The finding of a tally, which must not be far above chance, nor below: what is right too
    rarely pays by leaving it out. `of` is among how many it was picked as the best, `null` what the
    same observer reaches where the key is drawn at random, `side` the one that is looked at."""
    return Finding(
        check=check,
        scope=scope,
        value=counted.value,
        least=None if side == "above" else counted.chance - MARGIN,
        threshold=1.0 if side == "below" else counted.chance + MARGIN,
        n=counted.n,
        p=min(1.0, of * counted.p(side)),
        chance=counted.chance,
        null=null,
        detail=detail,
    )


def best_gain(
    check: str, scope: Scope, found: Sequence[Entry], named: dict[str, Strategy], *, of: int = 1
) -> list[Finding]:
    """The findings of the best and of the worst of several strategies, with p made dearer by their
    number; by `of`, where they are picked among more than are named."""
    counts = {name: tally(found, strategy) for name, strategy in named.items()}
    if not counts:
        return []
    best = max(counts, key=lambda name: counts[name].value)
    worst = min(counts, key=lambda name: counts[name].value)
    told = {best: f"best: {best}", **({worst: f"worst: {worst}"} if lists_all(found) else {})}
    return [
        gain(check, scope, counts[name], of=max(of, len(counts)), detail=detail)
        for name, detail in told.items()
    ]
