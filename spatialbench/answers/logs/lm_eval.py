"""lm-eval and lmms-eval: `samples_<task>_<time>.jsonl`, one line for each item and filter.

Several filters repeat a row; the raw response `resps` is the same in each, so repeats fold.
lmms-eval leaves out the document: the exported task carries our id in its metric instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any  # JSON

from spatialbench.answers.logs.format import Format, Record, at, row
from spatialbench.answers.rows import Answer

FAILED = "[LMMS_EVAL_REQUEST_FAILED"
"""How lmms-eval begins the response of a call that failed for good."""


def _matches(record: Any) -> bool:
    return isinstance(record, Mapping) and "doc_id" in record and "filtered_resps" in record


def item_id(record: Record) -> Any:
    """Our id: of the document, or carried in a metric where the document is left out."""
    found = at(record, "doc", "id")
    if found is not None:
        return found
    carried = (value.get("id") for value in record.values() if isinstance(value, Mapping))
    return next((one for one in carried if one is not None), None)


def _response(record: Record) -> Any:
    """The first response: `resps` is a list for each request, with a list for each repeat.
    lmms-eval leaves it out where filters changed nothing."""
    found = record.get("resps", record["filtered_resps"])
    while isinstance(found, list):
        found = found[0] if found else None
    return found


def _answers(record: Record, where: str, number: int) -> Iterator[Answer]:
    said = _response(record)
    failed = said if isinstance(said, str) and said.startswith(FAILED) else None
    yield row(where, number, id=item_id(record), response=said, error=failed)


LM_EVAL = Format("lm-eval samples", lambda r: _matches(r) and "doc" in r, _answers)
LMMS_EVAL = Format("lmms-eval samples", _matches, _answers)
