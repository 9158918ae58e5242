"""The rows checked by hand are those that the schema accepts, and no bytes crash the reader."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from spatialbench.answers.files import Answer, read_answers
from spatialbench.answers.rows import well_formed
from spatialbench.errors import SpatialbenchError

SCHEMA = json.loads((files("spatialbench.assets") / "schemas/answers.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA)

CORPUS: list[Any] = [
    {"id": "a", "response": "x"},
    {"id": "a", "response": None},
    {"id": "a" * 64, "response": ""},
    {"id": "a" * 65, "response": ""},
    {"id": "", "response": ""},
    {"id": "a\n", "response": ""},
    {"id": "ä", "response": ""},
    {"id": "a", "response": "x", "epoch": 1.0},
    {"id": "a", "response": "x", "epoch": 1.5},
    {"id": "a", "response": "x", "epoch": True},
    {"id": "a", "response": "x", "epoch": 2**31},
    {"id": "a", "response": "x", "epoch": float("inf")},
    {"id": "a", "response": "x", "confidence": False},
    {"id": "a", "response": "x", "confidence": 1},
    {"id": "a", "response": "x", "seconds": 1e12},
    {"id": "a", "response": "x", "seconds": None, "usage": None, "model": None},
    {"id": "a", "response": "x", "model": "m" * 200},
    {"id": "a", "response": "x", "model": "m" * 201},
    {"id": "a", "response": "x", "usage": []},
    {"id": "a", "response": "x", "protocol": {"t": 0}},
    {"id": "a", "response": "x", "unknown": object},
    {"id": None, "response": "x"},
    {"response": "x", "model": "m"},
    {},
    [],
    None,
    "text",
    3,
]


@pytest.mark.parametrize("record", CORPUS, ids=lambda record: repr(record)[:50])
def test_hand_and_schema_agree_on_the_corpus(record: Any) -> None:
    """Good and bad rows of every kind."""
    assert well_formed(record) == VALIDATOR.is_valid(record)


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 2**32),
    st.floats(allow_nan=False),
    st.text(max_size=5),
    st.sampled_from(["a", "A-b_9", "a\n"]),
    st.just({}),
    st.just([]),
)
ROWS = st.dictionaries(st.sampled_from([*Answer._fields, "asked", "other"]), SCALARS)


@given(ROWS)
@settings(max_examples=300)
def test_hand_and_schema_agree_on_anything(record: dict[str, Any]) -> None:
    """Whatever the fields hold."""
    assert well_formed(record) == VALIDATOR.is_valid(record)


@given(st.dictionaries(st.sampled_from([*Answer._fields[2:], "asked"]), SCALARS))
@settings(max_examples=200)
def test_hand_and_schema_agree_on_the_optional_fields(optional: dict[str, Any]) -> None:
    """With a good id and response, so that the rest decides."""
    record = {"id": "a", "response": "x", **optional}
    assert well_formed(record) == VALIDATOR.is_valid(record)


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
@given(data=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused_with_a_reason(
    tmp_path: Path, suffix: str, data: bytes
) -> None:
    """No other error ever comes out of the reader."""
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
    path = tmp_path / f"answers{suffix}"
    path.write_bytes(data)
    told = told_of(path)
    assert told is None or (str(path) in told and "\n" not in told)


def told_of(path: Path) -> str | None:
    """What is said of a file, None if it is read to its end."""
    try:
        for _ in read_answers(path):
            pass
    except SpatialbenchError as error:
        return str(error)
    return None


@given(st.lists(st.tuples(st.text(max_size=20), st.booleans()), min_size=1, max_size=8))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_as_json_lines_is_read_back(
    tmp_path: Path, rows: list[tuple[str, bool]]
) -> None:
    """Any text survives, line separators of Unicode included."""
    path = tmp_path / "answers.jsonl"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for text, escaped in rows:
            safe = escaped or not text.isprintable()
            file.write(json.dumps({"id": "a", "response": text}, ensure_ascii=safe) + "\n")
    assert [row.response for row in read_answers(path)] == [text for text, _ in rows]
