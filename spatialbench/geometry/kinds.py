"""What events, asks and shapes have in common, and what their fields mean, said in annotations.

An event or an ask is a frozen dataclass below `Event` or `Ask`; an ability brings its own. What
anybody has to say about it is a function registered for its class, in the folder where the class
is: `acting.py`, `filming.py`, `measuring.py`, `saying.py`, `drawing.py`. What is alike for all
(checking names, shaking places, scaling lengths) follows from the annotations of the fields, so no
list of kinds is kept anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from enum import Enum
from fractions import Fraction
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import (
    Annotated,
    Any,  # annotations are Any by nature
    ClassVar,
    Literal,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

from spatialbench.geometry.rotations import Rotation, Vector

T = TypeVar("T")


class Means(Enum):
    """What a field holds."""

    BODY = "the name of a body of the scene"
    SIDE = "a side of the room"
    PLACE = "a place in millimetres, which may be a little off"
    FIXED = "a place in millimetres that others are compared with"
    EYE = "where an eye or a camera is, in millimetres"
    SPEED = "millimetres a second along each axis"
    LENGTH = "a length in millimetres"
    DURATION = "a time in milliseconds"
    COUNT = "a number that is no length and no time"
    WORD = "a word that names no body"


BodyName = Annotated[str, Means.BODY]
SideName = Annotated[str, Means.SIDE]
Place = Annotated[Vector, Means.PLACE]
FixedPlace = Annotated[Vector, Means.FIXED]
EyePlace = Annotated[Vector, Means.EYE]
Speed = Annotated[Vector, Means.SPEED]
Length = Annotated[int, Means.LENGTH]
Duration = Annotated[int, Means.DURATION]
Count = Annotated[int, Means.COUNT]
Word = Annotated[str, Means.WORD]


_SECOND = Fraction(1)


class Event:
    """Something that happens. A `secret` event is never told, shown, or put into `state`."""

    __slots__ = ()
    secret: ClassVar[bool] = False
    aside: ClassVar[bool] = False
    """Whether it leaves everything as it was, so that nothing asked about hangs on it."""
    unordered: ClassVar[tuple[str, ...]] = ()
    """Fields that are lists in which the order says nothing."""
    sideways: ClassVar[tuple[str, ...]] = ()
    """Fields that are numbers which count to the viewer's right."""

    def lasts(self) -> Fraction:
        """How long it takes, in seconds; what has no pace of its own takes one."""
        return _SECOND

    def the_other_way(self) -> Event:
        """The same with its direction reversed; itself where it has none."""
        return self

    def happening(self) -> Event | None:
        """Where it is left open whether it happens: what happens if it does; otherwise None."""
        return None

    def freely(self) -> tuple[Event, ...]:
        """Where it is left open how the event went, and it hangs on nothing else: each way that it
        can have gone, as an event; otherwise nothing."""
        return ()

    @classmethod
    def one_telling(cls, written: dict[str, Any]) -> dict[str, Any]:
        """Its JSON, the same for all ways of saying the same: what fingerprints are made from."""
        return written


class Ask:
    """Something that is asked about a scene and its story."""

    __slots__ = ()
    unordered: ClassVar[tuple[str, ...]] = ()
    """Fields that are lists in which the order says nothing."""

    @classmethod
    def one_telling(cls, written: dict[str, Any]) -> dict[str, Any]:
        """Its JSON, the same for all ways of saying the same: what fingerprints are made from."""
        return written


class Phrase:
    """Something that is said in a language of its own making: a grid, a table of places."""

    __slots__ = ()


class Diagram:
    """A drawing in a plane, as data: a net, a sheet of paper, three views."""

    __slots__ = ()


# --- functions that kinds are registered for ----------------------------------------------------


def beside(function: Any, thing: object, part: str) -> Any:
    """What is registered with `function` (a `singledispatch`) for the class of a thing, once the
    module `part` beside that class has been imported. TypeError names what is to be written."""
    kind: Any = type(thing)
    home = bring(thing, part)
    found = function.dispatch(kind)
    if found is function.dispatch(object):
        raise TypeError(
            f"{kind_name(kind)}: nobody has said what `{function.__name__}` is for it; write a "
            f"function `@{function.__name__}.register` in {home}.{part}"
        )
    return found


def home_of_kind(kind: type) -> str:
    """The package in which a class is defined."""
    return kind.__module__.rpartition(".")[0]


def bring(thing: object, part: str) -> str:
    """Import the module `part` beside the class of a thing, if there is one; its package."""
    home = home_of_kind(type(thing))
    _bring(home, part)
    return home


@cache
def _bring(home: str, part: str) -> None:
    if home and find_spec(f"{home}.{part}") is not None:
        import_module(f"{home}.{part}")


_CORE = "spatialbench.geometry"


@cache
def kind_name(kind: Any) -> str:
    """What a class is called in files: `Turn`, or with its ability before it, `net:FoldUp`."""
    home = home_of_kind(kind)
    own = home == _CORE or home.startswith(f"{_CORE}.")
    return kind.__name__ if own else f"{home.rpartition('.')[2]}:{kind.__name__}"


# --- what the annotations say -------------------------------------------------------------------

Change = Callable[[Means, Any], Any]
"""(what a part means, the part) → what is to stand in its place."""


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {f.name: hints[f.name] for f in fields(kind)}


def changed(part: T, change: Change) -> T:
    """An event, ask or shape with every part whose meaning is annotated given through `change`."""
    kind: Any = type(part)
    values = {name: walk(getattr(part, name), change) for name, walk in _walks(kind).items()}
    made: T = kind(**values)
    return made


Walk = Callable[[Any, Change], Any]
"""(a value, a change) → the value with every annotated part in it changed."""


@cache
def _walks(kind: Any) -> dict[str, Walk]:
    return {name: _walk(annotation) for name, annotation in _hints(kind).items()}


def _walk(annotation: Any) -> Walk:
    """How values of that type are gone through: found out once for all of them."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return lambda value, change: change(parts[1], value)
    if origin is not tuple:
        return lambda value, change: changed(value, change) if isinstance(value, Nested) else value
    if parts[-1] is Ellipsis:
        each = _walk(parts[0])
        return lambda value, change: tuple([each(one, change) for one in value])
    walks = [_walk(part) for part in parts]
    return lambda value, change: tuple(
        [walk(one, change) for walk, one in zip(walks, value, strict=True)]
    )


class Nested:
    """A base of dataclasses whose fields are looked at where they stand in a field of a kind."""

    __slots__ = ()


def meanings(part: Any) -> Iterator[tuple[str, Means, Any]]:
    """Every annotated part of an event or ask: its field, what it means, its value."""
    kind: Any = type(part)
    found: list[tuple[Means, Any]] = []

    def note(meaning: Means, value: Any) -> Any:
        found.append((meaning, value))
        return value

    for name, walk in _walks(kind).items():
        found.clear()
        walk(getattr(part, name), note)
        yield from [(name, meaning, value) for meaning, value in found]


def check_kind(kind: Any) -> None:
    """TypeError unless every field of an event or ask says what it means: what nobody explains
    would be left out of every check in silence."""
    for name, annotation in _hints(kind).items():
        if not _explained(annotation):
            raise TypeError(
                f"{kind_name(kind)}: field {name!r} does not say what it means; annotate it as "
                "BodyName, SideName, Place, FixedPlace, EyePlace, Speed, Length, Duration, Count, "
                "Word, a Literal, or tuples of these (spatialbench.geometry.kinds)"
            )


def _explained(annotation: Any) -> bool:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return all(_explained(part) for part in parts if part is not Ellipsis)
    if origin in (Annotated, Literal):
        return True
    nested = isinstance(annotation, type) and issubclass(annotation, Nested)
    return nested or annotation in (bool, Rotation)
