"""VLMEvalKit: its predictions as a table (TSV or Excel) or as JSON.

A call that failed for good is written as a prediction of its own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any  # cells

from spatialbench.answers.logs.format import Format, Record, row, text
from spatialbench.answers.rows import Answer

_IDS = ("id", "index")
FAILED = "Failed to obtain answer via API."


def _is_table(columns: Any) -> bool:
    return (
        isinstance(columns, list) and "prediction" in columns and bool({"id", "index"} & {*columns})
    )


def _cells(record: Record, where: str, number: int) -> Iterator[Answer]:
    said = text(record.get("prediction"))
    failed = said is not None and FAILED in said
    yield row(
        where,
        number,
        id=text(record["id"] if record.get("id") is not None else record.get("index")),
        response=said,
        error=FAILED if failed else None,
    )


def _is_json(document: Any) -> bool:
    first = document[0] if isinstance(document, list) and document else None
    return isinstance(first, Mapping) and _is_table(list(first))


def _records(document: Any, where: str, number: int) -> Iterator[Answer]:
    for count, record in enumerate(document, 1):
        yield from _cells(record, f"{where}, record {count}", count)


TABLE = Format("VLMEvalKit predictions", _is_table, _cells)
JSON = Format("VLMEvalKit predictions", _is_json, _records)
