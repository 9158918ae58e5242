"""Every row of the table of dresses is cut off."""

from __future__ import annotations

import pytest

from spatialbench.extraction import extract
from spatialbench.extraction.cut import dresses

COLOURS = ["red", "green", "blue", "yellow"]
THINKING, TURNS = dresses()["thinking"], dresses()["turns"]
TAGS = [(f"<{tag}>", f"</{tag}>") for tag in THINKING["tags"]]
SQUARE = [(f"[{tag}]", f"[/{tag}]") for tag in THINKING["tags"]]
MARKS = [tuple(row) for row in THINKING["marks"]]
CLOSED = [(">", "") if opener.startswith("<details") else ("", "") for opener, _ in MARKS]
OPENED = [(o + extra, c) for (o, c), (extra, _) in zip(MARKS, CLOSED, strict=True)]


@pytest.mark.parametrize(("opener", "closer"), [*TAGS, *SQUARE, *OPENED])
def test_thinking_is_no_answer(opener: str, closer: str) -> None:
    """What comes after it is; what never ends is truncated."""
    thought = f"{opener}\nSo the answer is A.\nANSWER: A\n"
    assert extract(f"{thought}{closer}\nB", "choice", COLOURS).value == "B"
    assert extract(thought, "choice", COLOURS).status == "truncated"
    assert extract(f"{thought.upper()}{closer.upper()}\nB", "choice", COLOURS).value == "B"


@pytest.mark.parametrize(("opener", "closer"), THINKING["words"])
def test_thinking_announced_in_words_is_no_answer(opener: str, closer: str) -> None:
    """Without its end only a requested line or a structure counts."""
    assert extract(f"{opener}\nSo it is A.\n{closer}\nB", "choice", COLOURS).value == "B"
    assert extract(f"{opener}\nSo it is A, but", "choice", COLOURS).status == "truncated"
    assert extract(f"{opener}\nSo it is A.\nANSWER: B", "choice", COLOURS).value == "B"


@pytest.mark.parametrize("token", TURNS["tokens"])
def test_a_reply_ends_with_its_turn(token: str) -> None:
    """And a mark that opens it is none of it."""
    assert extract(f"ANSWER: B{token}ANSWER: D", "choice", COLOURS).value == "B"
    assert extract(f"{token}ANSWER: B", "choice", COLOURS).value == "B"


@pytest.mark.parametrize("heading", TURNS["headings"])
def test_a_reply_ends_where_somebody_else_takes_the_turn(heading: str) -> None:
    """Headings of prompts open a turn that the model invented."""
    assert extract(f"B\n\n{heading}\nAnd then?\n\nANSWER: D", "choice", COLOURS).value == "B"


@pytest.mark.parametrize("speaker", TURNS["speakers"])
def test_a_question_after_an_answer_is_not_answered_for_it(speaker: str) -> None:
    """The answer to what was asked stands before."""
    assert extract(f"ANSWER: B\n\n{speaker}: next?\nANSWER: D", "choice", COLOURS).value == "B"


@pytest.mark.parametrize("heading", TURNS["again"])
def test_a_second_start_of_the_same_speaker_comes_too_late(heading: str) -> None:
    """A first one is only a heading."""
    assert extract(f"The answer is B.\n\n{heading}:\nD", "choice", COLOURS).value == "B"
    assert extract(f"{heading}:\nB", "choice", COLOURS).value == "B"


@pytest.mark.parametrize("word", dresses()["placeholders"]["words"])
@pytest.mark.parametrize("form", ["<{}>", "[{}]", "<the {}>", "[your {}]", "{{{}}}"])
def test_a_blank_of_the_form_is_no_answer(form: str, word: str) -> None:
    """Nor is what follows it the answer to its label."""
    blank = form.format(word)
    assert extract(f"ANSWER: {blank}", "choice", COLOURS).value is None
    assert extract(f"ANSWER: {blank}\n\nA. red\nB. green", "choice", COLOURS).value is None
    assert extract(f"ANSWER: {blank}\nANSWER: C", "choice", COLOURS).value == "C"


@pytest.mark.parametrize("rule", dresses()["prompts"]["rules"])
def test_after_the_rules_of_a_prompt_a_last_line_is_no_answer(rule: str) -> None:
    """The reply goes on with the prompt, and breaks off."""
    assert extract(f"Something, {rule} something.\n\nB", "choice", COLOURS).value is None


def test_content_parts_are_read_by_their_type() -> None:
    """Thinking among the parts of a message is thinking."""
    parts = '[{"type": "thinking", "thinking": "ANSWER: A"}, {"type": "text", "text": "ANSWER: B"}]'
    assert extract(parts, "choice", COLOURS).value == "B"
    assert extract(parts.replace('"', "'"), "choice", COLOURS).value == "B"


@pytest.mark.parametrize(
    ("response", "value"),
    [
        (
            "<|channel|>analysis<|message|>A<|end|><|start|>assistant<|channel|>final<|message|>B",
            "B",
        ),
        ("<|channel|>analysis<|message|>The answer is A", None),
        ("analysisThe answer is A.assistantfinalB", "B"),
        ("analysisThe answer is A", None),
    ],
)
def test_of_harmony_the_final_channel_is_read(response: str, value: str | None) -> None:
    """With its tokens and without."""
    assert extract(response, "choice", COLOURS).value == value
