"""Result files of the batch interfaces of OpenAI and Anthropic: a line a request, in any order.

Errored, expired and cancelled requests are failed calls. OpenAI's lines hold the body of any of its
interfaces: chat completions, completions, responses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any  # JSON

from spatialbench.answers.logs.content import reply_of, text_of
from spatialbench.answers.logs.format import Format, Record, at, row, told
from spatialbench.answers.rows import Answer
from spatialbench.errors import FormatError

_GOOD = "200"
_UNANSWERED = {"failed", "cancelled"}
"""How a response of `/v1/responses` ends that is none."""


def _is_openai(record: Any) -> bool:
    return (
        isinstance(record, Mapping)
        and "custom_id" in record
        and "response" in record
        and not isinstance(record["response"], str)
    )


def _openai(record: Record, where: str, number: int) -> Iterator[Answer]:
    """Several choices of one request are repeats of the question."""
    body = at(record, "response", "body")
    error = _error(record, body)
    replies = [_Nothing] if error else _replies(body, where)
    for epoch, (said, finish) in enumerate(replies, 1):
        yield row(
            where,
            number,
            id=record["custom_id"],
            epoch=epoch,
            response=said,
            model=at(body, "model"),
            finish=finish,
            usage=at(body, "usage") if epoch == 1 else None,
            error=error,
        )


_Reply = tuple[str, str | None]
"""What was said, and why it ended."""
_Nothing: _Reply = ("", None)


def _error(record: Record, body: Any) -> str | None:
    """Why the call failed, if it did."""
    status = at(record, "response", "status_code")
    failed = told(at(record, "error", "message"), _some(record.get("error")))
    told_inside = told(at(body, "error", "message"), _some(at(body, "error")))
    if failed is None and status is not None and str(status).strip() != _GOOD:
        failed = told_inside or f"status {status}"
    if failed is None and at(body, "status") in _UNANSWERED:
        failed = told_inside or str(at(body, "status"))
    if failed is None and not isinstance(body, Mapping):
        failed = "there is no response in the log"
    return failed


def _some(error: Any) -> Any:
    """The error, unless it is an object in which nothing is said."""
    return error if not isinstance(error, Mapping) or any(error.values()) else None


def _replies(body: Record, where: str) -> list[_Reply]:
    """The replies in a body. FormatError for that of an interface which writes no text."""
    choices, output = body.get("choices"), body.get("output")
    if isinstance(choices, list):
        return [_choice(one) for one in sorted(choices, key=_index)] or [_Nothing]
    if isinstance(output, list):
        return [_response(body, output)]
    raise FormatError(
        f"{where}: field response.body: expected the generated text of a model, in `choices` or "
        f"`output`; there is none. Ask an interface that writes text."
    )


def _index(choice: Any) -> int:
    found = at(choice, "index")
    return found if isinstance(found, int) else 0


def _choice(choice: Any) -> _Reply:
    message = at(choice, "message")
    said = text_of(at(choice, "text")) or "" if message is None else reply_of(message)
    return said, at(choice, "finish_reason")


def _response(body: Record, output: list[Any]) -> _Reply:
    """The messages and calls among the items of a response; its reasoning is none of them."""
    said = [
        reply_of(item) if at(item, "type") == "message" else text_of([item])
        for item in output
        if at(item, "type") in {"message", "function_call", "custom_tool_call"}
    ]
    finish = told(at(body, "incomplete_details", "reason"), at(body, "status"))
    return "\n".join(one for one in said if one), finish


def _is_anthropic(record: Any) -> bool:
    return (
        isinstance(record, Mapping)
        and "custom_id" in record
        and isinstance(at(record, "result", "type"), str)
    )


def _anthropic(record: Record, where: str, number: int) -> Iterator[Answer]:
    message, kind = at(record, "result", "message"), at(record, "result", "type")
    error = None
    if kind != "succeeded":
        detail = at(record, "result", "error", "error", "message")
        error = f"{kind}: {detail}" if detail else str(kind)
    yield row(
        where,
        number,
        id=record["custom_id"],
        response=reply_of(message),
        model=at(message, "model"),
        finish=at(message, "stop_reason"),
        usage=at(message, "usage"),
        error=error,
    )


OPENAI = Format("OpenAI batch results", _is_openai, _openai)
ANTHROPIC = Format("Anthropic batch results", _is_anthropic, _anthropic)
