"""At how many steps half is left of what is above guessing, and how well that is known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import xlogy

from spatialbench.stats import Horizon, horizon, probes_for_horizon
from spatialbench.stats.horizons import STEADY, share_at

STEPS = [1, 2, 4, 8, 16, 32, 64, 128, 200]

counts = st.lists(
    st.tuples(st.integers(1, 200), st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=7
)


def of(rows: list[tuple[int, int, int]], chance: float = 0.1) -> Horizon:
    """Rows of steps, right, wrong."""
    return horizon(
        [x for x, _, _ in rows],
        [r for _, r, _ in rows],
        [r + w for _, r, w in rows],
        [chance] * len(rows),
    )


@settings(max_examples=25, deadline=None)
@given(rows=counts, chance=st.sampled_from([0.0, 0.1, 0.25]))
def test_the_interval_holds_the_horizon(rows: list[tuple[int, int, int]], chance: float) -> None:
    """And no number is infinite or none."""
    found = of(rows, chance)
    if found.value is not None:
        assert min(x for x, _, _ in rows) <= found.value <= max(x for x, _, _ in rows)
        assert (found.low or 0) <= found.value <= (found.high or math.inf)
    numbers = (found.value, found.low, found.high, found.steepness)
    assert all(math.isfinite(number) for number in numbers if number is not None)
    assert (found.value is None) == (found.note is not None)


def test_it_is_where_another_way_to_the_maximum_finds_it() -> None:
    """Nelder and Mead, on the likelihood as it is written down."""
    right, n, chance = [39, 38, 36, 30, 24, 14, 8, 5, 4], 40, 0.08

    def negative(place: np.ndarray) -> float:
        shares = [share_at(x, math.exp(place[0]), math.exp(place[1]), chance) for x in STEPS]
        each = zip(right, shares, strict=True)
        return -sum(r * math.log(p) + (n - r) * math.log(1 - p) for r, p in each)

    theirs = minimize(negative, [3.0, 0.3], method="Nelder-Mead", options={"xatol": 1e-8})
    ours = horizon(STEPS, right, [n] * 9, [chance] * 9)
    assert ours.value == pytest.approx(math.exp(theirs.x[0]), rel=1e-3)
    assert ours.steepness == pytest.approx(math.exp(theirs.x[1]), rel=1e-3)


def test_at_the_ends_of_the_interval_the_likelihood_is_lower_by_half_of_the_quantile() -> None:
    """Whatever the steepness."""
    right, n, chance = [39, 38, 36, 30, 24, 14, 8, 5, 4], 40, 0.08

    def highest(value: float) -> float:
        def at(power: float) -> float:
            shares = [share_at(x, value, math.exp(power), chance) for x in STEPS]
            each = zip(right, shares, strict=True)
            return sum(float(xlogy(r, p) + xlogy(n - r, 1 - p)) for r, p in each)

        return max(at(power) for power in np.linspace(-1, 1, 801))

    found = horizon(STEPS, right, [n] * 9, [chance] * 9)
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    for end in (found.low, found.high):
        assert highest(found.value) - highest(end) == pytest.approx(1.9207, abs=1e-3)


@pytest.mark.parametrize(
    ("rows", "note", "ends"),
    [
        ([(1, 20, 0), (8, 20, 0), (64, 20, 0)], "beyond_all", (True, False)),
        ([(2, 2, 18), (8, 2, 18), (64, 2, 18)], "below_all", (False, True)),
        ([(4, 5, 5), (8, 5, 5)], "flat", (False, False)),
        ([(4, 5, 5)], "one_point", (False, False)),
        ([(4, 0, 0), (8, 0, 0)], "no_observations", (False, False)),
    ],
    ids=["beyond", "below", "flat", "one point", "none"],
)
def test_where_there_is_no_horizon_it_is_said_why(
    rows: list[tuple[int, int, int]], note: str, ends: tuple[bool, bool]
) -> None:
    """And what still bounds it."""
    found = of(rows)
    assert (found.value, found.note) == (None, note)
    assert (found.low is not None, found.high is not None) == ends


def test_all_right_to_the_last_bounds_it_from_below() -> None:
    """Beyond what was asked."""
    found = of([(1, 20, 0), (8, 20, 0), (64, 20, 0)])
    assert found.low is not None
    assert found.low > 32


def test_more_answers_say_more() -> None:
    """With the same shares the interval is narrower."""
    few = of([(1, 9, 1), (8, 7, 3), (64, 2, 8)])
    many = of([(1, 90, 10), (8, 70, 30), (64, 20, 80)])
    assert few.value == pytest.approx(many.value, rel=1e-3)
    assert few.low is not None
    assert many.low is not None
    assert few.low < many.low


@pytest.mark.parametrize("true", [20.0])
def test_the_interval_covers_and_is_as_wide_as_planned(true: float) -> None:
    """Of simulated answers of as many probes as the plan says, about 95 % of the intervals have
    the truth in them, and half of them are narrower than the factor."""
    chance = 1 / 12
    n = probes_for_horizon(true, STEPS, chance=chance)
    random, covered, factors = np.random.default_rng(7), 0, []
    shares = [share_at(x, true, STEADY, chance) for x in STEPS]
    for _ in range(60):
        found = horizon(STEPS, random.binomial(n, shares).tolist(), [n] * 9, [chance] * 9)
        low, high = found.low or 0.01, found.high or 1e4
        covered += low <= true <= high
        factors.append(math.sqrt(high / low))
    assert 0.90 <= covered / 60 <= 0.99
    assert 1.3 <= float(np.median(factors)) <= 1.7


def test_the_steady_steepness_is_that_of_steps_that_each_fail_as_often() -> None:
    """The slope of p ** x, along the logarithm of x, where it is one half."""
    p, h = 0.97, math.log(0.5) / math.log(0.97)
    slope = (p ** (h * 1.001) - p ** (h * 0.999)) / (math.log(1.001) - math.log(0.999))
    curve = (share_at(h * 1.001, h, STEADY, 0) - share_at(h * 0.999, h, STEADY, 0)) / (
        math.log(1.001) - math.log(0.999)
    )
    assert slope == pytest.approx(curve, rel=1e-3)


@pytest.mark.parametrize(
    "wanted",
    [{"within": 1.0}, {"chance": 1.0}, {"horizon": 0.0}, {"x": [8]}, {"horizon": 1e200}],
    ids=str,
)
def test_a_plan_that_cannot_be_made_is_an_error(wanted: dict[str, object]) -> None:
    """Of ours."""
    with pytest.raises(ValueError, match=r"must|strictly"):
        probes_for_horizon(**{"horizon": 8.0, "x": STEPS, **wanted})  # type: ignore[arg-type]


def test_a_closer_horizon_takes_more_probes() -> None:
    """And so does guessing."""
    assert probes_for_horizon(20, STEPS, within=1.2) > probes_for_horizon(20, STEPS)
    assert probes_for_horizon(20, STEPS, chance=0.5) > probes_for_horizon(20, STEPS)
