"""What a file is made of: lines of JSON, one JSON document, a table with tabs. By content."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import chain
from typing import Any  # JSON

from spatialbench.answers.opened import File
from spatialbench.errors import FormatError

ZIP, PARQUET, BOM = b"PK\x03\x04", b"PAR1", b"\xef\xbb\xbf"
HEAD = 1 << 16
LONGEST_LINE = 1 << 28
LARGEST_DOCUMENT = 1 << 30
LONGEST_CELL = 1 << 30


def head_of(file: File) -> bytes:
    """The first bytes of a file."""
    with file.open() as opened:
        return opened.read(HEAD)


def first_record(file: File) -> Any:
    """The JSON value of the first line that is not blank; None where it is none."""
    with file.open() as opened:
        for raw in iter(lambda: opened.readline(LONGEST_LINE), b""):
            if raw.strip(BOM + b" \t\r\n"):
                return _json(raw.removeprefix(BOM))
    return None


def document(file: File) -> Any:
    """The one JSON value that the file is; None where it is none. FormatError where it is too
    large to be read whole."""
    if file.size > LARGEST_DOCUMENT:
        raise FormatError(
            f"{file.name}: expected one JSON object a line, or one document of at most "
            f"{LARGEST_DOCUMENT:,} bytes; it has {file.size:,}. Write the log in another form "
            f"(inspect-ai: .eval), or cut it into several files."
        )
    with file.open() as opened:
        return _json(opened.read().removeprefix(BOM))


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def records(file: File) -> Iterator[tuple[int, Any]]:
    """The number and the JSON value of every line that is not blank."""
    with file.open() as opened:
        for number, raw in enumerate(opened, 1):
            if raw.strip(BOM + b" \t\r\n"):
                value = _json(raw.removeprefix(BOM))
                if value is None:
                    raise FormatError(
                        f"{file.name}, line {number}: expected one JSON object a line; it is none, "
                        f"or cut off. Remove the line, or let the run go on where it stopped."
                    )
                yield number, value


def tab_columns(head: bytes) -> list[str]:
    """The names in the first line where tabs stand between them."""
    line = head.removeprefix(BOM).partition(b"\n")[0].decode("utf-8", "replace")
    return [name.strip().strip('"') for name in line.split("\t")] if "\t" in line else []


def tab_rows(file: File) -> Iterator[tuple[int, dict[str, str]]]:
    """The line number and the cells of every row of a TSV file."""
    csv.field_size_limit(LONGEST_CELL)
    with TextIOWrapper(file.open(), encoding="utf-8-sig", newline="") as text:
        reader = csv.DictReader(text, delimiter="\t")
        try:
            for record in reader:
                where = f"{file.name}, line {reader.line_num}"
                yield reader.line_num, _whole(record, where)
        except UnicodeDecodeError as error:
            raise FormatError(
                f"{file.name}, after line {reader.line_num}: expected UTF-8 text; got byte "
                f"0x{error.object[error.start]:02x}. Save the file as UTF-8."
            ) from None
        except csv.Error as error:
            raise FormatError(
                f"{file.name}, line {reader.line_num}: expected TSV; {error}."
            ) from None


def _whole(record: dict[str, str], where: str) -> dict[str, str]:
    """The row, where it has as many cells as there are names: csv puts the others under None."""
    if None in record or None in record.values():
        raise FormatError(
            f"{where}: expected as many cells as line 1 has names; the row has fewer or more. Is "
            f"it cut off, or a tab in a cell not quoted?"
        )
    return record


def peeked(rows: Iterator[Any]) -> tuple[Any, Iterator[Any]]:
    """The first of them, or None, and all of them again."""
    first = next(rows, None)
    return first, iter(()) if first is None else chain([first], rows)
