"""What bare totals can bear: "92 of 100" against "81 of 100", with no files at all.

Nothing is known about the questions, so the samples count as independent: pooled z tests with
Holm's adjustment, Newcombe's intervals, and rank sets instead of ranks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from spatialbench import stats
from spatialbench.comparison.pairs import ALPHA
from spatialbench.comparison.verdicts import Gap, gap_verdict, on_totals
from spatialbench.errors import InputError
from spatialbench.stats import Difference, RankSet
from spatialbench.stats.planning import planned

CORRELATIONS = (0.3, 0.5)
SIZES = (50, 100, 500, 1000, 3000)
_SEARCHED = 5_000  # there are many pairs: beyond, Connor's closed form will do


class Total(NamedTuple):
    """`right` of `n` answers of a model were right."""

    model: str
    right: int
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRow:
    """A total with Wilson's interval, the ranks it may have, and the smallest gap below it that
    this many questions would show (80 % power)."""

    model: str
    right: int
    n: int
    accuracy: float
    low: float
    high: float
    rank: RankSet
    detectable: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalPair:
    """Model `a` against `b`. `needed` is the number of questions a model for the observed gap, on
    different questions (key `unpaired`) or on the same ones with that correlation of right answers
    (`0.3`, `0.5`; None where the shares do not allow it). `better` is None if not told apart."""

    a: str
    b: str
    difference: Difference
    p: float
    p_holm: float
    better: str | None
    probability_a_better: float
    needed: Mapping[str, int | None]
    verdict: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalsComparison:
    """Totals side by side, the highest share first."""

    rows: tuple[TotalRow, ...]
    pairs: tuple[TotalPair, ...]


def parse_total(text: str) -> Total:
    """The total that a text like `GLM-5=92/100` says; InputError saying what is wrong with it.

    >>> parse_total("GLM-5=92/100")
    Total(model='GLM-5', right=92, n=100)
    """
    model, equals, counts = text.rpartition("=")
    right, slash, n = counts.partition("/")
    if not equals or not model.strip() or not slash:
        raise InputError(f"{text!r}: expected NAME=RIGHT/QUESTIONS, as in GLM-5=92/100")
    numbers = []
    for what, said in (("right answers", right), ("questions", n)):
        if not (said.strip().isascii() and said.strip().isdigit() and len(said) < 16):
            raise InputError(
                f"{text!r}: expected a whole number of {what}; got {said.strip()!r}. Give counts, "
                f"not percentages: without the number of questions nothing can be said"
            )
        numbers.append(int(said))
    return _checked(Total(model.strip(), *numbers))


def _checked(total: Total) -> Total:
    model, right, n = total
    if n < 1:
        raise InputError(f"{model!r}: expected at least 1 question; got {n}")
    if not 0 <= right <= n:
        raise InputError(f"{model!r}: expected 0 to {n} right answers of {n}; got {right}")
    return total


def compare_totals(totals: Iterable[tuple[str, int, int]]) -> TotalsComparison:
    """The comparison of (model, right, questions), in any order.

    Raises InputError without totals, for impossible counts, or for a model that comes twice.
    """
    listed = [_checked(Total(*total)) for total in totals]
    names = [total.model for total in listed]
    if not listed:
        raise InputError("expected at least one total, as in GLM-5=92/100; there is none")
    if len(set(names)) < len(names):
        raise InputError(f"expected every model once; got {', '.join(sorted(names))}")
    listed.sort(key=lambda total: (-total.right / total.n, total.model))
    places = stats.rank_sets([(total.right, total.n) for total in listed])
    rows = tuple(_row(total, rank) for total, rank in zip(listed, places, strict=True))
    return TotalsComparison(rows=rows, pairs=tuple(_pairs(listed)))


def what_if(
    accuracies: Sequence[tuple[str, float]] | Mapping[str, float],
    ns: Sequence[int] = SIZES,
) -> dict[int, TotalsComparison]:
    """What these shares could bear if they came from n questions each, for every n. Shares are
    rounded to whole right answers. Raises InputError for a share outside 0 to 1 or an n below 1."""
    listed = list(accuracies.items() if isinstance(accuracies, Mapping) else accuracies)
    for model, share in listed:
        if not 0 <= share <= 1:
            raise InputError(f"{model!r}: expected a share from 0 to 1; got {share!r}")
    return {n: compare_totals([(m, int(share * n + 0.5), n) for m, share in listed]) for n in ns}


def _row(total: Total, rank: RankSet) -> TotalRow:
    model, right, n = total
    interval = stats.proportion_interval(right, n)
    return TotalRow(
        model=model,
        right=right,
        n=n,
        accuracy=right / n,
        low=interval.low,
        high=interval.high,
        rank=rank,
        detectable=stats.detectable_difference(right / n, n) if right else None,
    )


def _pairs(totals: Sequence[Total]) -> list[TotalPair]:
    pairs = list(combinations(totals, 2))
    p_values = [stats.two_proportion_test(a.right, a.n, b.right, b.n) for a, b in pairs]
    adjusted = stats.adjust(p_values)
    return [
        _pair(a, b, p, p_holm) for (a, b), p, p_holm in zip(pairs, p_values, adjusted, strict=True)
    ]


def _pair(a: Total, b: Total, p: float, p_holm: float) -> TotalPair:
    difference = stats.unpaired_difference(a.right, a.n, b.right, b.n)
    gap = difference.point or 0.0
    told = bool(gap) and p_holm <= ALPHA
    return TotalPair(
        a=a.model,
        b=b.model,
        difference=difference,
        p=p,
        p_holm=p_holm,
        better=(a.model if gap > 0 else b.model) if told else None,
        probability_a_better=stats.probability_better(a.right, a.n, b.right, b.n),
        needed=_needed(a.right / a.n, b.right / b.n),
        verdict=gap_verdict(
            a.model,
            b.model,
            Gap(gap, difference.low, difference.high, "pooled-z", p_holm, on_totals(a.n, b.n)),
            told=told,
        ),
    )


def _needed(p1: float, p2: float) -> dict[str, int | None]:
    unpaired = None if p1 == p2 else stats.sample_size(p1, p2)
    paired = {f"{rho}": _paired(p1, p2, rho, unpaired) for rho in CORRELATIONS}
    return {"unpaired": unpaired, **paired}


@lru_cache(maxsize=1024)
def _paired(p1: float, p2: float, rho: float, unpaired: int | None) -> int | None:
    if unpaired is None or p1 in (0, 1) or p2 in (0, 1):
        return None
    low, high = stats.correlation_bounds(p1, p2)
    if not low <= rho <= high:
        return None
    return planned(p1, p2, rho=rho, most=_SEARCHED).questions
