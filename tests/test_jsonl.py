"""JSON at the boundary: errors name file, line, field and remedy; writing is all or nothing."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.errors import FormatError, InputError
from spatialbench.items.present import present
from spatialbench.jsonl import (
    check,
    line_of,
    parse_line,
    read_json,
    read_lines,
    sha256_of,
    shorten,
    write_atomically,
)
from spatialbench.probes.make import make

LINE = '{"path": "media/a.png", "pixels": "0a"}\n'

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@settings(max_examples=60)
@given(record=st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=4), JSON, max_size=4))
def test_what_is_written_is_read_back(record: dict[str, object]) -> None:
    """One line, whatever the text in it."""
    line = line_of(record)
    assert line.endswith("\n")
    assert line.count("\n") == 1
    assert parse_line(line, "here") == record


def test_chinese_is_written_as_it_is() -> None:
    """A person can read the file."""
    assert line_of({"a": "立方体"}) == '{"a": "立方体"}\n'


def test_nan_is_never_written() -> None:
    """It is not JSON."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        line_of({"a": float("nan")})


@pytest.mark.parametrize("text", ["NaN", '{"a": Infinity}', '{"a": [-Infinity]}'])
def test_nan_is_not_read(text: str) -> None:
    """The message names it."""
    with pytest.raises(FormatError, match=r"(NaN|Infinity) is not JSON"):
        parse_line(text, "x.jsonl, line 3")


@pytest.mark.parametrize("text", ['{"a": 1', '{"a": "b', ""])
def test_a_line_that_is_cut_off_is_said_to_be(text: str) -> None:
    """The message has file and line, what came, and what to do."""
    with pytest.raises(FormatError) as caught:
        parse_line(text, "x.jsonl, line 3")
    assert str(caught.value).startswith("x.jsonl, line 3: expected one JSON object a line; got ")
    assert "The line looks cut off. Remove the line or write the file again." in str(caught.value)


@pytest.mark.parametrize("depth", [400, 900, 2_000, 100_000])
@pytest.mark.parametrize("place", ["facts", "content", "more"])
def test_deep_nesting_is_an_error_or_ignored(tmp_path: Path, depth: int, place: str) -> None:
    """A line made to overflow the stack does not get through."""
    nested = "[" * depth + "]" * depth
    (tmp_path / "deep.jsonl").write_text(f'{{"{place}": {nested}}}\n')
    with pytest.raises(FormatError, match=r"deep\.jsonl, line 1: "):
        list(read_lines(tmp_path / "deep.jsonl", "item"))


def test_a_number_with_too_many_digits_is_an_error() -> None:
    """Python's limit on the length of integers is met as an error of the line."""
    with pytest.raises(FormatError, match="line 1: expected one JSON object"):
        parse_line('{"a": ' + "9" * 5000 + "}", "x.jsonl, line 1")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"pixels": "0a"}', "field (the whole object): expected a field 'path'; it is missing"),
        ('{"path": 3, "pixels": "0a"}', "field path: expected string; got 3"),
        ('{"path": "../a.png", "pixels": "0a"}', "field path: expected text that matches ^media/"),
        ("[]", "field (the whole object): expected object; got []"),
        ("3", "field (the whole object): expected object; got 3"),
    ],
    ids=["missing", "wrong type", "wrong pattern", "a list", "a number"],
)
def test_what_breaks_the_schema_is_named(tmp_path: Path, line: str, message: str) -> None:
    """File, line, field, what was expected and what came."""
    path = tmp_path / "index.jsonl"
    path.write_text(LINE + LINE + line + "\n")
    with pytest.raises(FormatError) as caught:
        list(read_lines(path, "media"))
    assert f"{path}, line 3: {message}" in str(caught.value)
    assert "docs/formats.md" in str(caught.value)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"content": [{"type": "image", "path": "media/../../x.png", "label": "P"}]},
            "field content.0.path: expected text that matches ^media/",
        ),
        (
            {"content": [{"type": "text"}]},
            "field content.0: expected a field 'text'; it is missing",
        ),
        ({"content": [{"type": "film"}]}, "field content.0"),
        ({"content": []}, "field content: expected a list of at least this length: 1; got []"),
        ({"options": 3}, "field options: expected null or array; got 3"),
        ({"options": ["a", 3]}, "field options.1: expected string; got 3"),
        ({"level": 6}, "field level: expected a number not above 5; got 6"),
        ({"level": 1.5}, "field level: expected integer; got 1.5"),
        ({"modality": "smell"}, "field modality: expected one of text, state, image, frames; got"),
        ({"facts": {"turns": "3"}}, 'field facts.turns: expected number; got "3"'),
    ],
    ids=str,
)
def test_of_several_alternatives_the_one_that_was_meant_is_named(
    change: dict[str, object], message: str
) -> None:
    """A picture with a bad path is told about its path, not that it is no text."""
    item = present(make("cube/facing-you", seed="s")).to_json()
    with pytest.raises(FormatError) as caught:
        check(item | change, "item", "here")
    assert f"here: {message}" in str(caught.value)


def test_the_outermost_mistake_is_named_first() -> None:
    """Of several, the one that is nearest to the top."""
    with pytest.raises(FormatError, match="expected a field 'pixels'"):
        check({"path": 3}, "media", "here")


def test_fields_that_are_not_known_are_kept(tmp_path: Path) -> None:
    """A newer version may write more."""
    (tmp_path / "x.jsonl").write_text('{"path": "media/a.png", "pixels": "0a", "new": [1]}\n')
    assert [record["new"] for _, record in read_lines(tmp_path / "x.jsonl", "media")] == [[1]]


@pytest.mark.parametrize("line", [1, 2, 3000])
def test_a_byte_that_is_not_utf8_is_found_at_its_line(tmp_path: Path, line: int) -> None:
    """However far into the file, and after the lines before it were read."""
    path = tmp_path / "x.jsonl"
    path.write_bytes(LINE.encode() * (line - 1) + b'{"path": "\xff"}\n')
    with pytest.raises(FormatError, match=rf"x\.jsonl, line {line}: .*got byte 0xff. Save"):
        list(read_lines(path))


def test_a_line_may_end_with_carriage_return(tmp_path: Path) -> None:
    """A file that went through Windows is read."""
    (tmp_path / "x.jsonl").write_bytes(LINE.strip().encode() + b"\r\n")
    assert len(list(read_lines(tmp_path / "x.jsonl", "media"))) == 1


def test_a_character_that_splits_lines_elsewhere_does_not_here(tmp_path: Path) -> None:
    """U+2028 and the like are part of the text."""
    (tmp_path / "x.jsonl").write_text(line_of({"a": "x\u2028y\x85z"}), encoding="utf-8")
    assert [record for _, record in read_lines(tmp_path / "x.jsonl")] == [{"a": "x\u2028y\x85z"}]


def test_a_missing_file_is_an_error_with_its_path(tmp_path: Path) -> None:
    """And a question that helps."""
    with pytest.raises(InputError, match=r"no\.jsonl: cannot be read: No such file.*path right"):
        list(read_lines(tmp_path / "no.jsonl"))
    with pytest.raises(InputError, match=r"no\.jsonl: cannot be read: No such file.*path right"):
        sha256_of(tmp_path / "no.jsonl")


def test_a_folder_in_the_place_of_a_file_is_an_error(tmp_path: Path) -> None:
    """As where a set is given and answers are wanted."""
    with pytest.raises(InputError, match="expected a file; it is a folder"):
        read_json(tmp_path, "manifest")


@given(value=JSON)
def test_a_value_in_a_message_is_short_and_on_one_line(value: object) -> None:
    """Whatever came: no control character reaches the terminal."""
    text = shorten(value)
    assert len(text) <= 60
    assert text.rstrip("…").isprintable()


# --- writing ------------------------------------------------------------------------------------


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """With its folders, with the usual rights, and with nothing left beside it."""
    path = tmp_path / "a" / "b.json"
    write_atomically(path, b"{}")
    (tmp_path / "plain").write_bytes(b"")
    assert path.read_bytes() == b"{}"
    assert [p.name for p in path.parent.iterdir()] == ["b.json"]
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)


def test_what_cannot_be_written_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing half written beside it."""
    path = tmp_path / "b.json"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"new")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("b.json", b"old")]


def test_a_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    """SHA-256 of nothing is known."""
    (tmp_path / "x").write_bytes(b"")
    assert sha256_of(tmp_path / "x").startswith("e3b0c44298fc1c14")


def test_an_object_of_a_manifest_is_checked(tmp_path: Path) -> None:
    """A JSON file that is none of ours."""
    (tmp_path / "m.json").write_text(json.dumps({"format": 2}))
    with pytest.raises(FormatError, match=r"m\.json: field "):
        read_json(tmp_path / "m.json", "manifest")
