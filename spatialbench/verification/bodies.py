"""The bodies of a scene as triangles in the room: own faces, colours, cavities, what is inside."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.geometry.meshes import KEPT, cavity_of, mesh_of, triangles_of
from spatialbench.geometry.scene import Body, Scene
from spatialbench.geometry.shapes import Mesh, Shape
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


class Surface(NamedTuple):
    """(c, 3) corners and (n, 3, 3) triangles of a shape, and (n,) which own face each triangle
    belongs to, as a place in `SIDES`: the one that its normal is nearest to."""

    corners: Doubles
    triangles: Doubles
    faces: Integers


@lru_cache(maxsize=KEPT)
def surface_of(shape: Shape) -> Surface:
    """The triangles of a shape in its own millimetres."""
    if isinstance(shape, Mesh):
        mesh_of(shape)  # refuses what is not closed
    corners, faces = triangles_of(shape)
    triangles = corners[faces]
    first, second, third = triangles.transpose(1, 2, 0)
    normals = crossed(second - first, third - first)
    outward = np.array(list(OUTWARD.values()))
    return Surface(corners, triangles, (outward @ normals).argmax(0))


class Cavity(NamedTuple):
    """(n, 3, 3) triangles around the room inside a shape, and its lowest and highest corner."""

    triangles: Doubles
    low: Doubles
    high: Doubles


@lru_cache(maxsize=KEPT)
def _cavity(shape: Shape) -> Cavity | None:
    cavity = cavity_of(shape)
    if cavity is None:
        return None
    triangles = np.asarray(cavity.triangles, np.float64)
    return Cavity(triangles, triangles.min((0, 1)), triangles.max((0, 1)))


def placed(points: Doubles, pose: Matrix4) -> Doubles:
    """(…, 3) points of a body where the pose puts them in the room."""
    there: Doubles = points.reshape(-1, 3) @ pose[:3, :3].T  # as one product, not one by one
    there += pose[:3, 3]
    return there.reshape(points.shape)


def in_room(body: Body, poses: Poses) -> Doubles:
    """(n, 3, 3) triangles of the body in the room."""
    return placed(surface_of(body.shape).triangles, poses[body.name])


def middle(poses: Poses, name: str) -> Doubles:
    """(3,) the middle of the body."""
    return poses[name][:3, 3]


def colour_of(body: Body, face: int) -> str:
    """The colour of a face, given as a place in `SIDES`."""
    return next((m.colour for name, m in body.marks if name == SIDES[face]), body.colour)


def cavity_in_room(container: Body, poses: Poses) -> Doubles | None:
    """(n, 3, 3) triangles of the container's inside in the room; None if it has none."""
    cavity = _cavity(container.shape)
    return None if cavity is None else placed(cavity.triangles, poses[container.name])


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
    places = (np.array([middle(poses, name) for name in names]) - pose[:3, 3]) @ pose[:3, :3]
    near = np.all((places > cavity.low) & (places < cavity.high), axis=1).tolist()
    return [
        enclosure(place, cavity.triangles) if maybe else OUTSIDE
        for place, maybe in zip(places, near, strict=True)
    ]
