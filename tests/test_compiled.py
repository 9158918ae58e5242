"""The compiled checkers beside the JSON Schemas, which are the reference: the same verdict."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec import MsgspecError

from spatialbench.compiled import accepts, decoder, schema_of
from spatialbench.errors import FormatError
from spatialbench.items.present import with_key
from spatialbench.items.wanted import Wanted
from spatialbench.jsonl import read_as
from spatialbench.probes.make import make

SCHEMAS = ("item", "key", "manifest", "media", "answers", "suite")
SHA = "0a" * 32
OTHERS: dict[str, list[Any]] = {
    "manifest": [
        {
            "format": 1, "name": "s", "package": "0", "suite": {"name": "s"}, "seed": None,
            "seed_commitment": SHA, "items": {"sha256": SHA}, "key": {"sha256": SHA},
            "counts": {
                "items": 2, "probes": 1, "task": {"a/b-v1": 2}, "level": {"1": 2},
                "language": {"en": 2}, "modality": {"text": 2},
            },
            "media": {"count": 0, "pixels": SHA}, "refusals": {"a/b-v1": {"too near": 3}},
            "licence": "CC0", "canary": "c",
        }
    ],
    "media": [{"path": "media/a-1.png", "pixels": "0a"}],
    "answers": [
        {"id": "a", "response": "ANSWER: red"},
        {
            "id": "a", "response": None, "model": "m", "epoch": 2, "error": "x", "finish": "stop",
            "confidence": 0.5, "seconds": 1.5, "usage": {"in": 3}, "protocol": "p",
        },
        {
            "id": "a", "response": "x",
            "protocol": {"provider": "p", "tools": False, "temperature": 0.5, "max_tokens": 9},
        },
    ],
    "suite": [
        {"name": "s", "about": "x", "part": [{"tasks": ["*"], "probes": 3, "levels": [1, 5]}]}
    ],
}  # fmt: skip


@cache
def good(schema: str) -> list[Any]:
    """Records that pass; those of items and keys are real ones of every kind."""
    if schema in OTHERS:
        return OTHERS[schema]
    probe = make("cube/face-after-turns", seed="compiled", level=2)
    forms = [("en", "text", False), ("zh", "image", True), ("en", "state", False)]
    made = [with_key(probe, Wanted(lang, mode, c, 0, 64)) for lang, mode, c in forms]  # type: ignore[arg-type]
    records = [(p.item if schema == "item" else p.key).to_json() for p in made]
    return [json.loads(json.dumps(record)) for record in records]


# Whole numbers written as 2.0, which only the reference takes for integers, come further below.
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers(-3, 7)
    | st.integers()
    | st.floats(-2, 7).filter(lambda x: x != int(x))
    | st.sampled_from(
        ["", "a", "en", "zh", "text", "image", "choice", "media/a.png", SHA, "shaded"]
    )
    | st.text(st.characters(codec="utf-8"), max_size=5)
)
JSON = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value within a value, itself apart."""
    if not isinstance(value, dict | list):
        return []
    found = []
    for name, below in value.items() if isinstance(value, dict) else enumerate(value):
        found += [(*path, name), *places(below, (*path, name))]
    return found


def spoilt(record: Any, draw: Callable[..., Any], values: st.SearchStrategy[Any]) -> Any:
    """A copy of the record in which one thing is another, missing, or too many."""
    changed = json.loads(json.dumps(record))
    *path, last = draw(st.sampled_from(places(changed)))
    inner = changed
    for name in path:
        inner = inner[name]
    match draw(st.sampled_from(["replaced", "replaced", "removed", "added"])):
        case "replaced":
            inner[last] = draw(values)
        case "removed":
            del inner[last]
        case _ if isinstance(inner, dict):
            inner[draw(st.text(max_size=4))] = draw(values)
        case _:
            inner.append(draw(values))
    return changed


@st.composite
def records(draw: Any, schema: str, values: st.SearchStrategy[Any] = JSON) -> Any:
    """Records that pass and records that nearly do."""
    record = draw(st.sampled_from(good(schema)))
    for _ in range(draw(st.integers(0, 2))):
        assume(record)
        record = spoilt(record, draw, values)
    return record


def decodes(schema: str, record: object) -> bool:
    """Whether the compiled decoder takes the record."""
    try:
        decoder(schema)(json.dumps(record).encode())
    except MsgspecError:
        return False
    return True


def passes(schema: str, record: object) -> bool:
    """The verdict of the reference."""
    return bool(Draft202012Validator(schema_of(schema)).is_valid(record))


@pytest.mark.parametrize("schema", SCHEMAS)
def test_what_is_right_needs_no_second_look(schema: str) -> None:
    """The slow road is for the unusual."""
    for record in good(schema):
        assert passes(schema, record)
        assert accepts(schema)(record)
        assert decodes(schema, record)


@pytest.mark.parametrize("schema", SCHEMAS)
@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_both_give_the_same_verdict(schema: str, data: st.DataObject) -> None:
    """Of records with anything anywhere."""
    record = data.draw(records(schema))
    verdict = passes(schema, record)
    assert accepts(schema)(record) == verdict
    assert decodes(schema, record) == verdict


ODD = JSON | st.sampled_from([2.0, 1.0, 0.0, -0.0, 1e300, 10**400, "\ud83d", True, False, [], {}])


@pytest.mark.parametrize("schema", SCHEMAS)
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_nothing_passes_that_the_schema_refuses(schema: str, data: st.DataObject) -> None:
    """Not even where the two differ: what one says `integer` to, and what text can be."""
    record = data.draw(records(schema, ODD))
    assume(not passes(schema, record))
    assert not accepts(schema)(record)
    assert not decodes(schema, record)


def portable(value: Any) -> bool:
    """Whether other programs can hold every whole number in a value, and other files every text."""
    if isinstance(value, dict):
        return all(map(portable, (*value, *value.values())))
    if isinstance(value, list):
        return all(map(portable, value))
    if isinstance(value, str):
        return value == value.encode(errors="ignore").decode()
    return not isinstance(value, int) or abs(value) < 2**63


def read(path: Path, schema: str) -> str | None:
    """What reading the file says is wrong."""
    try:
        list(read_as(path, schema, quick=bool, slow=bool))
    except FormatError as error:
        return str(error)
    return None


@pytest.mark.parametrize("schema", SCHEMAS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_files_are_read_by_the_verdict_of_the_schema(
    schema: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is refused at first sight: the schema is asked, and line and field are named. Beyond
    the schema, numbers that no other program can hold are refused, and halves of characters."""
    record = data.draw(records(schema, ODD))
    path = tmp_path_factory.mktemp("lines") / "x.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in (*good(schema), record)))
    told = read(path, schema)
    assert (told is None) == (passes(schema, record) and portable(record))
    assert told is None or f"line {len(good(schema)) + 1}: " in told


@pytest.mark.parametrize(
    "spoiling",
    [
        lambda line: line.replace(b'"Bodies"', b'"\xff"'),
        lambda line: line.replace(b'"bodies"', b'"\xff"'),
        lambda line: line[:-20],
        lambda line: line + b"}",
        lambda line: b"\n",
        lambda line: line.replace(b'"bodies": ', b'"bodies": NaN, "more": '),
        lambda line: line.replace(b'"bodies": ', b'"bodies": 01, "more": '),
        lambda line: line.replace(b'"bodies": ', b'"bodies": "\x01", "more": '),
    ],
    ids=["same", "utf-8", "cut", "more", "empty", "nan", "number", "control"],
)
def test_what_is_not_parsed_is_json_all_the_same(
    tmp_path: Path, spoiling: Callable[[bytes], bytes]
) -> None:
    """The program of a key is left as it stands, but never as something else than JSON."""
    line = json.dumps(good("key")[0]).encode()
    path = tmp_path / "key.jsonl"
    path.write_bytes(spoiling(line))
    assert (read(path, "key") is None) == (spoiling(line) == line)


def test_a_keyword_that_is_not_compiled_is_left_to_the_schema() -> None:
    """The results' schema says `if` and `not`."""
    assert not accepts("results")({})
