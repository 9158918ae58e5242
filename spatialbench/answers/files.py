"""Reading answers: JSON Lines, CSV and parquet, or any harness's log, one row at a time.

A file is UTF-8, with or without a byte-order mark. Everything wrong with it is a FormatError or
InputError that names file, line and field, what was expected, what came, and the remedy.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any  # JSON

from spatialbench.answers.boundary import within
from spatialbench.answers.kinds import refuse_other_kind
from spatialbench.answers.logs.folder import MOST_FILES, recognise_folder
from spatialbench.answers.logs.format import Recognised
from spatialbench.answers.logs.recognise import recognise_file, refuse_archive
from spatialbench.answers.opened import File, opened
from spatialbench.answers.parquet import read_parquet, starts_as_parquet
from spatialbench.answers.rows import Answer, answer_of
from spatialbench.answers.tables import read_csv
from spatialbench.errors import FormatError
from spatialbench.jsonl import parse_line, shorten

__all__ = ["Answer", "open_answers", "read_answers"]

_BOM = b"\xef\xbb\xbf"
_OF_PEOPLE = frozenset({".jsonl", ".csv"})
_LONGEST_FIRST = 1 << 20


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)  # made once: `json.loads` makes one a call


def read_answers(path: str | Path) -> Iterator[Answer]:
    """The rows of an answer file, or of a harness's log, in order.

    Raises InputError for a file that is missing, empty or unknown, FormatError for a bad row,
    MissingExtra for what needs a package. The file is opened at once, and read as needed.
    """
    return open_answers(path).answers


def open_answers(path: str | Path) -> Recognised:
    """The rows with the name of their format. What is a log is told by its content; of answer
    files the suffix decides: `.csv`, `.parquet` or `.pq`, anything else is JSON Lines. A folder
    holds logs, or the answer files of people, one for each."""
    path = Path(path)
    if path.is_dir():
        found = _people_in(path) or recognise_folder(path)
    else:
        file = opened(path)
        found = recognise_file(file) or _answer_file(file, path.suffix.lower())
    return found._replace(answers=_at_least_one(found.answers, path))


def _people_in(folder: Path) -> Recognised | None:
    """The answer files of people in a folder, one after the other; None where there are none."""
    files = sorted(
        one for one in folder.rglob("*") if one.is_file() and one.suffix.lower() in _OF_PEOPLE
    )
    if not files or len(files) > MOST_FILES:
        return None
    there = [one for one in files if _names_participants(one)]
    if not there:
        return None
    names = [str(one.relative_to(folder)) for one in files if one not in there]
    told = "1 answer file" if len(there) == 1 else f"{len(there)} answer files"
    return Recognised(f"{told} of people", _each_of(folder, there), _without(names))


def _without(names: list[str]) -> list[str]:
    told = shorten(", ".join(names), 200)
    return [f"files without participants left aside: {told}"] if names else []


def _names_participants(path: Path) -> bool:
    """Whether the first line of a file has the field or the column `participant`."""
    with path.open("rb") as lines:
        first = lines.readline(_LONGEST_FIRST).removeprefix(_BOM)
    if path.suffix.lower() == ".csv":
        return b"participant" in [name.strip(b' "\r\n') for name in first.split(b",")]
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and bool(record.get("participant"))


def _each_of(folder: Path, files: list[Path]) -> Iterator[Answer]:
    for file in files:
        name = str(file.relative_to(folder))
        for answer in _answer_file(opened(file), file.suffix.lower()).answers:
            yield answer._replace(source=name)


def _answer_file(file: File, suffix: str) -> Recognised:
    refuse_archive(file)
    if suffix == ".csv":
        kind, rows = "answer file (CSV)", read_csv(file)
    elif suffix in {".parquet", ".pq"} or starts_as_parquet(file):
        kind, rows = "answer file (parquet)", read_parquet(file)
    else:
        kind, rows = "answer file", _read_jsonl(file)
    return Recognised(kind, within(rows, file.name), [])


def _at_least_one(rows: Iterator[Answer], path: Path) -> Iterator[Answer]:
    row = None
    for row in rows:
        yield row
    if row is None:
        raise FormatError(
            f'{path}: expected at least one answer, a line like {{"id": "…", "response": "…"}}; '
            f"there is none in it. Let the run that writes it go on, or name another file."
        )


def _read_jsonl(file: File) -> Iterator[Answer]:
    begun = False
    with file.open() as lines:
        for number, raw in enumerate(lines, 1):
            if number == 1:
                raw = raw.removeprefix(_BOM)
            if raw.isspace() or not raw:
                continue
            try:
                yield _answer_in(raw, file.name, number)
            except FormatError:
                if not begun:
                    refuse_other_kind(Path(file.name))
                raise
            begun = True


def _answer_in(raw: bytes, name: str, number: int) -> Answer:
    try:
        record = _DECODER.decode(raw.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _bad_line(raw, f"{name}, line {number}", error) from None
    try:
        return answer_of(record, f"{name}, line {number}", number)
    except RecursionError:
        raise FormatError(
            f"{name}, line {number}: expected a flat JSON object; it is nested too "
            f"deeply. Leave out the field that is."
        ) from None


def _bad_line(raw: bytes, where: str, error: Exception) -> FormatError:
    if not raw.endswith(b"\n") and not raw.rstrip().endswith(b"}"):
        return FormatError(
            f"{where}: expected one JSON object a line; this last line is cut off after "
            f"{len(raw)} bytes, as if the writer was stopped. Remove the line, or let the run go "
            f"on where it stopped."
        )
    if isinstance(error, UnicodeDecodeError):
        return FormatError(
            f"{where}: expected UTF-8 text; got byte 0x{raw[error.start]:02x} at byte "
            f"{error.start + 1} of the line. Save the file as UTF-8."
        )
    try:
        parse_line(raw.decode("utf-8"), where)
    except FormatError as told:
        return told
    return FormatError(f"{where}: expected one JSON object a line ({error}). Write the file again.")
