"""What would be answered if things stood as in these poses: exact for the asks known here.

Any other ask is measured on meshes, which takes a millisecond instead of microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import singledispatch

from spatialbench.errors import Refused
from spatialbench.geometry.asks import (
    AtWhichPlace,
    BehindWhich,
    FacesAt,
    FaceToward,
    InWhich,
    VisibleFaces,
)
from spatialbench.geometry.kinds import Ask
from spatialbench.geometry.replay import Poses, holds, subtract
from spatialbench.geometry.rotations import NORMALS, Rotation, Vector, dot
from spatialbench.geometry.scene import Scene, marks_in_room
from spatialbench.probes.probe import Value
from spatialbench.verification.measure import measure


@singledispatch
def read_off(ask: Ask, scene: Scene, poses: Poses) -> Value | None:
    """The answer to the ask, None where these poses leave it without one."""
    bodies = tuple(replace(body, pose=poses[body.name]) for body in scene.bodies)
    try:
        return measure(replace(scene, bodies=bodies), (), ask).value
    except Refused:
        return None


def _colours(scene: Scene, name: str, poses: Poses) -> dict[str, str]:
    """The colour toward each side of the room; empty where no face is toward a side."""
    orientation = poses[name].orientation
    if not isinstance(orientation, Rotation):
        return {}
    marks = marks_in_room(scene.body(name), orientation)
    return {side: mark.colour for side, mark in marks.items()}


@read_off.register
def _(ask: FacesAt, scene: Scene, poses: Poses) -> Value | None:
    colours = _colours(scene, ask.body, poses)
    return sorted(colours[side] for side in ask.sides) if colours else None


@read_off.register
def _(ask: FaceToward, scene: Scene, poses: Poses) -> Value | None:
    return _colours(scene, ask.body, poses).get("front")


@read_off.register
def _(ask: VisibleFaces, scene: Scene, poses: Poses) -> Value | None:
    toward = subtract(ask.camera, poses[ask.body].position)
    reach = scene.body(ask.body).shape.extent()
    colours = _colours(scene, ask.body, poses)
    seen = [side for side in colours if dot(NORMALS[side], toward) > _along(reach, side)]
    return sorted(colours[side] for side in seen) or None


def _along(reach: Vector, side: str) -> int:
    return sum(size for size, part in zip(reach, NORMALS[side], strict=True) if part)


@read_off.register
def _(ask: InWhich, scene: Scene, poses: Poses) -> Value | None:
    body = scene.body(ask.body)
    for name in ask.containers:
        if holds(scene.body(name), poses[name], body, poses[ask.body]):
            return scene.body(name).colour
    return None


@read_off.register
def _(ask: AtWhichPlace, scene: Scene, poses: Poses) -> Value | None:
    return _nearest(ask.places, poses[ask.body].position)


def _nearest(places: Sequence[Vector], spot: Vector) -> Value | None:
    """The number of the nearest place, if there is one."""
    offsets = [subtract(place, spot) for place in places]
    away = [dot(offset, offset) for offset in offsets]
    return str(away.index(min(away)) + 1) if away else None


@read_off.register
def _(ask: BehindWhich, scene: Scene, poses: Poses) -> Value | None:
    body, box = scene.body(ask.body), scene.body(ask.container)
    if holds(box, poses[ask.container], body, poses[ask.body]):
        return ask.container
    behind = {poses[name].position[0]: name for name in ask.screens}
    name = behind.get(poses[ask.body].position[0])
    return _nearest(ask.places, poses[name].position) if name else None
