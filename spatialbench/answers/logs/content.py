"""What a model wrote, out of the messages that interfaces give: text, parts, tool calls.

Parts are read by their type: text and refusals are what was said, thinking is not. The arguments
of a tool call are said, too, each on a line of its own after the text: a model that was given a
tool hands in its answer there.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any  # JSON

_SAID = {"text": "text", "output_text": "text", "refusal": "refusal"}
"""Types of parts that are words of the answer, and the field that holds them."""
_CALLS = {"tool_use": "input", "function_call": "arguments", "custom_tool_call": "input"}
"""Types of parts that call a tool, and the field that holds the arguments."""


def text_of(value: Any) -> str | None:
    """Text as it is; a list of parts joined by their types; other JSON as JSON. None stays None,
    and so does NaN, which tables write for nothing."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, Mapping) and value.get("type") in (*_SAID,):
        value = [value]
    if _are_parts(value):
        return _lines("".join(_held(value, _SAID)), *_held(value, _CALLS))
    return json.dumps(value, ensure_ascii=False)


def _are_parts(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(part, Mapping) and isinstance(part.get("type"), str) for part in value)
    )


def _held(parts: list[Any], fields: Mapping[str, str]) -> Iterator[str]:
    """What the parts of these types hold."""
    for part in parts:
        if part["type"] in fields:
            yield text_of(part.get(fields[part["type"]])) or ""


def _lines(*said: str) -> str:
    return "\n".join(one for one in said if one)


def reply_of(message: Any) -> str:
    """What a message says: its content, its refusal, the arguments of its tool calls; empty where
    it says nothing."""
    if not isinstance(message, Mapping):
        return text_of(message) or ""
    content, refusal = (message.get(name) or None for name in ("content", "refusal"))
    return _lines(text_of(content) or text_of(refusal) or "", *_arguments(message))


def _arguments(message: Mapping[str, Any]) -> Iterator[str]:
    calls = message.get("tool_calls")
    old = message.get("function_call")  # before there were tools
    for call in [*(calls if isinstance(calls, list) else []), *([old] if old else [])]:
        if isinstance(call, Mapping):
            inner = call.get("function")
            held = inner if isinstance(inner, Mapping) else call
            yield text_of(held.get("arguments", held.get("input"))) or ""
