"""What the numbers 92, 81 and 78 can bear: the claims that the package exists to check."""

from __future__ import annotations

import pytest

from spatialbench.stats import RankSet, adjust, rank_sets, sample_size, two_proportion_test


@pytest.mark.parametrize(
    ("p1", "p2", "rho", "questions"),
    [
        (0.92, 0.81, None, 151),
        (0.92, 0.81, 0.3, 105),
        (0.92, 0.81, 0.5, 75),
        (0.81, 0.78, None, 2842),
        (0.81, 0.78, 0.3, 1990),
        (0.81, 0.78, 0.5, 1423),
    ],
)
def test_questions_needed(p1: float, p2: float, rho: float | None, questions: int) -> None:
    """Questions for 80 % power at the 5 % level."""
    assert sample_size(p1, p2, rho=rho) == questions


def test_81_against_78_of_100_is_noise() -> None:
    """p = .60."""
    assert two_proportion_test(81, 100, 78, 100) == pytest.approx(0.60, abs=0.005)


def test_92_against_81_of_100_holds_after_adjustment() -> None:
    """p = .023, Holm over three pairs .046."""
    pairs = [(92, 81), (92, 78), (81, 78)]
    raw = [two_proportion_test(a, 100, b, 100) for a, b in pairs]
    assert raw[0] == pytest.approx(0.023, abs=0.0005)
    assert adjust(raw)[0] == pytest.approx(0.046, abs=0.0005)


def test_ranks_at_100_questions_are_sets() -> None:
    """First is first; second and third cannot be told apart."""
    models = [(92, 100), (78, 100), (81, 100)]
    assert rank_sets(models) == [RankSet(1, 1), RankSet(2, 3), RankSet(2, 3)]


def test_ranks_at_50_questions_are_open() -> None:
    """The same shares of 50 questions separate nobody."""
    assert rank_sets([(46, 50), (39, 50), (40, 50)]) == [RankSet(1, 3)] * 3
