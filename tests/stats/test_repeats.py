"""Repeated attempts, rotations and paraphrases."""

from __future__ import annotations

from itertools import combinations
from statistics import stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.stats import (
    Circular,
    Consistency,
    Repeated,
    circular,
    consistency,
    pass_at_k,
    pass_hat_k,
    repeated,
)

draws = st.integers(1, 9).flatmap(
    lambda n: st.tuples(st.just(n), st.integers(0, n), st.integers(1, n))
)
questions = st.lists(st.lists(st.integers(0, 1), min_size=1, max_size=6), min_size=2, max_size=12)


@given(draw=draws)
def test_pass_rates_count_all_ways_to_draw(draw: tuple[int, int, int]) -> None:
    """By listing every choice of k attempts."""
    n, c, k = draw
    ways = list(combinations([1] * c + [0] * (n - c), k))
    assert pass_at_k(n, c, k) == pytest.approx(sum(map(any, ways)) / len(ways))
    assert pass_hat_k(n, c, k) == pytest.approx(sum(map(all, ways)) / len(ways))


@given(draw=draws)
def test_one_draw_passes_at_the_plain_rate(draw: tuple[int, int, int]) -> None:
    """k = 1 is accuracy, for both."""
    n, c, _ = draw
    assert pass_at_k(n, c, 1) == pass_hat_k(n, c, 1) == pytest.approx(c / n)


@pytest.mark.parametrize("n", [0, 5])
def test_more_draws_than_attempts_are_undefined(n: int) -> None:
    """k > n says nothing."""
    assert pass_at_k(n, 0, 6) is None
    assert pass_hat_k(n, 0, 6) is None


def test_large_counts_stay_exact() -> None:
    """Whole numbers do not overflow."""
    assert pass_at_k(10_000, 1, 5_000) == 0.5


@pytest.mark.parametrize("arguments", [(5, 6, 1), (-1, 0, 1), (5, -1, 1), (5, 1, -1)], ids=str)
def test_impossible_draws_are_refused(arguments: tuple[int, int, int]) -> None:
    """Counts below 0, or more right than attempted."""
    with pytest.raises(ValueError, match="must be"):
        pass_at_k(*arguments)
    with pytest.raises(ValueError, match="must be"):
        pass_hat_k(*arguments)


def test_summary_of_repeated_attempts() -> None:
    """Four questions, four attempts each; the tie of the third counts as wrong."""
    scores = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]]
    assert repeated(scores) == Repeated(
        mean=0.5625,
        se=pytest.approx(stdev([1, 0.75, 0.5, 0]) / 2),
        all_correct=0.25,
        any_correct=0.75,
        majority=0.5,
        agreement=pytest.approx((1 + 1 / 2 + 1 / 3 + 1) / 4),
    )


@given(scores=questions)
def test_all_majority_and_any_are_in_order(scores: list[list[int]]) -> None:
    """All right implies a majority implies any right."""
    found = repeated(scores)
    assert found.all_correct is not None
    assert found.majority is not None
    assert found.any_correct is not None
    assert found.all_correct <= found.majority <= found.any_correct


@given(scores=questions)
def test_repeating_every_attempt_does_not_shrink_the_error(scores: list[list[int]]) -> None:
    """The question is the unit, however often it is asked."""
    assert repeated([row * 3 for row in scores]).se == pytest.approx(repeated(scores).se)


def test_single_attempts_have_no_agreement() -> None:
    """One attempt agrees with nobody; one question has no spread."""
    assert repeated([[1], [0]]).agreement is None
    assert repeated([[1, 0]]).se is None


def test_no_questions_have_no_summary() -> None:
    """Empty in, undefined out."""
    assert repeated([]) == Repeated(None, None, None, None, None, None)
    assert circular({}) == Circular(None, None, None)
    assert consistency([]) == Consistency(None, None, None)


def test_impossible_scores_are_refused() -> None:
    """A question without attempts, a score that is neither 0 nor 1."""
    with pytest.raises(ValueError, match=r"scores\[1\] must hold at least one attempt"):
        repeated([[1], []])
    with pytest.raises(ValueError, match=r"scores\[0\]\[1\] must be 0 or 1, got 0.5"):
        repeated([[1, 0.5]])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="at least one entry in every group"):
        circular([[1], []])
    with pytest.raises(ValueError, match="must be 0 or 1"):
        circular([[2]])
    with pytest.raises(ValueError, match="at least one entry in every group"):
        consistency([[]])


@given(hits=questions)
def test_circular_accuracy_is_the_strictest(hits: list[list[int]]) -> None:
    """All rotations right implies the first right."""
    found = circular(hits)
    assert found.circular is not None
    assert found.first_pass is not None
    assert found.circular <= found.first_pass


def test_none_agrees_with_nothing() -> None:
    """Not even with None."""
    assert consistency([[None, None]]) == Consistency(0.0, 0.0, 0.0)
    assert consistency([[None, "a", "a"]]) == Consistency(0.0, 2 / 3, 1 / 3)


def test_single_answers_have_no_pairs() -> None:
    """A group of one is of one mind, without pairs."""
    assert consistency({"q": ["a"]}) == Consistency(1.0, 1.0, None)
