"""How exactly so many people, answering so many questions, tell an accuracy.

Answers of people to questions vary in three ways: people differ, questions differ, and each person
has good and bad luck with each question. With P people who answer n questions each, of Q different
ones in all, the variance of the mean is that of generalizability theory (Brennan 2001,
"Generalizability Theory", chapter 2, for a crossed design):

    variance = people / P + questions / Q + rest / (P n)

where the three sum to p (1 - p), the variance of one answer. The shares of people and of questions
in it are assumptions until there are data; Westfall, Kenny and Judd (2014, "Statistical power and
optimal design in experiments in which samples of participants respond to samples of stimuli")
discuss the same design. What it says: more questions do not make up for few people, nor the other
way round.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from spatialbench.stats import checks, normal, student

SHARE = 0.1
"""Of the variance of an answer, the share that lies between people, and that between questions,
where nothing else is said: an assumption."""


@dataclass(frozen=True, slots=True)
class PeoplePlan:
    """What so many people with so many questions each can tell: the standard error of their
    accuracy, half the width of its 95 % interval, and the chance to tell it from a model's."""

    people: int
    each: int
    questions: int
    se: float
    half_width: float
    power: float


def people_plan(
    accuracy: float,
    model: float,
    *,
    people: int,
    each: int,
    questions: int | None = None,
    between_people: float = SHARE,
    between_questions: float = SHARE,
    alpha: float = 0.05,
) -> PeoplePlan:
    """The plan for people of that accuracy and a model of another on the same questions.

    `questions` are the different ones in all (default: everybody gets the same). The model's
    answers count as a sample of questions that says nothing about which ones people find hard: if
    both find the same ones hard, the chance is better than told. t with one degree less than the
    smaller number of people and questions. Raises ValueError for fewer than 2 people or questions,
    for shares that are negative or more than 1 together, or for accuracies not between 0 and 1.
    """
    accuracy = checks.strictly_between("accuracy", accuracy, 0, 1)
    model = checks.strictly_between("model", model, 0, 1)
    total = each if questions is None else questions
    if min(people, each) < 2 or total < each:
        raise ValueError(
            f"expected 2 or more people and questions, and as many different questions as each "
            f"person gets; got {people} people, {each} questions each, {total} different ones"
        )
    if min(between_people, between_questions) < 0 or between_people + between_questions > 1:
        raise ValueError(
            f"expected two shares of 0 or more that are at most 1 together; got {between_people} "
            f"between people and {between_questions} between questions"
        )
    one = accuracy * (1 - accuracy)
    rest = 1 - between_people - between_questions
    variance = one * (between_people / people + between_questions / total + rest / people / each)
    critical = student.critical(min(people, total) - 1, 1 - alpha)
    gap_error = math.sqrt(variance + model * (1 - model) / total)
    power = normal.upper_tail(critical - abs(accuracy - model) / gap_error)
    se = math.sqrt(variance)
    half = student.critical(min(people, total) - 1, 0.95) * se
    return PeoplePlan(people, each, total, se, half, power)
