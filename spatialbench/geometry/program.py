"""Scenes, stories and asks as JSON and back: the program of a probe.

Every dataclass becomes an object with its name in `"kind"`. Only the classes of this package and
those that the task's ability adds can be read back, each field checked against its annotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple, cast  # JSON

from spatialbench.errors import FormatError
from spatialbench.geometry import asks, footage, quaternions, scene, shapes, story
from spatialbench.geometry.kinds import Ask, Event, Means, kind_name, meanings
from spatialbench.geometry.limits import check_limits
from spatialbench.geometry.reading import Reading, a_list, one_of, shown
from spatialbench.geometry.rotations import NORMALS, Rotation

MOST_A_TURN = 360  # frames

KINDS: dict[str, type] = {
    cls.__name__: cls
    for module in (quaternions, shapes, scene, story, asks, footage)
    for cls in vars(module).values()
    if isinstance(cls, type) and is_dataclass(cls) and cls is not Rotation
}
"""The kinds that belong to no ability."""


class Program(NamedTuple):
    """What a probe runs."""

    scene: scene.Scene
    story: story.Story
    ask: Ask


@cache
def _written(cls: Any) -> tuple[str, tuple[tuple[str, Any], ...]]:
    """The name of a class in files, and its fields with their defaults."""
    return kind_name(cls), tuple((f.name, f.default) for f in fields(cls))


def encode(value: object) -> Any:
    """The JSON form of a scene, story, ask or any part of one; defaults are left out."""
    if isinstance(value, (str, int)):
        return value
    if isinstance(value, (tuple, list)):
        return [encode(part) for part in value]
    if isinstance(value, Rotation):
        return value.index
    if not is_dataclass(value) or isinstance(value, type):
        return value
    name, parts = _written(type(value))
    found = {"kind": name}
    for part, default in parts:
        own = getattr(value, part)
        if default is MISSING or own != default:
            found[part] = encode(own)
    return found


@cache
def _reading(more: tuple[type, ...]) -> Reading:
    return Reading({**KINDS, **{kind_name(cls): cls for cls in more}})


def decode(value: Any, more: Iterable[type] = ()) -> Any:
    """The dataclass of a JSON object, or a tuple of them of a list of objects; FormatError names
    the field that does not fit. `more` are the kinds that an ability adds."""
    reading = _reading(tuple(more))
    if isinstance(value, list):
        return tuple(
            [
                reading.object(part, f"number {i} of the list", reading.kinds)
                for i, part in enumerate(value)
            ]
        )
    return reading.object(value, "the program", reading.kinds)


def decode_program(record: Mapping[str, Any], more: Iterable[type] = ()) -> Program:
    """The program in the fields `scene`, `story` and `ask` of a record; `more` are the kinds that
    the task's ability adds.

    FormatError names the field that is missing, does not fit or is too large, a body that the
    story or the ask names and the scene has not, or a side that no room and no body has.
    """
    missing = [name for name in Program._fields if name not in record]
    if missing:
        raise FormatError(f"field {missing[0]!r}: expected a value; got none")
    check_limits(record)
    reading = _reading(tuple(more))
    events = reading.below(Event)
    program = Program(
        reading.object(record["scene"], "field 'scene'", {"Scene": scene.Scene}),
        tuple(
            [
                reading.object(event, "field 'story'", events)
                for event in a_list(record["story"], "field 'story'")
            ]
        ),
        reading.object(record["ask"], "field 'ask'", reading.below(Ask)),
    )
    _check_together(program)
    return program


def decode_footage(value: Any, of: scene.Scene, more: Iterable[type] = ()) -> footage.Footage:
    """How the story of a scene is filmed; FormatError names the field that does not fit or is too
    large, or a body that the scene has not."""
    check_limits({"story": value.get("story") if isinstance(value, Mapping) else None})
    found = _reading(tuple(more)).object(value, "field 'film'", {"Footage": footage.Footage})
    film = cast(footage.Footage, found)
    if film.frames_a_turn is not None and not 0 < film.frames_a_turn <= MOST_A_TURN:
        raise FormatError(
            f"field 'frames_a_turn' of a Footage: expected 1 to {MOST_A_TURN}; got "
            f"{film.frames_a_turn}"
        )
    known = _names_of(of)
    strangers = [name for name in (*film.wrapped, *film.counted) if name not in known]
    if strangers:
        raise FormatError(
            f"field 'film': expected names of bodies of the scene; got {shown(strangers[0])}"
        )
    for event in film.story or ():
        _check_names(event, known)
    return film


# --- what belongs together ----------------------------------------------------------------------


def _check_together(program: Program) -> None:
    known = _names_of(program.scene)
    for side, mark in [mark for body in program.scene.bodies for mark in body.marks]:
        one_of(side, f"field 'marks' of a Body, for a {mark.colour} face", tuple(NORMALS))
    for event in program.story:
        _check_names(event, known)
    _check_names(program.ask, known)


def _names_of(of: scene.Scene) -> set[str]:
    names = [body.name for body in of.bodies]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise FormatError(f"field 'bodies' of a Scene: expected each name once; got {twice[0]!r}")
    return set(names)


def _check_names(part: Event | Ask, known: set[str]) -> None:
    cls: Any = type(part)
    kind = kind_name(cls)
    for name, meaning, value in meanings(part):
        if meaning is Means.SIDE:
            one_of(value, f"field {name!r} of a {kind}", tuple(NORMALS))
        if meaning is Means.BODY and value not in known:
            raise FormatError(
                f"a {kind}: expected names of bodies of the scene; got {shown(value)}"
            )
