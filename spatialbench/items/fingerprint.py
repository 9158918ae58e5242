"""Fingerprints: the same for the same puzzle, however it is told, coloured, named or mirrored.

Bodies are put in the order of their shapes and places and named by it; colours and glyphs are named
in the order in which they then appear; what an event or an ask says in several ways is written in
one (`one_telling`); and of a puzzle and its mirror image, left and right exchanged with every turn,
the one that is written first in the alphabet stands for both.

What an ability adds: `unordered`, `sideways` and `one_telling` on its events and asks, where they
need it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any  # JSON

from spatialbench.geometry.kinds import Ask, Event
from spatialbench.geometry.program import Program, encode

_JSON = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_ACROSS = {"left": "right", "right": "left"} | {
    "clockwise": "counterclockwise",
    "counterclockwise": "clockwise",
}
_EVEN = frozenset(("Box", "Sphere", "Cylinder", "Cup", "OpenBox"))
"""Shapes that are their own mirror image."""


@lru_cache(maxsize=64)  # the items of one probe come one after the other
def fingerprint(task: str, program: Program) -> str:
    """Sixteen hexadecimal digits that are the same for all tellings of a puzzle."""
    images = [encode([program.scene, *program.story, program.ask])]
    if _has_mirror_image(program):
        parts: list[Any] = [None, *program.story, program.ask]
        whole = zip(_mirrored(images[0]), parts, strict=True)
        images.append([_turned_aside(one, getattr(part, "sideways", ())) for one, part in whole])
    text = min(_text([task, *_told_once(image, program)]) for image in images)
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _text(value: Any) -> str:
    return _JSON.encode(value)


def _told_once(image: list[dict[str, Any]], program: Program) -> list[Any]:
    """Scene, story and ask in one telling, with names given by place."""
    scene = dict(image[0])
    parts: list[Event | Ask] = [*program.story, program.ask]
    for part in {"camera", "light"} & scene.keys():  # a mirror image is looked at as the puzzle is
        scene[part] = _from_one_side(scene[part])
    scene["bodies"] = sorted(map(_with_sorted_marks, scene["bodies"]), key=_place)
    told = [part.one_telling(one) for part, one in zip(parts, image[1:], strict=True)]
    renamed = _renamed([scene, *told], _names(scene["bodies"]))
    return [_sorted(one, part) for one, part in zip(renamed, (None, *parts), strict=True)]


def _sorted(written: dict[str, Any], part: Any) -> dict[str, Any]:
    """With the fields in order whose order says nothing."""
    unordered = getattr(part, "unordered", ())
    return {n: sorted(v, key=_text) if n in unordered else v for n, v in written.items()}


# --- names by place -----------------------------------------------------------------------------


def _with_sorted_marks(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "marks": sorted(body.get("marks", ()), key=_face)}


def _face(mark: list[Any]) -> str:
    return str(mark[0])


def _place(body: Mapping[str, Any]) -> str:
    """What a body is apart from its name and its colours."""
    return _text([body["shape"], body["pose"], [face for face, _ in body["marks"]]])


def _names(bodies: list[dict[str, Any]]) -> dict[str, str]:
    """New names for bodies, colours and glyphs, in the order in which they come."""
    called: dict[str, str] = {}
    for number, body in enumerate(bodies):
        called.setdefault(body["name"], f"body {number}")
        marks = [mark for _, mark in body["marks"]]
        for word in (body["colour"], *(mark["colour"] for mark in marks)):
            called.setdefault(word, f"colour {len(called)}")
        for glyph in (mark.get("glyph") for mark in marks):
            called.setdefault(str(glyph), f"glyph {len(called)}")
    return called


def _renamed(value: Any, called: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            name: part if name == "kind" else _renamed(part, called) for name, part in value.items()
        }
    if isinstance(value, list):
        return [_renamed(part, called) for part in value]
    return called.get(value, value) if isinstance(value, str) else value


# --- mirror images ------------------------------------------------------------------------------


def _has_mirror_image(program: Program) -> bool:
    """Whether the mirror image is a puzzle of the same kind: no letter turned, no body askew."""
    return all(
        type(body.shape).__name__ in _EVEN
        and "orientation" not in encode(body.pose)
        and all(not mark.turn and (mark.glyph or "0").isdigit() for _, mark in body.marks)
        for body in program.scene.bodies
    )


def _mirrored(value: Any, field: str = "") -> Any:
    """The JSON with left and right exchanged: sides, turns, and the x of every place."""
    if isinstance(value, dict):
        return {name: _mirrored(part, name) for name, part in value.items()}
    if isinstance(value, list):
        if len(value) == 3 and all(type(part) is int for part in value) and field != "size":
            return [-value[0], value[1], value[2]]
        return [_mirrored(part) for part in value]
    return _ACROSS.get(value, value) if isinstance(value, str) else value


def _turned_aside(written: dict[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """With the numbers that count to the right counting to the left."""
    return {name: -value if name in fields else value for name, value in written.items()}


def _from_one_side(camera: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [abs(part[0]), *part[1:]] if isinstance(part, list) else part
        for name, part in camera.items()
    }
