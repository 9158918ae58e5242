"""Result files of the batch interfaces of OpenAI and Anthropic: a line a request, in any order.

Errored, expired and cancelled requests are failed calls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any  # JSON

from spatialbench.answers.logs.format import Format, Record, at, row, text
from spatialbench.answers.rows import Answer

_GOOD = 200


def _is_openai(record: Any) -> bool:
    return (
        isinstance(record, Mapping)
        and "custom_id" in record
        and "response" in record
        and not isinstance(record["response"], str)
    )


def _openai(record: Record, where: str, number: int) -> Iterator[Answer]:
    body = at(record, "response", "body")
    status = at(record, "response", "status_code")
    error = at(record, "error", "message") or text(record.get("error"))
    if error is None and status != _GOOD:
        error = text(at(body, "error", "message")) or f"status {status}"
    yield row(
        where,
        number,
        id=record["custom_id"],
        response=_said(at(body, "choices", 0, "message")),
        model=at(body, "model"),
        finish=at(body, "choices", 0, "finish_reason"),
        usage=at(body, "usage"),
        error=error,
    )


def _said(message: Any) -> str | None:
    """The content of a message, or its refusal, which is an answer, too."""
    return text(at(message, "content")) or text(at(message, "refusal"))


def _is_anthropic(record: Any) -> bool:
    return (
        isinstance(record, Mapping)
        and "custom_id" in record
        and isinstance(at(record, "result", "type"), str)
    )


def _anthropic(record: Record, where: str, number: int) -> Iterator[Answer]:
    message, kind = at(record, "result", "message"), at(record, "result", "type")
    parts = at(message, "content") or []
    said = "".join(str(at(part, "text")) for part in parts if at(part, "type") == "text")
    error = None
    if kind != "succeeded":
        detail = at(record, "result", "error", "error", "message")
        error = f"{kind}: {detail}" if detail else str(kind)
    yield row(
        where,
        number,
        id=record["custom_id"],
        response=said,
        model=at(message, "model"),
        finish=at(message, "stop_reason"),
        usage=at(message, "usage"),
        error=error,
    )


OPENAI = Format("OpenAI batch results", _is_openai, _openai)
ANTHROPIC = Format("Anthropic batch results", _is_anthropic, _anthropic)
