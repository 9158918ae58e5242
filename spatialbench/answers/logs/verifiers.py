"""verifiers: `traces.jsonl`, a line for each rollout with the traces of its agents.

Our id is that of the task's data. Rollouts of one task are epochs, in the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any  # JSON

from spatialbench.answers.logs.format import Format, Record, at, row, text
from spatialbench.answers.rows import Answer


def _matches(record: Any) -> bool:
    return isinstance(record, Mapping) and "task" in record and isinstance(_trace(record), Mapping)


def _trace(record: Record) -> Any:
    """The last trace of a rollout: that of the agent which answered."""
    return at(record, "traces", -1) or (record if "nodes" in record else None)


def _answers(record: Record, where: str, number: int) -> Iterator[Answer]:
    trace = _trace(record)
    said = [
        at(node, "message", "content")
        for node in at(trace, "nodes") or []
        if at(node, "message", "role") == "assistant"
    ]
    errors = at(trace, "errors") or at(record, "errors")
    yield row(
        where,
        number,
        id=at(trace, "task", "data", "id"),
        response=said[-1] if said else None,
        model=at(trace, "agent", "config", "model"),
        finish=at(trace, "calls", -1, "finish_reason"),
        error=text(at(errors, -1, "message") or at(errors, -1)) if not said else None,
    )


VERIFIERS = Format("verifiers traces", _matches, _answers, repeats=True)
