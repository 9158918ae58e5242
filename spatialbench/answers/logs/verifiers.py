"""verifiers: `traces.jsonl`, a line for each rollout with the traces of its agents.

Our id is that of the task's data. Rollouts of one task are epochs, in the order of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any  # JSON

from spatialbench.answers.logs.content import reply_of
from spatialbench.answers.logs.format import Format, Record, at, row, told
from spatialbench.answers.rows import Answer


def _matches(record: Any) -> bool:
    return isinstance(record, Mapping) and "task" in record and isinstance(_trace(record), Mapping)


def _trace(record: Record) -> Any:
    """The last trace of a rollout: that of the agent which answered."""
    return at(record, "traces", -1) or (record if "nodes" in record else None)


def _answers(record: Record, where: str, number: int) -> Iterator[Answer]:
    """A rollout without any reply has failed; one whose reply is empty has not."""
    trace = _trace(record)
    nodes = at(trace, "nodes")
    replies = [
        node["message"]
        for node in (nodes if isinstance(nodes, list) else [])
        if at(node, "message", "role") == "assistant"
    ]
    said = reply_of(replies[-1]) if replies else ""
    errors = at(trace, "errors") or at(record, "errors")
    error = None if said else told(at(errors, -1, "message"), at(errors, -1))
    yield row(
        where,
        number,
        id=at(trace, "task", "data", "id"),
        response=said,
        model=at(trace, "agent", "config", "model"),
        finish=at(trace, "calls", -1, "finish_reason"),
        error=error if replies or error else "there is no reply in the trace",
    )


VERIFIERS = Format("verifiers traces", _matches, _answers, repeats=True)
