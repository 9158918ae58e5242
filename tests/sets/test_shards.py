"""Reading shards that a stranger sent: whatever is wrong is said of a file, with what helps."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from small import SEED, TEXTS

from spatialbench import unpacking
from spatialbench.errors import FormatError, SpatialbenchError
from spatialbench.sets import load, shards
from spatialbench.sets.build import build_set
from spatialbench.sets.shards import REMEDY, Shard, joint_hash

FIRST, LAST = "items-00000-of-00003.jsonl.gz", "items-00002-of-00003.jsonl.gz"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set in three shards."""
    folder = tmp_path_factory.mktemp("made") / "set"
    build_set(TEXTS, folder, seed=SEED, shards=3)
    return folder


@pytest.fixture
def folder(tmp_path: Path, made: Path) -> Path:
    """A copy of it."""
    copytree(made, tmp_path / "set")
    return tmp_path / "set"


def read_all(folder: Path) -> None:
    """Read items and keys to their ends."""
    found = load(folder)
    assert len(list(found.items())) == len(list(found.keys()))


def told(folder: Path) -> str:
    """What is said when all of a set is read: one paragraph that ends with what helps."""
    with pytest.raises(FormatError) as caught:
        read_all(folder)
    message = str(caught.value)
    assert message.endswith(REMEDY)
    assert "\n" not in message
    return message


def with_manifest(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the manifest."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def seal(folder: Path, name: str, lines: bytes, **more: Any) -> None:
    """Put other lines into a shard, and make the manifest fit; `more` fields of it do not."""
    (folder / name).write_bytes(gzip.compress(lines))
    table = name.partition("-")[0]

    def fit(manifest: dict[str, Any]) -> None:
        found = {"sha256": sha256(lines).hexdigest(), "rows": lines.count(b"\n"), **more}
        listed = manifest[table]["shards"]
        (one,) = (shard for shard in listed if shard["name"] == name)
        one.update(found)
        manifest[table]["sha256"] = joint_hash([Shard(**shard) for shard in listed])

    with_manifest(folder, fit)


def test_the_set_is_read_as_it_is(folder: Path) -> None:
    """Before anything is spoilt."""
    read_all(folder)


# --- what the manifest says ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../items-00000-of-00003.jsonl.gz",
        "/etc/passwd",
        "items-00000-of-00003.jsonl.gz/../../x",
        "media/../items-00000-of-00003.jsonl.gz",
        "items-00000-of-00003.jsonl",
        "items-0-of-3.jsonl.gz",
        "items-٠٠٠٠٠-of-00003.jsonl.gz",
        "items-00000-of-00003.jsonl.gz\n",
        "",
        "key-00000-of-00003.jsonl.gz",
        "items-00001-of-00003.jsonl.gz",
        "items-00000-of-00004.jsonl.gz",
    ],
)
def test_a_shard_of_another_name_is_none(folder: Path, name: str) -> None:
    """Neither outside the set, nor another table, nor in another order."""
    with_manifest(folder, lambda manifest: manifest["items"]["shards"][0].update(name=name))
    with pytest.raises(FormatError, match=r"manifest\.json: field items\.shards\.0\.name: expect"):
        load(folder)


@pytest.mark.parametrize(
    ("field", "value"),
    [("rows", -1), ("rows", 1.5), ("rows", "3"), ("sha256", "ab"), ("sha256", None), ("name", 3)],
)
def test_fields_of_the_index_are_checked(folder: Path, field: str, value: object) -> None:
    """By the schema."""
    with_manifest(folder, lambda manifest: manifest["key"]["shards"][1].update({field: value}))
    with pytest.raises(FormatError, match=rf"manifest\.json: field key\.shards\.1\.{field}: "):
        load(folder)


def test_a_table_has_a_shard(folder: Path) -> None:
    """None at all would be a set without questions."""
    with_manifest(folder, lambda manifest: manifest["items"].update(shards=[]))
    with pytest.raises(FormatError, match=r"field items\.shards: expected a list of at least this"):
        load(folder)


@pytest.mark.parametrize("table", ["items", "key"])
def test_a_shard_left_out_of_the_index_is_missed(folder: Path, table: str) -> None:
    """By its name, which says how many there are."""
    with_manifest(folder, lambda manifest: manifest[table]["shards"].pop())
    assert f"manifest.json: field {table}.shards.0.name: expected '{table}-00000-of-0000" in told(
        folder
    )


@pytest.mark.parametrize("table", ["items", "key"])
def test_the_hash_of_a_table_is_that_of_its_index(folder: Path, table: str) -> None:
    """It is what tells one set from another."""
    with_manifest(folder, lambda manifest: manifest[table].update(sha256="0" * 64))
    assert f"manifest.json: field {table}.sha256: expected the hash over the hashes" in told(folder)


# --- what the files say -------------------------------------------------------------------------


def cut(path: Path) -> None:
    """The last bytes are gone."""
    path.write_bytes(path.read_bytes()[:-9])


def zeroed(path: Path) -> None:
    """A page in the middle is gone."""
    data = path.read_bytes()
    path.write_bytes(data[:200] + bytes(100) + data[300:])


def made_a(kind: Callable[[Path], object]) -> Callable[[Path], None]:
    """In place of the file."""

    def change(path: Path) -> None:
        path.unlink()
        kind(path)

    return change


def as_it_is(path: Path) -> None:
    """Not packed at all."""
    path.write_bytes(gzip.decompress(path.read_bytes()))


def followed(path: Path) -> None:
    """By what is no gzip."""
    path.write_bytes(path.read_bytes() + b"more")


DAMAGED: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "expected a shard of the set, for the manifest names it; there is no"),
    "folder": (made_a(Path.mkdir), "there is no such file"),
    "pipe": (made_a(os.mkfifo), "there is no such file"),
    "cut": (cut, "expected a whole file packed with gzip; it is cut off or damaged"),
    "zeroed": (zeroed, "cut off or damaged"),
    "empty": (lambda path: path.write_bytes(b""), "lines, as the manifest says; there are 0."),
    "not packed": (as_it_is, "cut off or damaged"),
    "followed": (followed, "cut off or damaged"),
}


@pytest.mark.parametrize("name", [FIRST, LAST, "key-00001-of-00003.jsonl.gz"])
@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_shard_is_named(folder: Path, name: str, damage: str) -> None:
    """Before a line of it is read."""
    change, expected = DAMAGED[damage]
    change(folder / name)
    message = told(folder)
    assert message.startswith(f"{folder / name}: ")
    assert expected in message


@pytest.mark.parametrize("name", [LAST, "key-00001-of-00003.jsonl.gz"])
def test_lines_that_were_changed(folder: Path, name: str) -> None:
    """Scores for other questions than those of the manifest would mean nothing."""
    lines = gzip.decompress((folder / name).read_bytes())
    (folder / name).write_bytes(gzip.compress(lines.replace(b"v1", b"v2")))
    assert told(folder).startswith(f"{folder / name}: expected lines with SHA-256 ")


def test_pictures_that_were_put_into_the_index(folder: Path) -> None:
    """The index of the pictures is checked where these are asked for."""
    name = "media/index-00001-of-00003.jsonl.gz"
    (folder / name).write_bytes(gzip.compress(b'{"path": "media/x.png", "pixels": "0"}\n'))
    with pytest.raises(FormatError, match=rf"{name}: expected 0 lines, as the manifest says; ther"):
        load(folder).pictures()


def test_more_lines_than_the_manifest_says(folder: Path) -> None:
    """However right each of them is."""
    lines = gzip.decompress((folder / FIRST).read_bytes())
    seal(folder, FIRST, lines, rows=3)
    rows = lines.count(b"\n")
    assert told(folder).startswith(f"{folder / FIRST}: expected 3 lines, as the manifest says; the")
    assert f"there are {rows}. " in told(folder)


def test_lines_of_a_shard_are_checked_as_those_of_a_file(folder: Path) -> None:
    """File, line, field, what was expected, what came."""
    lines = gzip.decompress((folder / LAST).read_bytes()).splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"level": 1', b'"level": "one"')
    seal(folder, LAST, b"".join(lines))
    with pytest.raises(FormatError, match=rf"{LAST}, line 3: field level: expected integer; got"):
        list(load(folder).items())


@pytest.mark.parametrize("table", ["items", "key"])
def test_an_id_comes_once_in_all_shards(folder: Path, table: str) -> None:
    """Both places are named."""
    first = gzip.decompress((folder / f"{table}-00000-of-00003.jsonl.gz").read_bytes())
    name = f"{table}-00002-of-00003.jsonl.gz"
    lines = gzip.decompress((folder / name).read_bytes())
    seal(folder, name, lines + first.splitlines(keepends=True)[1])
    again = rf"{name}, line {len(lines.splitlines()) + 1}"
    with pytest.raises(
        FormatError, match=rf"{again}: field id: .* is on \S*{table}-00000-of-00003\S*, line 2, too"
    ):
        read_all(folder)


# --- bombs --------------------------------------------------------------------------------------


def test_a_shard_that_unpacks_without_end_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the manifest says of it: 4 MB of nothing, where there may be 2."""
    monkeypatch.setattr(unpacking, "FLOOR", 2 << 20)
    seal(folder, FIRST, bytes(4 << 20))
    message = told(folder)
    assert message.startswith(f"{folder / FIRST}: expected at most 2,097,152 bytes when unpacked")


def test_a_line_without_end_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be in memory as a whole."""
    monkeypatch.setattr(shards, "LARGEST_SAMPLE", 1 << 16)
    seal(folder, FIRST, b"x" * (1 << 18) + b"\n")
    assert told(folder) == (
        f"{folder / FIRST}: expected lines of at most 65,536 bytes; one is longer. {REMEDY}"
    )


def test_every_error_of_a_shard_is_one_of_this_package(folder: Path) -> None:
    """Any byte of it may be another one."""
    data = (folder / FIRST).read_bytes()
    for place in range(0, len(data), 41):
        (folder / FIRST).write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            list(load(folder).items())
        except SpatialbenchError as error:
            assert str(error).startswith(f"{folder / FIRST}: ")  # noqa: PT017 - not each is one
