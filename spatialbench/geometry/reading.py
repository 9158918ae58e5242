"""JSON values read by annotation: what a field's type does not promise is a FormatError.

Only classes that were handed in can come out, so reading a program from a stranger runs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,  # JSON values and annotations are Any by nature
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from spatialbench.errors import FormatError
from spatialbench.geometry.rotations import ROTATIONS, Rotation

LARGEST = 10**9
"""Whole numbers in a program are at most this large: a thousand kilometres in millimetres."""

Read = Callable[[Any, str], Any]
"""(JSON value, where it stands) → the value it stands for; FormatError if it does not fit."""


@dataclass(frozen=True)
class Reading:
    """Reads JSON into dataclasses of these kinds, by name. Where a field asks for a base class,
    every kind below it will do."""

    kinds: Mapping[str, type]
    _readers: dict[Any, Read] = field(default_factory=dict)
    _fields: dict[type, dict[str, Read]] = field(default_factory=dict)

    def of(self, annotation: Any) -> Read:
        """How a value of that annotation is read."""
        if annotation not in self._readers:
            self._readers[annotation] = self._reader(annotation)
        return self._readers[annotation]

    def below(self, base: type) -> Mapping[str, type]:
        """The kinds that are this class, or below it."""
        return {name: kind for name, kind in self.kinds.items() if issubclass(kind, base)}

    def object(self, value: Any, where: str, allowed: Mapping[str, type]) -> Any:
        """An object whose `kind` is one of these."""
        name = value.get("kind") if isinstance(value, dict) else None
        cls = allowed.get(name) if isinstance(name, str) else None
        if cls is None:
            got = f"the kind {shown(name)}" if isinstance(value, dict) else shown(value)
            raise FormatError(f"{where}: expected an object of kind {_listed(allowed)}; got {got}")
        given = {
            field: read(value[field], f"field {field!r} of a {name}")
            for field, read in self._fields_of(cls).items()
            if field in value
        }
        missing = [f.name for f in fields(cls) if f.default is MISSING and f.name not in given]
        if missing:
            raise FormatError(f"field {missing[0]!r} of a {name}: expected a value; got none")
        return cls(**given)

    def _fields_of(self, cls: Any) -> dict[str, Read]:
        if cls not in self._fields:
            hints = get_type_hints(cls, include_extras=True)
            self._fields[cls] = {f.name: self.of(hints[f.name]) for f in fields(cls)}
        return self._fields[cls]

    def _reader(self, annotation: Any) -> Read:
        origin, parts = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.of(parts[0])
        if annotation is Rotation:
            return _rotation
        if origin is Literal:
            return lambda value, where: one_of(value, where, parts)
        if origin is tuple:
            return self._several(parts)
        if origin in (Union, UnionType):
            return self._either(parts)
        if annotation in _PLAIN:
            return _PLAIN[annotation]
        allowed = self.below(annotation)
        return lambda value, where: self.object(value, where, allowed)

    def _several(self, parts: tuple[Any, ...]) -> Read:
        if parts[-1] is Ellipsis:
            one = self.of(parts[0])
            return lambda value, where: tuple([one(part, where) for part in a_list(value, where)])
        each = [self.of(part) for part in parts]

        def fixed(value: Any, where: str) -> Any:
            if len(a_list(value, where)) != len(each):
                got = len(value)
                raise FormatError(f"{where}: expected a list of {len(each)}; got one of {got}")
            return tuple([read(part, where) for read, part in zip(each, value, strict=True)])

        return fixed

    def _either(self, parts: tuple[Any, ...]) -> Read:
        """A rotation or a class, one of several classes, or a plain type or nothing."""
        if Rotation in parts:
            others = self._either(tuple(part for part in parts if part is not Rotation))
            return lambda v, where: (_rotation if type(v) is int else others)(v, where)
        classes = {p.__name__: p for p in parts if isinstance(p, type) and is_dataclass(p)}
        if classes:
            return lambda value, where: self.object(value, where, classes)
        (plain,) = (self.of(part) for part in parts if part is not NoneType)
        return lambda value, where: None if value is None else plain(value, where)


def _listed(names: Mapping[str, type]) -> str:
    return ", ".join(sorted(names))


def a_list(value: Any, where: str) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise FormatError(f"{where}: expected a list; got {shown(value)}")
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise FormatError(f"{where}: expected text; got {shown(value)}")
    return value


def _whole(value: Any, where: str) -> int:
    if type(value) is not int or abs(value) > LARGEST:
        raise FormatError(f"{where}: expected a whole number up to {LARGEST}; got {shown(value)}")
    return value


def _truth(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise FormatError(f"{where}: expected true or false; got {shown(value)}")
    return value


def one_of(value: Any, where: str, allowed: tuple[Any, ...]) -> Any:
    """One of a few words."""
    if not isinstance(value, str) or value not in allowed:
        listed = ", ".join(map(repr, allowed))
        raise FormatError(f"{where}: expected one of {listed}; got {shown(value)}")
    return value


def _rotation(value: Any, where: str) -> Rotation:
    if type(value) is not int or not 0 <= value < len(ROTATIONS):
        raise FormatError(f"{where}: expected a whole number 0 to 23; got {shown(value)}")
    return ROTATIONS[value]


_PLAIN: dict[Any, Read] = {str: _text, int: _whole, bool: _truth}


def shown(value: Any) -> str:
    """A JSON value as a message shows it: short, whatever it is."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if type(value) is int and abs(value) > LARGEST:
        return "a larger one"
    return repr(value)[:60]
