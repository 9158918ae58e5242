"""Sample sizes and what they can show."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import multinomial, norm

from spatialbench.stats import (
    correlation_bounds,
    detectable_difference,
    effective_sample_size,
    mcnemar,
    paired_power,
    power,
    sample_size,
)

shares = st.floats(0.02, 0.98)


def trinomial_power(a_only: float, b_only: float, n: int, alpha: float) -> float:
    """The definition: sum over every table of n questions that the test rejects."""
    splits = [(b, c) for b in range(n + 1) for c in range(n + 1 - b)]
    rejected = [(b, c, n - b - c) for b, c in splits if mcnemar(0, b, c, 0) <= alpha]
    if not rejected:
        return 0.0
    chances = multinomial.pmf(rejected, n, [a_only, b_only, 1 - a_only - b_only])
    return float(np.sum(chances))


@pytest.mark.parametrize(("n", "rho"), [(5, 0.5), (12, 0.0), (25, 0.5), (40, -0.1)])
def test_paired_power_is_the_sum_over_all_tables(n: int, rho: float) -> None:
    """Conditioning on discordant pairs changes nothing."""
    both = 0.92 * 0.81 + rho * math.sqrt(0.92 * 0.08 * 0.81 * 0.19)
    known = trinomial_power(0.92 - both, 0.81 - both, n, 0.05)
    assert paired_power(0.92, 0.81, n, rho=rho) == pytest.approx(known, abs=1e-11)


@settings(max_examples=25, deadline=None)
@given(
    p1=shares,
    p2=shares,
    position=st.floats(0, 1),
    alpha=st.sampled_from([0.01, 0.05, 0.1]),
    target=st.sampled_from([0.5, 0.8, 0.9]),
)
def test_paired_size_is_the_first_to_reach_the_target(
    p1: float, p2: float, position: float, alpha: float, target: float
) -> None:
    """Searching from 1 upward by brute force finds the same n."""
    assume(abs(p1 - p2) > 0.2)
    low, high = correlation_bounds(p1, p2)
    rho = low + position * (high - low)
    size = sample_size(p1, p2, rho=rho, alpha=alpha, power=target)
    reached = (paired_power(p1, p2, n, rho=rho, alpha=alpha) >= target for n in range(1, size + 1))
    assert list(reached) == [False] * (size - 1) + [True]


def test_tens_of_thousands_of_questions_can_be_planned() -> None:
    """The exact size of a large design is close to Connor's approximation."""
    exact = sample_size(0.5, 0.49, rho=0.5)
    assert exact == pytest.approx(sample_size(0.5, 0.49, rho=0.5, method="connor"), rel=0.01)


@pytest.mark.parametrize("method", ["pooled", "unpooled", "cohen-h"])
@given(p1=shares, p2=shares, gain=st.floats(0.01, 0.15))
def test_more_power_needs_more_questions(method: str, p1: float, p2: float, gain: float) -> None:
    """Size rises with power and falls with alpha."""
    assume(abs(p1 - p2) > 0.01)
    size = sample_size(p1, p2, method=method)
    assert sample_size(p1, p2, power=0.8 + gain, method=method) >= size
    assert sample_size(p1, p2, alpha=0.05 + gain, method=method) <= size


@pytest.mark.parametrize("method", ["pooled", "unpooled", "cohen-h"])
@given(p1=shares, p2=shares)
def test_order_and_mirror_do_not_matter(method: str, p1: float, p2: float) -> None:
    """Swapping the models, or counting wrong answers, needs as many."""
    assume(abs(p1 - p2) > 0.01)
    size = sample_size(p1, p2, method=method)
    assert sample_size(p2, p1, method=method) == size
    assert abs(sample_size(1 - p1, 1 - p2, method=method) - size) <= 1


@given(p1=shares, p2=shares, target=st.floats(0.3, 0.99))
def test_size_is_the_first_with_enough_power(p1: float, p2: float, target: float) -> None:
    """`power` and `sample_size` are inverse to each other."""
    assume(abs(p1 - p2) > 0.01)
    size = sample_size(p1, p2, power=target)
    assert power(p1, p2, size) >= target - 1e-9
    assert power(p1, p2, size - 1) <= target + 1e-9


@given(p=st.floats(0.1, 1.0), n=st.integers(10, 20_000))
def test_detectable_difference_inverts_sample_size(p: float, n: int) -> None:
    """p against p - d needs exactly n."""
    d = detectable_difference(p, n)
    if d is None:
        assert sample_size(p, 0.0) > n
    else:
        assert sample_size(p, p - d) == n


@given(n=st.integers(20, 5000))
def test_more_questions_detect_smaller_differences(n: int) -> None:
    """Detectable gaps shrink with n."""
    first, second = detectable_difference(0.8, n), detectable_difference(0.8, n + 1)
    assert first is not None
    assert second is not None
    assert second < first


@given(p1=shares, p2=shares, n=st.integers(1, 5000), alpha=st.floats(0.001, 0.3))
def test_power_is_the_upper_tail_under_a_pooled_null(
    p1: float, p2: float, n: int, alpha: float
) -> None:
    """The textbook formula in another library's words."""
    mean = (p1 + p2) / 2
    bar = norm.isf(alpha / 2) * math.sqrt(2 * mean * (1 - mean) / n)
    spread = math.sqrt((p1 * (1 - p1) + p2 * (1 - p2)) / n)
    known = norm.sf((bar - abs(p1 - p2)) / spread)
    assert power(p1, p2, n, alpha=alpha) == pytest.approx(known, rel=1e-8, abs=1e-12)


@pytest.mark.parametrize(("p1", "p2", "known"), [(1, 0, 1.0), (1, 1, 0.0), (0, 0, 0.0)])
def test_power_with_certain_answers(p1: float, p2: float, known: float) -> None:
    """No spread: found for sure or never."""
    assert power(p1, p2, 10) == known


def test_no_questions_have_no_power() -> None:
    """n = 0."""
    assert power(0.9, 0.1, 0) == 0.0
    assert paired_power(0.9, 0.5, 0, rho=0.1) == 0.0
    assert detectable_difference(0.9, 0) is None


def test_equal_models_are_found_different_half_of_alpha() -> None:
    """One tail of a level-alpha test."""
    assert power(0.5, 0.5, 100) == pytest.approx(0.025)


def test_too_few_questions_detect_nothing() -> None:
    """Even against 0 % more would be needed."""
    assert detectable_difference(0.05, 10) is None
    assert detectable_difference(0.0, 10**6) is None


@given(p1=shares, p2=shares)
def test_correlation_bounds_make_a_cell_empty(p1: float, p2: float) -> None:
    """At the upper bound one model never beats the other; at the lower, all or nothing."""
    low, high = correlation_bounds(p1, p2)
    spread = math.sqrt(p1 * (1 - p1) * p2 * (1 - p2))
    assert p1 * p2 + high * spread == pytest.approx(min(p1, p2))
    assert p1 * p2 + low * spread == pytest.approx(max(0, p1 + p2 - 1), abs=1e-12)
    assert -1 - 1e-12 <= low <= 0 <= high <= 1 + 1e-12


def test_bounds_themselves_are_allowed() -> None:
    """A correlation at the bound, even printed and read again, can be planned with."""
    high = correlation_bounds(0.92, 0.81).high
    assert sample_size(0.92, 0.81, rho=high) <= sample_size(0.92, 0.81, rho=0.5)


def test_impossible_correlation_names_the_range() -> None:
    """A user learns what would be possible."""
    with pytest.raises(ValueError, match=r"between -0\.1428 and 0\.6089 for p1=0\.92 and p2=0\.81"):
        sample_size(0.92, 0.81, rho=0.7)


@pytest.mark.parametrize("rho", [-0.2, 2.0, float("nan")])
def test_impossible_correlations_are_refused(rho: float) -> None:
    """Below, above, and no number."""
    with pytest.raises(ValueError, match="Frechet"):
        sample_size(0.92, 0.81, rho=rho)


@pytest.mark.parametrize("p", [0, 1])
def test_certain_models_have_no_correlation(p: float) -> None:
    """phi needs both to vary."""
    with pytest.raises(ValueError, match="p1 must lie strictly between 0 and 1"):
        correlation_bounds(p, 0.5)


def test_equal_shares_cannot_be_planned() -> None:
    """No number of questions finds a difference that is not there."""
    with pytest.raises(ValueError, match="p1 and p2 must differ"):
        sample_size(0.5, 0.5)


@pytest.mark.parametrize(
    ("rho", "method", "message"),
    [
        (None, "mid-p", "valid: 'pooled', 'unpooled', 'cohen-h'"),
        (None, "", "valid: 'pooled', 'unpooled', 'cohen-h'"),
        (0.5, "pooled", "valid: 'mid-p', 'connor', 'wald'"),
    ],
)
def test_unknown_methods_are_refused(rho: float | None, method: str, message: str) -> None:
    """The message lists those that fit the design."""
    with pytest.raises(ValueError, match=message):
        sample_size(0.9, 0.8, rho=rho, method=method)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"p1": 1.2, "p2": 0.5}, "p1 must lie between 0 and 1, got 1.2"),
        ({"p1": 0.9, "p2": 0.5, "alpha": 0}, "alpha must lie strictly between"),
        ({"p1": 0.9, "p2": 0.5, "power": 1}, "power must lie strictly between"),
        ({"p1": 0.9, "p2": 0.5, "power": 0.01}, "power must lie strictly between 0.05 and 1"),
    ],
)
def test_impossible_plans_are_refused(arguments: dict[str, float], message: str) -> None:
    """The message names the argument and its range."""
    with pytest.raises(ValueError, match=message):
        sample_size(**arguments)


@given(n=st.floats(1, 1e5), icc=st.floats(0, 1), size=st.floats(1, 50))
def test_clusters_are_worth_no_more_than_their_answers(n: float, icc: float, size: float) -> None:
    """Between one per cluster and one per answer."""
    worth = effective_sample_size(n, size, icc)
    assert n / size * (1 - 1e-9) <= worth <= n


def test_negative_correlation_within_clusters_adds_worth() -> None:
    """Opposites in a pair cancel each other's noise."""
    assert effective_sample_size(100, 2, -0.5) == 200


@pytest.mark.parametrize(
    ("n", "size", "icc", "message"),
    [
        (10, 3, -0.5, "icc must be above -0.5 in clusters of 3"),
        (10, 0.5, 0.1, "cluster_size must lie between 1 and inf"),
        (-1, 2, 0.1, "n must lie between 0 and inf"),
        (10, 2, 1.5, "icc must lie between -1 and 1"),
    ],
)
def test_impossible_clusters_are_refused(n: float, size: float, icc: float, message: str) -> None:
    """The message names the argument and its range."""
    with pytest.raises(ValueError, match=message):
        effective_sample_size(n, size, icc)
