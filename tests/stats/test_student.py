"""Student's t quantile beside scipy's, and by what it must be."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtr, stdtrit

from spatialbench.stats.normal import critical as normal_critical
from spatialbench.stats.student import critical

CONFIDENCES = st.floats(0.01, 0.999)


@given(df=st.integers(1, 100_000), confidence=CONFIDENCES)
def test_it_is_the_quantile_of_scipy(df: int, confidence: float) -> None:
    """The two agree in the first twelve digits."""
    expected = float(stdtrit(df, 0.5 + confidence / 2))
    assert math.isclose(critical(df, confidence), expected, rel_tol=5e-12)


@given(df=st.integers(1, 5_000), confidence=CONFIDENCES)
def test_the_interval_holds_that_share(df: int, confidence: float) -> None:
    """What lies between -t and t is the confidence."""
    assert math.isclose(
        2 * float(stdtr(df, critical(df, confidence))) - 1, confidence, abs_tol=1e-12
    )


@given(df=st.integers(1, 2_000), confidence=CONFIDENCES)
def test_more_degrees_of_freedom_narrow_it_down_to_the_normal(df: int, confidence: float) -> None:
    """Also where one formula takes over from the other."""
    assert critical(df, confidence) > critical(df + 1, confidence) > normal_critical(confidence)


@pytest.mark.parametrize(
    ("df", "expected"), [(1, 12.706), (2, 4.303), (5, 2.571), (30, 2.042), (120, 1.980)]
)
def test_a_printed_table(df: int, expected: float) -> None:
    """The column of 95 % in any textbook."""
    assert round(critical(df, 0.95), 3) == expected


@pytest.mark.parametrize("confidence", [0.0, 1.0, 1.5, math.nan])
def test_an_impossible_confidence(confidence: float) -> None:
    """It is named."""
    with pytest.raises(ValueError, match="confidence"):
        critical(3, confidence)
