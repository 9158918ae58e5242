"""A folder of logs: all of them, one after the other; what is no log of ours is left aside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spatialbench.answers.logs.containers import peeked
from spatialbench.answers.logs.format import OtherTask, Recognised
from spatialbench.answers.logs.recognise import recognise_file
from spatialbench.answers.opened import opened
from spatialbench.answers.rows import Answer
from spatialbench.errors import InputError
from spatialbench.jsonl import shorten

MOST_FILES = 10_000
_NAMED = 10


def recognise(path: Path) -> Recognised | None:
    """The log in a file, or the logs in a folder; None where the file is no log that is known,
    but perhaps an answer file. InputError for a folder without a log."""
    return recognise_folder(path) if path.is_dir() else recognise_file(opened(path))


def recognise_folder(path: Path) -> Recognised:
    """The logs in a folder, as one; their answers say which file they are from. Notes tell of logs
    of other tasks. InputError where there is no log, or too many files."""
    files = sorted(one for one in path.rglob("*") if one.is_file())
    if len(files) > MOST_FILES:
        raise InputError(
            f"{path}: expected at most {MOST_FILES} files; there are {len(files)}. Name a folder "
            f"or file inside it."
        )
    named = [(file, one) for file in files if (one := recognise_file(opened(file))) is not None]
    if not named:
        raise InputError(
            f"{path}: expected an answer file or a harness's log; it is a folder, and none of its "
            f"{len(files)} files is a log that is known. Name the answer file inside it."
        )
    notes: list[str] = []
    names = sorted({one.name for _, one in named})
    told = f"{len(named)} files: {', '.join(names)}"
    return Recognised(told, _all(path, named, notes), notes)


def _all(folder: Path, named: list[tuple[Path, Recognised]], notes: list[str]) -> Iterator[Answer]:
    aside: list[str] = []
    for file, one in named:
        name = str(file.relative_to(folder))
        try:
            _, answers = peeked(one.answers)
        except OtherTask:
            aside.append(name)
            continue
        for answer in answers:
            yield answer._replace(source=name)
        notes += [f"{shorten(name)}: {note}" for note in one.notes]
    notes += left_aside(aside)


def left_aside(names: list[str]) -> list[str]:
    """What is said of files that hold no answer to an item of ours."""
    if not names:
        return []
    told = ", ".join(shorten(name) for name in names[:_NAMED])
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return [f"files of other tasks left aside: {told}{more}"]
