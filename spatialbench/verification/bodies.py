"""The bodies of a scene as triangles in the room: own faces, colours, cavities, what is inside."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.geometry.meshes import KEPT, triangles_of
from spatialbench.geometry.scene import Body, Scene
from spatialbench.geometry.shapes import Shape
from spatialbench.verification.rays import OUTSIDE, Doubles, Enclosure, Integers, crossed, enclosure

Matrix4 = NDArray[np.float64]
Poses = dict[str, Matrix4]
"""(4, 4) float64 by name: a body's own millimetres → the room's."""

OUTWARD: dict[str, Doubles] = {
    "front": np.array([0.0, -1.0, 0.0]),
    "back": np.array([0.0, 1.0, 0.0]),
    "left": np.array([-1.0, 0.0, 0.0]),
    "right": np.array([1.0, 0.0, 0.0]),
    "top": np.array([0.0, 0.0, 1.0]),
    "bottom": np.array([0.0, 0.0, -1.0]),
}
"""Out of each side: the viewer stands at the front, x to the viewer's right, z up."""

SIDES = tuple(OUTWARD)
_OUTWARD = np.array(list(OUTWARD.values()))
PLACED_KEPT = 128  # bodies where they stand
PLACES_KEPT = 4096  # places in cavities: what is carried stays at its own, however often one looks


class Surface:
    """A shape as triangles in its own millimetres, each array made where it is asked for; they are
    kept and shared, so never change them."""

    def __init__(self, corners: Doubles, numbers: Integers) -> None:
        self.corners = corners
        """(c, 3)"""
        self.numbers = numbers
        """(n, 3) the numbers of the corners of each triangle"""

    @cached_property
    def triangles(self) -> Doubles:
        """(n, 3, 3) the corners of each triangle."""
        return self.corners[self.numbers]

    @cached_property
    def faces(self) -> Integers:
        """(n,) which own face each triangle belongs to, as a place in `SIDES`: the one that its
        normal is nearest to."""
        first, second, third = self.triangles.transpose(1, 2, 0)
        found: Integers = (_OUTWARD @ crossed(second - first, third - first)).argmax(0)
        return found


@lru_cache(maxsize=KEPT)
def surface_of(shape: Shape) -> Surface:
    """The surface of a shape; kept and shared."""
    return Surface(*triangles_of(shape))


class Cavity(NamedTuple):
    """(n, 3, 3) triangles around the room inside a shape, and its lowest and highest corner."""

    triangles: Doubles
    low: list[float]
    high: list[float]


@lru_cache(maxsize=KEPT)
def _cavity(shape: Shape) -> Cavity | None:
    if shape.opens is None:
        return None
    shape.check()
    corners, faces = shape.room()
    triangles = corners[faces]
    return Cavity(triangles, triangles.min((0, 1)).tolist(), triangles.max((0, 1)).tolist())


def is_hollow(body: Body) -> bool:
    """Whether the body has a room inside."""
    return _cavity(body.shape) is not None


@lru_cache(maxsize=PLACES_KEPT)
def _enclosed(shape: Shape, place: tuple[float, float, float]) -> Enclosure:
    """Whether a place, in a shape's own millimetres, lies in its cavity."""
    cavity = _cavity(shape)
    return OUTSIDE if cavity is None else enclosure(np.array(place), cavity.triangles)


def placed(points: Doubles, pose: Matrix4) -> Doubles:
    """(…, 3) points of a body where the pose puts them in the room."""
    there: Doubles = points.reshape(-1, 3) @ pose[:3, :3].T  # as one product, not one by one
    there += pose[:3, 3]
    return there.reshape(points.shape)


def in_room(body: Body, poses: Poses) -> Doubles:
    """(n, 3, 3) triangles of the body in the room; kept and shared, so they cannot be changed."""
    return _in_room(body.shape, _bytes_of(poses[body.name]))


@lru_cache(maxsize=PLACED_KEPT)
def _in_room(shape: Shape, pose: bytes) -> Doubles:
    """The same, found by the bytes of the pose: what stands still is placed once."""
    return _fixed(placed(surface_of(shape).triangles, np.frombuffer(pose).reshape(4, 4)))


def _bytes_of(pose: Matrix4) -> bytes:
    return np.asarray(pose, np.float64).tobytes()


def _fixed(array: Doubles) -> Doubles:
    array.flags.writeable = False
    return array


def middle(poses: Poses, name: str) -> Doubles:
    """(3,) the middle of the body."""
    return poses[name][:3, 3]


def colour_of(body: Body, face: int) -> str:
    """The colour of a face, given as a place in `SIDES`."""
    return next((m.colour for name, m in body.marks if name == SIDES[face]), body.colour)


def cavity_in_room(container: Body, poses: Poses) -> Doubles | None:
    """(n, 3, 3) triangles of the container's inside in the room; None if it has none. They cannot
    be changed."""
    return _cavity_in_room(container.shape, _bytes_of(poses[container.name]))


@lru_cache(maxsize=PLACED_KEPT)
def _cavity_in_room(shape: Shape, pose: bytes) -> Doubles | None:
    cavity = _cavity(shape)
    if cavity is None:
        return None
    return _fixed(placed(cavity.triangles, np.frombuffer(pose).reshape(4, 4)))


def inside(container: Body, poses: Poses, name: str) -> Enclosure:
    """Whether the middle of the body lies in the cavity of the container."""
    return _enclosures(container, poses, [name])[0]


def contents(scene: Scene, poses: Poses, name: str) -> list[str]:
    """The names of the bodies whose middles are inside the body of that name."""
    names = [body.name for body in scene.bodies if body.name != name]
    found = _enclosures(scene.body(name), poses, names)
    return [other for other, enclosed in zip(names, found, strict=True) if enclosed.inside]


def _enclosures(container: Body, poses: Poses, names: list[str]) -> list[Enclosure]:
    cavity = _cavity(container.shape)
    if cavity is None or not names:
        return [OUTSIDE] * len(names)
    pose = poses[container.name]
    places = (np.array([poses[name][:3, 3] for name in names]) - pose[:3, 3]) @ pose[:3, :3]
    (left, front, low), (right, back, high) = cavity.low, cavity.high
    return [
        _enclosed(container.shape, (x, y, z))
        if left < x < right and front < y < back and low < z < high
        else OUTSIDE
        for x, y, z in places.tolist()
    ]
