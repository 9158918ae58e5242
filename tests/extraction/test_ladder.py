"""What the ladder promises: nothing invented, nothing wrong, and hardly anything left unread."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any  # lines of JSON

import pytest

from spatialbench.extraction import Extraction, extract

DATA = Path(__file__).parent / "data" / "ladder"
COLOURS = ["red", "green", "blue", "yellow"]


def rows(name: str) -> list[dict[str, Any]]:
    """The lines of a file of cases."""
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


REPORTS, KINDS, DERIVATIONS = rows("reports.jsonl"), rows("kinds.jsonl"), rows("derivations.jsonl")


def found(case: dict[str, Any], **more: str) -> Extraction:
    """What is read from the response of a case."""
    unit = case.get("unit")
    return extract(case["response"], case["answer_type"], case["options"], unit=unit, **more)


def same(value: object, expected: object) -> bool:
    """Whether a value is the expected one; numbers to the rounding of floats."""
    if isinstance(value, float) and isinstance(expected, float):
        return math.isclose(value, expected)
    return value == expected


def statuses(case: dict[str, Any]) -> list[str]:
    """The statuses that a reported case may have."""
    said = case["expected_status"]
    return [said] if isinstance(said, str) else said


@pytest.mark.parametrize("case", REPORTS, ids=[case["id"] for case in REPORTS])
def test_of_what_was_reported_of_other_readers_nothing_is_invented_or_wrong(
    case: dict[str, Any],
) -> None:
    """A value is read only where one may be, and then it is the right one."""
    value = found(case).value
    if value is not None:
        assert "ok" in statuses(case)
        assert same(value, case["expected_value"])


def test_hardly_any_readable_answer_stays_unread() -> None:
    """At most one in fifty."""
    readable = [case for case in REPORTS if statuses(case) == ["ok"]]
    unread = [case["id"] for case in readable if found(case).value is None]
    assert len(unread) <= len(readable) / 50, unread


@pytest.mark.parametrize("case", KINDS, ids=[case["id"] for case in KINDS])
def test_every_kind_of_reply_is_read_as_it_is_meant(case: dict[str, Any]) -> None:
    """Where reading is no must, reading nothing will do; another value never."""
    value = found(case).value
    if case["must_read"] or value is not None:
        assert same(value, case["expected"])


@pytest.mark.parametrize("case", DERIVATIONS, ids=[case["id"] for case in DERIVATIONS])
def test_nothing_is_read_of_a_cut_off_derivation_before_its_line_is_complete(
    case: dict[str, Any],
) -> None:
    """Every prefix that ended at the limit is truncated; the whole gives its answer."""
    text = case["response"]
    for end in range(1, len(text)):
        cut = extract(text[:end], case["answer_type"], case["options"], finish="length")
        assert (cut.value, cut.status) == (None, "truncated"), text[:end][-40:]
    assert same(found(case, finish="length").value, case["expected"])


def test_a_requested_line_is_overridden_by_another_one_only() -> None:
    """No remark, no box, no conclusion."""
    after = [
        "The answer is A.",
        "\\boxed{A}",
        "<answer>A</answer>",
        '{"answer": "A"}',
        "So A.",
        "A",
    ]
    for remark in after:
        assert extract(f"ANSWER: B\n\n{remark}", "choice", COLOURS).value == "B"
    assert extract("ANSWER: B\nANSWER: A", "choice", COLOURS).value == "A"


@pytest.mark.parametrize(
    ("response", "rank"),
    [
        ("ANSWER: B\n\\boxed{A}", "requested-line"),
        ("\\boxed{B}. The answer is A.", "boxed"),
        ("The answer is B.\n\nA", "declared"),
        ("B", "bare"),
    ],
)
def test_the_highest_rank_that_says_anything_decides(response: str, rank: str) -> None:
    """Ranks never mix."""
    decided = extract(response, "choice", COLOURS)
    assert (decided.value, decided.method) == ("B", rank)


@pytest.mark.parametrize(
    ("response", "answer_type", "options"),
    [
        ("ANSWER: grey", "label", ["red", "blue"]),
        ("答案：灰色", "label", ["red", "blue"]),
        ("ANSWER: E", "choice", COLOURS),
        ("\\boxed{E}", "choice", COLOURS),
        ("The answer is grey.", "label", ["red", "blue"]),
        ("ANSWER: turquoise", "label", ["red", "blue"]),
        ("ANSWER: red, grey", "labels", ["red", "blue"]),
    ],
)
def test_a_clear_answer_that_is_not_on_offer_is_off_list(
    response: str, answer_type: str, options: list[str]
) -> None:
    """It was read, and it is wrong."""
    decided = extract(response, answer_type, options)
    assert (decided.status, decided.value) == ("off-list", None)


@pytest.mark.parametrize("response", ["Red turns to the left.", "Look at the red one first."])
def test_a_mention_is_no_answer(response: str) -> None:
    """There is nothing below the ladder."""
    decided = extract(response, "label", ["red", "blue"])
    assert (decided.status, decided.method) == ("unparseable", "mentioned-only")


PROMPT = (
    "In front of you is a cube. Its faces are red on the front and blue on the back.\n\n"
    "Which colour is on the back of the cube now?\nA. red\nB. blue\n\n"
    "Finish with one line of this form: ANSWER: <the letter of your choice>"
)


def test_of_a_prompt_that_is_given_back_nothing_is_read() -> None:
    """However much of it, and wherever it breaks off."""
    for end in range(1, len(PROMPT) + 1):
        assert extract(PROMPT[:end], "choice", ["red", "blue"], prompt=PROMPT).value is None


@pytest.mark.parametrize("answer", ["B", "ANSWER: B", "The answer is B. blue", "B. blue"])
def test_an_answer_after_the_prompt_is_read(answer: str) -> None:
    """Only what is repeated is taken out."""
    told = PROMPT.rsplit("\n", 1)[0]
    assert extract(f"{told}\n\n{answer}", "choice", ["red", "blue"], prompt=PROMPT).value == "B"


def test_a_number_of_more_digits_than_python_converts_does_not_raise() -> None:
    """4,300 is the limit of `int`."""
    for answer_type in ("integer", "number"):
        for digits in ("9" * 4_400, "0." + "1" * 4_400, "ANSWER: " + "7" * 10_000):
            assert extract(digits, answer_type).status in {"ok", "unparseable", "ambiguous"}
