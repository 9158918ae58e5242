"""Responses: shortened where they are long, and cut into pieces with what was read marked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from answered_sets import plain_set, rows_of
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.errors import InputError
from spatialbench.report.both import Both
from spatialbench.report.page.browser import browser_data, evenly
from spatialbench.report.page.pictures import pictures_in
from spatialbench.report.page.responses import (
    LIMITS,
    Picker,
    Response,
    fitting_limit,
    pieces,
    response,
    shorter,
    stretches,
)
from spatialbench.report.texts import Texts
from spatialbench.scoring import score

LENGTHS = st.integers(1, 3000)


@st.composite
def spans(draw: st.DrawFn, length: int) -> tuple[int, int] | None:
    """A span within that many characters, or none."""
    start = draw(st.integers(0, length))
    return draw(st.none() | st.just((start, draw(st.integers(start, length)))))


def text_of(length: int) -> str:
    """Text in which every place can be told."""
    return "".join(chr(0x4E00 + place) for place in range(length))


def size(piece: Any) -> int:
    """How many characters a piece stands for."""
    return piece if isinstance(piece, int) else len(piece[0] if isinstance(piece, list) else piece)


@given(st.data(), LENGTHS, st.sampled_from([100, 250, 1000]))
def test_pieces_stand_for_the_whole_response(data: st.DataObject, length: int, limit: int) -> None:
    """Kept characters and gaps add up to its length."""
    found = pieces(response(text_of(length), data.draw(spans(length)), limit=limit))
    assert sum(map(size, found)) == length


@given(st.data(), LENGTHS, st.sampled_from([100, 250, 1000]))
def test_no_more_is_kept_than_the_limit(data: st.DataObject, length: int, limit: int) -> None:
    """The beginning is half of it, what was read the other half."""
    kept = stretches(length, data.draw(spans(length)), limit)
    assert sum(high - low for low, high in kept) <= limit


@given(st.data(), LENGTHS)
def test_what_was_read_is_marked(data: st.DataObject, length: int) -> None:
    """Exactly the span, where it is short enough to be kept."""
    start = data.draw(st.integers(0, length))
    end = data.draw(st.integers(start, min(length, start + 20)))
    text = text_of(length)
    marked = [
        one[0] for one in pieces(response(text, (start, end), limit=200)) if type(one) is list
    ]
    assert marked == ([text[start:end]] if end > start else [])


@given(st.data(), LENGTHS)
def test_shortening_twice_is_shortening_once(data: st.DataObject, length: int) -> None:
    """As long as the first limit was the wider one."""
    span = data.draw(spans(length))
    text = text_of(length)
    twice = shorter(response(text, span, limit=1000), 250)
    assert twice == response(text, span, limit=250)


def test_the_limit_shrinks_until_all_fit() -> None:
    """A thousand long responses are kept shorter than one."""
    one = response("x" * 100_000, None, limit=LIMITS[0])
    assert fitting_limit([one]) == LIMITS[0]
    assert fitting_limit([one] * 1000) < LIMITS[0]
    assert fitting_limit([one] * 100_000) == LIMITS[-1]


def test_rows_without_a_name_belong_to_the_model_of_their_place() -> None:
    """The first source to the first model, the second to the second."""
    questions = plain_set(2)
    rows = [rows_of(questions, [True, True]), rows_of(questions, [False, False])]
    results = [score(questions, told, model=name) for told, name in zip(rows, "AB", strict=True)]
    found = Picker(results, {"i0-0": 0}).take(rows)
    assert found[0, "i0-0"].kept == ((0, "ANSWER: red"),)
    assert found[1, "i0-0"].kept == ((0, "ANSWER: green"),)


def test_a_failed_call_shows_its_message() -> None:
    """And nothing of it is taken for an answer."""
    questions = plain_set(1)
    rows = [[{"id": "i0-0", "response": None, "error": "ANSWER: red"}]]
    results = [score(questions, rows[0], model="A")]
    found = Picker(results, {"i0-0": 0}).take(rows)
    assert found[0, "i0-0"] == Response(11, ((0, "ANSWER: red"),), None, error=True)


def test_the_browser_has_the_rival_that_an_answer_equals() -> None:
    """A wrong answer that a named wrong way of thinking gives, with what was read marked."""
    questions = plain_set(1)
    rows = [rows_of(questions, [False])]
    results = [score(questions, rows[0], model="A")]
    data = browser_data(questions, results, answers=rows, both=Both(Texts("en"), Texts("zh")))
    outcome, value, _, equals, place = data["items"][0]["answers"][0]
    assert (outcome, value, equals) == ("wrong", "green", ["next"])
    assert ["green"] in data["responses"][place]


@pytest.mark.parametrize(("most", "kept"), [(3, "ace"), (6, "abcdef"), (9, "abcdef"), (1, "a")])
def test_of_many_items_some_are_kept_evenly(most: int, kept: str) -> None:
    """From the whole set, not from its beginning."""
    assert "".join(evenly("abcdef", most)) == kept  # type: ignore[arg-type]


def test_pictures_that_are_not_there_are_named(tmp_path: Path) -> None:
    """Rather than left out silently; a path that leads out of the set is none of it."""
    (tmp_path / "outside.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    picture = pictures_in(tmp_path / "set")
    for path in ("media/a.png", "../outside.png"):
        with pytest.raises(InputError, match="without --pictures"):
            picture(path)
