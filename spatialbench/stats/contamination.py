"""Public questions against fresh ones: has a model seen the public ones before?"""

from __future__ import annotations

from dataclasses import dataclass

from spatialbench.stats import checks, normal
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
