"""Times of touching: exact numbers with square roots, against decimals and a root finder."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from scipy.optimize import brentq, minimize_scalar

from spatialbench.generators.causal.paths import Disc, Path, leg_at, path_of
from spatialbench.generators.causal.touching import Root, earliest, touch

TRAY = (48, 26)
UNTIL = 12

roots = st.builds(Root, st.integers(-(10**6), 10**6), st.integers(0, 10**9), st.integers(1, 10**4))
nearby = st.builds(Root, st.integers(-3, 3), st.integers(0, 9), st.integers(1, 4))
discs = st.builds(
    Disc,
    st.tuples(st.integers(-43, 43), st.integers(-21, 21)),
    st.tuples(st.integers(-4, 4), st.integers(-4, 4)),
    st.integers(1, 5),
)


def value(root: Root) -> Decimal:
    """The root with eighty digits."""
    with localcontext() as context:
        context.prec = 80
        return (root.plain - Decimal(root.under).sqrt()) / root.over


@given(one=roots | nearby, other=roots | nearby)
def test_roots_are_ordered_as_their_decimals(one: Root, other: Root) -> None:
    """Whatever the signs; numbers that agree in sixty digits are equal."""
    apart = value(other) - value(one)
    assert one.less_than(other) == (apart > Decimal(10) ** -60)


@given(root=roots | nearby, time=st.fractions(max_denominator=1000))
def test_a_root_is_before_what_its_decimal_is_before(root: Root, time: Fraction) -> None:
    """Fractions, too."""
    apart = Decimal(time.numerator) / time.denominator - value(root)
    assume(abs(apart) > Decimal(10) ** -25)
    assert root.before(time) == (apart > 0)


@given(
    plain=st.integers(-99, 99),
    side=st.integers(0, 99),
    over=st.integers(1, 99),
    n=st.integers(1, 9),
)
def test_equal_roots_are_not_less(plain: int, side: int, over: int, n: int) -> None:
    """The same number in two ways: as a root of a square and with everything n times larger."""
    one, other = Root(plain, side**2, over), Root(n * plain, n**2 * side**2, n * over)
    assert not one.less_than(other)
    assert not other.less_than(one)
    assert not one.before(Fraction(plain - side, over))


@given(root=roots, factor=st.fractions(Fraction(1, 50), 50, max_denominator=50))
def test_a_root_times_a_fraction(root: Root, factor: Fraction) -> None:
    """And the fraction just below a root."""
    expected = value(root) * factor.numerator / factor.denominator
    assert abs(value(root.times(factor)) - expected) < Decimal(10) ** -15
    below = root.floor()
    assert root.before(below + Fraction(2, 10**8))
    assert not root.before(below)


def apart(one: Path, other: Path, time: float) -> float:
    """How far apart the middles are."""
    (x, y), (a, b) = (leg_at(p, Fraction(time)).at(Fraction(time)) for p in (one, other))
    return float((a - x) ** 2 + (b - y) ** 2) ** 0.5


def outside(one: Path, other: Path, reach: float) -> float | None:
    """The first touch by scipy: on each stretch the least distance, then the root before it."""
    turns = sorted({float(leg.since) for leg in (*one, *other)} | {float(UNTIL)})
    for since, until in pairwise(turns):

        def over(time: float) -> float:
            return apart(one, other, time) - reach

        least = minimize_scalar(over, bounds=(since, until), method="bounded").x
        ends = min((since, least, until), key=over)
        if over(ends) < 0:
            return float(brentq(over, since, ends)) if over(since) > 0 else since
    return None


@example(one=Disc((0, -2), (-2, -2), 2), other=Disc((-20, 2), (0, -2), 2))
@given(one=discs, other=discs)
def test_the_first_touch_is_that_of_a_root_finder(one: Disc, other: Disc) -> None:
    """In a tray, with all its bounces; what only just touches is left to the exact one."""
    reach = one.radius + other.radius
    paths = path_of(one, TRAY, UNTIL), path_of(other, TRAY, UNTIL)
    assume(apart(*paths, 0) > reach + 0.01)
    found, expected = touch(*paths, reach), outside(*paths, reach)
    if expected is None or outside(*paths, reach - 0.01) is None:
        assume(outside(*paths, reach + 0.01) is None)
        assert found is None or not found.before(Fraction(UNTIL))
    else:
        assert found is not None
        first = float(found.floor())
        if first < expected - 1e-5:  # it only just touches: nothing changes its sign there
            assert apart(*paths, first) == pytest.approx(reach, abs=1e-5)
        else:
            assert first == pytest.approx(expected, abs=1e-5)


@given(one=discs, other=discs, scale=st.integers(2, 50))
def test_the_unit_of_length_does_not_matter(one: Disc, other: Disc, scale: int) -> None:
    """Ten times finer, ten times as many."""
    paths, reach = (
        (path_of(one, None, UNTIL), path_of(other, None, UNTIL)),
        one.radius + other.radius,
    )
    found, finer = touch(*paths, reach), touch(*paths, reach * scale, scale)
    assert (found is None) == (finer is None)
    if found and finer:
        assert not found.less_than(finer)
        assert not finer.less_than(found)


def at(x: int, y: int, u: int, v: int) -> Path:
    """The path of a small disc on an open table."""
    return path_of(Disc((x, y), (u, v), 1), None, UNTIL)


@pytest.mark.parametrize(
    ("one", "other", "seconds"),
    [
        (at(0, 0, 1, 0), at(10, 0, -1, 0), 4),  # head-on: (10 − 2) / 2
        (at(0, 0, 2, 0), at(10, 0, 1, 0), 8),  # catching up: (10 − 2) / 1
        (at(0, 0, 0, 0), at(3, 4, -3, -4), Fraction(3, 5)),  # 5 apart, 5 a second, 2 for the radii
    ],
)
def test_textbook_times(one: Path, other: Path, seconds: Fraction) -> None:
    """Along the line of the middles it is the gap over the speed."""
    found = touch(one, other, 2)
    assert found is not None
    assert value(found) == Decimal(Fraction(seconds).numerator) / Fraction(seconds).denominator


def test_what_passes_at_a_distance_never_touches() -> None:
    """And what moves side by side neither."""
    assert touch(at(0, 0, 1, 0), at(20, 3, -1, 0), 2) is None
    assert touch(at(0, 0, 1, 1), at(5, 0, 1, 1), 2) is None


def test_discs_may_touch_after_a_wall_throws_one_back() -> None:
    """One waits at −5; the other leaves 0 at 1 cm a second, turns at 9, and comes to −3 at 21 s."""
    waits = path_of(Disc((-5, 0), (0, 0), 1), (10, 10), 60)
    comes = path_of(Disc((0, 0), (1, 0), 1), (10, 10), 60)
    found = touch(waits, comes, 2)
    assert found is not None
    assert value(found) == 21


def test_the_earliest_of_no_roots_is_none() -> None:
    """Nothing touches."""
    assert earliest({}) is None
    assert earliest({(0, 1): Root(5, 4, 1), (0, 2): Root(5, 9, 1)}) == (0, 2)
