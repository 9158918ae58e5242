"""The paired test that everything rests on: two columns of right and wrong over the same cells.

A cell is an item in a repeat. The difference has Tango's interval and the mid-P McNemar test,
which take cells as independent, and a clustered interval and sign-flip test, which flip whole
probes: twins and repeats of a probe are not independent. Where a probe has several cells, the
clustered ones decide. Where all probes show the same difference, the clustered interval is Tango's
on the probes: a spread of 0 is no certainty.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from spatialbench import stats
from spatialbench.scoring.outcomes import Bools, Floats, Ints
from spatialbench.stats import Difference
from spatialbench.stats.cluster_counts import cluster_error, half_width, without_spread
from spatialbench.stats.paired_intervals import tango_on_clusters
from spatialbench.stats.records import clipped_difference

MCNEMAR, SIGN_FLIP = "mid-p McNemar", "clustered sign-flip"
CROSSED = "two-way clustered t"  # of people: see `crossed.py`


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedTest:
    """A against B over `n` cells: `questions` questions of `probes` probes, in as many repeats as
    both have. `left_out` cells lack the answer of one.

    `difference` is A's share minus B's share with Tango's interval, `clustered` the same with the
    clustered one (None with fewer than 2 probes). `test` names the test that gives `p`: it is
    `p_mcnemar` where every probe has one cell and no people answered, else `p_clustered`. `phi` is
    the correlation of right answers, None where one of both is always right or always wrong.
    """

    n: int
    questions: int
    probes: int
    left_out: int
    both: int
    a_only: int
    b_only: int
    neither: int
    difference: Difference
    clustered: Difference | None
    p_mcnemar: float
    p_clustered: float
    test: str
    p: float
    phi: float | None

    @property
    def interval(self) -> Difference:
        """The interval that goes with the deciding test."""
        by_cluster = self.test != MCNEMAR and self.clustered is not None
        return self.clustered if by_cluster and self.clustered else self.difference


def paired_test(a: Bools, b: Bools, usable: Bools, probe: Ints) -> PairedTest:
    """The test of A against B, given where each was right, where both answered, and the probe of
    each cell; all four are of one shape, questions by repeats."""
    a, b, cluster = a[usable], b[usable], probe[usable]
    both, a_only = int((a & b).sum()), int((a & ~b).sum())
    b_only, n = int((b & ~a).sum()), len(a)
    counts = (both, a_only, b_only, n - both - a_only - b_only)
    sizes = np.bincount(cluster)
    sums = np.bincount(cluster, weights=a.astype(float) - b, minlength=len(sizes))[sizes > 0]
    sizes = sizes[sizes > 0]
    p_mcnemar = stats.mcnemar(*counts)
    p_clustered = stats.sign_flip_test([float(one) for one in sums])
    lone = len(sizes) == n
    return PairedTest(
        n=n,
        questions=int(usable.reshape(len(usable), -1).any(axis=1).sum()),
        probes=len(sizes),
        left_out=int(usable.size) - n,
        both=both,
        a_only=a_only,
        b_only=b_only,
        neither=counts[3],
        difference=stats.paired_difference(*counts),
        clustered=_clustered(sums, sizes, counts),
        p_mcnemar=p_mcnemar,
        p_clustered=p_clustered,
        test=MCNEMAR if lone else SIGN_FLIP,
        p=p_mcnemar if lone else p_clustered,
        phi=phi_of(*counts),
    )


def _clustered(sums: Floats | Ints, sizes: Ints, counts: tuple[int, ...]) -> Difference | None:
    if len(sizes) < 2:
        return None
    error = cluster_error(sums, sizes)
    if without_spread(error.se):
        return tango_on_clusters(counts, len(sizes))
    half = half_width(error.se, len(sizes))
    return clipped_difference(error.mean, error.mean - half, error.mean + half)


def phi_of(both: int, a_only: int, b_only: int, neither: int) -> float | None:
    """The correlation of two columns of right and wrong; None where one of them does not vary."""
    margins = (both + a_only) * (b_only + neither) * (both + b_only) * (a_only + neither)
    return (both * neither - a_only * b_only) / margins**0.5 if margins else None
