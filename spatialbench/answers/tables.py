"""Answers in tables: CSV, with the same columns as the fields of a JSONL line.

A CSV cell is text, so numbers are read from it and an empty cell of an optional column is nothing.
An empty `response` is an empty answer, not a failed call: a failed call gives its `error`.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from typing import Any  # cells of any type

from spatialbench.answers.opened import File
from spatialbench.answers.rows import Answer, answer_of
from spatialbench.errors import FormatError
from spatialbench.jsonl import shorten

COLUMNS = tuple(name for name in Answer._fields if name not in {"line", "source"})
_REQUIRED = ("id", "response")
_LONGEST_CELL = 1 << 30  # the csv module refuses cells above 128 kB unless told otherwise


def read_csv(file: File) -> Iterator[Answer]:
    """The rows of a CSV file whose first line names the columns."""
    csv.field_size_limit(_LONGEST_CELL)
    with TextIOWrapper(file.open(), encoding="utf-8-sig", newline="") as text:
        reader = csv.reader(text, strict=True)
        try:
            yield from _csv_rows(reader, file.name)
        except UnicodeDecodeError as error:
            raise FormatError(
                f"{file.name}, after line {reader.line_num}: expected UTF-8 text; got byte "
                f"0x{error.object[error.start]:02x}. Save the file as UTF-8."
            ) from None
        except csv.Error as error:
            raise FormatError(
                f"{file.name}, line {reader.line_num}: expected CSV with balanced quotes; {error}. "
                f"If the file was cut off, remove its last row or write it again."
            ) from None


def _csv_rows(reader: Any, name: str) -> Iterator[Answer]:  # csv's reader type has no name
    header = next(reader, None)
    if header is None:
        return
    header = [name.strip() for name in header]
    check_columns(header, f"{name}, line 1")
    for cells in reader:
        if not cells:
            continue
        where = f"{name}, line {reader.line_num}"
        if len(cells) != len(header):
            raise FormatError(
                f"{where}: expected {len(header)} cells, as many as line 1 has names; got "
                f"{len(cells)}. Is the row cut off, or a comma not quoted?"
            )
        yield answer_of(_typed(header, cells, where), where, reader.line_num)


def check_columns(names: Sequence[str], where: str) -> None:
    """FormatError where a column that is needed is missing, or one is there twice."""
    for name in _REQUIRED:
        if name not in names:
            raise FormatError(
                f"{where}: expected the columns {', '.join(_REQUIRED)}; {name!r} is missing, there "
                f"are {shorten(list(names))}. Rename the column that holds it."
            )
    twice = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
    if twice:
        raise FormatError(f"{where}: expected each column once; {twice[0]!r} is there twice.")


def _typed(header: Sequence[str], cells: Sequence[str], where: str) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=True):
        if name in _REQUIRED:
            record[name] = cell
        elif name in COLUMNS and cell != "":
            read = _CELLS.get(name)
            record[name] = cell if read is None else _read_cell(read, name, cell, where)
    return record


def _read_cell(read: Callable[[str], Any], name: str, cell: str, where: str) -> Any:
    try:
        return read(cell)
    except (KeyError, ValueError, RecursionError):
        raise FormatError(
            f"{where}: field {name}: expected {_KINDS[name]}; got {shorten(cell)}. "
            f"The format is described in docs/formats.md."
        ) from None


def _finite(cell: str) -> float:
    value = float(cell)
    if not math.isfinite(value):
        raise ValueError(cell)
    return value


def _number(cell: str) -> float:
    try:
        return int(cell)
    except ValueError:
        return _finite(cell)


_CELLS: Mapping[str, Callable[[str], Any]] = {
    "epoch": _number,
    "confidence": _finite,
    "seconds": _finite,
    "usage": json.loads,
    "check": lambda cell: {"true": True, "false": False}[cell.strip().lower()],
}
_KINDS = {
    "epoch": "a whole number",
    "confidence": "a number from 0 to 1",
    "seconds": "a number",
    "usage": "a JSON object",
    "check": "true or false",
}
