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
    return _RISKY.sub(_escape, _json(value, indent))


def written(value: Any, *, indent: int | None = None) -> str:
    """The same with `<`, `>` and `&` as they are: JSON that may go to a terminal."""
    return _STEERS.sub(_escape, _json(value, indent))


def _json(value: Any, indent: int | None) -> str:
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
    )


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = 0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code - 0x10000 & 0x3FF)
    return f"\\u{high:04x}\\u{low:04x}"
