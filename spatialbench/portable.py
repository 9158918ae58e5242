"""What JSON can say and other files and programs cannot: whole numbers of many digits, halves of
surrogate pairs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any  # JSON

from spatialbench.errors import FormatError

_LONG = re.compile(rb"(?<![0-9.])[0-9]{19}")
_AS_ZEROS = bytes(ord("0") if chr(byte).isdecimal() else byte for byte in range(256))
_NINETEEN = b"0" * 19


def is_unusual(raw: bytes) -> bool:
    """Whether such a thing may be in a line: a quick look spares nearly every line the slow one,
    which would take longer than reading it."""
    return _may_have_halves(raw) or _has_long_numbers(raw)


def check_portable(raw: bytes, record: Any, where: str) -> None:
    """FormatError where one is in a line, or in the record that it says."""
    if _has_long_numbers(raw):
        _check_numbers(record, where)
    if _may_have_halves(raw):
        _check_text(record, where)


def _has_long_numbers(raw: bytes) -> bool:
    return _NINETEEN in raw.translate(_AS_ZEROS) and _LONG.search(raw) is not None


def _may_have_halves(raw: bytes) -> bool:
    return b"\\ud" in raw or b"\\uD" in raw


def _check_numbers(record: Any, where: str) -> None:
    for value in _leaves(record):
        if isinstance(value, int) and abs(value) >= 2**63:
            raise FormatError(
                f"{where}: expected whole numbers below 2^63; got one of {len(str(value))} digits."
                f" Take the file from where it came from."
            )


def _check_text(record: Any, where: str) -> None:
    for value in _leaves(record):
        if isinstance(value, str) and not _is_text(value):
            raise FormatError(
                f"{where}: expected text; got half of a surrogate pair in {shorten(value)}. "
                f"Take the file from where it came from."
            )


def _leaves(value: Any) -> Iterator[Any]:
    """Names and values at any depth."""
    if isinstance(value, Mapping):
        yield from value
        for below in value.values():
            yield from _leaves(below)
    elif isinstance(value, list):
        for below in value:
            yield from _leaves(below)
    else:
        yield value


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def shorten(value: object, length: int = 60) -> str:
    """A value as it may be shown in a message: on one line, escaped, not too long."""
    text = json.dumps(value, ensure_ascii=True, default=repr)
    return text if len(text) <= length else text[: length - 1] + "…"
