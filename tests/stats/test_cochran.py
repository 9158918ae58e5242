"""Cochran's Q and position bias: two chi-squared tests."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare
from statsmodels.stats.contingency_tables import cochrans_q

from spatialbench.stats import PositionBias, TestResult, cochran_q, mcnemar, position_bias

matrices = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 1), min_size=k, max_size=k), min_size=1, max_size=30)
)


@given(matrix=matrices)
def test_q_agrees_with_statsmodels(matrix: list[list[int]]) -> None:
    """Wherever models are split on some item."""
    found = cochran_q(matrix)
    if all(len(set(row)) == 1 for row in matrix):
        assert found == TestResult(0.0, len(matrix[0]) - 1, 1.0)
    else:
        theirs = cochrans_q(np.array(matrix))
        assert found.statistic == pytest.approx(theirs.statistic, abs=1e-9)
        assert found.p == pytest.approx(theirs.pvalue, abs=1e-12)
        assert found.df == theirs.df


@given(b=st.integers(0, 40), c=st.integers(1, 40))
def test_q_of_two_models_is_mcnemar(b: int, c: int) -> None:
    """The asymptotic test is the special case."""
    matrix = [[1, 0]] * b + [[0, 1]] * c
    assert cochran_q(matrix).p == pytest.approx(mcnemar(0, b, c, 0, method="asymptotic"))


@pytest.mark.parametrize("matrix", [[], [[]], [[], []]], ids=str)
def test_q_of_nothing_is_undefined(matrix: list[list[int]]) -> None:
    """No items or no models."""
    assert cochran_q(matrix) == TestResult(None, None, None)


def test_q_of_one_model_finds_no_difference() -> None:
    """One model differs from nobody."""
    assert cochran_q([[1], [0]]) == TestResult(0.0, 0, 1.0)


def test_ragged_and_foreign_entries_are_refused() -> None:
    """The messages say which row."""
    with pytest.raises(ValueError, match=r"matrix\[1\] must have 2 entries"):
        cochran_q([[1, 0], [1]])
    with pytest.raises(ValueError, match=r"matrix\[0\]\[1\] must be 0 or 1, got 2"):
        cochran_q([[1, 2]])


@given(counts=st.lists(st.integers(0, 200), min_size=2, max_size=8).filter(any))
def test_position_bias_is_the_uniform_chi_squared_test(counts: list[int]) -> None:
    """scipy computes the same statistic."""
    found, theirs = position_bias(counts), chisquare(counts)
    assert found.statistic == pytest.approx(theirs.statistic)
    assert found.p == pytest.approx(theirs.pvalue, abs=1e-12)
    assert found.df == len(counts) - 1
    assert found.shares is not None
    assert sum(found.shares) == pytest.approx(1)


@pytest.mark.parametrize(("counts", "far"), [([5, 5, 5, 5], 0.0), ([9, 0, 0, 0], 0.75)], ids=str)
def test_total_variation_runs_from_even_to_always_the_same(counts: list[int], far: float) -> None:
    """0 for uniform, 1 - 1/k for one position throughout."""
    assert position_bias(counts).total_variation == pytest.approx(far)


def test_no_choices_show_no_bias() -> None:
    """Nothing chosen: undefined, with the degrees of freedom all the same."""
    assert position_bias([0, 0, 0]) == PositionBias(None, 2, None, None, None)


def test_one_position_cannot_be_preferred() -> None:
    """No freedom, no bias."""
    assert position_bias([7]) == PositionBias(0.0, 0, 1.0, (1.0,), 0.0)


@pytest.mark.parametrize("counts", [[], [1, -1]], ids=str)
def test_impossible_counts_are_refused(counts: list[int]) -> None:
    """No position, or less than nothing."""
    with pytest.raises(ValueError, match="counts"):
        position_bias(counts)
