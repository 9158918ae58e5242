"""Embedded answerers: the oracle is always right, the others are what they say they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

import pytest
from answered_sets import COLOURS, HandSet, hand_set, member, plain_set

from spatialbench.answers.answerers import STRATEGIES, answer
from spatialbench.errors import InputError
from spatialbench.items.item import LANGUAGES, Item, Key
from spatialbench.items.present import with_key
from spatialbench.items.wanted import Wanted
from spatialbench.probes.make import make
from spatialbench.probes.registry import tasks
from spatialbench.scoring import score

PER_LEVEL = 3
TASKS = sorted(tasks())


def presented(task: str) -> Iterator[tuple[Item, Key]]:
    """Items of every level, language, modality and form of a task, without their pictures."""
    generator = tasks()[task]
    offered = [form == "choice" for form in generator.forms]
    forms = list(product(LANGUAGES, generator.modalities, offered))
    for level, index in product(generator.levels, range(PER_LEVEL)):
        probe = make(task, seed="answerers", level=level, index=index)
        for language, modality, choices in forms:
            both = with_key(probe, Wanted(language, modality, choices, probe.paraphrase, 64))
            yield both.item, both.key


@cache
def set_of(task: str) -> HandSet:
    """The items of that task."""
    return hand_set(*presented(task), name=task)


@cache
def set_of_all_types() -> HandSet:
    """An item of every answer type in both languages, beyond those that tasks have."""
    places = ("A1", "B2", "C1")
    types: list[dict[str, Any]] = [
        {"answer": "red"},
        {"answer": "B", "answer_type": "choice", "choices": COLOURS},
        {"answer": ["A", "C"], "answer_type": "choices", "choices": COLOURS},
        {"answer": [], "answer_type": "choices", "choices": COLOURS},
        {"answer": ["blue", "red"], "answer_type": "labels"},
        {"answer": [], "answer_type": "labels"},
        {"answer": "yes", "answer_type": "verdict", "options": ("yes", "no")},
        {"answer": ["green", "red", "blue", "black"], "answer_type": "ordering"},
        {"answer": 7, "answer_type": "integer", "options": None},
        {"answer": 3.5, "answer_type": "number", "options": None, "unit": "cm"},
        {"answer": ["A1", "C1"], "answer_type": "cells", "options": places},
    ]
    return hand_set(
        *[
            member(f"t{n}-{language}", language=language, **kind)
            for n, kind in enumerate(types)
            for language in LANGUAGES
        ]
    )


@pytest.mark.parametrize("task", TASKS)
def test_the_oracle_is_right_in_every_form_of_every_task(task: str) -> None:
    """100 %, with nothing unreadable."""
    questions = set_of(task)
    results = score(questions, answer(questions, "oracle", seed="s"))
    assert [one for one in results.outcomes if not one.right] == []


def test_the_oracle_is_right_for_every_answer_type() -> None:
    """In both languages."""
    questions = set_of_all_types()
    results = score(questions, answer(questions, "oracle", seed="s"))
    assert [one for one in results.outcomes if not one.right] == []


def test_a_simulated_model_of_no_skill_is_always_wrong_and_always_readable() -> None:
    """There is another answer to every type of question."""
    questions = set_of_all_types()
    overall = score(questions, answer(questions, "simulated:0", seed="s")).overall
    assert (overall.accuracy, overall.parse_rate) == (0.0, 1.0)


def test_random_answers_are_readable_in_every_type() -> None:
    """And some of them are right."""
    questions = set_of_all_types()
    overall = score(questions, answer(questions, "random", seed="s")).overall
    assert overall.parse_rate == 1.0


@pytest.mark.parametrize("share", ["0.92", "0.81", "0.25"])
def test_a_simulated_accuracy_is_recovered_within_its_interval(share: str) -> None:
    """In at least 22 of 30 runs (a 95 % interval misses more than 8 once in 100,000 times)."""
    questions = plain_set(150)
    runs = [
        score(questions, answer(questions, f"simulated:{share}", seed=f"run {number}")).overall
        for number in range(30)
    ]
    assert sum(run.low <= float(share) <= run.high for run in runs) >= 22


def test_random_is_right_as_often_as_chance_says() -> None:
    """One in four colours."""
    questions = plain_set(1200)
    overall = score(questions, answer(questions, "random", seed="one")).overall
    assert overall.low <= 0.25 <= overall.high


def test_a_refusal_is_read_as_one_in_both_languages() -> None:
    """Never as an answer."""
    questions = plain_set(6, twins=2)
    overall = score(questions, answer(questions, "refuse", seed="s")).overall
    assert overall.statuses["refusal"] == 12


def test_a_rival_gives_its_answer_and_is_found_as_the_cause() -> None:
    """Every error of it has its name."""
    questions = plain_set(8, twins=2)
    results = score(questions, answer(questions, "rival:next", seed="s"))
    assert results.accuracy == 0.0
    assert results.summary.causes[0].share == 1.0


def test_a_rival_without_an_answer_guesses_and_says_so() -> None:
    """In a note, which scoring ignores."""
    questions = hand_set(member("a", rivals={"next": "green"}), member("b", rivals={}))
    rows = list(answer(questions, "rival:next", seed="s"))
    assert "note" not in rows[0]
    assert "next has no answer here" in rows[1]["note"]


def test_a_constant_says_its_label_in_the_language_of_the_item() -> None:
    """And a letter as it is."""
    questions = plain_set(1, twins=2)
    said = [row["response"] for row in answer(questions, "constant:red", seed="s")]
    assert said == ["ANSWER: red", "答案：红色"]
    choice = hand_set(member("c", answer="A", answer_type="choice", choices=COLOURS))
    assert next(answer(choice, "constant:B", seed="s"))["response"] == "ANSWER: B"


@pytest.mark.parametrize("strategy", ["random", "simulated:0.5"])
def test_answers_depend_on_seed_strategy_and_item_alone(strategy: str) -> None:
    """Not on the other items, nor on their order."""
    questions = plain_set(40)
    forward = {row["id"]: row for row in answer(questions, strategy, seed="s")}
    backward = HandSet(questions.members[:10:-1])
    assert all(forward[row["id"]] == row for row in answer(backward, strategy, seed="s"))
    other = {row["id"]: row for row in answer(questions, strategy, seed="t")}
    assert other != forward


def test_two_simulated_models_err_independently() -> None:
    """Half the errors of one are no errors of the other."""
    questions = plain_set(600)
    a, b = (
        [
            one.right
            for one in score(questions, answer(questions, f"simulated:{p}", seed="s")).outcomes
        ]
        for p in ("0.5", "0.50")
    )
    both = Counter(zip(a, b, strict=True))
    assert all(110 <= count <= 190 for count in both.values())


@pytest.mark.parametrize(
    ("strategy", "model"),
    [("simulated:0.92", "simulated-0.92"), ("rival:next", "rival-next"), ("oracle", "oracle")],
)
def test_rows_name_the_strategy_as_the_model(strategy: str, model: str) -> None:
    """Nobody can take them for a real model's."""
    assert {row["model"] for row in answer(plain_set(3), strategy, seed="s")} == {model}


@pytest.mark.parametrize(
    ("strategy", "said"),
    [
        ("clever", "strategy 'clever' is unknown"),
        ("rival:", "is unknown"),
        ("rival:nxt", "did you mean 'next'"),
        ("simulated:GLM-5", "expected a probability"),
        ("simulated:1.2", "expected a probability"),
        ("simulated:1/0", "expected a probability"),
        ("constant", "is unknown"),
    ],
)
def test_an_unknown_strategy_is_refused_at_once(strategy: str, said: str) -> None:
    """Before the first row is asked for."""
    with pytest.raises(InputError) as caught:
        answer(plain_set(2), strategy, seed="s")
    assert said in str(caught.value)


def test_every_strategy_that_is_listed_works() -> None:
    """With the examples put in."""
    questions = plain_set(2)
    for strategy in STRATEGIES:
        named = strategy.replace("X", "red").replace("NAME", "next")
        assert len(list(answer(questions, named, seed="s"))) == 2
