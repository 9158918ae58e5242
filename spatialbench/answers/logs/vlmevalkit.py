"""VLMEvalKit: its predictions as a table (TSV or Excel) or as JSON.

A call that failed for good is written as a prediction of its own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any  # cells

from spatialbench.answers.logs.content import text_of
from spatialbench.answers.logs.format import Format, Record, row
from spatialbench.answers.rows import Answer

IDS, PREDICTION = ("id", "index"), "prediction"
FAILED = "Failed to obtain answer via API."


def _is_table(columns: Any) -> bool:
    return isinstance(columns, list) and PREDICTION in columns and bool({*IDS} & {*columns})


def _cells(record: Record, where: str, number: int) -> Iterator[Answer]:
    said = text_of(record.get(PREDICTION))
    failed = FAILED if said is not None and FAILED in said else None
    if PREDICTION not in record:
        failed = f"there is no {PREDICTION} in the record"
    found = [record.get(name) for name in IDS]
    yield row(
        where,
        number,
        id=text_of(next((one for one in found if one is not None), None)),
        response=said,
        error=failed,
    )


def _is_json(document: Any) -> bool:
    first = document[0] if isinstance(document, list) and document else None
    return isinstance(first, Mapping) and _is_table(list(first))


def _records(document: Any, where: str, number: int) -> Iterator[Answer]:
    for count, record in enumerate(document, 1):
        known = record if isinstance(record, Mapping) else {}
        yield from _cells(known, f"{where}, record {count}", count)


TABLE = Format("VLMEvalKit predictions", _is_table, _cells)
JSON = Format("VLMEvalKit predictions", _is_json, _records)
