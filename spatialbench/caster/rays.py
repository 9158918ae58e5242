"""Where rays meet shapes: projective mathematics in float32, the same bits on every machine.

A pencil of rays is h = x·X + y·Y + Z + s·O with X, Y, Z, O points in homogeneous coordinates. For a
camera, O is the eye and s is the *nearness*: 1 / depth, with depth measured along the viewing
direction in millimetres. Planes are then bounds on s that are linear in x and y: no divisions per
pixel. Every convex shape is planes and at most one quadric; hollow shapes are one convex minus
another. Set-up is float64 with + - * / and sqrt; per-ray code is float32 with the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, singledispatch
from math import radians, sqrt, tan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.geometry.rotations import FACES, NORMALS
from spatialbench.geometry.scene import Camera
from spatialbench.geometry.shapes import Box, Cup, Cylinder, OpenBox, Shape, Sphere

Floats = NDArray[np.float32]
Matrix4 = NDArray[np.float64]
Triple = tuple[float, float, float]
Point = tuple[float, float, float, float]
"""Homogeneous: x, y, z and the weight."""

TINY = 1e-6
INNER = 6
"""Surface codes from here on are inside a hollow body."""


class Grid(NamedTuple):
    """Where rays pass the picture plane: x and y, float32, to be broadcast together.

    With `dx` and `dy`, (k, 1), every one of n places, (1, n), stands for k samples around it: the
    many last, as numpy adds along the last axis.
    """

    x: Floats
    y: Floats
    dx: Floats | None = None
    dy: Floats | None = None

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of values over the grid."""
        if self.dx is None:
            return np.broadcast_shapes(self.x.shape, self.y.shape)
        return (self.dx.shape[0], self.x.shape[1])

    def spread(self) -> Grid:
        """The samples one by one: x and y of shape (k, n)."""
        if self.dx is None or self.dy is None:
            return self
        return Grid(self.x + self.dx, self.y + self.dy)


@dataclass(frozen=True, slots=True)
class Pencil:
    """A family of rays, two parameters x and y; s runs along each ray from `z` towards `eye`."""

    x: Point
    y: Point
    z: Point
    eye: Point


@dataclass(frozen=True, slots=True)
class Linear:
    """The function a·x + b·y + c of the picture plane."""

    a: float
    b: float
    c: float

    def __call__(self, grid: Grid) -> Floats:
        """float32 values, broadcast over the grid."""
        a, b = np.float32(self.a), np.float32(self.b)
        value, down = grid.x * a, grid.y * b
        down += np.float32(self.c)
        if value.shape == down.shape:
            value += down
        else:
            value = value + down
        if grid.dx is None or grid.dy is None:
            return value
        return value + (grid.dx * a + grid.dy * b)


@dataclass(frozen=True, slots=True)
class Quadratic:
    """The function xx·x² + xy·x·y + yy·y² + x1·x + y1·y + one of the picture plane."""

    xx: float
    xy: float
    yy: float
    x1: float
    y1: float
    one: float

    def __call__(self, grid: Grid) -> Floats:
        """float32 values, broadcast over the grid."""
        f = np.float32
        x, y, _, _ = grid.spread()
        value = x * f(self.xx) + (y * f(self.xy) + f(self.x1))
        value *= x
        value += (y * f(self.yy) + f(self.y1)) * y + f(self.one)
        return value


@dataclass(frozen=True, slots=True)
class Plane:
    """The half space normal · p ≤ offset; `code` names the surface."""

    normal: Triple
    offset: float
    code: int


@dataclass(frozen=True, slots=True)
class Quadric:
    """The solid of revolution x² + y² + a·z² + 2·g·z + c ≤ 0.

    For a double cone `nappe` = (m, n) says which half is meant: where m·z + n > 0.
    """

    a: float
    g: float
    c: float
    code: int
    nappe: tuple[float, float] = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Convex:
    """The common part of half spaces and at most one quadric, in a body's own coordinates."""

    planes: tuple[Plane, ...] = ()
    quadric: Quadric | None = None


@dataclass(frozen=True, slots=True)
class Solid:
    """A convex body, perhaps minus a convex cavity that opens through its surface."""

    outer: Convex
    cavity: Convex | None = None


def _slabs(half: Triple, skip: str = "", first: int = 0, shift: float = 0.0) -> tuple[Plane, ...]:
    """The faces of a box as planes; codes follow `FACES`. `shift` raises the bottom."""
    planes = []
    for i, face in enumerate(FACES):
        x, y, z = (float(v) for v in NORMALS[face])
        offset = abs(x) * half[0] + abs(y) * half[1] + abs(z) * half[2]
        lowered = shift if face == "bottom" else 0.0
        if face != skip:
            planes.append(Plane((x, y, z), offset - lowered, first + i))
    return tuple(planes)


def _frustum(low: float, high: float, height: float, code: int) -> Quadric:
    """The cone with these radii at −height/2 and at +height/2."""
    m, n = (high - low) / height, (high + low) / 2
    return Quadric(-m * m, -m * n, -n * n, code, (m, n))


def _lids(bottom: float, top: float) -> tuple[Plane, ...]:
    return (Plane((0.0, 0.0, 1.0), top, 4), Plane((0.0, 0.0, -1.0), -bottom, 5))


SIDE = 0
"""The code of the curved side of a round body; its top is 4 and its bottom 5, as for boxes."""


@cache
def solid(shape: Shape) -> Solid | None:
    """The shape as a convex body with or without a cavity; None for one that is drawn by its
    triangles. ValueError for walls that leave no room inside.

    Codes: 0 to 5 the faces of `FACES`, a round side is 0, and `INNER` more for the cavity.
    """
    return _solid(shape)


@singledispatch
def _solid(shape: Shape) -> Solid | None:
    return None


@_solid.register
def _(shape: Box) -> Solid:
    w, d, h = shape.size
    return Solid(Convex(_slabs((w / 2, d / 2, h / 2))))


@_solid.register
def _(shape: Sphere) -> Solid:
    return Solid(Convex((), Quadric(1.0, 0.0, -float(shape.radius * shape.radius), SIDE)))


@_solid.register
def _(shape: Cylinder) -> Solid:
    r, h = shape.radius, shape.height
    return Solid(Convex(_lids(-h / 2, h / 2), _frustum(r, r, h, SIDE)))


@_solid.register
def _(shape: OpenBox) -> Solid:
    (w, d, h), t = shape.size, shape.wall
    half = (w / 2 - t, d / 2 - t, h / 2)
    if min(half[0], half[1], half[2] - t / 2) <= 0:
        raise ValueError(f"walls of {t} mm leave no room inside {shape}")
    cavity = _slabs(half, skip="top", first=INNER, shift=float(t))
    return Solid(Convex(_slabs((w / 2, d / 2, h / 2))), Convex(cavity))


@_solid.register
def _(cup: Cup) -> Solid:
    a, b, h, t = cup.top_radius, cup.rim_radius, cup.height, cup.wall
    if t >= min(a, b, h):
        raise ValueError(f"walls of {t} mm leave no room inside {cup}")
    ceiling = Plane((0.0, 0.0, 1.0), h / 2 - t, INNER + 4)
    cavity = Convex((ceiling,), _frustum(b - t, a - t, h, INNER + SIDE))
    return Solid(Convex(_lids(-h / 2, h / 2), _frustum(b, a, h, SIDE)), cavity)


def _unit(v: Triple) -> Triple:
    length = sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2])
    return (v[0] / length, v[1] / length, v[2] / length)


def _cross(u: Triple, v: Triple) -> Triple:
    return (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0])


def camera_pencil(camera: Camera) -> Pencil:
    """The rays of a camera: y runs from −1 at the lower edge to 1 at the upper, x to the right.

    The camera is upright. Looking straight down, up in the picture is away from the viewer;
    looking straight up, it is towards the viewer, as `UPRIGHT` has it. ValueError if the camera
    is where it looks.
    """
    p, t = camera.position, camera.target
    ahead = (float(t[0] - p[0]), float(t[1] - p[1]), float(t[2] - p[2]))
    if ahead == (0.0, 0.0, 0.0):
        raise ValueError(f"the camera stands at {p}, the very place where it looks")
    z = _unit(ahead)
    upright = (0.0, -1.0 if z[2] > 0 else 1.0, 0.0) if z[0] == z[1] == 0 else (0.0, 0.0, 1.0)
    x = _unit(_cross(z, upright))
    y = _cross(x, z)
    k = round(tan(radians(camera.view_angle) / 2), 12)
    eye = (float(p[0]), float(p[1]), float(p[2]), 1.0)
    return Pencil(
        (x[0] * k, x[1] * k, x[2] * k, 0.0), (y[0] * k, y[1] * k, y[2] * k, 0.0), (*z, 0.0), eye
    )


def pixel_grid(width: int, height: int) -> Grid:
    """The middles of all pixels: x (1, width), y (height, 1)."""
    x = (2 * np.arange(width, dtype=np.float64) + 1 - width) / height
    y = (height - 1 - 2 * np.arange(height, dtype=np.float64)) / height
    return Grid(x.astype(np.float32)[None, :], y.astype(np.float32)[:, None])


def rigid(pose: Matrix4) -> Sequence[Sequence[float]]:
    """A (4, 4) pose as rows of floats, rounded so that the last bits of a sine do not matter."""
    rows: list[list[float]] = pose.tolist()
    return [[round(v, 9) + 0.0 for v in row] for row in rows[:3]]


def _own(point: Point, rows: Sequence[Sequence[float]]) -> Point:
    """The point in the coordinates of a body with this pose."""
    w = point[3]
    p = [point[i] - rows[i][3] * w for i in range(3)]
    x, y, z = (rows[0][j] * p[0] + rows[1][j] * p[1] + rows[2][j] * p[2] for j in range(3))
    return (x, y, z, w)


def own_pencil(pencil: Pencil, rows: Sequence[Sequence[float]]) -> Pencil:
    """The same rays in the coordinates of a body."""
    return Pencil(
        _own(pencil.x, rows), _own(pencil.y, rows), _own(pencil.z, rows), _own(pencil.eye, rows)
    )
