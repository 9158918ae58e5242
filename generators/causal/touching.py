"""When two discs touch, exactly: roots of quadratic equations with whole coefficients.

Two discs touch when their middles are as far apart as their radii together, |p + t·v|² = R². The
first root is t = (−b − √d) / a with whole a, b and d; such numbers are compared with fractions and
with each other by squaring, so that no rounding ever decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isqrt
from typing import NamedTuple

from spatialbench.generators.causal.paths import Leg, Path

FINER = 10**9  # how finely a root is put between fractions


class Root(NamedTuple):
    """The number (`plain` − √`under`) / `over`, with `over` above 0."""

    plain: int
    under: int
    over: int

    def before(self, time: Fraction) -> bool:
        """Whether it is less than a fraction."""
        rest = self.plain * time.denominator - time.numerator * self.over
        return rest < 0 or rest * rest < self.under * time.denominator**2

    def less_than(self, other: Root) -> bool:
        """Whether it is less than another root: with x = a₂b₁ − a₁b₂, y = a₂√d₁ and z = a₁√d₂,
        whether x + z < y."""
        x = other.over * self.plain - self.over * other.plain
        y2, z2 = other.over**2 * self.under, self.over**2 * other.under
        if x < 0 and x * x > z2:
            return True
        rest = y2 - x * x - z2  # x + z is not negative now: squared, the question is 2xz < rest
        sides = 4 * x * x * z2, rest * rest
        return rest > 0 and sides[0] < sides[1] if x >= 0 else rest > 0 or sides[0] > sides[1]

    def times(self, factor: Fraction) -> Root:
        """The root times a positive fraction."""
        n, q = factor.numerator, factor.denominator
        return Root(n * self.plain, n * n * self.under, q * self.over)

    def floor(self) -> Fraction:
        """A fraction below it by less than a thousand-millionth and its denominator's share."""
        root = isqrt(self.under * FINER * FINER) + 1
        return Fraction(self.plain * FINER - root, self.over * FINER)


def _meets(one: Leg, other: Leg, reach: int, scale: int) -> Root | None:
    """When middles that come from farther apart are `reach` apart, in units that are finer by
    `scale`, were both to stay on their legs for ever; None if never."""
    x, y = other.origin[0] - one.origin[0], other.origin[1] - one.origin[1]
    u, v = other.speed[0] - one.speed[0], other.speed[1] - one.speed[1]
    square = scale * scale
    a, b = square * (u * u + v * v), square * (x * u + y * v)
    if not a:
        return None
    under = b * b - a * (square * (x * x + y * y) - reach * reach)
    return Root(-b, under, a) if under >= 0 else None


class Span(NamedTuple):
    """A time in which both discs stay on one leg each; without end where `until` is None."""

    since: Fraction
    until: Fraction | None
    one: Leg
    other: Leg


def _spans(one: Path, other: Path) -> Iterator[Span]:
    """In order of time; one may be empty, where both begin a leg at the same moment."""
    i = j = 0
    since = one[0].since
    while True:
        first = one[i + 1].since if i + 1 < len(one) else None
        second = other[j + 1].since if j + 1 < len(other) else None
        if first is None and second is None:
            yield Span(since, None, one[i], other[j])
            return
        sooner = second is None or (first is not None and first < second)
        until = first if sooner else second
        yield Span(since, until, one[i], other[j])
        since = until or since
        i, j = (i + 1, j) if sooner else (i, j + 1)


def touch(one: Path, other: Path, reach: int, scale: int = 1) -> Root | None:
    """When two discs that are apart at the start first touch, their radii together being `reach`
    in units finer by `scale`; None if they never do."""
    for span in _spans(one, other):
        root = _meets(span.one, span.other, reach, scale)
        if root is None or root.before(span.since):
            continue
        if span.until is None or root.before(span.until):
            return root
    return None


def earliest(times: dict[tuple[int, int], Root]) -> tuple[int, int] | None:
    """The pair with the least root; None if there is none."""
    first = None
    for pair, root in times.items():
        if first is None or root.less_than(times[first]):
            first = pair
    return first
