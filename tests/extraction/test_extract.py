"""What an extraction promises beside its value: spans, methods, errors."""

from __future__ import annotations

import dataclasses
import subprocess
import sys

import pytest

from spatialbench.extraction import Extraction, extract
from spatialbench.extraction.readers import ANSWER_TYPES

COLOURS = ["red", "blue", "green", "yellow"]


@pytest.mark.parametrize(
    ("response", "words"),
    [
        ("ANSWER: red", "red"),
        ("The answer is **blue**, I think.", "blue"),
        ("答案：蓝色。", "蓝色"),
        ("Ａｎｓｗｅｒ： ｒｅｄ", "ｒｅｄ"),
        ("½ of it: \\boxed{\\text{green}}", "green"),
        ("<think>red, surely ½</think>\u200b\n\u200bAnswer: \u200bblue", "blue"),
        ('{"answer": "yellow"}', "yellow"),
        ("ﬁnally \U0001f9ca the answer is red", "red"),
    ],
)
def test_a_span_marks_the_words_in_the_response_as_given(response: str, words: str) -> None:
    """Offsets survive NFKC, markup and dropped reasoning."""
    found = extract(response, "label", COLOURS)
    assert found.span is not None
    assert response[slice(*found.span)].strip("\u200b") == words


@pytest.mark.parametrize(
    ("response", "method"),
    [
        ("blue", "bare"),
        ("(blue)", "bare"),
        ("Answer: blue", "requested-line"),
        ("The answer is blue", "declared"),
        ("The answer is\n\nblue", "declared"),
        ("\\boxed{blue}", "boxed"),
        ('{"answer": "blue"}', "json"),
        ("<answer>blue</answer>", "tag"),
        ("red. Wait, actually blue.", "chosen"),
        ("blue\n\nExplanation: red went left.", "first-line"),
        ("First the red one turns.\n\nblue", "last-line"),
        ("Red goes left. I pick blue.", "chosen"),
        ("Red goes left, so we see blue.", "concluded"),
        ("The view shows blue", "stated"),
        ("Blue goes to the left", "mentioned-only"),
        ("Answer: purple", "requested-line"),
        ("I don't know", "refused"),
        ("", "empty"),
        ("<think>blue", "unclosed-thinking"),
        ("The front is bl", "none-found"),
    ],
)
def test_the_method_names_the_decision(response: str, method: str) -> None:
    """A report can say how each answer was come by."""
    assert extract(response, "label", COLOURS).method == method


def test_the_last_valid_declaration_wins_over_an_invalid_one_after_it() -> None:
    """A declaration that declares no answer takes nothing away."""
    response = "Answer: blue\nThe expression \\boxed{\\langle H \\rangle} is beside the point."
    assert extract(response, "label", COLOURS).value == "blue"


def test_a_declaration_deep_in_a_very_long_response_is_found() -> None:
    """Only what is undeclared must stand near an end to be read."""
    filler = "the cube turns once more. " * 20_000
    found = extract(f"{filler}\nAnswer: blue\n{filler}", "label", COLOURS)
    assert (found.value, found.method) == ("blue", "requested-line")
    assert found.span == (len(filler) + 9, len(filler) + 13)


def test_a_missing_response_is_empty() -> None:
    """`None` stands for a response that is not there."""
    assert extract(None, "integer") == Extraction(None, "empty", "empty", None)


def test_an_extraction_cannot_be_changed() -> None:
    """It is frozen and has slots."""
    found = extract("3", "integer")
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.value = 4  # type: ignore[misc]
    assert not hasattr(found, "__dict__")


def test_an_unknown_answer_type_is_refused_with_the_known_ones() -> None:
    """The message says what is valid."""
    with pytest.raises(ValueError, match=r"answer_type 'colour' is unknown; it is one of choice, "):
        extract("red", "colour")


@pytest.mark.parametrize("answer_type", sorted(set(ANSWER_TYPES) - {"integer", "number"}))
@pytest.mark.parametrize("options", [None, [], ["red", " "]])
def test_missing_options_are_refused(answer_type: str, options: list[str] | None) -> None:
    """A type that needs options says so, whatever the response is."""
    with pytest.raises(ValueError, match="needs options"):
        extract("", answer_type, options)


def test_one_text_is_no_list_of_options() -> None:
    """A forgotten pair of brackets does not make letters into options."""
    with pytest.raises(ValueError, match="a sequence of texts"):
        extract("r", "label", "red")


def test_a_verdict_needs_a_pair() -> None:
    """Three options are no verdict."""
    with pytest.raises(ValueError, match="needs two options"):
        extract("yes", "verdict", ["yes", "no", "maybe"])


def test_there_are_no_more_options_than_letters() -> None:
    """Twenty-seven options cannot be lettered."""
    with pytest.raises(ValueError, match="26 letters"):
        extract("A", "choice", [f"option text {i}" for i in range(27)])


@pytest.mark.parametrize(
    ("first", "second"), [("yes", "no"), ("true", "false"), ("possible", "impossible")]
)
def test_a_verdict_is_said_in_the_words_of_the_options(first: str, second: str) -> None:
    """The order of the pair does not matter for what is read."""
    assert extract(second, "verdict", [first, second]).value == second
    assert extract(second, "verdict", [second, first]).value == second


def test_chinese_options_are_answered_in_english_and_the_other_way_round() -> None:
    """The vocabulary translates, and the value is the option's own text."""
    assert extract("red", "label", ["红色", "蓝色"]).value == "红色"
    assert extract("蓝色", "label", ["red", "blue"]).value == "blue"


def test_importing_the_reader_loads_no_geometry() -> None:
    """Scoring must start in a blink."""
    heavy = "{'numpy', 'scipy', 'trimesh', 'PIL'}"
    code = f"import sys, spatialbench.extraction; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
