"""How answers came about: objects and words say the same, and nothing is assumed."""

from __future__ import annotations

import pytest

from spatialbench.answers.protocol import Protocol, is_protocol, line_of, protocol_of
from spatialbench.answers.rows import answer_of


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ({"effort": "high", "tools": False, "temperature": 0.5},
         "effort=high, tools=no, temperature=0.5"),
        ({"tools": "python", "max_tokens": 4096}, "tools=python, max_tokens=4096"),
        ({"date": "2026-11-28", "provider": "openai"}, "provider=openai, date=2026-11-28"),
        ({"note": "Q4, own template", "effort": None}, "note=Q4; own template"),
        ("T=0", "T=0"),
        (None, None),
    ],
    ids=str,
)  # fmt: skip
def test_an_object_is_one_line(said: object, line: str | None) -> None:
    """In an order of its own; a text is one already."""
    row = answer_of({"id": "a", "response": "x", "protocol": said}, "file, line 1", 1)
    assert row.protocol == line == line_of(said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "said",
    [{"t": 0}, {"temperature": "0"}, {"temperature": True}, {"tools": 1}, {"date": 2026}, [], 3],
    ids=str,
)
def test_what_no_protocol_says_is_refused(said: object) -> None:
    """Unknown names, and values of another kind."""
    assert not is_protocol(said)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([], Protocol()),
        (["by hand"], Protocol()),
        (["effort=high, tools=no, temperature=0"], Protocol(None, "high", "no", "0")),
        (["inspect-ai 0.3.285, temperature=0.0, max_tokens=64, Q4, own template"],
         Protocol(temperature="0.0", max_tokens="64")),
        (["inspect-ai 0.3.285 (date=2026-11-28; tools=no), temperature=0.0, Q4"],
         Protocol(tools="no", temperature="0.0", date="2026-11-28")),
        (["reasoning_effort=low, tools=True"], Protocol(effort="low", tools="yes")),
        (["temperature=0", "temperature=1"], Protocol(temperature="0 / 1")),
        (["date=2026-11-28", "asked on 2026-11-27"], Protocol(date="2026-11-27 / 2026-11-28")),
    ],
    ids=str,
)  # fmt: skip
def test_a_line_says_what_it_says_and_no_more(lines: list[str], found: Protocol) -> None:
    """What it does not say is unknown; rows that differ are told together."""
    assert protocol_of(lines) == found


def test_what_is_written_is_read_again() -> None:
    """All fields."""
    said = {
        "provider": "x", "effort": "low", "tools": True, "temperature": 0.7, "max_tokens": 64,
        "date": "2026-01-02",
    }  # fmt: skip
    assert protocol_of([line_of(said) or ""]) == Protocol(
        "x", "low", "yes", "0.7", "64", "2026-01-02"
    )
