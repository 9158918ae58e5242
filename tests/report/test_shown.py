"""Text from outside made visible, and JSON that can stand inside a page."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.report.csv_file import harmless
from spatialbench.report.markdown import safe
from spatialbench.report.page.embedding import embedded
from spatialbench.report.shown import LONGEST_NAME, shown_line, shown_name, shown_text
from spatialbench.report.texts import Texts

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
JOINERS = "\u200c\u200d"


@given(st.text())
def test_a_line_has_no_controls_and_no_marks_of_direction(text: str) -> None:
    """Nothing in it steers a terminal or turns the direction of writing."""
    kinds = {unicodedata.category(sign) for sign in shown_line(text) if sign not in JOINERS}
    assert not kinds & {"Cc", "Zl", "Zp", "Cs"}
    assert not set(shown_line(text)) & set("\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2069")


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"])))
def test_plain_text_stays_as_it_is(text: str) -> None:
    """Letters, numbers and punctuation of every script."""
    assert shown_text(text) == text


def test_a_long_name_is_cut_off() -> None:
    """With a sign that says so."""
    shown = shown_name("x" * 500)
    assert (len(shown), shown[-1]) == (LONGEST_NAME, "…")


@given(JSON)
def test_embedded_json_says_the_same(value: Any) -> None:
    """Escapes change the text and not the value."""
    assert json.loads(embedded(value)) == value


@given(JSON)
def test_embedded_json_ends_no_element_and_turns_nothing(value: Any) -> None:
    """No angle bracket, ampersand, line separator or mark of direction."""
    assert not re.search("[<>&\u2028\u2029\u202a-\u202e\u200e\u200f\x1b\x7f-\x9f]", embedded(value))


def test_embedded_json_has_no_nan() -> None:
    """It would be no JSON."""
    with pytest.raises(ValueError, match="JSON"):
        embedded(float("nan"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "|x", "＝1"])
def test_a_formula_is_none(text: str) -> None:
    """A spreadsheet takes what begins with an apostrophe as text."""
    assert harmless(text).startswith("'")


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "[a](javascript:x)", "`x`", "| a |", "# x", "*x*", "&lt;", "<!-- x"]
)
def test_markdown_is_plain(text: str) -> None:
    """Every sign that could mean something is an entity or has a backslash."""
    assert not re.search(r"(?<!\\)[\[\]`|#*<>]", safe(text))


@pytest.mark.parametrize("mark", ["baseline", "simulated", "incomplete"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_must_be_said_of_a_name_stands_beside_it(mark: str, language: str) -> None:
    """In both languages; a name that begins with the word needs no second one."""
    texts = Texts(language, {"x": mark, f"{mark}-1": mark})
    assert texts.model("x").startswith("x")
    assert texts.model("x") != "x"
    assert texts.model(f"{mark}-1") == f"{mark}-1"


@pytest.mark.parametrize("name", ["GPT-4o", "random", "oracle", "simulated-0.92", "rival-first"])
def test_nothing_is_guessed_from_a_name(name: str) -> None:
    """What a row does not say of itself is said of nobody."""
    assert Texts("en").model(name) == name
