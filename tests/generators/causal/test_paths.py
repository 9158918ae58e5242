"""Paths in a tray: exact, unbroken, and like those of a ball on a billiard table."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.generators.causal.paths import Disc, bounces, leg_at, path_of, straight_on

TRAY = (48, 26)
UNTIL = 30

speeds = st.integers(-9, 9)
discs = st.builds(
    Disc,
    st.tuples(st.integers(-40, 40), st.integers(-18, 18)),
    st.tuples(speeds, speeds),
    st.integers(1, 6),
)
times = st.fractions(0, UNTIL, max_denominator=60)


@given(disc=discs, time=times)
def test_a_disc_stays_inside_the_tray(disc: Disc, time: Fraction) -> None:
    """Its edge never goes beyond the rim."""
    place = leg_at(path_of(disc, TRAY, UNTIL), time).at(time)
    assert all(abs(p) <= half - disc.radius for p, half in zip(place, TRAY, strict=True))


@given(disc=discs)
def test_legs_begin_where_the_leg_before_ends(disc: Disc) -> None:
    """Nothing jumps."""
    path = path_of(disc, TRAY, UNTIL)
    for before, after in pairwise(path):
        assert before.at(after.since) == after.at(after.since)


@given(disc=discs)
def test_a_wall_changes_the_direction_and_never_the_speed(disc: Disc) -> None:
    """Along each axis it is as fast as before."""
    for leg in path_of(disc, TRAY, UNTIL):
        assert [abs(v) for v in leg.speed] == [abs(v) for v in disc.speed]


@given(disc=discs, time=times)
def test_the_path_backwards_is_a_path(disc: Disc, time: Fraction) -> None:
    """A disc sent back from where it is comes to where it began."""
    steps = 60
    leg = leg_at(path_of(disc, TRAY, UNTIL), round(time))
    place, speed = leg.at(round(time)), leg.speed
    back = Disc((int(place[0]), int(place[1])), (-speed[0], -speed[1]), disc.radius)
    again = leg_at(path_of(back, TRAY, UNTIL + steps), round(time)).at(round(time))
    assert again == disc.place


@given(disc=discs, time=times)
def test_without_walls_a_disc_goes_straight_on(disc: Disc, time: Fraction) -> None:
    """The place is the start and the speed times the time."""
    place = leg_at(path_of(disc, None, UNTIL), time).at(time)
    assert place == tuple(p + time * v for p, v in zip(disc.place, disc.speed, strict=True))


@given(disc=discs, time=times)
def test_it_is_where_small_steps_lead(disc: Disc, time: Fraction) -> None:
    """A triangle wave in floats, folded by another formula, is at the same place."""
    place = leg_at(path_of(disc, TRAY, UNTIL), time).at(time)
    for found, p, v, half in zip(place, disc.place, disc.speed, TRAY, strict=True):
        reach = half - disc.radius
        wave = (p + float(time) * v + reach) % (4 * reach)
        assert isclose(float(found), min(wave, 4 * reach - wave) - reach, abs_tol=1e-6)


@pytest.mark.parametrize(("time", "expected"), [(9, 9), (11, 9), (20, 0), (30, -10), (40, 0)])
def test_a_disc_between_two_walls_comes_back(time: int, expected: int) -> None:
    """With 10 cm to the wall and 1 cm a second it is thrown back at 10 and 30 seconds."""
    path = path_of(Disc((0, 0), (1, 0), 2), (12, 12), 60)
    assert leg_at(path, time).at(time) == (expected, 0)


def test_a_corner_throws_a_disc_back_the_way_it_came() -> None:
    """Both walls at once turn it right round."""
    path = path_of(Disc((0, 0), (1, 1), 2), (12, 12), 19)
    assert path[-1].speed == (-1, -1)
    assert leg_at(path, 15).at(15) == (5, 5)


def test_bounces_are_counted_in_a_span_of_time() -> None:
    """At 10 and 30 seconds."""
    path = path_of(Disc((0, 0), (1, 0), 2), (12, 12), 60)
    assert [bounces(path, 0, Fraction(9)), bounces(path, 0, Fraction(31))] == [0, 2]
    assert bounces(path, 10, Fraction(31)) == 1


def test_straight_on_leaves_out_the_walls_from_then_on() -> None:
    """What was thrown back before stays so."""
    path = straight_on(path_of(Disc((0, 0), (1, 0), 2), (12, 12), 60), 15)
    assert leg_at(path, 100).at(100) == (-80, 0)
