"""Accuracy along the axis of a task, for every model."""

from __future__ import annotations

import pytest
from answered_sets import STEPS, plain_set, scored, stepped_set

from spatialbench import stats
from spatialbench.comparison import compare

EACH = 20
RIGHT = {1: 20, 4: 18, 16: 12, 64: 6}


def hits(twins: int = 1) -> list[bool]:
    """Right so often at each number of steps; twins alike."""
    found = [number < RIGHT[steps] for steps in STEPS for number in range(EACH)]
    return [one for one in found for _ in range(twins)]


def test_every_number_of_steps_has_a_point_and_its_chance() -> None:
    """And the horizon is that of the statistics."""
    (reach,) = compare([scored(stepped_set(EACH), hits(), "m")]).horizons
    assert (reach.task, reach.axis, reach.form, reach.model) == (
        "toy/pick-v1",
        "turns",
        "open",
        "m",
    )
    assert [(p.x, p.n, p.right) for p in reach.points] == [(x, EACH, RIGHT[int(x)]) for x in STEPS]
    assert reach.chance == (0.25,) * 4
    expected = stats.horizon(STEPS, [RIGHT[x] for x in STEPS], [EACH] * 4, [0.25] * 4)
    assert reach.horizon == expected


def test_twins_of_a_probe_count_once() -> None:
    """The same puzzles in two languages make no interval narrower."""
    (one,) = compare([scored(stepped_set(EACH), hits(), "m")]).horizons
    (two,) = compare([scored(stepped_set(EACH, twins=2), hits(2), "m")]).horizons
    assert two.horizon == one.horizon
    assert [point.n for point in two.points] == [2 * EACH] * 4


def test_what_has_steps_is_of_no_level_and_of_no_other_curve() -> None:
    """Its level only says which other numbers it has."""
    comparison = compare([scored(stepped_set(EACH), hits(), "m")])
    assert comparison.slices["level"] == {}
    assert comparison.curves == ()


def test_levels_have_no_horizon() -> None:
    """However many turns they have."""
    assert compare([scored(plain_set(20), [True, False] * 10, "m")]).horizons == ()


def test_a_model_that_is_always_right_has_its_horizon_beyond_what_was_asked() -> None:
    """Bounded from below alone."""
    (reach,) = compare([scored(stepped_set(EACH), [True] * 80, "m")]).horizons
    assert (reach.horizon.value, reach.horizon.high) == (None, None)
    assert reach.horizon.note == "beyond_all"
    assert reach.horizon.low == pytest.approx(64, rel=0.2)
