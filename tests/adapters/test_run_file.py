"""The answer file of a run: never relabelled, shrunk or overwritten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from answered_sets import member

from spatialbench.adapters.run_file import (
    Author,
    asked_of,
    better,
    check_out,
    is_failed,
    read_kept,
    row_of,
    write,
)
from spatialbench.answers.rows import Answer
from spatialbench.errors import InputError, MismatchError
from spatialbench.items.item import Image, Item

ITEMS = {item.id: item for item, _ in (member(name) for name in "abc")}
ME = Author("some/model", "temperature=0.0")
ORDER = {name: number for number, name in enumerate(ITEMS)}


def rows(*answers: Answer, author: Author = ME, program: str = "inspect-ai 1") -> dict[Any, Any]:
    return {(one.id, one.epoch): row_of(one, ITEMS[one.id], author, program) for one in answers}


def written(path: Path, *answers: Answer, **how: Any) -> Path:
    write(path, rows(*answers, **how), ORDER)
    return path


def kept(path: Path, author: Author = ME, items: Mapping[str, Item] = ITEMS) -> dict[Any, Any]:
    return read_kept(path, items, author)


def test_a_run_reads_back_what_it_wrote(tmp_path: Path) -> None:
    """In the order of the set, with everything that a row says."""
    answers = [Answer("b", "red", epoch=2, seconds=1.5), Answer("a", None, error="status 500")]
    path = written(tmp_path / "a.jsonl", *answers)
    assert kept(path) == rows(*answers)
    assert [json.loads(line)["id"] for line in path.read_text().splitlines()] == ["a", "b"]


def test_there_may_be_no_file_yet_or_an_empty_one(tmp_path: Path) -> None:
    """Nothing is lost then."""
    assert kept(tmp_path / "a.jsonl") == {}
    (tmp_path / "a.jsonl").touch()
    assert kept(tmp_path / "a.jsonl") == {}


def test_another_version_of_the_program_may_go_on(tmp_path: Path) -> None:
    """What answers depend on is the same."""
    path = written(tmp_path / "a.jsonl", Answer("a", "red"), program="inspect-ai 2")
    assert len(kept(path)) == 1


def moved(item: Item) -> Item:
    return replace(item, content=(*item.content, Image(path="media/x.png", label="Picture 1")))


@pytest.mark.parametrize(
    ("author", "items", "said"),
    [
        (ME._replace(name="other/model"), ITEMS, "expected answers of 'other/model'; there are"),
        (ME._replace(settings="temperature=1.0"), ITEMS, "expected the settings 'temperature=1.0'"),
        (ME._replace(settings=""), ITEMS, "expected the settings ''"),
        (ME, {"z": ITEMS["a"]}, "item 'a' is not in this set"),
        (ME, {"a": moved(ITEMS["a"])}, "was asked in other words or pictures"),
    ],
    ids=["model", "settings", "none", "set", "look"],
)
def test_the_file_of_another_run_is_refused(
    tmp_path: Path, author: Author, items: Mapping[str, Item], said: str
) -> None:
    """With the line, the reason and the remedy."""
    path = written(tmp_path / "a.jsonl", Answer("a", "red"))
    with pytest.raises(MismatchError) as caught:
        kept(path, author, items)
    assert "line 1" in str(caught.value)
    assert said in str(caught.value)
    assert "say --overwrite" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "my notes\n",
        '{"id": "a", "response": "red"}\n',
        '{"id": "a", "response": "red", "asked": null}\n',
        '{"name": "not an answer"}\n',
        '{"id": "a", "response": "re',
        "\x00\xff",
    ],
    ids=["text", "answers", "null", "json", "cut", "bytes"],
)
def test_a_file_that_no_run_wrote_is_refused(tmp_path: Path, text: str) -> None:
    """It would be lost."""
    path = tmp_path / "a.jsonl"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(MismatchError, match="say --overwrite"):
        kept(path)
    assert path.read_text(encoding="latin-1") == text


@pytest.mark.parametrize("name", ["items.jsonl", "key.jsonl", "manifest.json"])
def test_no_file_of_the_set_is_an_answer_file(tmp_path: Path, name: str) -> None:
    """Under any name: a link to it is the same file."""
    (tmp_path / name).touch()
    (tmp_path / "link").symlink_to(tmp_path / name)
    for out in (tmp_path / name, tmp_path / "link"):
        with pytest.raises(InputError, match="belongs to the set"):
            check_out(out, tmp_path)


@pytest.mark.parametrize("out", ["/dev/null", "."])
def test_a_device_or_a_folder_is_no_answer_file(tmp_path: Path, out: str) -> None:
    """As root the device would be replaced."""
    with pytest.raises(InputError, match="expected a file; there is a folder or a device"):
        check_out(Path(out), tmp_path)


def test_a_good_answer_stays_and_replaces_a_failed_call() -> None:
    """Whichever comes first."""
    failed, red, blue = (
        rows(Answer("a", None, error="x")), rows(Answer("a", "red")), rows(Answer("a", "blue")),
    )  # fmt: skip
    assert better(failed, red) == better(red, failed) == better(red, blue) == red
    assert is_failed(failed["a", 1])


def test_what_is_asked_is_told_apart_by_words_and_pictures() -> None:
    """Two looks of one item have the same id and the same words."""
    item = ITEMS["a"]
    assert asked_of(item) == asked_of(replace(item, level=3))
    assert asked_of(item) != asked_of(moved(item))
