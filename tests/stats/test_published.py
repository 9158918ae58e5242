"""Numbers that other programs and books print, to the digits that they print."""

from __future__ import annotations

import pytest

from spatialbench import stats


def test_binomial_interval_of_r() -> None:
    """`binom.test(682, 925)` of R's help, after Conover 1971."""
    found = stats.proportion_interval(682, 925, method="clopper-pearson")
    assert (found.low, found.high) == pytest.approx((0.7076683, 0.7654066), abs=5e-8)


def test_fisher_and_the_tea() -> None:
    """The lady told three of four cups: two-sided p = .4857."""
    assert stats.two_proportion_test(3, 4, 1, 4, method="fisher") == pytest.approx(34 / 70)


def test_citations_between_journals() -> None:
    """Stigler 1994 by R's BradleyTerry2: strengths less that of Biometrika."""
    # Rows win over columns: Biometrika, Communications in Statistics, JASA, JRSS-B.
    wins = [[0, 730, 498, 221], [33, 0, 68, 17], [320, 813, 0, 142], [284, 276, 325, 0]]
    strengths = stats.bradley_terry(wins).strengths
    assert strengths is not None
    relative = [s - strengths[0] for s in strengths[1:]]
    assert relative == pytest.approx([-2.94907, -0.47957, 0.26895], abs=5e-6)


def test_beetles() -> None:
    """Bliss 1935 in Dobson's book: -60.72 (5.18) and 34.27 (2.91)."""
    dose = [1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839]
    killed, beetles = [6, 13, 18, 28, 52, 53, 61, 60], [59, 60, 62, 56, 63, 59, 62, 60]
    found = stats.psychometric(dose, killed, beetles)
    assert (found.intercept, found.slope) == pytest.approx((-60.72, 34.27), abs=5e-3)
    assert found.se == pytest.approx((5.18, 2.91), abs=5e-3)
