"""verifiers: `traces.jsonl`, one line for each rollout; our id is that of the task's data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any  # JSON

from spatialbench.answers.logs.format import Format, Record, at, row, text
from spatialbench.answers.rows import Answer


def _matches(record: Any) -> bool:
    return isinstance(record, Mapping) and "task" in record and "nodes" in record


def _answers(record: Record, where: str, number: int) -> Iterator[Answer]:
    yield row(
        where,
        number,
        id=at(record, "task", "data", "item_id") or at(record, "task", "item_id"),
        response=text(at(record, "nodes", -1, "message", "content")),
        error=text(record.get("error")),
    )


VERIFIERS = Format("verifiers traces", _matches, _answers)
