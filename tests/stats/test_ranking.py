"""Rank sets, win rates, strengths."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.stats import Strengths, bradley_terry, mean_win_rate, rank_sets

models = st.lists(st.integers(0, 100).map(lambda x: (x, 100)), max_size=6)
wins = st.integers(2, 5).flatmap(
    lambda m: st.lists(st.lists(st.integers(1, 9), min_size=m, max_size=m), min_size=m, max_size=m)
)


@given(given_models=models)
def test_the_observed_rank_is_always_possible(given_models: list[tuple[int, int]]) -> None:
    """Rank sets hold the rank by score, and stay within 1 to M."""
    for (low, high), (x, _) in zip(rank_sets(given_models), given_models, strict=True):
        better = sum(y > x for y, _ in given_models)
        assert 1 <= low <= 1 + better <= high + len(given_models)
        assert low <= high <= len(given_models)
        assert low <= 1 + better


@given(given_models=models)
def test_order_of_models_is_irrelevant(given_models: list[tuple[int, int]]) -> None:
    """Reversed models have reversed rank sets."""
    assert rank_sets(given_models[::-1]) == rank_sets(given_models)[::-1]


def test_shared_items_are_compared_in_pairs() -> None:
    """Six wins against none separate on the same items, though not on different ones."""
    first = [1] * 96 + [0] * 4
    second = [1] * 90 + [0] * 10
    assert rank_sets([first, second]) == [(1, 1), (2, 2)]
    assert rank_sets([(96, 100), (90, 100)]) == [(1, 2), (1, 2)]


@pytest.mark.parametrize(("given_models", "known"), [([], []), ([(3, 5)], [(1, 1)])], ids=str)
def test_none_and_one_are_ranked(
    given_models: list[tuple[int, int]], known: list[tuple[int, int]]
) -> None:
    """No model, or one that is first and last."""
    assert rank_sets(given_models) == known


def test_a_model_without_answers_is_anywhere() -> None:
    """n = 0 speaks neither for nor against."""
    assert rank_sets([(0, 0), (90, 100), (10, 100)]) == [(1, 3), (1, 2), (2, 3)]


def test_impossible_models_are_refused() -> None:
    """Counts, entries and lengths."""
    with pytest.raises(ValueError, match="successes must be at most n"):
        rank_sets([(5, 3), (1, 3)])
    with pytest.raises(ValueError, match=r"models\[1\] must have 3 entries"):
        rank_sets([[1, 0, 1], [1, 0, 1, 1]])
    with pytest.raises(ValueError, match=r"models\[1\]\[2\] must be 0 or 1"):
        rank_sets([[1, 0, 1], [1, 0, 7]])


def test_win_rate_counts_ties_half() -> None:
    """Three models on two tasks."""
    assert mean_win_rate([[0.9, 0.5], [0.8, 0.5], [0.1, 0.2]]) == [0.875, 0.625, 0.0]


@given(
    scores=st.integers(1, 4).flatmap(
        lambda k: st.lists(
            st.lists(st.integers(0, 5), min_size=k, max_size=k), min_size=2, max_size=6
        )
    )
)
def test_win_rates_average_one_half(scores: list[list[int]]) -> None:
    """Every win is somebody's loss."""
    rates = [rate for rate in mean_win_rate(scores) if rate is not None]
    assert sum(rates) / len(scores) == pytest.approx(0.5)


def test_win_rate_without_rivals_is_undefined() -> None:
    """Nobody to beat, or nothing to beat them in."""
    assert mean_win_rate([]) == []
    assert mean_win_rate([[0.5]]) == [None]
    assert mean_win_rate([[], []]) == [None, None]


def test_ragged_scores_are_refused() -> None:
    """Every model needs every column."""
    with pytest.raises(ValueError, match=r"scores\[1\] must have 2 entries"):
        mean_win_rate([[1, 2], [1]])


@settings(max_examples=50)
@given(won=wins)
def test_strengths_reproduce_the_number_of_wins(won: list[list[int]]) -> None:
    """At the maximum every model wins as often as expected; logs are centred."""
    strengths = bradley_terry(won).strengths
    assert strengths is not None
    assert math.fsum(strengths) == pytest.approx(0, abs=1e-9)
    for i, own in enumerate(strengths):
        rivals = [(j, s) for j, s in enumerate(strengths) if j != i]
        expected = sum((won[i][j] + won[j][i]) / (1 + math.exp(s - own)) for j, s in rivals)
        assert sum(won[i][j] for j, _ in rivals) == pytest.approx(expected, abs=1e-8)


def test_two_models_differ_by_the_log_of_their_odds() -> None:
    """The closed form for a pair."""
    strengths, note = bradley_terry([[0, 30], [10, 0]])
    assert strengths == pytest.approx((math.log(3) / 2, -math.log(3) / 2))
    assert note is None


def test_lopsided_wins_converge() -> None:
    """A million to one is still finite."""
    strengths = bradley_terry([[0, 10**6, 0], [1, 0, 10**6], [0, 1, 0]]).strengths
    assert strengths is not None
    assert strengths[0] - strengths[1] == pytest.approx(math.log(10**6))


@pytest.mark.parametrize(
    "won",
    [[[0, 5], [0, 0]], [[0, 0], [0, 0]], [[0, 1, 1], [1, 0, 1], [0, 0, 0]]],
    ids=["undefeated", "never met", "always beaten"],
)
def test_unbounded_strengths_are_not_numbers(won: list[list[int]]) -> None:
    """A graph of wins that is not strongly connected gives a note, never a huge number."""
    assert bradley_terry(won) == Strengths(None, "not_strongly_connected")


def test_none_and_one_have_no_strength_to_estimate() -> None:
    """Empty, and a lone 0."""
    assert bradley_terry([]) == Strengths((), None)
    assert bradley_terry([[0]]) == Strengths((0.0,), None)


def test_games_against_oneself_are_ignored() -> None:
    """The diagonal carries no information."""
    assert bradley_terry([[99, 2], [1, 0]]) == bradley_terry([[0, 2], [1, 0]])


@pytest.mark.parametrize(
    ("won", "message"),
    [
        ([[0, 1]], "wins must be square: 1 rows, row 0 has 2"),
        ([[0, -1], [1, 0]], r"wins\[0\] must lie between 0 and inf"),
        ([[0, math.nan], [1, 0]], r"wins\[0\]\[1\] must be a finite number"),
    ],
)
def test_impossible_wins_are_refused(won: list[list[float]], message: str) -> None:
    """The message names the row."""
    with pytest.raises(ValueError, match=message):
        bradley_terry(won)


def test_relabelling_models_relabels_strengths() -> None:
    """Strengths follow their models."""
    won = [[0, 3, 5, 2], [4, 0, 1, 6], [2, 2, 0, 3], [1, 5, 4, 0]]
    order = random.Random(1).sample(range(4), 4)
    moved = [[won[i][j] for j in order] for i in order]
    found, again = bradley_terry(won).strengths, bradley_terry(moved).strengths
    assert found is not None
    assert again == pytest.approx([found[i] for i in order])
