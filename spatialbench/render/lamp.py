"""A small, far lamp, and which of its directions a convex body hides from spots of the floor.

From a spot (x, y, 0) the ray towards direction k of the lamp is (x, y, 0) + h · (dx, dy, 1), so h
is the height above the floor. All directions are worked on at once: arrays are (k, rows, columns).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.rays import TINY, Convex, Floats, Plane, Point, Quadric, Triple

Doubles = NDArray[np.float64]
Mask = NDArray[np.bool_]
Rows = tuple[tuple[float, ...], ...]

PATTERN: tuple[tuple[float, float], ...] = (
    (0.97, 0.12),
    (0.66, 0.72),
    (0.02, 0.98),
    (-0.62, 0.75),
    (-0.98, 0.06),
    (-0.72, -0.68),
    (-0.1, -0.99),
    (0.72, -0.68),
    (0.52, 0.12),
    (0.1, 0.5),
    (-0.45, 0.2),
    (-0.22, -0.45),
    (0.3, -0.4),
)
"""Where on the lamp the directions are, as shares of its radius."""
RADIUS = 0.10
"""Half the width of the lamp at unit height above a spot."""


class Spots(NamedTuple):
    """Spots of the floor: (rows, columns) float32 x and y in millimetres."""

    x: Floats
    y: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Lamp:
    """The directions towards the lamp in some body's coordinates: (k,) float64 each."""

    x: Doubles
    y: Doubles
    z: Doubles


@dataclass(frozen=True, slots=True, eq=False)
class Floor:
    """The floor and the lamp in a body's coordinates: a spot is x · `x` + y · `y` + `start`."""

    x: Triple
    y: Triple
    start: Triple
    lamp: Lamp


def lamp_toward(toward: Triple) -> Lamp:
    """The directions in the room, each with unit height."""
    x, y = toward[0] / toward[2], toward[1] / toward[2]
    across = np.array(PATTERN, np.float64) * RADIUS
    return Lamp(across[:, 0] + x, across[:, 1] + y, np.ones(len(PATTERN)))


def own_floor(lamp: Lamp, rows: Rows) -> Floor:
    """The floor and the lamp as a body with this pose has them."""
    x, y, z = rows

    def turned(j: int) -> Doubles:
        return x[j] * lamp.x + y[j] * lamp.y + z[j] * lamp.z

    start = tuple(-(x[j] * x[3] + y[j] * y[3] + z[j] * z[3]) for j in range(3))
    return Floor(
        (x[0], x[1], x[2]),
        (y[0], y[1], y[2]),
        (start[0], start[1], start[2]),
        Lamp(turned(0), turned(1), turned(2)),
    )


def _of_lamp(values: Doubles) -> Floats:
    return values.astype(np.float32)[:, None, None]


def _dot(u: Triple, v: Triple) -> float:
    return u[0] * v[0] + u[1] * v[1] + u[2] * v[2]


class Span:
    """The heights between which each ray is inside a convex body, narrowed plane by plane."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.lower = np.full(shape, -np.inf, np.float32)
        self.upper = np.full(shape, np.inf, np.float32)

    def plane(self, plane: Plane, floor: Floor, spots: Spots) -> None:
        """Keep what is behind the plane."""
        n, lamp = plane.normal, floor.lamp
        room = plane.offset - _dot(n, floor.start)
        gap = spots.x * np.float32(-_dot(n, floor.x))
        gap += spots.y * np.float32(-_dot(n, floor.y)) + np.float32(room)
        rise = n[0] * lamp.x + n[1] * lamp.y + n[2] * lamp.z
        rise = np.where(np.abs(rise) < TINY, TINY, rise)
        bound = gap * _of_lamp(1 / rise)
        leaving = rise > 0
        if leaving.any():
            self._below(bound, leaving)
        if not leaving.all():
            self._above(bound, ~leaving)

    def _below(self, bound: Floats, which: Mask) -> None:
        np.minimum(self.upper, bound, out=self.upper, where=which[:, None, None])

    def _above(self, bound: Floats, which: Mask) -> None:
        np.maximum(self.lower, bound, out=self.lower, where=which[:, None, None])

    def quadric(self, quadric: Quadric, floor: Floor, spots: Spots) -> None:
        """Keep what is inside the quadric."""
        steep, half, here = _along_lamp(quadric, floor, spots)
        # roots of steep·h² + 2·half·h + here
        inverse = _of_lamp(1 / steep)
        half *= inverse
        root = half * half
        root -= here * inverse
        np.maximum(root, np.float32(0), out=root)
        np.sqrt(root, out=root)
        self._between(-half, root, steep > 0, quadric.nappe[0] * floor.lamp.z >= 0)

    def _between(self, middle: Floats, root: Floats, outside: Mask, ahead: Mask) -> None:
        """Outside the cone of directions a ray is within for a while; inside it, from a root on
        (the nappe is ahead) or up to a root (the nappe is behind)."""
        upper, lower = middle + root, middle - root
        if outside.any():
            self._below(upper, outside)
            self._above(lower, outside)
        inside = ~outside
        if inside.any():
            self._above(upper, inside & ahead)
            self._below(lower, inside & ~ahead)


def _along_lamp(quadric: Quadric, floor: Floor, spots: Spots) -> tuple[Doubles, Floats, Floats]:
    """The quadric along the rays, as steep·h² + 2·half·h + here: (k,), (k, …) and (…)."""
    q, lamp = quadric, floor.lamp
    steep = lamp.x * lamp.x + lamp.y * lamp.y + q.a * lamp.z * lamp.z
    steep = np.where(np.abs(steep) < TINY, TINY, steep)

    def paired(p: Triple, weight: float) -> Doubles:
        return lamp.x * p[0] + lamp.y * p[1] + q.a * lamp.z * p[2] + q.g * weight * lamp.z

    half = spots.x * _of_lamp(paired(floor.x, 0.0))
    half += spots.y * _of_lamp(paired(floor.y, 0.0))
    half += _of_lamp(paired(floor.start, 1.0))
    return steep, half, _at_spots(quadric, floor, spots)


def _pair(q: Quadric, u: Point, v: Point) -> float:
    level = u[0] * v[0] + u[1] * v[1] + q.a * u[2] * v[2]
    return level + q.g * (u[2] * v[3] + u[3] * v[2]) + q.c * u[3] * v[3]


def _at_spots(q: Quadric, floor: Floor, spots: Spots) -> Floats:
    x: Point = (*floor.x, 0.0)
    y: Point = (*floor.y, 0.0)
    start: Point = (*floor.start, 1.0)
    f = np.float32
    value = spots.x * f(_pair(q, x, x)) + spots.y * f(2 * _pair(q, x, y))
    value += f(2 * _pair(q, x, start))
    value *= spots.x
    rest = spots.y * f(_pair(q, y, y)) + f(2 * _pair(q, y, start))
    value += rest * spots.y + f(_pair(q, start, start))
    return value


def span(convex: Convex, floor: Floor, spots: Spots) -> Span:
    """Between which heights the rays from the spots to the lamp are inside the body."""
    found = Span((len(floor.lamp.x), *spots.x.shape))
    for plane in convex.planes:
        found.plane(plane, floor, spots)
    if convex.quadric is not None:
        found.quadric(convex.quadric, floor, spots)
    return found
