"""JSON that can stand inside a page or go to a terminal: nothing in it ends a script element,
turns the direction of writing, or steers anything.
"""

from __future__ import annotations

import json
import re
from typing import Any  # JSON

# In JSON these characters stand only inside of strings, where an escape means the same.
_STEERING = (
    r"\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\ud800-\udfff\U000e0000-\U000e007f"
)
_STEERS = re.compile(f"[{_STEERING}]")
_RISKY = re.compile(f"[<>&{_STEERING}]")


def embedded(value: Any, *, indent: int | None = None) -> str:
    """The value as JSON without `<`, `>`, `&`, line separators, controls and marks of direction;
    all of them are written as escapes. ValueError for NaN and infinity."""
    return _json(value, indent, _RISKY)


def written(value: Any, *, indent: int | None = None) -> str:
    """The same with `<`, `>` and `&` as they are: JSON that may go to a terminal."""
    return _json(value, indent, _STEERS)


def _json(value: Any, indent: int | None, unsafe: re.Pattern[str]) -> str:
    """`json` writes lines of their own by Python alone, a hundred times as slowly as msgspec; but
    it alone knows halves of surrogate pairs."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    text = unsafe.sub(_escape, text)
    if indent is None:
        return text
    import msgspec

    try:
        return msgspec.json.format(text, indent=indent)
    except msgspec.DecodeError:
        return unsafe.sub(_escape, json.dumps(value, ensure_ascii=False, indent=indent))


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = 0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code - 0x10000 & 0x3FF)
    return f"\\u{high:04x}\\u{low:04x}"
