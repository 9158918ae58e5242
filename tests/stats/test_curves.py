"""Accuracy along an axis of difficulty."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spatialbench.stats import Psychometric, psychometric

groups = st.lists(
    st.tuples(st.integers(-180, 180), st.integers(0, 20), st.integers(0, 20)),
    min_size=2,
    max_size=8,
)


def of_groups(rows: list[tuple[int, int, int]]) -> Psychometric:
    """Rows of x, right, wrong."""
    return psychometric(
        [u for u, _, _ in rows], [r for _, r, _ in rows], [r + w for _, r, w in rows]
    )


# statsmodels takes any perfect fit for separation, also a flat one.
@pytest.mark.filterwarnings("ignore::statsmodels.tools.sm_exceptions.PerfectSeparationWarning")
@settings(max_examples=20)
@given(rows=groups)
def test_curve_agrees_with_statsmodels(rows: list[tuple[int, int, int]]) -> None:
    """A binomial regression with logit link."""
    curve = of_groups(rows)
    filled = [(u, r, w) for u, r, w in rows if r + w > 0]
    # Two points are fitted exactly, over which statsmodels divides by zero.
    assume(curve.note is None and len(filled) > 2)
    x, right, wrong = np.array(filled, dtype=float).T
    model = sm.GLM(np.column_stack([right, wrong]), sm.add_constant(x), sm.families.Binomial())
    theirs = model.fit(tol=1e-14, maxiter=200)
    assert (curve.intercept, curve.slope) == pytest.approx(tuple(theirs.params), rel=1e-5, abs=1e-7)
    assert curve.se == pytest.approx(tuple(theirs.bse), rel=1e-4)


@settings(max_examples=50)
@given(rows=groups)
def test_residuals_cancel(rows: list[tuple[int, int, int]]) -> None:
    """The score equations of maximum likelihood hold."""
    curve = of_groups(rows)
    assume(curve.intercept is not None and curve.slope is not None)
    assert curve.intercept is not None
    assert curve.slope is not None
    residuals = [
        (u, r - (r + w) / (1 + math.exp(-curve.intercept - curve.slope * u))) for u, r, w in rows
    ]
    assert math.fsum(e for _, e in residuals) == pytest.approx(0, abs=1e-7)
    assert math.fsum(u * e for u, e in residuals) == pytest.approx(0, abs=1e-5)


def test_single_answers_and_groups_are_the_same_data() -> None:
    """Pooling answers at one x changes nothing."""
    grouped = psychometric([0, 90, 180], [4, 2, 1], [5, 4, 5])
    x = [0] * 5 + [90] * 4 + [180] * 5
    single = psychometric(x, [1, 1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0], [1] * 14)
    assert (single.intercept, single.slope) == pytest.approx((grouped.intercept, grouped.slope))
    assert single.se == pytest.approx(grouped.se)


def test_curve_is_three_quarters_at_its_threshold() -> None:
    """By definition."""
    curve = psychometric([0, 1, 2, 3], [9, 7, 4, 2], [10, 10, 10, 10])
    assert curve.intercept is not None
    assert curve.slope is not None
    assert curve.threshold_75 is not None
    logit = curve.intercept + curve.slope * curve.threshold_75
    assert 1 / (1 + math.exp(-logit)) == pytest.approx(0.75)


def test_flat_curve_has_no_threshold() -> None:
    """It never crosses."""
    curve = psychometric([-1, 1], [5, 5], [10, 10])
    assert (curve.slope, curve.threshold_75) == (0, None)


@pytest.mark.parametrize(
    ("x", "correct", "n", "note"),
    [
        ([], [], [], "no_observations"),
        ([1, 2], [0, 0], [0, 0], "no_observations"),
        ([5, 5], [1, 2], [3, 3], "one_point"),
        ([1, 2], [3, 0], [3, 3], "separated"),
        ([1, 2, 3], [3, 2, 0], [3, 3, 3], "separated"),
        ([1, 2], [3, 3], [3, 3], "separated"),
        ([1, 2], [0, 0], [3, 3], "separated"),
    ],
    ids=str,
)
def test_no_finite_curve_gives_a_note(
    x: list[float], correct: list[int], n: list[int], note: str
) -> None:
    """Never a huge slope."""
    assert psychometric(x, correct, n) == Psychometric(None, None, None, None, note)


@pytest.mark.parametrize(
    ("x", "correct", "n", "message"),
    [
        ([1], [1, 2], [3, 3], "x has 1, correct has 2, n has 2"),
        ([1, 2], [4, 0], [3, 3], r"correct\[0\] must be at most n\[0\]"),
        ([1, math.inf], [1, 0], [3, 3], r"x\[1\] must be a finite number"),
    ],
)
def test_impossible_data_are_refused(
    x: list[float], correct: list[int], n: list[int], message: str
) -> None:
    """The message names the entry."""
    with pytest.raises(ValueError, match=message):
        psychometric(x, correct, n)
