"""Verifying and auditing notice every picture that is not the one its item was made with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from handmade import seal
from pictured import POSTSCRIPT, in_format, path_of, pictured_set, png, promising

from spatialbench.audit.audit import audit
from spatialbench.errors import MismatchError
from spatialbench.sets import load
from spatialbench.sets.media import INDEX
from spatialbench.verification.pictures import Looked, look_at_pictures


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of four questions with a picture each, all in order."""
    return pictured_set(tmp_path / "set")


def looked_at(folder: Path) -> Looked:
    """What verifying says of the pictures."""
    return look_at_pictures(load(folder))


def indexed(folder: Path, change: Callable[[list[dict[str, str]]], object]) -> None:
    """Change the lines of the index."""
    records = [json.loads(line) for line in (folder / INDEX).read_text().splitlines()]
    change(records)
    (folder / INDEX).write_text("".join(json.dumps(record) + "\n" for record in records))


def exchange(folder: Path) -> None:
    """Two pictures, and their hashes in the index, the one for the other."""
    one, other = (folder / path_of(number) for number in (0, 1))
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)

    def change(records: list[dict[str, str]]) -> None:
        records[0]["pixels"], records[1]["pixels"] = records[1]["pixels"], records[0]["pixels"]

    indexed(folder, change)


def test_pictures_in_order_have_no_faults(folder: Path) -> None:
    """Each of them was looked at."""
    assert looked_at(folder) == Looked(4, [])


def test_an_emptied_index_without_pictures_is_a_fault(folder: Path) -> None:
    """Nothing looked at is nothing verified."""
    (folder / INDEX).write_text("")
    for path in (folder / "media").glob("*.png"):
        path.unlink()
    assert (
        "expected the pictures that the manifest names (media.count 4)" in looked_at(folder)[1][0]
    )


def test_an_emptied_index_that_the_manifest_agrees_with_is_a_fault(folder: Path) -> None:
    """The items show more."""
    (folder / INDEX).write_text("")
    seal(folder)
    assert (
        "an item shows this picture; media/index.jsonl does not list it" in looked_at(folder)[1][0]
    )


def test_exchanged_pictures_are_a_fault(folder: Path) -> None:
    """Though file by file the hashes are right."""
    exchange(folder)
    assert "expected the pictures that the manifest names (media.pixels" in looked_at(folder)[1][0]


def test_an_audit_refuses_exchanged_pictures(folder: Path) -> None:
    """As it does with items that are not those of the manifest."""
    exchange(folder)
    with pytest.raises(MismatchError, match=r"media\.pixels"):
        audit(load(folder))


def test_a_missing_index_is_a_fault(folder: Path) -> None:
    """It is said, and no traceback."""
    (folder / INDEX).unlink()
    assert looked_at(folder).pictures == 0
    assert "index.jsonl: cannot be read" in looked_at(folder).faults[0]


def test_a_picture_listed_twice_is_a_fault(folder: Path) -> None:
    """Which of the two lines is to be believed?"""
    indexed(folder, lambda records: records.append(dict(records[0], pixels="00")))
    seal(folder)
    assert "line 5: field path: expected each picture once" in looked_at(folder)[1][0]


def test_a_picture_that_no_item_shows_is_a_fault(folder: Path) -> None:
    """In the index or beside it."""
    (folder / path_of(9)).write_bytes(png(9))
    assert "expected the pictures of the set alone" in looked_at(folder)[1][0]
    indexed(folder, lambda records: records.append({"path": path_of(9), "pixels": "00"}))
    seal(folder)
    assert "lists this picture; no item shows it" in looked_at(folder)[1][0]


DAMAGED = {
    "another": png(77),
    "empty": b"",
    "cut": png(0)[:-20],
    "half": png(0)[:40],
    "PostScript": POSTSCRIPT,
    "JPEG": in_format("JPEG"),
    "too large": promising(100_000, 100_000),
    "garbage": png(0)[:33] + b"\xff" * 40,
}


@pytest.mark.parametrize("damaged", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_picture_is_a_fault_and_no_crash(folder: Path, damaged: bytes) -> None:
    """The file is named; the others are looked at."""
    path = folder / path_of(2)
    path.write_bytes(damaged)
    count, faults = looked_at(folder)
    assert (count, len(faults)) == (4, 1)
    assert faults[0].startswith(f"{path}: expected ")
    failed = {row.check for row in audit(load(folder), exemptions=()).failed}
    assert "pictures with other pixels than indexed" in failed


@pytest.mark.parametrize("kind", ["missing", "link out", "folder"])
def test_a_picture_that_is_not_there_is_a_fault(folder: Path, tmp_path: Path, kind: str) -> None:
    """A link out of the set is none of the set's."""
    path = folder / path_of(2)
    outside = tmp_path / "outside.png"
    path.rename(outside)
    if kind == "link out":
        path.symlink_to(outside)
    elif kind == "folder":
        path.mkdir()
    (fault,) = looked_at(folder).faults
    assert fault.startswith(f"{path}: ")
