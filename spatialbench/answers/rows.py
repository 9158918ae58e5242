"""One row of an answer file, checked by hand because a million of them must not take minutes.

`assets/schemas/answers.schema.json` is the reference: `well_formed` only says quickly what the
schema says slowly, and every message about a bad row is made from the schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple  # JSON objects are Mapping[str, Any] by nature

from spatialbench.answers.protocol import is_protocol, line_of
from spatialbench.jsonl import check

SCHEMA = "answers"
FIRST_EPOCH = 1
"""The number of a repeat that gives none."""

_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MOST_EPOCHS = 2**31 - 1
_MOST_SECONDS = 10**9
_LONGEST_MODEL = 200
ORIGINS = ("baseline", "simulated")
"""Answerers that are no models: one that follows a rule, and one of a set accuracy."""
_NO_ERRORS = frozenset({"", "nan", "none", "null", "<na>"})
"""How tables write that there was no error."""
_FAILED_FINISHES = frozenset({"", "error", "cancelled", "timeout"})
"""Ends of a call which gave nothing that could be held against a model."""


class Answer(NamedTuple):
    """What came back for one item. `origin` is None where a model answered, else one of `ORIGINS`;
    `line` is where it stands in its file, counted from 1, and `source` which file that is where
    there are several."""

    id: str
    response: str | None
    model: str | None = None
    epoch: int = FIRST_EPOCH
    error: str | None = None
    finish: str | None = None
    confidence: float | None = None
    seconds: float | None = None
    usage: Mapping[str, Any] | None = None
    protocol: str | None = None
    origin: str | None = None
    line: int = 0
    source: str = ""

    @property
    def failed(self) -> bool:
        """Whether the call failed: there is nothing to read, and nothing is held against it."""
        return self.response is None or bool(self.error)


def is_id(name: object) -> bool:
    """Whether the id of an item can look like this."""
    return isinstance(name, str) and _ID.fullmatch(name) is not None


def well_formed(record: object) -> bool:
    """Whether the schema accepts this object."""
    if not isinstance(record, dict) or "response" not in record:
        return False
    response = record["response"]
    if not is_id(record.get("id")):
        return False
    if response is not None and not isinstance(response, str):
        return False
    return len(record) == 2 or _rest_well_formed(record)


def _rest_well_formed(record: Mapping[str, Any]) -> bool:
    return all(
        value is None or (key not in _RULES or _RULES[key](value)) for key, value in record.items()
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_model(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_MODEL


def _is_epoch(value: object) -> bool:
    # JSON knows one kind of number: 2.0 is an integer.
    return _is_number(value, _MOST_EPOCHS) and value == int(value)  # type: ignore[call-overload]


def _is_number(value: object, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most


_RULES: Mapping[str, Callable[[object], bool]] = {
    "model": _is_model,
    "epoch": _is_epoch,
    "error": _is_text,
    "finish": _is_text,
    "confidence": lambda value: _is_number(value, 1),
    "seconds": lambda value: _is_number(value, _MOST_SECONDS),
    "usage": lambda value: isinstance(value, dict),
    "protocol": is_protocol,
    "origin": lambda value: value in ORIGINS,
    "asked": _is_text,
}


def answer_of(record: Any, where: str, line: int) -> Answer:
    """The row that a record says; FormatError naming the field that is wrong. Unknown fields are
    ignored. `where` names file and line. Nothing that was written although the call ended in
    order (`finish`) is an answer, and empty."""
    if not well_formed(record):
        check(record, SCHEMA, where)
    if len(record) == 2:
        return Answer(record["id"], record["response"], line=line)
    get = record.get
    epoch, error, finish = get("epoch"), get("error"), get("finish")
    if error is not None and error.strip().lower() in _NO_ERRORS:
        error = None
    return Answer(
        record["id"],
        _given(record["response"], error, finish),
        _printable(get("model")),
        FIRST_EPOCH if epoch is None else int(epoch),
        error,
        finish,
        get("confidence"),
        get("seconds"),
        get("usage"),
        _printable(line_of(get("protocol"))),
        get("origin"),
        line,
    )


def _given(response: str | None, error: str | None, finish: str | None) -> str | None:
    """The response, empty where the model ended without writing anything."""
    if response is not None or error or (finish or "").lower() in _FAILED_FINISHES:
        return response
    return ""


def _printable(text: str | None) -> str | None:
    """JSON may hold half of a surrogate pair, which no file can: it becomes U+FFFD."""
    return text if text is None or text.isascii() else _SURROGATES.sub("\ufffd", text)
