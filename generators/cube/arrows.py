"""Arrows on the faces of a cube, exactly: where each points, and a cube that has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from spatialbench.generators.cube.sequences import CUBE
from spatialbench.generators.cube.turning import SIDE
from spatialbench.geometry.rotations import (
    FACES,
    NORMALS,
    ROTATIONS,
    UPRIGHT,
    Rotation,
    dot,
    face_toward,
    quarter_turns,
)
from spatialbench.geometry.scene import Body, Camera, Light, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box

ARROW = "arrow"
QUARTERS = range(4)

POINTS: Mapping[str, tuple[str, ...]] = {
    face: tuple(face_toward(quarter_turns(face, n)(UPRIGHT[face])) for n in QUARTERS)
    for face in FACES
}
"""Toward which side the arrow on a face points when its mark is turned by so many quarters."""

Pointing = Mapping[str, str]
"""By face, the side that its arrow points to."""


def pointing_of(turns: Mapping[str, int]) -> dict[str, str]:
    """Where the arrows point when the marks are turned so."""
    return {face: POINTS[face][turn] for face, turn in turns.items()}


def sides_around(side: str) -> tuple[str, ...]:
    """The four sides that an arrow on the face at this side can point to, in the usual order."""
    return tuple(other for other in FACES if dot(NORMALS[other], NORMALS[side]) == 0)


def arrow_at(pointing: Pointing, turn: Rotation, side: str) -> str:
    """Where the arrow points that a rotation brings to a side."""
    return turn.goes_to(pointing[turn.came_from(side)])


def turns_that_bring(pointing: Pointing, side: str, to: str) -> tuple[Rotation, ...]:
    """The rotations that bring an arrow to a side which then points to another: one of each face,
    six in all."""
    return tuple(turn for turn in ROTATIONS if arrow_at(pointing, turn, side) == to)


def mirrored(pointing: Pointing) -> dict[str, str]:
    """The arrows of the mirror image, left and right exchanged."""
    return {_across(face): _across(to) for face, to in pointing.items()}


def _across(side: str) -> str:
    return {"left": "right", "right": "left"}.get(side, side)


@lru_cache(maxsize=256)
def _mark(face: str, colour: str, turn: int) -> tuple[str, Mark]:
    return face, Mark(colour, ARROW, turn)


_SHAPE, _POSE = Box((SIDE, SIDE, SIDE)), Pose((0, 0, 0))


def arrow_scene(
    colours: Mapping[str, str], turns: Mapping[str, int], camera: Camera, light: Light
) -> Scene:
    """A cube with an arrow on every face, floating in the middle of the room."""
    marks = tuple([_mark(face, colours[face], turns[face]) for face in FACES])
    return Scene((Body(CUBE, _SHAPE, _POSE, "grey", marks),), camera, light=light, floor=False)
