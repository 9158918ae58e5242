"""Scenes, stories and asks as JSON and back: the program of a probe.

Every dataclass becomes an object with its class name in `"kind"`. Only the classes listed here can
be read back, and every field is checked against its annotation, so reading a program from a
stranger runs nothing and gives nothing that its types do not promise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,  # JSON values and annotations are Any by nature
    Literal,
    NamedTuple,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from spatialbench.errors import FormatError
from spatialbench.geometry import asks, scene, story
from spatialbench.geometry.rotations import NORMALS, ROTATIONS, Rotation

KINDS: dict[str, type] = {
    cls.__name__: cls
    for module in (scene, story, asks)
    for cls in vars(module).values()
    if isinstance(cls, type) and is_dataclass(cls) and cls is not Rotation
}

LARGEST = 10**9
"""Whole numbers in a program are at most this large: a thousand kilometres in millimetres."""

Read = Callable[[Any, str], Any]
"""(JSON value, where it stands) → the value it stands for; FormatError if it does not fit."""


class Program(NamedTuple):
    """What a probe runs."""

    scene: scene.Scene
    story: story.Story
    ask: asks.Ask


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
    """The dataclass of a JSON object, or a tuple of them of a list of objects; FormatError names
    the field that does not fit."""
    if isinstance(value, list):
        return tuple([_any_kind(part, f"number {i} of the list") for i, part in enumerate(value)])
    return _any_kind(value, "the program")


def decode_program(record: Mapping[str, Any]) -> Program:
    """The program in the fields `scene`, `story` and `ask` of a record.

    FormatError names the field that is missing or does not fit, a body that the story or the ask
    names and the scene has not, or a side that no room and no body has.
    """
    missing = [name for name in Program._fields if name not in record]
    if missing:
        raise FormatError(f"field {missing[0]!r}: expected a value; got none")
    hints = get_type_hints(Program)
    parts = {name: _reader(hints[name])(record[name], f"field {name!r}") for name in hints}
    program = Program(**parts)
    known = _names_of(program.scene)
    for side, mark in [mark for body in program.scene.bodies for mark in body.marks]:
        _one_of(side, f"field 'marks' of a Body, for a {mark.colour} face", tuple(NORMALS))
    for part in (*program.story, program.ask):
        _check_names(part, known)
    return program


# --- reading by annotation ----------------------------------------------------------------------


def _any_kind(value: Any, where: str) -> Any:
    return _object(value, where, KINDS)


def _object(value: Any, where: str, allowed: Mapping[str, type]) -> Any:
    kind = value.get("kind") if isinstance(value, dict) else None
    cls = allowed.get(kind) if isinstance(kind, str) else None
    if cls is None:
        got = f"the kind {shown(kind)}" if isinstance(value, dict) else shown(value)
        raise FormatError(f"{where}: expected an object of kind {_listed(allowed)}; got {got}")
    given = {
        name: read(value[name], f"field {name!r} of a {kind}")
        for name, read in _fields_of(cls).items()
        if name in value
    }
    missing = [f.name for f in fields(cls) if f.default is MISSING and f.name not in given]
    if missing:
        raise FormatError(f"field {missing[0]!r} of a {kind}: expected a value; got none")
    return cls(**given)


def _listed(names: Mapping[str, type]) -> str:
    return ", ".join(sorted(names))


@cache
def _fields_of(cls: type) -> dict[str, Read]:
    hints = get_type_hints(cls)
    return {f.name: _reader(hints[f.name]) for f in fields(cls)}


@cache
def _reader(annotation: Any) -> Read:
    origin, parts = get_origin(annotation), get_args(annotation)
    if annotation is Rotation:
        return _rotation
    if origin is Literal:
        return lambda value, where: _one_of(value, where, parts)
    if origin is tuple:
        return _several(parts)
    if origin in (Union, UnionType):
        return _either(parts)
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    allowed = {annotation.__name__: annotation}
    return lambda value, where: _object(value, where, allowed)


def _several(parts: tuple[Any, ...]) -> Read:
    if parts[-1] is Ellipsis:
        one = _reader(parts[0])
        return lambda value, where: tuple([one(part, where) for part in _list(value, where)])
    each = [_reader(part) for part in parts]

    def fixed(value: Any, where: str) -> Any:
        if len(_list(value, where)) != len(each):
            raise FormatError(f"{where}: expected a list of {len(each)}; got one of {len(value)}")
        return tuple([read(part, where) for read, part in zip(each, value, strict=True)])

    return fixed


def _either(parts: tuple[Any, ...]) -> Read:
    """One of several classes, or a plain type or nothing."""
    classes = {p.__name__: p for p in parts if isinstance(p, type) and is_dataclass(p)}
    if classes:
        return lambda value, where: _object(value, where, classes)
    (plain,) = (_reader(part) for part in parts if part is not NoneType)
    return lambda value, where: None if value is None else plain(value, where)


def _list(value: Any, where: str) -> list[Any]:
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


def _one_of(value: Any, where: str, allowed: tuple[Any, ...]) -> Any:
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


# --- what belongs together ----------------------------------------------------------------------

_NAMES = ("body", "container", "screen")
_LISTS_OF_NAMES = ("contents", "containers", "screens")
_SIDES = ("side", "seen_from")


def _names_of(of: scene.Scene) -> set[str]:
    names = [body.name for body in of.bodies]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise FormatError(f"field 'bodies' of a Scene: expected each name once; got {twice[0]!r}")
    return set(names)


def _check_names(part: Any, known: set[str]) -> None:
    kind = type(part).__name__
    for field in _SIDES:
        if hasattr(part, field):
            _one_of(getattr(part, field), f"field {field!r} of a {kind}", tuple(NORMALS))
    unknown = [name for name in _named(part) if name not in known]
    if unknown:
        raise FormatError(
            f"a {kind}: expected names of bodies of the scene; got {shown(unknown[0])}"
        )


def _named(part: Any) -> list[str]:
    """All the bodies that an event or an ask names."""
    names = [getattr(part, field) for field in _NAMES if hasattr(part, field)]
    for field in _LISTS_OF_NAMES:
        names += getattr(part, field, ())
    return [*names, *(name for name, _ in getattr(part, "moves", ()))]
