"""Reading a set: everything that can be wrong with it, and what is then said."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from handmade import questions, seal, write_set

from spatialbench.audit.audit import audit
from spatialbench.errors import FormatError, InputError, MismatchError, SpatialbenchError
from spatialbench.sets import load


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of five questions."""
    return write_set(tmp_path / "set", questions(5))


def read_all(folder: Path) -> None:
    """Read the items and the key to their ends."""
    found = load(folder)
    assert len(list(found.items())) == len(list(found.keys()))


def spoil(path: Path, line: int, change: Callable[[dict[str, Any]], object]) -> None:
    """Change one line of a file, counted from 1, and make the manifest fit."""
    lines = path.read_text(encoding="utf-8").splitlines()
    record = json.loads(lines[line - 1])
    change(record)
    lines[line - 1] = json.dumps(record)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    seal(path.parent)


def spoil_text(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Change a file as a whole, and make the manifest fit."""
    path.write_bytes(change(path.read_bytes()))
    seal(path.parent)


def test_a_set_is_read(folder: Path) -> None:
    """Items and keys in the same order."""
    found = load(folder)
    items, keys = found.items(), found.keys()
    assert [item.id for item in items] == [key.id for key in keys]
    assert found.items_sha256 == found.manifest["items"]["sha256"]


def test_the_key_may_lie_elsewhere(folder: Path, tmp_path: Path) -> None:
    """It is named when the set is loaded."""
    (folder / "key.jsonl").rename(tmp_path / "kept.jsonl")
    assert len(list(load(folder, key=tmp_path / "kept.jsonl").keys())) == 5


# --- the folder ---------------------------------------------------------------------------------


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """The message names it."""
    with pytest.raises(InputError, match=r"no: expected the folder of a set; there is none$"):
        load(tmp_path / "no")


def test_a_missing_manifest(folder: Path) -> None:
    """The message says what a set is, and how to make one."""
    (folder / "manifest.json").unlink()
    with pytest.raises(
        InputError, match=r"folder with manifest\.json and items\.jsonl; make one wi"
    ):
        load(folder)


def test_a_missing_file_of_items(folder: Path) -> None:
    """The manifest alone is no set."""
    (folder / "items.jsonl").unlink()
    with pytest.raises(InputError, match=r"items\.jsonl: cannot be read: No such file"):
        load(folder)


def test_a_missing_key_matters_when_it_is_needed(folder: Path) -> None:
    """Items can be read without it; the message says how to name it."""
    (folder / "key.jsonl").unlink()
    found = load(folder)
    assert len(list(found.items())) == 5
    with pytest.raises(InputError, match=r"the key of this set is not here.*name it with --key$"):
        next(found.keys())


def test_items_that_were_changed(folder: Path) -> None:
    """Scores for other items than those of the manifest would mean nothing."""
    with (folder / "items.jsonl").open("a") as file:
        file.write("\n")
    with pytest.raises(
        MismatchError, match=r"items\.jsonl: expected the file with SHA-256 [0-9a-f]"
    ):
        load(folder)


def test_a_key_that_was_changed(folder: Path) -> None:
    """The same for the key, when it is read."""
    text = (folder / "key.jsonl").read_text().replace('"letter"', '"Letter"')
    (folder / "key.jsonl").write_text(text + "\n")
    with pytest.raises(MismatchError, match=r"key\.jsonl: expected the file .* make the set again"):
        next(load(folder).keys())


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 1}', '{"format": 2}'])
def test_a_manifest_that_is_none(folder: Path, text: str) -> None:
    """Empty, cut off, of another kind, incomplete, of another format."""
    (folder / "manifest.json").write_text(text)
    with pytest.raises(FormatError, match=r"manifest\.json: "):
        load(folder)


# --- the lines ----------------------------------------------------------------------------------


def test_a_line_that_is_cut_off(folder: Path) -> None:
    """The message names file and line, and says that it looks cut off."""
    spoil_text(folder / "items.jsonl", lambda data: data[:-40])
    with pytest.raises(FormatError, match=r"items\.jsonl, line 5: .*The line looks cut off"):
        list(load(folder).items())


@pytest.mark.parametrize("name", ["items.jsonl", "key.jsonl"])
def test_a_field_of_the_wrong_type(folder: Path, name: str) -> None:
    """File, line, field, what was expected, what came."""
    spoil(folder / name, 3, lambda record: record.update(task=7))
    with pytest.raises(FormatError, match=rf"{name}, line 3: field task: expected string; got 7\."):
        read_all(folder)


@pytest.mark.parametrize("name", ["items.jsonl", "key.jsonl"])
def test_a_missing_field(folder: Path, name: str) -> None:
    """The field that is missing is named."""
    spoil(folder / name, 2, lambda record: record.pop("task"))
    with pytest.raises(FormatError, match=r"line 2: .* expected a field 'task'; it is missing"):
        read_all(folder)


@pytest.mark.parametrize("name", ["items.jsonl", "key.jsonl"])
def test_a_field_that_is_not_known_is_accepted(folder: Path, name: str) -> None:
    """A newer version may write more."""
    spoil(folder / name, 2, lambda record: record.update(colour="new"))
    read_all(folder)


@pytest.mark.parametrize("name", ["items.jsonl", "key.jsonl"])
def test_an_id_that_comes_twice(folder: Path, name: str) -> None:
    """Both lines are named."""
    first = json.loads((folder / name).read_text().splitlines()[0])["id"]
    spoil(folder / name, 4, lambda record: record.update(id=first))
    with pytest.raises(FormatError, match=rf"line 4: field id: .*{first!r} is on line 1, too"):
        read_all(folder)


@pytest.mark.parametrize(
    "path",
    [
        "media/../../x.png",
        "/etc/passwd",
        "media/a/b.png",
        "..\\x.png",
        "media/a.svg",
        "media/.png",
        "http://example.org/a.png",
    ],
)
def test_a_picture_outside_of_the_set(folder: Path, path: str) -> None:
    """No reader of a set opens a file that is not the set's."""

    def change(record: dict[str, Any]) -> None:
        record["content"] = [{"type": "image", "path": path, "label": "Picture 1"}]

    spoil(folder / "items.jsonl", 1, change)
    with pytest.raises(
        FormatError, match=r"line 1: field content\.0\.path: expected text that mat"
    ):
        list(load(folder).items())


def test_bytes_that_are_not_utf8(folder: Path) -> None:
    """The line and the byte are named."""
    spoil_text(folder / "items.jsonl", lambda data: data[:-30] + b"\xff" + data[-29:])
    with pytest.raises(
        FormatError, match=r"items\.jsonl, line 5: expected UTF-8 text; got byte 0xff"
    ):
        list(load(folder).items())


@pytest.mark.parametrize("value", [b"NaN", b"Infinity", b"-Infinity"])
def test_numbers_that_are_none(folder: Path, value: bytes) -> None:
    """NaN is not JSON, and a chance of NaN is none."""
    spoil_text(
        folder / "items.jsonl", lambda data: data.replace(b'"chance": 0.25', b'"chance": ' + value)
    )
    with pytest.raises(FormatError, match=rf"line 1: .*{value.decode()[-8:]} is not JSON"):
        list(load(folder).items())


def test_nesting_without_end(folder: Path) -> None:
    """A line made to overflow the stack."""
    deep = b"[" * 100_000 + b"]" * 100_000
    spoil_text(
        folder / "items.jsonl",
        lambda data: data.replace(b'"facts": {', b'"x": ' + deep + b', "facts": {', 1),
    )
    with pytest.raises(
        FormatError, match="line 1: expected a JSON object; it is nested too deeply"
    ):
        list(load(folder).items())


@pytest.mark.parametrize("line", [b"\n", b"null\n", b"[]\n", b'"x"\n'])
def test_a_line_that_is_no_object(folder: Path, line: bytes) -> None:
    """Blank lines are none of ours either."""
    spoil_text(folder / "items.jsonl", lambda data: data + line)
    with pytest.raises(FormatError, match=r"items\.jsonl, line 6: "):
        list(load(folder).items())


@pytest.mark.parametrize("cut", range(0, 2000, 97))
def test_wherever_a_file_is_cut_off_it_is_an_error_of_ours(folder: Path, cut: int) -> None:
    """Or the file ends with a whole line, and the key does not fit."""
    spoil_text(folder / "items.jsonl", lambda data: data[: len(data) - 1 - cut])
    data = (folder / "items.jsonl").read_bytes()
    if data.endswith(b"}"):
        assert len(list(load(folder).items())) == data.count(b"\n") + 1
        return
    with pytest.raises(SpatialbenchError, match=r"items\.jsonl, line \d"):
        list(load(folder).items())


# --- what JSON can say, and nothing else --------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "fields", "message"),
    [
        ("items.jsonl", {"facts": {"a": 10**400}}, r"whole numbers below 2\^63; got one of 401 di"),
        ("items.jsonl", {"wording": 10**40}, r"whole numbers below 2\^63"),
        ("items.jsonl", {"options": None}, "field options: answer_type 'choice' needs options"),
        ("items.jsonl", {"options": ["a"] * 30}, "field options: there are 26 letters; 30 options"),
        ("items.jsonl", {"options": ["a", " "]}, "texts that are not empty"),
    ],
)
def test_what_no_other_program_could_hold_is_an_error(
    folder: Path, name: str, fields: dict[str, Any], message: str
) -> None:
    """Exports, scores and audits would trip over it."""
    spoil(folder / name, 2, lambda record: record.update(fields))
    with pytest.raises(FormatError, match=rf"{name}, line 2: .*{message}"):
        read_all(folder)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("items.jsonl", {"options": ["a"]}),
        ("key.jsonl", {"choices": ["red"] * 12}),
        ("key.jsonl", {"answer": "Z"}),
        ("key.jsonl", {"rivals": {"guess": "Z"}}),
    ],
)
def test_an_audit_refuses_options_that_are_not_the_key_s(
    folder: Path, name: str, fields: dict[str, Any]
) -> None:
    """Letters would mean something else."""
    spoil(folder / name, 2, lambda record: record.update(fields))
    with pytest.raises(MismatchError, match=r"as many options in items\.jsonl as choices"):
        audit(load(folder))


@pytest.mark.parametrize("read", ["items", "keys", "sealed_keys"])
def test_half_a_surrogate_pair_is_no_text(tmp_path: Path, read: str) -> None:
    """JSON can say it, and no other file can: found by fuzzing, when it was written."""
    made = questions(5)
    folder = write_set(tmp_path / "set", made)
    name, records = "key.jsonl", [one.key() | {"fingerprint": "\ud800"} for one in made]
    if read == "items":
        name, records = "items.jsonl", [one.item() | {"unit": "\ud800"} for one in made]
    (folder / name).write_text("".join(json.dumps(record) + "\n" for record in records))
    seal(folder)
    with pytest.raises(FormatError, match=f"{name}, line 1: expected text; got half of a surrog"):
        list(getattr(load(folder), read)())
