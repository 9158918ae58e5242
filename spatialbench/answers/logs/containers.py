"""What a file is made of: lines of JSON, one JSON document, a table, an archive. By content."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any  # JSON
from zipfile import BadZipFile, ZipFile

from spatialbench.errors import FormatError, MissingExtra

ZIP, PARQUET, BOM = b"PK\x03\x04", b"PAR1", b"\xef\xbb\xbf"
HEAD = 1 << 16
LONGEST_LINE = 1 << 28
LARGEST_DOCUMENT = 1 << 32
MOST_CELLS = 1 << 26
LONGEST_CELL = 1 << 30


def head_of(path: Path) -> bytes:
    """The first bytes of a file."""
    with path.open("rb") as file:
        return file.read(HEAD)


def first_record(path: Path) -> Any:
    """The JSON value of the first line that is not blank; None where it is none."""
    with path.open("rb") as file:
        for raw in iter(lambda: file.readline(LONGEST_LINE), b""):
            if raw.strip(BOM + b" \t\r\n"):
                return _json(raw.removeprefix(BOM))
    return None


def document(path: Path) -> Any:
    """The one JSON value that the file is; None where it is none."""
    if path.stat().st_size > LARGEST_DOCUMENT:
        return None
    return _json(path.read_bytes().removeprefix(BOM))


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def records(path: Path) -> Iterator[tuple[int, Any]]:
    """The number and the JSON value of every line that is not blank."""
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            if raw.strip(BOM + b" \t\r\n"):
                value = _json(raw.removeprefix(BOM))
                if value is None:
                    raise FormatError(
                        f"{path}, line {number}: expected one JSON object a line; it is none, or "
                        f"cut off. Remove the line, or let the run go on where it stopped."
                    )
                yield number, value


def members(path: Path) -> list[str]:
    """The names in a zip archive; FormatError where it is damaged."""
    try:
        with ZipFile(path) as archive:
            return archive.namelist()
    except (BadZipFile, OSError) as error:
        raise FormatError(
            f"{path}: expected a zip archive, as it begins like one; {error}. Was the run stopped?"
        ) from None


def tab_columns(head: bytes) -> list[str]:
    """The names in the first line where tabs stand between them."""
    line = head.removeprefix(BOM).partition(b"\n")[0].decode("utf-8", "replace")
    return [name.strip().strip('"') for name in line.split("\t")] if "\t" in line else []


def tab_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The line number and the cells of every row of a TSV file."""
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        reader = csv.DictReader(file, delimiter="\t")
        try:
            for record in reader:
                yield reader.line_num, record
        except csv.Error as error:
            raise FormatError(f"{path}, line {reader.line_num}: expected TSV; {error}.") from None


def sheet_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number and the cells of every row of the first sheet of an Excel file. MissingExtra
    without openpyxl; FormatError where it is damaged."""
    try:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise MissingExtra("openpyxl", "vlmevalkit") from None
    try:
        with path.open("rb") as file:  # a path would be judged by its suffix
            rows = load_workbook(file, read_only=True, data_only=True).worksheets[0].rows
            names = [str(cell.value) for cell in next(iter(rows), ())]
            for number, cells in enumerate(rows, 2):
                if number * max(1, len(names)) > MOST_CELLS:
                    raise FormatError(f"{path}: expected at most {MOST_CELLS} cells.")
                yield number, {n: c.value for n, c in zip(names, cells, strict=False)}
    except (BadZipFile, InvalidFileException, KeyError, ValueError, IndexError) as error:
        raise FormatError(f"{path}: expected an Excel file; {error}. Write it again.") from None


def peeked(rows: Iterator[tuple[int, Any]]) -> tuple[Any, Iterator[tuple[int, Any]]]:
    """The first value, or None, and all of them again."""
    first = next(rows, None)
    if first is None:
        return None, iter(())
    return first[1], chain([first], rows)
