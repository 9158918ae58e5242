"""Answers in parquet, with the same columns as the fields of a JSONL line, within limits.

Texts stay in their dictionaries until a row is asked for: a text of a megabyte that ten thousand
rows repeat takes a megabyte.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from copy import copy
from importlib import import_module
from typing import Any  # pyarrow's types

from spatialbench.answers.opened import File
from spatialbench.answers.rows import Answer, answer_of
from spatialbench.answers.tables import COLUMNS, check_columns
from spatialbench.errors import FormatError, MissingExtra
from spatialbench.jsonl import shorten
from spatialbench.unpacking import MOST_ROWS, ROW, Budget

_MAGIC = b"PAR1"
_BATCH = 256
_TEXTS = {"id", "response", "model", "error", "finish", "protocol", "participant"}


def starts_as_parquet(file: File) -> bool:
    """Whether the first bytes are those of parquet."""
    with file.open() as raw:
        return raw.read(len(_MAGIC)) == _MAGIC


def read_parquet(file: File) -> Iterator[Answer]:
    """The rows of a parquet file; `line` counts rows. MissingExtra without pyarrow."""
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise MissingExtra("pyarrow", "parquet") from None
    try:
        wanted = _columns(file, parquet)
        texts = [name for name in wanted if name in _TEXTS]
        with file.open() as raw, parquet.ParquetFile(raw, read_dictionary=texts) as table:
            budget = Budget(file.name, file.size)
            _check_size(table.metadata, budget)
            yield from _rows(table, wanted, budget)
    except (arrow.ArrowException, OSError) as error:
        raise FormatError(
            f"{file.name}: expected a parquet file; {shorten(str(error), 160)}. Write the file "
            f"again."
        ) from None


def _columns(file: File, parquet: Any) -> list[str]:
    """The columns that are read. FormatError where one that is needed is missing."""
    with file.open() as raw, parquet.ParquetFile(raw) as table:
        names = list(table.schema_arrow.names)
    check_columns(names, file.name)
    return [name for name in COLUMNS if name in names]


def _check_size(told: Any, budget: Budget) -> None:
    """FormatError where the file says that it holds more than is allowed."""
    if told.num_rows > MOST_ROWS:
        raise FormatError(
            f"{budget.name}: expected at most {MOST_ROWS:,} rows; there are {told.num_rows:,}. "
            f"Cut the file into several."
        )
    whole = copy(budget)
    whole.spend(told.num_rows * ROW)
    for group in range(told.num_row_groups):  # what it says of a column may end the process
        whole.spend(max(0, told.row_group(group).total_byte_size))


def _rows(table: Any, columns: list[str], budget: Budget) -> Iterator[Answer]:
    number = 0
    for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
        for cells in zip(*(batch.column(name) for name in columns), strict=True):
            number += 1
            record = {name: cell.as_py() for name, cell in zip(columns, cells, strict=True)}
            where = f"{budget.name}, row {number}"
            budget.spend(ROW + sum(len(v) for v in record.values() if isinstance(v, str)))
            present = {name: v for name, v in record.items() if not _is_nan(v)}
            yield answer_of({"response": None, **present}, where, number)


def _is_nan(value: object) -> bool:
    """Whether this is how pandas writes a missing number."""
    return isinstance(value, float) and math.isnan(value)
