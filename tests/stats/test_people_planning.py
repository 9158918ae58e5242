"""What so many people with so many questions can tell."""

from __future__ import annotations

import numpy as np
import pytest

from spatialbench.stats.people_planning import people_plan


def test_the_error_is_that_of_drawn_people_and_questions() -> None:
    """People, questions and luck drawn with the variances that the plan assumes."""
    rng = np.random.default_rng(1)
    people, questions, one = 12, 20, 0.8 * 0.2
    means = [
        0.8
        + rng.normal(0, (0.2 * one) ** 0.5, people).mean()
        + rng.normal(0, (0.3 * one) ** 0.5, questions).mean()
        + rng.normal(0, (0.5 * one) ** 0.5, (people, questions)).mean()
        for _ in range(20_000)
    ]
    plan = people_plan(
        0.8, 0.5, people=people, each=questions, between_people=0.2, between_questions=0.3
    )
    assert plan.se == pytest.approx(np.std(means), rel=0.02)


def test_without_differences_answers_are_independent() -> None:
    plan = people_plan(0.8, 0.5, people=20, each=50, between_people=0, between_questions=0)
    assert plan.se == pytest.approx((0.8 * 0.2 / 1000) ** 0.5)


@pytest.mark.parametrize("more", [{"people": 40}, {"each": 80}, {"questions": 400}])
def test_more_of_anything_is_better(more: dict[str, int]) -> None:
    few = {"people": 20, "each": 40, "questions": 40}
    many = {**few, **more}
    many["questions"] = max(many["questions"], many["each"])
    a, b = people_plan(0.85, 0.7, **few), people_plan(0.85, 0.7, **many)
    assert b.se < a.se
    assert b.power > a.power


def test_questions_do_not_make_up_for_people() -> None:
    """However many there are, the differences between twelve people remain."""
    plan = people_plan(0.8, 0.5, people=12, each=1_000_000)
    assert plan.se == pytest.approx((0.1 * 0.16 / 12) ** 0.5, rel=1e-3)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"people": 1}, "2 or more people"),
        ({"each": 1}, "2 or more people"),
        ({"questions": 5}, "as many different questions"),
        ({"between_people": 0.8, "between_questions": 0.3}, "at most 1 together"),
        ({"between_people": -0.1}, "0 or more"),
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, float], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        people_plan(0.8, 0.5, **{"people": 10, "each": 10, **wrong})  # type: ignore[arg-type]
