"""People against a model, or against other people: both people and questions are samples.

Answers are matched question by question: each answer of one side with one of the other. Where one
side has more answers to a question, those of the other are taken by turns; that they then count
several times is what the clusters see to. The test is a t test with the error that is clustered by
probe and by participant (`stats.crossed`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from spatialbench import stats
from spatialbench.comparison.alignment import Grid
from spatialbench.comparison.paired import CROSSED, PairedTest, phi_of
from spatialbench.scoring.outcomes import Bools, Ints
from spatialbench.stats import Difference
from spatialbench.stats.cluster_counts import half_width, without_spread
from spatialbench.stats.crossed import CrossedError, crossed_error
from spatialbench.stats.records import clipped_difference


class Matched(NamedTuple):
    """Matched answers, an entry each: the item, and the column of each side's answer."""

    item: Ints
    a: Ints
    b: Ints


def crossed_test(a: Grid, b: Grid) -> PairedTest:
    """The test of A against B, of which one at least are people."""
    item, of_a, of_b = matched(a, b)
    right_a, right_b = a.right[item, of_a], b.right[item, of_b]
    both, a_only = int((right_a & right_b).sum()), int((right_a & ~right_b).sum())
    b_only, n = int((right_b & ~right_a).sum()), len(item)
    counts = (both, a_only, b_only, n - both - a_only - b_only)
    clusters = [a.probe[item], *_people(a, of_a), *_people(b, of_b)]
    error = crossed_error(right_a.astype(float) - right_b, clusters)
    p = _p(error)
    return PairedTest(
        n=n,
        questions=len(np.unique(item)),
        probes=len(np.unique(a.probe[item])),
        left_out=len(a.questions) - len(np.unique(item)),
        both=both,
        a_only=a_only,
        b_only=b_only,
        neither=counts[3],
        difference=stats.paired_difference(*counts),
        clustered=None if error is None else _interval(error),
        p_mcnemar=stats.mcnemar(*counts),
        p_clustered=p,
        test=CROSSED,
        p=p,
        phi=phi_of(*counts),
    )


def matched(a: Grid, b: Grid) -> Matched:
    """Every answer of the side that has more to an item, with one of the other's by turns."""
    found = list(_each_item(a.answered, b.answered))
    if not found:
        nothing = np.zeros(0, int)
        return Matched(nothing, nothing, nothing)
    return Matched(*(np.concatenate(column) for column in zip(*found, strict=True)))


def _each_item(a: Bools, b: Bools) -> Iterator[Matched]:
    for item in np.flatnonzero(a.any(axis=1) & b.any(axis=1)):
        of_a, of_b = np.flatnonzero(a[item]), np.flatnonzero(b[item])
        most = max(len(of_a), len(of_b))
        yield Matched(np.full(most, item), np.resize(of_a, most), np.resize(of_b, most))


def _people(grid: Grid, columns: Ints) -> list[Ints]:
    return [] if grid.participant is None else [grid.participant[columns]]


def _interval(error: CrossedError) -> Difference:
    half = half_width(error.se, error.clusters)
    return clipped_difference(error.mean, error.mean - half, error.mean + half)


def _p(error: CrossedError | None) -> float:
    """Of the t test; where nobody differs from anybody, of the sign test on the clusters; 1 where
    there are too few clusters to tell anything."""
    if error is None or error.mean == 0:
        return 1.0
    if without_spread(error.se):
        return float(2 * 0.5**error.clusters)
    from scipy.special import stdtr

    return float(2 * stdtr(error.clusters - 1, -abs(error.mean) / error.se))
