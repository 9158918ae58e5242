"""The result in one sentence: who is ahead of whom, by how much, and who cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spatialbench.comparison import Comparison
from spatialbench.comparison.compare import Standing
from spatialbench.comparison.pairs import Pair
from spatialbench.report import figures
from spatialbench.report.texts import Texts

MOST_PAIRS = 3
"""So many neighbours of the ranking are named; the table of pairs has all."""


def headline(comparison: Comparison, texts: Texts) -> str:
    """Neighbours in the ranking, the best first, each with the gap and its interval; with a
    baseline, every model beside it; of a single model, its accuracy beside guessing."""
    ranked = [one for one in comparison.leaderboard if not one.reference and one.complete]
    found = {frozenset((pair.a, pair.b)): pair for pair in comparison.pairs}
    if comparison.baseline is None:
        wanted = [frozenset((a.model, b.model)) for a, b in pairwise(ranked)]
    else:
        wanted = [frozenset((one.model, comparison.baseline)) for one in ranked]
    known = [found[names] for names in wanted if names in found]
    told = [_between(pair, texts) for pair in known[:MOST_PAIRS]]
    if not told:
        told = list(_alone(ranked, texts))
    left = len(known) - MOST_PAIRS
    joint = texts("result.joint").join(told)
    more = texts("result.more", n=left) if left > 0 else ""
    return texts("result.sentence", told=joint, more=more) if told else texts("result.none")


def _alone(ranked: list[Standing], texts: Texts) -> Iterator[str]:
    for one in ranked[:1]:
        low, high = limits(one)
        yield texts(
            "result.alone",
            model=texts.model(one.model),
            accuracy=figures.percent(one.overall.accuracy),
            low=figures.percent(low),
            high=figures.percent(high),
            chance=figures.percent(one.overall.chance),
        )


def _between(pair: Pair, texts: Texts) -> str:
    gap, low, high = pair.test.difference.point, pair.test.interval.low, pair.test.interval.high
    first, second = texts.model(pair.a), texts.model(pair.b)
    if gap is None or low is None or high is None:
        return texts("result.nothing", first=first, second=second)
    if gap < 0:
        first, second, gap, low, high = second, first, -gap, -high, -low
    name = "result.open" if pair.better is None else "result.ahead"
    shares = {"gap": gap, "low": low, "high": high}
    numbers = {name: figures.tenths(share) for name, share in shares.items()}
    return texts(name, first=first, second=second, **numbers)


def limits(one: Standing) -> tuple[float, float]:
    """The interval of a model's accuracy: the one that counts the questions of a puzzle together,
    Wilson's where there are too few puzzles; of an incomplete model, what is possible."""
    if not one.complete:
        return one.bounds.low, one.bounds.high
    low, high = one.overall.clustered.low, one.overall.clustered.high
    if low is None or high is None:
        return one.overall.low, one.overall.high
    return low, high
