"""Scores against guessing, and against unreadable answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.stats import UnparsedBounds, chance_corrected, unparsed_bounds

count = st.integers(0, 1000)


@given(guess=st.floats(0, 0.9))
def test_perfect_is_1_and_guessing_is_0(guess: float) -> None:
    """The two fixed points of the correction."""
    assert chance_corrected([1, 1, 1], [guess] * 3) == pytest.approx(1)
    assert chance_corrected([guess], [guess]) == 0


def test_worse_than_guessing_stays_negative() -> None:
    """No floor at 0: it would hide a model that is systematically wrong."""
    assert chance_corrected([0, 0], [0.25, 0.25]) == pytest.approx(-1 / 3)


def test_one_number_stands_for_all_questions() -> None:
    """The chance of every question, or the mean score, may be one number."""
    assert chance_corrected([1, 0, 1, 1], 0.5) == chance_corrected([1, 0, 1, 1], [0.5] * 4)
    assert chance_corrected(0.75, 0.5) == pytest.approx(0.5)


@pytest.mark.parametrize(("correct", "chance"), [([], []), ([1, 1], [1.0, 1.0])], ids=str)
def test_nothing_to_correct_is_undefined(correct: list[float], chance: list[float]) -> None:
    """No questions, or questions that guessing always solves."""
    assert chance_corrected(correct, chance) is None


def test_different_lengths_and_ranges_are_refused() -> None:
    """The messages name the argument."""
    with pytest.raises(ValueError, match="correct has 2, chance has 1"):
        chance_corrected([1, 0], [0.5])
    with pytest.raises(ValueError, match=r"chance\[0\] must lie between 0 and 1, got 4"):
        chance_corrected([1], [4])


@given(right=count, wrong=count, unparsed=count)
def test_strict_parsed_and_best_are_in_order(right: int, wrong: int, unparsed: int) -> None:
    """Counting unreadable answers wrong is never kinder than leaving them out."""
    found = unparsed_bounds(right, wrong, unparsed)
    if found.strict is not None and found.best_case is not None:
        assert found.strict <= found.best_case
    if found.parsed_only is not None and found.best_case is not None and found.strict is not None:
        assert found.strict <= found.parsed_only <= found.best_case + 1e-12


def test_no_answers_have_no_scores() -> None:
    """Nothing asked, nothing said; and nothing readable, no parsed-only score."""
    assert unparsed_bounds(0, 0, 0) == UnparsedBounds(None, None, None, None)
    assert unparsed_bounds(0, 0, 5) == UnparsedBounds(0.0, None, 1.0, 0.0)


def test_bounds_can_be_unpacked() -> None:
    """Four numbers in a fixed order."""
    strict, parsed_only, best_case, parse_rate = unparsed_bounds(1, 1, 2)
    assert (strict, parsed_only, best_case, parse_rate) == (0.25, 0.5, 0.75, 0.5)


def test_negative_counts_are_refused() -> None:
    """The message names the count."""
    with pytest.raises(ValueError, match="unparsed must be a whole number of at least 0, got -1"):
        unparsed_bounds(1, 1, -1)
