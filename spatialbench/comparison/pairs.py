"""Every model against every other, or against a baseline, with the p-values adjusted by Holm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from spatialbench import stats
from spatialbench.comparison.alignment import Grid
from spatialbench.comparison.crossed import crossed_test
from spatialbench.comparison.paired import PairedTest, paired_test
from spatialbench.comparison.verdicts import Incomplete, Limits, pair_verdict
from spatialbench.scoring.aggregates import Aggregate
from spatialbench.scoring.results import Results
from spatialbench.stats import RankSet

ALPHA = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Model `a` against model `b`; `better` names the better one, None if they are not told apart.

    `probability_a_better` is exact under a uniform prior on discordant cells. `detectable` is the
    smallest gap below the better share that as many independent questions would show (80 % power,
    unpaired: pairing does better); `needed_unpaired` and `needed_paired` are the questions that
    the observed gap would take. `verdict` is in words, by language.
    """

    a: str
    b: str
    test: PairedTest
    p_holm: float
    better: str | None
    probability_a_better: float
    detectable: float | None
    needed_unpaired: int | None
    needed_paired: int | None
    verdict: Mapping[str, str]


def chosen_pairs(family: Sequence[str], baseline: str | None) -> list[tuple[str, str]]:
    """The pairs of names to compare: all of the family, or each of it with the baseline."""
    if baseline is None:
        return list(combinations(family, 2))
    return [(name, baseline) for name in family if name != baseline]


def against(family: Sequence[str], references: Sequence[Results]) -> list[tuple[str, str]]:
    """Each of the family with each reference row."""
    return [(name, one.model) for name in family for one in references]


def lacks(pair: tuple[str, str], overall: Mapping[str, Aggregate]) -> bool:
    """Whether one of a pair is incomplete."""
    return any(not overall[name].is_complete for name in pair)


def compared_pairs(
    grids: Mapping[str, Grid], overall: Mapping[str, Aggregate], chosen: Sequence[tuple[str, str]]
) -> list[Pair]:
    """The comparisons of these pairs of names, with Holm's adjustment over all of them."""
    tests = [model_test(grids[a], grids[b]) for a, b in chosen]
    adjusted = stats.adjust([test.p for test in tests])
    return [
        _pair(a, b, test, p, (overall[a], overall[b]))
        for (a, b), test, p in zip(chosen, tests, adjusted, strict=True)
    ]


def model_test(a: Grid, b: Grid) -> PairedTest:
    """The paired test of two models over the cells that they share; of people, as `crossed`
    says."""
    if a.participant is not None or b.participant is not None:
        return crossed_test(a, b)
    shared = min(a.right.shape[1], b.right.shape[1])
    usable = a.answered[:, :shared] & b.answered[:, :shared]
    probe = np.broadcast_to(a.probe[:, None], usable.shape)
    return paired_test(a.right[:, :shared], b.right[:, :shared], usable, probe)


def _pair(
    a: str, b: str, test: PairedTest, p_holm: float, overall: tuple[Aggregate, Aggregate]
) -> Pair:
    gap = test.difference.point
    better = (a if gap > 0 else b) if gap and p_holm <= ALPHA else None
    shares = _shares(test)
    higher = max(shares, default=0.0)
    n = min(one.effective_n for one in overall)
    detectable = stats.detectable_difference(higher, n) if n and higher else None
    unpaired, paired = _needed(shares, test.phi)
    return Pair(
        a=a,
        b=b,
        test=test,
        p_holm=p_holm,
        better=better,
        probability_a_better=stats.probability_better_paired(test.a_only, test.b_only),
        detectable=detectable,
        needed_unpaired=unpaired,
        needed_paired=paired,
        verdict=pair_verdict(
            a,
            b,
            test,
            p_holm,
            better,
            Limits(detectable, paired or unpaired),
            incomplete(a, b, overall),
        ),
    )


def incomplete(a: str, b: str, overall: tuple[Aggregate, Aggregate]) -> tuple[Incomplete, ...]:
    """Which of two models answered too little for a rank."""
    return tuple(
        Incomplete(name, one.answered, one.n)
        for name, one in zip((a, b), overall, strict=True)
        if not one.is_complete
    )


def _shares(test: PairedTest) -> tuple[float, ...]:
    if not test.n:
        return ()
    return (test.both + test.a_only) / test.n, (test.both + test.b_only) / test.n


def _needed(shares: tuple[float, ...], phi: float | None) -> tuple[int | None, int | None]:
    """Questions for the gap between these shares, unpaired and paired (Connor)."""
    if not shares or shares[0] == shares[1]:
        return None, None
    unpaired = stats.sample_size(*shares)
    if phi is None:
        return unpaired, None
    low, high = stats.correlation_bounds(*shares)
    within = min(max(phi, low), high)  # equal to a bound up to rounding where a cell is empty
    return unpaired, stats.sample_size(*shares, rho=within, method="connor")


def ranks(names: Sequence[str], pairs: Sequence[Pair]) -> dict[str, RankSet]:
    """The range of ranks that the pairs among these models leave open: 1 + better ones to
    all − worse ones."""
    better, worse = dict.fromkeys(names, 0), dict.fromkeys(names, 0)
    for pair in pairs:
        if pair.better is not None and pair.a in better and pair.b in better:
            worse[pair.better] += 1
            better[pair.b if pair.better == pair.a else pair.a] += 1
    return {name: RankSet(1 + better[name], len(names) - worse[name]) for name in names}
