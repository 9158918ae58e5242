"""Scenes, stories and asks as JSON and back: the program of a probe.

Every dataclass becomes an object with its class name in `"kind"`. Only the classes listed here can
be read back, and every field is checked against its annotation's plain type, so reading a program
from a stranger runs nothing.
"""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from typing import Any  # JSON values are Any by nature

from spatialbench.errors import FormatError
from spatialbench.geometry import asks, scene, story
from spatialbench.geometry.rotations import ROTATIONS, Rotation

KINDS: dict[str, type] = {
    cls.__name__: cls
    for module in (scene, story, asks)
    for cls in vars(module).values()
    if isinstance(cls, type) and is_dataclass(cls) and cls is not Rotation
}


def encode(value: object) -> Any:
    """The JSON form of a scene, story, ask or any part of one; defaults are left out."""
    if isinstance(value, Rotation):
        return value.index
    if is_dataclass(value) and not isinstance(value, type):
        return {"kind": type(value).__name__} | {
            f.name: encode(getattr(value, f.name))
            for f in fields(value)
            if f.default is MISSING or getattr(value, f.name) != f.default
        }
    if isinstance(value, (tuple, list)):
        return [encode(part) for part in value]
    return value


def decode(value: Any) -> Any:
    """The dataclasses of a JSON form; FormatError names what does not fit."""
    if isinstance(value, list):
        return tuple(decode(part) for part in value)
    if isinstance(value, dict):
        return _decode_object(value)
    return value


def _decode_object(value: dict[str, Any]) -> Any:
    kind = value.get("kind")
    cls = KINDS.get(kind) if isinstance(kind, str) else None
    if cls is None:
        known = ", ".join(sorted(KINDS))
        raise FormatError(f"field 'kind': expected one of {known}; got {kind!r}")
    known_fields = {f.name for f in fields(cls)}
    given = {k: decode(v) for k, v in value.items() if k in known_fields}
    if "orientation" in given:
        given["orientation"] = _rotation(given["orientation"])
    missing = [f.name for f in fields(cls) if f.default is MISSING and f.name not in given]
    if missing:
        raise FormatError(f"field {missing[0]!r} of a {kind}: expected a value; got none")
    return cls(**given)


def _rotation(index: Any) -> Rotation:
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < 24:
        raise FormatError(f"field 'orientation': expected a whole number 0 to 23; got {index!r}")
    return ROTATIONS[index]
