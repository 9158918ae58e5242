"""Public questions against fresh ones: has a model seen the public ones before?"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from spatialbench.stats import checks, normal
from spatialbench.stats.clusters import ClusteredMean
from spatialbench.stats.unpaired import pooled_z, unpaired_difference


@dataclass(frozen=True, slots=True)
class Gap:
    """Public share minus fresh share with its 95 % interval and a one-sided p-value.

    A small `p` says that the public questions are easier for the model than chance explains.
    `point` and `p` are None when one of the sets is empty; the interval is then [-1, 1].
    """

    point: float | None
    low: float
    high: float
    p: float | None


def contamination_gap(public_x: int, public_n: int, fresh_x: int, fresh_n: int) -> Gap:
    """The gap between `public_x` of `public_n` and `fresh_x` of `fresh_n` right answers.

    Newcombe's interval, pooled z test of "public is not easier". Raises ValueError for
    impossible counts.
    """
    public_x, public_n = checks.successes_of("public_x", public_x, "public_n", public_n)
    fresh_x, fresh_n = checks.successes_of("fresh_x", fresh_x, "fresh_n", fresh_n)
    gap = unpaired_difference(public_x, public_n, fresh_x, fresh_n)
    if gap.point is None:
        return Gap(None, gap.low, gap.high, None)
    p = normal.upper_tail(pooled_z(public_x, public_n, fresh_x, fresh_n))
    return Gap(gap.point, gap.low, gap.high, p)


def clustered_gap(public: ClusteredMean, fresh: ClusteredMean) -> Gap:
    """The gap between two shares whose questions come in clusters, such as twins of one probe.

    The interval is Newcombe's square and add with the clustered intervals in place of Wilson's
    (MOVER, Zou and Donner 2008); z is the gap in standard errors of it. Where neither share varies
    between clusters, clusters are counted as questions.
    """
    sides = [public.mean, public.low, public.high, fresh.mean, fresh.low, fresh.high]
    known = [value for value in sides if value is not None]
    if len(known) < len(sides):
        return Gap(None, -1.0, 1.0, None)
    mean, low, high, other, other_low, other_high = known
    gap = mean - other
    error = hypot(public.se or 0.0, fresh.se or 0.0)
    z = gap / error if error else pooled_z(*_whole(public), *_whole(fresh))
    return Gap(
        gap,
        max(-1.0, gap - hypot(mean - low, other_high - other)),
        min(1.0, gap + hypot(high - mean, other - other_low)),
        normal.upper_tail(z),
    )


def _whole(one: ClusteredMean) -> tuple[int, int]:
    """Right clusters and clusters, of a share that is the same in all of them."""
    return round((one.mean or 0.0) * one.n_clusters), one.n_clusters
