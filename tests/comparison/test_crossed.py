"""People against models: what is matched with what, and how often chance is taken for more."""

from __future__ import annotations

import numpy as np
import pytest

from spatialbench.comparison.alignment import Grid
from spatialbench.comparison.crossed import crossed_test, matched


def grid(right: np.ndarray, answered: np.ndarray, *, people: bool) -> Grid:
    """Items by columns, every item its own probe."""
    columns = np.arange(right.shape[1]) if people else None
    return Grid("x", [None] * len(right), right, answered, np.arange(len(right)), columns)  # type: ignore[list-item]


def test_every_answer_of_a_person_is_matched_with_the_models() -> None:
    """A model's repeats are taken by turns."""
    asked = np.array([[1, 1, 1], [0, 1, 0], [0, 0, 0]], bool)
    people = grid(asked, asked, people=True)
    model = grid(np.ones((3, 2), bool), np.ones((3, 2), bool), people=False)
    found = matched(people, model)
    assert found.item.tolist() == [0, 0, 0, 1, 1]
    assert found.a.tolist() == [0, 1, 2, 1, 1]
    assert found.b.tolist() == [0, 1, 0, 0, 1]


def test_without_a_common_question_there_is_no_difference() -> None:
    asked = np.array([[1, 0], [0, 0]], bool)
    other = np.array([[0], [1]], bool)
    test = crossed_test(grid(asked, asked, people=True), grid(other, other, people=False))
    assert (test.n, test.p, test.difference.point) == (0, 1, None)


@pytest.mark.parametrize(("people", "items"), [(20, 30), (8, 60)])
def test_chance_is_taken_for_a_difference_about_as_seldom_as_it_says(
    people: int, items: int
) -> None:
    """Abilities, difficulties and the model's answers are drawn anew, with one mean for all."""
    rng = np.random.default_rng(people)
    taken = 0
    for _ in range(500):
        ease = rng.normal(0.8, 1.2, items)
        logit = rng.normal(0, 0.7, people)[None, :] + ease[:, None]
        right = rng.random((items, people)) < 1 / (1 + np.exp(-logit))
        alike = 1 / (1 + np.exp(-(ease + rng.normal(0, 0.7, items))))
        model = (rng.random(items) < alike)[:, None]
        taken += (
            crossed_test(
                grid(right, np.ones_like(right), people=True),
                grid(model, np.ones_like(model), people=False),
            ).p
            <= 0.05
        )
    assert 0.01 <= taken / 500 <= 0.09
