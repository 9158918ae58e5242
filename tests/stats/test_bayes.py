"""The probability of being better."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta

from spatialbench.stats import probability_better, probability_better_paired

share = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(max_examples=40)
@given(first=share, second=share)
def test_the_sum_is_the_integral(first: tuple[int, int], second: tuple[int, int]) -> None:
    """Quadrature over the posterior of A."""
    (x1, n1), (x2, n2) = first, second
    ours = beta(x1 + 1, n1 - x1 + 1)
    theirs = beta(x2 + 1, n2 - x2 + 1)
    known = quad(lambda p: ours.pdf(p) * theirs.cdf(p), 0, 1, epsabs=1e-11, limit=200)[0]
    assert probability_better(*first, *second) == pytest.approx(known, abs=1e-8)


@given(first=share, second=share)
def test_one_of_two_is_better(first: tuple[int, int], second: tuple[int, int]) -> None:
    """Both directions add up to 1."""
    total = probability_better(*first, *second) + probability_better(*second, *first)
    assert total == pytest.approx(1)


def test_large_counts_do_not_overflow() -> None:
    """Tens of thousands of questions."""
    assert probability_better(30_000, 50_000, 30_000, 50_000) == pytest.approx(0.5)
    assert probability_better(49_000, 50_000, 10_000, 50_000) == pytest.approx(1)


def test_no_data_favours_nobody() -> None:
    """Equal priors."""
    assert probability_better(0, 0, 0, 0) == pytest.approx(0.5)
    assert probability_better_paired(0, 0) == pytest.approx(0.5)


@given(a=st.integers(0, 500), b=st.integers(0, 500))
def test_paired_probability_is_the_tail_of_a_beta(a: int, b: int) -> None:
    """Above one half."""
    known = beta.sf(0.5, a + 1, b + 1)
    assert probability_better_paired(a, b) == pytest.approx(known, abs=1e-12)


def test_impossible_counts_are_refused() -> None:
    """The messages name the counts."""
    with pytest.raises(ValueError, match="x1 must be at most n1"):
        probability_better(3, 2, 1, 2)
    with pytest.raises(ValueError, match="b_only must be a whole number"):
        probability_better_paired(3, -2)
