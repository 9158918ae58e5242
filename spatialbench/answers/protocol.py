"""How answers came about: what a row's `protocol` says, as an object or in words.

Inside the project a protocol is one line of text, `name=value` with commas between; an object is
written as such a line, and what a line says is read from it again. What it does not say is unknown,
never assumed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

FIELDS = ("provider", "effort", "tools", "temperature", "max_tokens", "date", "note")
"""What a protocol may say, in the order in which it is written."""

_NUMBERS = ("temperature", "max_tokens")
_SAID = re.compile(r"(?:^|[,;(] ?)([a-z_]+)=([^,;)]*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ALSO = {"reasoning_effort": "effort"}
_BOTH = {"true": "yes", "false": "no"}


class Protocol(NamedTuple):
    """What is known of how a model was asked; None is unknown. `tools` is "yes", "no" or which;
    several values are those of several rows, sorted."""

    provider: str | None = None
    effort: str | None = None
    tools: str | None = None
    temperature: str | None = None
    max_tokens: str | None = None
    date: str | None = None


def is_protocol(value: object) -> bool:
    """Whether a row may say this: a text, or an object of known fields."""
    if isinstance(value, str):
        return True
    return isinstance(value, dict) and all(map(_is_said, value, value.values()))


def _is_said(name: object, value: object) -> bool:
    if value is None:
        return name in FIELDS
    if name in _NUMBERS:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if name == "tools" and isinstance(value, bool):
        return True
    return name in FIELDS and isinstance(value, str)


def line_of(value: str | Mapping[str, object] | None) -> str | None:
    """A protocol as one line; a text is one already."""
    if value is None or isinstance(value, str):
        return value
    said = ((name, value.get(name)) for name in FIELDS)
    return ", ".join(f"{name}={_written(one)}" for name, one in said if one is not None)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value).replace(",", ";")


def protocol_of(lines: Sequence[str]) -> Protocol:
    """What all these lines say together."""
    said: dict[str, set[str]] = {name: set() for name in Protocol._fields}
    for line in lines:
        for name, value in _SAID.findall(line):
            name = _ALSO.get(name, name)
            if name in said and value.strip():
                said[name].add(_BOTH.get(value.strip().lower(), value.strip()))
        said["date"].update(_DAY.findall(line))
    return Protocol(**{name: " / ".join(sorted(v)) or None for name, v in said.items()})
