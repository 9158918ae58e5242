"""What is seen of a body from a place: rays over its outline, first hits counted by face."""

from __future__ import annotations

from functools import lru_cache
from math import hypot
from typing import NamedTuple

import numpy as np

from spatialbench.errors import Refused
from spatialbench.geometry.meshes import KEPT
from spatialbench.geometry.scene import Body, Scene
from spatialbench.geometry.shapes import Shape
from spatialbench.verification.bodies import (
    OUTWARD,
    SIDES,
    Poses,
    colour_of,
    in_room,
    middle,
    surface_of,
)
from spatialbench.verification.rays import Doubles, Integers, first_hits

GRID = 32  # rays each way over the outline
FACE_GRID = 5  # rays each way over a face
REACH = 20  # how far away the eye is that looks straight at a side, in sizes of the body
TINY = 1e-9
WITHIN = 0.6  # of the half extent: rays keep inside the face
_STEPS = (np.arange(GRID) + 0.5) / GRID
_FACE_STEPS = np.linspace(-WITHIN, WITHIN, FACE_GRID)


class Everything(NamedTuple):
    """(n, 3, 3) triangles of all bodies; (n,) the number of the body and of its own face."""

    triangles: Doubles
    owner: Integers
    face: Integers


def everything(scene: Scene, poses: Poses) -> Everything:
    """All bodies as triangles in the room."""
    surfaces = [surface_of(body.shape) for body in scene.bodies]
    return Everything(
        np.concatenate([in_room(body, poses) for body in scene.bodies]),
        np.repeat(np.arange(len(surfaces)), [len(s.faces) for s in surfaces]),
        np.concatenate([s.faces for s in surfaces]),
    )


def _frame(toward: Doubles) -> tuple[Doubles, Doubles]:
    """Two unit vectors at right angles to a direction and to each other."""
    x, y, z = ahead = toward.tolist()
    length = hypot(x, y, z)
    least = min(range(3), key=lambda axis: abs(ahead[axis]))
    across = ((0.0, z, -y), (-z, 0.0, x), (y, -x, 0.0))[least]  # ahead × that axis
    far = hypot(*across)
    a, b, c = (part / far for part in across)
    two = (y * c - z * b, z * a - x * c, x * b - y * a)
    return np.array([a, b, c]), np.array([part / length for part in two])


def outline_rays(eye: Doubles, corners: Doubles, centre: Doubles) -> Doubles:
    """(GRID², 3) directions from the eye, evenly over the rectangle around (n, 3) corners.

    Refused if the eye is so near that some corner is beside it or behind it.
    """
    toward, rays = centre - eye, corners - eye
    away = hypot(*toward.tolist())
    depth = rays @ toward / max(away, TINY)
    if depth.min() <= TINY:
        raise Refused("camera too near", "part of the body is not in front of the camera")
    ahead = toward / away
    one, two = _frame(ahead)
    x, y = rays @ one / depth, rays @ two / depth
    xs = x.min() + (x.max() - x.min()) * _STEPS
    ys = y.min() + (y.max() - y.min()) * _STEPS
    grid: Doubles = ahead + xs[:, None, None] * one + ys[None, :, None] * two
    return grid.reshape(-1, 3)


def colours_seen(scene: Scene, poses: Poses, name: str, eye: Doubles) -> dict[str, float]:
    """Every colour of the body, with the share of the body's outline that shows it (0 to 1)."""
    body = scene.body(name)
    number = scene.bodies.index(body)
    own = in_room(body, poses)
    rays = outline_rays(eye, own.reshape(-1, 3), middle(poses, name))
    hit = first_hits(eye, rays, own).triangle
    rays, hit = rays[hit >= 0], hit[hit >= 0]
    faces = surface_of(body.shape).faces[hit]
    if len(scene.bodies) > 1:  # others may be in front
        things = everything(scene, poses)
        hit = first_hits(eye, rays, things.triangles).triangle
        faces = things.face[hit[things.owner[hit] == number]]
    shares = {colour_of(body, face): 0.0 for face in range(len(SIDES))}
    for face, count in enumerate(np.bincount(faces, minlength=len(SIDES)).tolist()):
        shares[colour_of(body, face)] += count / len(rays)
    return shares


def size_of(body: Body) -> float:
    """The largest extent of the body."""
    return _size(body.shape)


@lru_cache(maxsize=KEPT)
def _size(shape: Shape) -> float:
    return float(np.ptp(surface_of(shape).corners, axis=0).max())


def eye_out_of(body: Body, poses: Poses, side: str) -> Doubles:
    """A place far out of that side of the body, straight before its middle."""
    return middle(poses, body.name) + OUTWARD[side] * REACH * size_of(body)


def straight_rays(body: Body, poses: Poses, eye: Doubles) -> Doubles:
    """(FACE_GRID², 3) directions from the eye to places around the middle of the body."""
    centre = middle(poses, body.name)
    one, two = _frame(eye - centre)
    own = in_room(body, poses).reshape(-1, 3) - centre
    xs, ys = np.abs(own @ one).max() * _FACE_STEPS, np.abs(own @ two).max() * _FACE_STEPS
    aims: Doubles = centre + xs[:, None, None] * one + ys[None, :, None] * two
    return aims.reshape(-1, 3) - eye
