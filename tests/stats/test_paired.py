"""Two models on the same questions."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats
from scipy.optimize import brentq
from statsmodels.stats.contingency_tables import mcnemar as their_mcnemar

from spatialbench.stats import Difference, mcnemar, paired_difference

TESTS = ["mid-p", "exact", "asymptotic", "corrected"]
INTERVALS = ["tango", "bonett-price", "agresti-min", "newcombe", "wald"]

cell = st.integers(0, 300)
tables = st.tuples(cell, cell, cell, cell)
filled = tables.filter(any)


@pytest.mark.parametrize("method", TESTS)
@given(table=tables)
def test_p_is_a_probability_that_ignores_names(
    method: str, table: tuple[int, int, int, int]
) -> None:
    """Swapping the models leaves p, and p lies in (0, 1]."""
    both, a_only, b_only, neither = table
    p = mcnemar(*table, method=method)
    assert 0 <= p <= 1
    assert mcnemar(both, b_only, a_only, neither, method=method) == p


@pytest.mark.parametrize("method", TESTS)
@given(table=tables)
def test_concordant_pairs_do_not_matter(method: str, table: tuple[int, int, int, int]) -> None:
    """Only discordant pairs speak."""
    assert mcnemar(*table, method=method) == mcnemar(0, table[1], table[2], 0, method=method)


@pytest.mark.parametrize("method", TESTS)
def test_no_discordant_pair_gives_1(method: str) -> None:
    """Nothing speaks against equality, whatever the textbook formula says."""
    assert mcnemar(80, 0, 0, 20, method=method) == 1.0
    assert mcnemar(0, 0, 0, 0, method=method) == 1.0


@given(b=st.integers(0, 400), c=st.integers(0, 400))
def test_exact_is_the_binomial_test(b: int, c: int) -> None:
    """scipy's binomial test on the discordant pairs."""
    theirs = scipy_stats.binomtest(b, b + c).pvalue if b + c else 1.0
    assert mcnemar(0, b, c, 0, method="exact") == pytest.approx(theirs, rel=1e-9)


@given(b=st.integers(0, 400), c=st.integers(0, 400))
def test_mid_p_is_exact_less_the_probability_of_the_table(b: int, c: int) -> None:
    """By definition; for b = c half of it comes off."""
    point = scipy_stats.binom.pmf(b, b + c, 0.5) if b + c else 0.0
    known = 1 - point / 2 if b == c else mcnemar(0, b, c, 0, method="exact") - point
    assert mcnemar(0, b, c, 0) == pytest.approx(known, rel=1e-7, abs=1e-14)


@pytest.mark.parametrize(("method", "correction"), [("asymptotic", False), ("corrected", True)])
@given(b=st.integers(0, 400), c=st.integers(0, 400))
def test_chi_squared_forms_agree_with_statsmodels(
    method: str, correction: bool, b: int, c: int
) -> None:
    """Away from equality, where the correction of statsmodels overshoots zero."""
    if b == c:
        assert mcnemar(0, b, c, 0, method=method) == 1.0
        return
    theirs = their_mcnemar([[0, b], [c, 0]], exact=False, correction=correction).pvalue
    assert mcnemar(0, b, c, 0, method=method) == pytest.approx(theirs, rel=1e-9)


@pytest.mark.parametrize("method", TESTS)
def test_thousands_of_discordant_pairs_are_no_trouble(method: str) -> None:
    """Large tables give tiny p-values, not errors."""
    assert 0 <= mcnemar(0, 30_000, 20_000, 0, method=method) < 1e-300
    assert mcnemar(0, 25_000, 25_000, 0, method=method) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("method", INTERVALS)
@given(table=filled)
def test_interval_holds_the_point_within_its_range(
    method: str, table: tuple[int, int, int, int]
) -> None:
    """-1 <= low <= point <= high <= 1."""
    found = paired_difference(*table, method=method)
    assert found.point == (table[1] - table[2]) / sum(table)
    assert -1 <= found.low <= found.point + 1e-15
    assert found.point - 1e-15 <= found.high <= 1


@pytest.mark.parametrize("method", INTERVALS)
@given(table=filled)
def test_swapping_models_flips_signs_only(method: str, table: tuple[int, int, int, int]) -> None:
    """A minus B is the mirror image of B minus A."""
    both, a_only, b_only, neither = table
    found = paired_difference(*table, method=method)
    swapped = paired_difference(both, b_only, a_only, neither, method=method)
    assert found.point == -(swapped.point or 0)
    assert (found.low, found.high) == pytest.approx((-swapped.high, -swapped.low), abs=1e-12)


@given(table=filled)
def test_tango_ends_where_its_score_is_critical(table: tuple[int, int, int, int]) -> None:
    """At either limit the score with the nuisance parameter found by root search equals 1.96."""
    found = paired_difference(*table)
    for limit in (found.low, found.high):
        if abs(limit) < 1 and found.low < found.high:
            assert abs(tango_score(table, limit)) == pytest.approx(1.959963984540054, abs=1e-8)


def tango_score(table: tuple[int, int, int, int], delta: float) -> float:
    """Tango's statistic, with the share of "only B" from the slope of its likelihood."""
    _, b, c, _ = table
    n = sum(table)

    def per(count: int, share: float) -> float:
        """At the ends a share rounds to 0, and what none fell into has no weight."""
        if count == 0:
            return 0.0
        return count / share if share > 0 else math.inf

    def slope(q: float) -> float:
        return per(b, q + delta) + per(c, q) - per(2 * (n - b - c), 1 - 2 * q - delta)

    low, high = max(0.0, -delta), (1 - delta) / 2
    inside = low + 1e-14 * (high - low), high - 1e-14 * (high - low)
    if slope(inside[0]) <= 0:
        q = low
    elif slope(inside[1]) >= 0:
        q = high
    else:
        q = brentq(slope, *inside, xtol=1e-17, rtol=1e-14)
    return float((b - c - n * delta) / (n * (2 * q + delta * (1 - delta))) ** 0.5)


@pytest.mark.parametrize("method", INTERVALS)
def test_empty_table_leaves_everything_open(method: str) -> None:
    """No questions: no point, the widest interval."""
    assert paired_difference(0, 0, 0, 0, method=method) == Difference(None, -1, 1)


def test_tango_without_discordant_pairs_is_a_closed_form() -> None:
    """Limits are z^2 / (n + z^2) on either side."""
    z2 = 1.959963984540054**2
    found = paired_difference(80, 0, 0, 20)
    assert (found.low, found.high) == pytest.approx((-z2 / (100 + z2), z2 / (100 + z2)))


def test_tango_reaches_1_only_when_a_always_wins() -> None:
    """All pairs to A: the upper limit is exactly 1."""
    assert paired_difference(0, 20, 0, 0).high == 1.0


def test_negative_counts_are_refused() -> None:
    """The message names the cell."""
    with pytest.raises(ValueError, match="b_only must be a whole number of at least 0, got -1"):
        mcnemar(1, 1, -1, 1)
    with pytest.raises(ValueError, match="neither must be a whole number"):
        paired_difference(1, 1, 1, -1)


def test_unknown_methods_are_refused() -> None:
    """The messages list the valid names."""
    with pytest.raises(ValueError, match="valid: 'mid-p', 'exact', 'asymptotic', 'corrected'"):
        mcnemar(1, 1, 1, 1, method="midp")
    with pytest.raises(ValueError, match="valid: 'tango', 'bonett-price', 'agresti-min'"):
        paired_difference(1, 1, 1, 1, method="score")
