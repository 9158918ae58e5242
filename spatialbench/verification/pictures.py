"""The pictures of a set: those that its items show, its index lists and its manifest counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spatialbench.errors import SpatialbenchError
from spatialbench.png import REMEDY
from spatialbench.sets.media import INDEX, Pictures, index_of, picture_files, read_index
from spatialbench.sets.question_set import QuestionSet

MOST_SHOWN = 20


class Looked(NamedTuple):
    """How many pictures were looked at, and the first faults that were found."""

    pictures: int
    faults: list[str]


def look_at_pictures(questions: QuestionSet) -> Looked:
    """Whether items, index, manifest and files have the same pictures, with the same pixels."""
    shown = {image.path for item in questions.items() for image in item.images}
    try:
        faults, table = list(_index_faults(questions)), index_of(questions.path, questions.manifest)
        index = read_index(table)
    except SpatialbenchError as error:  # it cannot be read at all
        return Looked(0, [str(error)])
    pictures = Pictures(questions.path, index)
    faults += _strangers(questions.path, shown, set(index), picture_files(questions.path, table))
    faults += filter(None, (_picture_fault(pictures, path) for path in index))
    return Looked(len(index), faults[:MOST_SHOWN])


def _index_faults(questions: QuestionSet) -> Iterator[str]:
    try:
        questions.pictures()
    except SpatialbenchError as error:
        yield str(error)


def _strangers(folder: Path, shown: set[str], indexed: set[str], files: set[str]) -> Iterator[str]:
    """What is in one of items, index and folder, and not in the others."""
    for path in sorted(shown - indexed):
        yield f"{folder / path}: an item shows this picture; {INDEX} does not list it. {REMEDY}"
    for path in sorted(indexed - shown):
        yield f"{folder / path}: {INDEX} lists this picture; no item shows it. {REMEDY}"
    for path in sorted(files - indexed):
        yield f"{folder / path}: expected the pictures of the set alone; {INDEX} does not list it"


def _picture_fault(pictures: Pictures, path: str) -> str:
    try:
        pictures.png(path)
    except SpatialbenchError as error:
        return str(error)
    return ""
