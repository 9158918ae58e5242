"""Calibration."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.stats import Calibration, calibration

answers = st.lists(
    st.tuples(st.integers(0, 20).map(lambda k: k / 20), st.integers(0, 1)), min_size=1, max_size=40
)


def of_rows(rows: list[tuple[float, int]]) -> Calibration:
    return calibration([c for c, _ in rows], [r for _, r in rows])


@given(rows=answers)
def test_order_of_rows_is_irrelevant(rows: list[tuple[float, int]]) -> None:
    """Ties in confidence included."""
    found, again = of_rows(rows), of_rows(rows[::-1])
    assert found.aurc == pytest.approx(again.aurc)
    assert found.auroc == again.auroc
    assert found.ece == pytest.approx(again.ece)


@given(rows=answers)
def test_auroc_counts_pairs(rows: list[tuple[float, int]]) -> None:
    """Right above wrong, ties half, by listing all pairs."""
    right, wrong = [c for c, r in rows if r], [c for c, r in rows if not r]
    pairs = [(a, b) for a in right for b in wrong]
    found = of_rows(rows).auroc
    if not pairs:
        assert found is None
    else:
        assert found == pytest.approx(sum((a > b) + (a == b) / 2 for a, b in pairs) / len(pairs))


@given(rows=st.lists(st.integers(0, 1), min_size=1, max_size=30))
def test_equal_confidence_ranks_nothing(rows: list[int]) -> None:
    """The risk is the error rate at every coverage."""
    assert of_rows([(0.5, r) for r in rows]).aurc == pytest.approx(1 - sum(rows) / len(rows))


@pytest.mark.parametrize("bins", [5, 10, 20])
@pytest.mark.parametrize("border", [0.2, 0.4, 0.6, 0.8])
def test_a_border_belongs_to_the_bin_below(border: float, bins: int) -> None:
    """Bins are (lo, hi]: the border shares a bin with what is just under it, not just above."""
    below, above = border - 1e-3, border + 1e-3
    together = calibration([below, border], [1, 0], bins=bins)
    apart = calibration([border, above], [1, 0], bins=bins)
    assert together.ece == pytest.approx(abs(1 - below - border) / 2)
    assert apart.ece == pytest.approx((1 - border + above) / 2)


@pytest.mark.parametrize("tenth", range(1, 11))
def test_tenths_fall_into_their_own_bins(tenth: int) -> None:
    """0.3, 0.6 and 0.7 times ten are not whole in floating point."""
    both = calibration([tenth / 10, tenth / 10 - 0.05], [1, 0])
    assert both.mce == pytest.approx(abs(1 - 2 * tenth / 10 + 0.05) / 2)


def test_certainty_that_was_wrong_costs_infinitely_much() -> None:
    """The mathematics says infinity."""
    assert calibration([1.0, 0.5], [0, 1]).log_loss == math.inf


def test_certainty_that_was_right_costs_nothing() -> None:
    """And 0 confidence in a wrong answer was right too."""
    found = calibration([1.0, 0.0], [1, 0])
    assert (found.brier, found.log_loss, found.ece, found.mce) == (0, 0, 0, 0)


def test_no_answers_have_no_calibration() -> None:
    """Empty in, undefined out."""
    assert calibration([], []) == Calibration(None, None, None, None, None, None)


@pytest.mark.parametrize(
    ("confidence", "correct", "bins", "message"),
    [
        ([0.5], [1, 0], 10, "confidence has 1, correct has 2"),
        ([95], [1], 10, r"confidence\[0\] must lie between 0 and 1, got 95"),
        ([math.nan], [1], 10, r"confidence\[0\]"),
        ([0.5], [2], 10, r"correct\[0\] must be 0 or 1"),
        ([0.5], [1], 0, "bins must lie between 1 and inf, got 0"),
    ],
)
def test_impossible_input_is_refused(
    confidence: list[float], correct: list[int], bins: int, message: str
) -> None:
    """The message names the argument."""
    with pytest.raises(ValueError, match=message):
        calibration(confidence, correct, bins=bins)
