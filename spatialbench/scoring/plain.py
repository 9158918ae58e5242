"""Frozen dataclasses as JSON: mappings, lists, numbers, text. Never NaN, never infinite."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from typing import Any  # JSON

_PLAIN = frozenset({str, int, bool})  # most values: asked about first


def plain(value: Any) -> Any:
    """The JSON value of a result; what is infinite becomes null, as JSON has no such number."""
    if value is None or type(value) in _PLAIN:
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if hasattr(value, "_asdict"):
        return plain(value._asdict())
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
