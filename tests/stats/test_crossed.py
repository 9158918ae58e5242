"""Errors with clusters in two dimensions: by hand, by simulation, and what cannot be told."""

from __future__ import annotations

import numpy as np
import pytest

from spatialbench.stats import clustered_mean
from spatialbench.stats.crossed import crossed_error, crossed_share


def table(people: int, questions: int) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of person and question of every cell of a full table."""
    cells = np.indices((people, questions)).reshape(2, -1)
    return cells[0], cells[1]


def test_one_dimension_is_the_clustered_mean() -> None:
    rng = np.random.default_rng(1)
    cluster, right = rng.integers(0, 9, 200), rng.integers(0, 2, 200)
    error = crossed_error(right, [cluster])
    expected = clustered_mean(right.tolist(), cluster.tolist())
    assert error is not None
    assert error.se == pytest.approx(expected.se)
    assert error.uncorrected == pytest.approx(expected.se_uncorrected)


def test_two_dimensions_by_hand() -> None:
    """Two by two, one wrong: the three variances written out."""
    right = np.array([1, 1, 1, 0])
    person, question = table(2, 2)
    off = (right - 0.75) / 4
    by_person = (off[0] + off[1]) ** 2 + (off[2] + off[3]) ** 2
    by_question = (off[0] + off[2]) ** 2 + (off[1] + off[3]) ** 2
    by_cell = (off**2).sum()
    error = crossed_error(right, [person, question])
    assert error is not None
    assert error.uncorrected**2 == pytest.approx(
        max(by_person + by_question - by_cell, by_person, by_question)
    )
    assert error.se**2 == pytest.approx(
        max(2 * by_person + 2 * by_question - 4 / 3 * by_cell, 2 * by_person, 2 * by_question)
    )


def test_statsmodels_says_the_same() -> None:
    """Its errors of an intercept with two groups, where the sum of variances is the largest."""
    sm = pytest.importorskip("statsmodels.api")
    rng = np.random.default_rng(5)
    person, question = table(12, 20)
    ability, ease = rng.normal(0, 1, 12), rng.normal(0, 1, 20)
    right = (rng.normal(0, 1, 240) + ability[person] + ease[question] > 0).astype(float)
    fitted = sm.OLS(right, np.ones(240)).fit(
        cov_type="cluster",
        cov_kwds={"groups": np.stack([person, question], 1), "use_correction": False},
    )
    error = crossed_error(right, [person, question])
    assert error is not None
    assert error.uncorrected == pytest.approx(float(fitted.bse[0]))


def test_people_who_differ_make_the_error_larger_than_independence_says() -> None:
    rng = np.random.default_rng(2)
    person, question = table(10, 40)
    right = rng.random(400) < np.repeat(rng.random(10), 40)
    share = crossed_share(right, [question, person])
    assert share.design_effect is not None
    assert share.design_effect > 3
    assert share.n_clusters == 10


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    """Abilities and difficulties are drawn anew each time; independence would cover two thirds."""
    rng = np.random.default_rng(3)
    person, question = table(20, 30)
    hits = naive = 0
    truth = 0.5
    for _ in range(400):
        logit = rng.normal(0, 1, 20)[person] + rng.normal(0, 1, 30)[question]
        right = rng.random(600) < 1 / (1 + np.exp(-logit))
        share = crossed_share(right, [question, person])
        assert share.low is not None
        assert share.high is not None
        hits += share.low <= truth <= share.high
        half = 1.96 * (right.mean() * (1 - right.mean()) / 600) ** 0.5
        naive += abs(right.mean() - truth) <= half
    assert 0.91 <= hits / 400 <= 0.98
    assert naive / 400 < 0.7


@pytest.mark.parametrize("people", [0, 1])
def test_one_person_says_nothing_of_people(people: int) -> None:
    person, question = table(people, 5)
    share = crossed_share(np.ones(5 * people, bool), [question, person])
    assert share.note == "too_few_clusters"
    assert share.low is None
    assert share.mean == (1.0 if people else None)


def test_all_right_is_no_certainty() -> None:
    """The exact interval on the smaller number of clusters."""
    person, question = table(6, 50)
    share = crossed_share(np.ones(300, bool), [question, person])
    assert share.low == pytest.approx(0.025 ** (1 / 6))
    assert share.high == 1
