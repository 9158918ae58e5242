"""Judging values: what is right, how much of it, and which rivals say the same."""

from __future__ import annotations

from typing import Any

import pytest
from answered_sets import hand_set, member
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.scoring.judging import (
    Judged,
    jaccard,
    judge,
    pairs_in_order,
    right_cells,
    sayable,
)
from spatialbench.scoring.questions import Keyed, keyed_questions

ABC = ("a", "b", "c")


def keyed(answer: Any, answer_type: str, **more: Any) -> Keyed:
    """A question with this answer."""
    return keyed_questions(
        hand_set(member("i", answer=answer, answer_type=answer_type, **{"options": ABC, **more}))
    )[0]


def judged(value: Any, answer: Any, answer_type: str, **more: Any) -> Judged:
    """What the value is worth."""
    return judge(value, keyed(answer, answer_type, **more), 0)


@pytest.mark.parametrize(
    ("answer_type", "answer", "value", "right", "partial"),
    [
        ("label", "a", "a", True, 1.0),
        ("label", "a", "b", False, 0.0),
        ("labels", ["a", "b"], ["b", "a"], True, 1.0),
        ("labels", ["a", "b"], ["b", "c"], False, 1 / 3),
        ("labels", [], [], True, 1.0),
        ("choices", ["A"], [], False, 0.0),
        ("ordering", ["a", "b", "c"], ["a", "b", "c"], True, 1.0),
        ("ordering", ["a", "b", "c"], ["a", "c", "b"], False, 2 / 3),
        ("ordering", ["a", "b", "c"], ["c", "b", "a"], False, 0.0),
        ("integer", 3, 3, True, 1.0),
        ("integer", 3, 4, False, 0.0),
        ("number", 0.3, 0.1 + 0.2, True, 1.0),
        ("number", 100, 100.0, True, 1.0),
        ("number", 100.0, 100.1, False, 0.0),
        ("cells", {"a": "x", "b": "y"}, {"a": "x", "b": "z"}, False, 0.5),
        ("cells", ["a", "b"], ["b"], False, 0.5),
    ],
)
def test_values_against_answers(
    answer_type: str, answer: Any, value: Any, right: bool, partial: float
) -> None:
    """Right is exact; partial scores are Jaccard, Kendall pairs, right cells."""
    found = judged(value, answer, answer_type)
    assert (found.right, found.partial) == (right, pytest.approx(partial))


def test_a_number_may_differ_by_the_tolerance_of_its_key() -> None:
    """Where the key names one."""
    assert judged(90.4, 90.0, "number", margins={"tolerance": 0.5}).right
    assert not judged(90.6, 90.0, "number", margins={"tolerance": 0.5}).right


def test_a_letter_means_its_option() -> None:
    """So that letters of different orders can be compared."""
    assert judged("B", "A", "choice", choices=["red", "blue", "green"]).meaning == "blue"


def test_rivals_that_agree_with_the_key_are_no_rivals_here() -> None:
    """A right answer has no wrong way of thinking behind it."""
    question = keyed("a", "label", rivals={"same": "a", "next": "b", "also": "b"})
    assert question.question.rivals == ("next", "also")
    assert judge("b", question, 0).equals == ("next", "also")


def test_a_set_is_the_same_rival_in_any_order() -> None:
    """Keys may list labels as they like."""
    question = keyed(["a", "b"], "labels", rivals={"r": ["c", "a"], "same": ["b", "a"]})
    assert question.question.rivals == ("r",)
    assert judge(["a", "c"], question, 0).equals == ("r",)


@pytest.mark.parametrize("value", [float("inf"), 10**400], ids=["infinite", "monstrous"])
def test_numbers_that_no_file_can_hold_are_not_answers(value: float) -> None:
    """They count as unreadable."""
    assert not sayable(value)


@given(st.permutations(list("abcdef")))
def test_reversing_an_order_leaves_the_other_pairs(order: list[str]) -> None:
    """What was in order is not, and the other way round."""
    answer = list("abcdef")
    kept = pairs_in_order(order, answer)
    assert kept + pairs_in_order(order[::-1], answer) == pytest.approx(1)


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_jaccard_is_symmetric_and_one_only_for_equal_sets(a: set[str], b: set[str]) -> None:
    """Between 0 and 1."""
    assert jaccard(sorted(a), sorted(b)) == jaccard(sorted(b), sorted(a))
    assert (jaccard(sorted(a), sorted(b)) == 1) == (a == b)


@pytest.mark.parametrize(
    ("said", "share"), [({}, 0.0), ({"a": "x"}, 0.5), ({"a": "x", "b": "y", "c": "z"}, 1.0)]
)
def test_the_share_of_right_cells_is_that_of_the_answers_cells(
    said: dict[str, str], share: float
) -> None:
    """Cells beyond them do not count."""
    assert right_cells(said, {"a": "x", "b": "y"}) == share
