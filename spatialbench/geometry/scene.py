"""A scene at time 0: bodies with marks, agents, lights and a camera.

Lengths are whole millimetres, so that every place is exact. A body's own coordinates have their
origin in the middle of its bounding box; its own faces are named as the room's faces are when its
orientation is the identity.
"""

from __future__ import annotations

from dataclasses import dataclass

from spatialbench.geometry.quaternions import Quaternion
from spatialbench.geometry.rotations import (
    FACES,
    IDENTITY,
    NORMALS,
    UPRIGHT,
    Rotation,
    Vector,
    dot,
    face_toward,
    quarter_turns,
)
from spatialbench.geometry.shapes import Box, Shape


@dataclass(frozen=True, slots=True)
class Mark:
    """What is on one face: a colour, perhaps a glyph turned by 0 to 3 quarter turns
    counter-clockwise from upright, seen from outside."""

    colour: str
    glyph: str | None = None
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Pose:
    """Where a body's middle is, in millimetres, and how the body is turned."""

    position: Vector
    orientation: Rotation | Quaternion = IDENTITY


@dataclass(frozen=True, slots=True)
class Body:
    """A thing with a name, a shape, a place, a colour, and marks on its own faces."""

    name: str
    shape: Shape
    pose: Pose
    colour: str
    marks: tuple[tuple[str, Mark], ...] = ()


@dataclass(frozen=True, slots=True)
class Camera:
    """A pinhole camera: where it is, where it looks, and its vertical angle of view in degrees."""

    position: Vector
    target: Vector
    view_angle: int = 30


@dataclass(frozen=True, slots=True)
class Agent:
    """Someone in the room: where the eyes are and where they look."""

    name: str
    position: Vector
    target: Vector


@dataclass(frozen=True, slots=True)
class Light:
    """Light from far away; `toward` points from the scene to the light."""

    toward: Vector


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything at time 0. With `floor`, a table top lies at z = 0."""

    bodies: tuple[Body, ...]
    camera: Camera
    agents: tuple[Agent, ...] = ()
    light: Light = Light((-2, -3, 6))
    floor: bool = True

    def body(self, name: str) -> Body:
        """The body of that name; KeyError if there is none."""
        for body in self.bodies:
            if body.name == name:
                return body
        raise KeyError(name)


def marks_in_room(body: Body, orientation: Rotation) -> dict[str, Mark]:
    """Which mark is on the face toward each side of the room, turned as it is seen there."""
    seen: dict[str, Mark] = {}
    for face, mark in body.marks:
        normal, up = NORMALS[face], _turned_up(face, mark.turn)
        toward = face_toward(orientation(normal))
        seen[toward] = Mark(mark.colour, mark.glyph, _turn_of(toward, orientation(up)))
    return seen


def _turned_up(face: str, turn: int) -> Vector:
    return quarter_turns(face, turn)(UPRIGHT[face])


def _turn_of(face: str, up: Vector) -> int:
    for turn in range(4):
        if dot(_turned_up(face, turn), up) == 1:
            return turn
    raise ValueError(f"{up} is not a direction within the {face} face")


def coloured_cube(name: str, side: int, colours: dict[str, str], position: Vector) -> Body:
    """A cube whose faces have these colours."""
    marks = tuple((face, Mark(colours[face])) for face in FACES)
    return Body(name, Box((side, side, side)), Pose(position), "white", marks)
