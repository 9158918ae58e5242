"""Two models on different questions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

from spatialbench.stats import (
    Difference,
    contamination_gap,
    two_proportion_test,
    unpaired_difference,
)
from spatialbench.stats.clusters import clustered_mean
from spatialbench.stats.contamination import clustered_gap

METHODS = ["newcombe", "miettinen-nurminen", "wald"]
TESTS = ["pooled-z", "fisher"]
THEIRS = {"newcombe": "newcomb", "wald": "wald"}

share = st.integers(1, 250).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=40)
@given(first=share, second=share)
def test_interval_holds_the_point_within_its_range(
    method: str, first: tuple[int, int], second: tuple[int, int]
) -> None:
    """-1 <= low <= point <= high <= 1."""
    found = unpaired_difference(*first, *second, method=method)
    assert found.point is not None
    assert -1 <= found.low <= found.point + 1e-15
    assert found.point - 1e-15 <= found.high <= 1


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=40)
@given(first=share, second=share)
def test_swapping_models_flips_signs_only(
    method: str, first: tuple[int, int], second: tuple[int, int]
) -> None:
    """A minus B is the mirror image of B minus A."""
    found = unpaired_difference(*first, *second, method=method)
    swapped = unpaired_difference(*second, *first, method=method)
    assert (found.low, found.high) == pytest.approx((-swapped.high, -swapped.low), abs=1e-12)


@pytest.mark.parametrize("method", sorted(THEIRS))
@given(first=share, second=share)
def test_interval_agrees_with_statsmodels(
    method: str, first: tuple[int, int], second: tuple[int, int]
) -> None:
    """statsmodels computes the same limits before cutting off."""
    theirs = confint_proportions_2indep(*first, *second, compare="diff", method=THEIRS[method])
    found = unpaired_difference(*first, *second, method=method)
    cut = max(theirs[0], -1), min(theirs[1], 1)
    assert (found.low, found.high) == pytest.approx(cut, abs=1e-9)


@settings(max_examples=25)
@given(first=share, second=share)
def test_miettinen_nurminen_ends_where_its_score_is_critical(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    """At either limit the score with the nuisance parameter found by root search equals 1.96."""
    found = unpaired_difference(*first, *second, method="miettinen-nurminen")
    for limit in (found.low, found.high):
        if abs(limit) < 1:
            assert score(first, second, limit) == pytest.approx(1.959963984540054, abs=1e-6)


def score(first: tuple[int, int], second: tuple[int, int], delta: float) -> float:
    """|score|, with the second share from the slope of the restricted likelihood."""
    (x1, n1), (x2, n2) = first, second

    def slope(p: float) -> float:
        right = x1 / (p + delta) + x2 / p
        return right - (n1 - x1) / (1 - p - delta) - (n2 - x2) / (1 - p)

    low, high = max(0.0, -delta), min(1.0, 1 - delta)
    inside = low + 1e-10 * (high - low), high - 1e-10 * (high - low)
    if slope(inside[0]) <= 0:
        p = low
    elif slope(inside[1]) >= 0:
        p = high
    else:
        p = brentq(slope, *inside, xtol=1e-16, rtol=1e-14)
    variance = (p + delta) * (1 - p - delta) / n1 + p * (1 - p) / n2
    n = n1 + n2
    return abs(x1 / n1 - x2 / n2 - delta) / float((variance * n / (n - 1)) ** 0.5)


@pytest.mark.parametrize("method", METHODS)
def test_empty_sample_leaves_everything_open(method: str) -> None:
    """No data on one side: no point, the widest interval."""
    assert unpaired_difference(0, 0, 3, 5, method=method) == Difference(None, -1, 1)


@given(first=share, second=share)
def test_pooled_z_agrees_with_statsmodels(first: tuple[int, int], second: tuple[int, int]) -> None:
    """Wherever statsmodels has a number."""
    p = two_proportion_test(*first, *second)
    if 0 < first[0] + second[0] < first[1] + second[1]:
        theirs = proportions_ztest([first[0], second[0]], [first[1], second[1]])[1]
        assert p == pytest.approx(theirs, rel=1e-9)
    else:
        assert p == 1.0


@pytest.mark.parametrize("method", TESTS)
@settings(max_examples=40)
@given(first=share, second=share)
def test_p_is_a_probability_that_ignores_names(
    method: str, first: tuple[int, int], second: tuple[int, int]
) -> None:
    """Swapping the models leaves p."""
    p = two_proportion_test(*first, *second, method=method)
    assert 0 <= p <= 1
    assert two_proportion_test(*second, *first, method=method) == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize("method", TESTS)
@pytest.mark.parametrize("table", [(0, 0, 0, 0), (0, 0, 3, 5), (0, 9, 0, 9), (9, 9, 5, 5)], ids=str)
def test_samples_that_cannot_differ_give_1(method: str, table: tuple[int, ...]) -> None:
    """Nothing speaks against equality."""
    assert two_proportion_test(*table, method=method) == 1.0


def test_impossible_counts_are_refused() -> None:
    """The message names the arguments."""
    with pytest.raises(ValueError, match="x2 must be at most n2, got x2=6, n2=5"):
        two_proportion_test(1, 2, 6, 5)
    with pytest.raises(ValueError, match="x1 must be a whole number of at least 0, got -1"):
        unpaired_difference(-1, 2, 3, 5)


def test_unknown_methods_are_refused() -> None:
    """The messages list the valid names."""
    with pytest.raises(ValueError, match="valid: 'pooled-z', 'fisher'"):
        two_proportion_test(1, 2, 1, 2, method="chi2")
    with pytest.raises(ValueError, match="valid: 'newcombe', 'miettinen-nurminen', 'wald'"):
        unpaired_difference(1, 2, 1, 2, method="score")


@given(first=share, second=share)
def test_contamination_p_is_one_sided(first: tuple[int, int], second: tuple[int, int]) -> None:
    """The two directions share all probability; the far tail is half the two-sided p."""
    gap, back = contamination_gap(*first, *second), contamination_gap(*second, *first)
    assert gap.p is not None
    assert back.p is not None
    assert gap.p + back.p == pytest.approx(1)
    assert 2 * min(gap.p, back.p) == pytest.approx(two_proportion_test(*first, *second))


def test_contamination_gap_is_public_less_fresh() -> None:
    """Easier public questions make a positive gap with a small p."""
    gap = contamination_gap(90, 100, 70, 100)
    assert gap.point == pytest.approx(0.2)
    assert gap.p is not None
    assert gap.p < 0.001
    newcombe = unpaired_difference(90, 100, 70, 100)
    assert (gap.low, gap.high) == (newcombe.low, newcombe.high)


def test_contamination_without_fresh_questions_is_undefined() -> None:
    """No point and no p."""
    gap = contamination_gap(9, 10, 0, 0)
    assert (gap.point, gap.low, gap.high, gap.p) == (None, -1, 1, None)


@given(st.integers(2, 40), st.integers(2, 40), st.integers(0, 40), st.integers(0, 40))
def test_the_clustered_gap_is_possible_whatever_the_counts(a: int, b: int, x: int, y: int) -> None:
    """Its interval lies around it within [-1, 1], and twins that agree change next to nothing."""
    shares = [[float(n < min(right, of)) for n in range(of)] for right, of in ((x, a), (y, b))]
    once = [clustered_mean(share, range(len(share))) for share in shares]
    twice = [clustered_mean(share * 2, [*range(len(share))] * 2) for share in shares]
    gap, again = clustered_gap(*once), clustered_gap(*twice)
    for one in (gap, again):
        assert one.point is not None
        assert one.p is not None
        assert -1 <= one.low <= one.point <= one.high <= 1
        assert 0 <= one.p <= 1
    assert again.point == pytest.approx(gap.point)
    assert again.p == pytest.approx(gap.p, abs=1e-6)


def test_a_clustered_gap_of_nothing_is_none() -> None:
    """As the other is."""
    nothing = clustered_mean([], [])
    assert clustered_gap(nothing, nothing) == contamination_gap(0, 0, 0, 0)
