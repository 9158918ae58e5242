"""The report as CSV: one line for each number, `table, row, column, value`, unrounded.

A cell from outside that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any  # raw values

from spatialbench.report.content import Content
from spatialbench.report.shown import shown_line
from spatialbench.report.tables.table import PAIRS, Column, Table

HEADER = ("table", "row", "column", "value")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def csv_text(content: Content) -> str:
    """All tables in long form; intervals are two lines, `<column>_low` and `<column>_high`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for table in content.tables.values():
        writer.writerows(_lines(table, content.texts.language))
    return out.getvalue()


def _lines(table: Table, language: str) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(table.rows, 1):
        for column, value in zip(table.columns, row, strict=True):
            for name, one in _cells(column, value, language):
                yield table.name, number, name, one


def _cells(column: Column, value: Any, language: str) -> Iterator[tuple[str, Any]]:
    if column.kind in PAIRS:
        low, high = (None, None) if value is None else value
        yield f"{column.name}_low", low
        yield f"{column.name}_high", high
    elif column.kind == "sentence":
        yield column.name, harmless(value[language])
    else:
        yield column.name, harmless(value) if isinstance(value, str) else value


def harmless(text: str) -> str:
    """Text that is no formula, everything unseen in it written as escapes.

    >>> harmless("=1+1")
    "'=1+1"
    """
    shown = shown_line(text)
    return "'" + shown if shown.lstrip().startswith(_FORMULA) else shown
