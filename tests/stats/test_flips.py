"""The sign-flip test."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from spatialbench.stats import sign_flip_test

differences = st.lists(st.integers(-1, 1), max_size=9)


def by_hand(sums: list[float]) -> float:
    """The share of all sign patterns at least as extreme."""
    patterns = list(product((1, -1), repeat=len(sums)))
    totals = [abs(sum(s * v for s, v in zip(p, sums, strict=True))) for p in patterns]
    return sum(total >= abs(sum(sums)) - 1e-9 for total in totals) / len(patterns)


@settings(max_examples=60)
@given(values=differences)
def test_few_differences_are_enumerated(values: list[int]) -> None:
    """Every sign pattern counts once."""
    assert sign_flip_test(values) == pytest.approx(by_hand([float(v) for v in values]))


@settings(max_examples=60)
@given(rows=st.lists(st.tuples(st.integers(-1, 1), st.integers(0, 6)), max_size=30))
def test_clusters_flip_as_a_whole(rows: list[tuple[int, int]]) -> None:
    """The sums of clusters are what is flipped."""
    sums = [float(sum(d for d, c in rows if c == cluster)) for cluster in {c for _, c in rows}]
    found = sign_flip_test([d for d, _ in rows], clusters=[c for _, c in rows])
    assert found == pytest.approx(by_hand(sums))


@given(values=st.lists(st.floats(-2, 2), min_size=1, max_size=15), seed=st.integers(0, 5))
def test_order_and_names_do_not_matter(values: list[float], seed: int) -> None:
    """Shuffling rows or swapping the models leaves p."""
    p = sign_flip_test(values, seed=seed)
    assert sign_flip_test(sorted(values), seed=seed) == p
    assert sign_flip_test([-value for value in values], seed=seed) == p


@pytest.mark.parametrize("values", [[], [0, 0, 0], [0.0] * 50], ids=str)
def test_no_difference_gives_1(values: list[float]) -> None:
    """Nothing to flip."""
    assert sign_flip_test(values) == 1.0


def test_twenty_clusters_are_exact() -> None:
    """Twenty wins of twenty: two patterns of 2^20."""
    assert sign_flip_test([1] * 20) == 2 / 2**20


def test_many_clusters_are_drawn_close_to_the_exact_value() -> None:
    """Sixty wins against forty: the binomial test."""
    exact = binomtest(60, 100).pvalue
    assert sign_flip_test([1] * 60 + [-1] * 40) == pytest.approx(exact, abs=0.003)


def test_the_seed_decides_the_draws() -> None:
    """Same seed, same p."""
    values = [1] * 60 + [-1] * 40
    assert sign_flip_test(values, seed=1) == sign_flip_test(values, seed=1)
    assert sign_flip_test(values, seed=1) != sign_flip_test(values, seed=2)


def test_drawn_p_is_never_zero() -> None:
    """The observed pattern is one of the draws."""
    assert sign_flip_test([1] * 1000) == 1 / 100_001


def test_ties_by_rounding_count_as_equal() -> None:
    """.1 + .2 - .3 and its like do not split hairs: 4 of 8 patterns reach .6 or 0 ... exactly."""
    assert sign_flip_test([0.1, 0.2, -0.3]) == 1.0


def test_different_lengths_are_refused() -> None:
    """The message tells both lengths."""
    with pytest.raises(ValueError, match="differences has 2, clusters has 1"):
        sign_flip_test([1, 0], clusters=[1])
