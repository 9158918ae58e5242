"""Where a pencil of rays first meets a solid, and on which of its surfaces.

Everything here is bounds on s, the nearness of `rays`: a ray is inside a convex body between a
`near` bound (least of the surfaces that it enters by) and a `far` bound (greatest of those that it
leaves by).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.rays import (
    TINY,
    Convex,
    Floats,
    Grid,
    Linear,
    Pencil,
    Plane,
    Point,
    Quadratic,
    Quadric,
    Solid,
)

Codes = NDArray[np.uint8]
Surfaces = NDArray[np.int16]


class Hit(NamedTuple):
    """Nearness where rays meet a surface (0: they do not), and the code of that surface."""

    nearness: Floats
    code: Codes


@dataclass(frozen=True, slots=True)
class Root:
    """One of the two places where a ray meets a quadric: −half(x, y) ± √root(x, y)."""

    half: Linear
    root: Quadratic
    sign: int

    def __call__(self, grid: Grid) -> Floats:
        """float32 values; a ray that misses has both roots at the same place."""
        spread = np.sqrt(np.maximum(self.root(grid), np.float32(0)))
        middle = self.half(grid)
        return spread - middle if self.sign > 0 else -middle - spread


Bound = Linear | Root


@dataclass(frozen=True, slots=True)
class Bounds:
    """What rays enter a convex body by and what they leave it by, with surface codes."""

    near: tuple[tuple[Bound, int], ...]
    far: tuple[tuple[Bound, int], ...]


@dataclass(frozen=True, slots=True)
class Aimed:
    """A solid as one pencil of rays meets it."""

    outer: Bounds
    cavity: Bounds | None


def _on_plane(plane: Plane, p: Point) -> float:
    n = plane.normal
    return n[0] * p[0] + n[1] * p[1] + n[2] * p[2] - plane.offset * p[3]


def plane_bound(plane: Plane, pencil: Pencil) -> tuple[Linear, bool]:
    """Where rays cross the plane, and whether they enter there (the eye is outside).

    A plane seen exactly edge-on counts as left at once.
    """
    outside = _on_plane(plane, pencil.eye)
    entered = outside > TINY
    k = -1.0 / (outside if abs(outside) > TINY else -TINY)
    x, y, z = (_on_plane(plane, p) for p in (pencil.x, pencil.y, pencil.z))
    return Linear(k * x, k * y, k * z), entered


def _pair(q: Quadric, u: Point, v: Point) -> float:
    round_part = u[0] * v[0] + u[1] * v[1] + q.a * u[2] * v[2]
    return round_part + q.g * (u[2] * v[3] + u[3] * v[2]) + q.c * u[3] * v[3]


def quadric_roots(quadric: Quadric, pencil: Pencil) -> tuple[Root, Root, float]:
    """The nearer and the farther place where rays meet the quadric, and the quadric at the eye
    (positive outside)."""
    x, y, z, eye = pencil.x, pencil.y, pencil.z, pencil.eye
    at_eye = _pair(quadric, eye, eye)
    if abs(at_eye) < TINY:
        at_eye = -TINY if at_eye < 0 else TINY
    bx, by, bz = (_pair(quadric, eye, p) / at_eye for p in (x, y, z))
    half = Linear(bx, by, bz)
    root = Quadratic(
        bx * bx - _pair(quadric, x, x) / at_eye,
        2 * (bx * by - _pair(quadric, x, y) / at_eye),
        by * by - _pair(quadric, y, y) / at_eye,
        2 * (bx * bz - _pair(quadric, x, z) / at_eye),
        2 * (by * bz - _pair(quadric, y, z) / at_eye),
        bz * bz - _pair(quadric, z, z) / at_eye,
    )
    return Root(half, root, 1), Root(half, root, -1), at_eye


def _bounds(convex: Convex, pencil: Pencil) -> Bounds:
    near: list[tuple[Bound, int]] = []
    far: list[tuple[Bound, int]] = []
    for plane in convex.planes:
        bound, entered = plane_bound(plane, pencil)
        (near if entered else far).append((bound, plane.code))
    if convex.quadric is not None:
        _add_quadric(convex.quadric, pencil, near, far)
    return Bounds(tuple(near), tuple(far))


def _add_quadric(
    quadric: Quadric,
    pencil: Pencil,
    near: list[tuple[Bound, int]],
    far: list[tuple[Bound, int]],
) -> None:
    nearer, farther, at_eye = quadric_roots(quadric, pencil)
    m, n = quadric.nappe
    in_nappe = m * pencil.eye[2] + n * pencil.eye[3] > 0
    if at_eye > 0:
        near.append((nearer, quadric.code))
        far.append((farther, quadric.code))
    elif in_nappe:  # rays start inside and leave by the first root
        far.append((nearer, quadric.code))
    else:  # rays start in the other half of the double cone and enter by the second root
        near.append((farther, quadric.code))


def aim(solid: Solid, pencil: Pencil) -> Aimed:
    """The solid prepared for a pencil given in the solid's own coordinates."""
    cavity = None if solid.cavity is None else _bounds(solid.cavity, pencil)
    return Aimed(_bounds(solid.outer, pencil), cavity)


def _entry(bounds: Bounds, grid: Grid) -> Hit:
    """The least of the near bounds; infinite where there is none."""
    if not bounds.near:
        return Hit(np.full(grid.shape, inf, np.float32), np.zeros(grid.shape, np.uint8))
    first, code = bounds.near[0]
    nearness, codes = first(grid), np.full(grid.shape, code, np.uint8)
    for bound, code in bounds.near[1:]:
        value = bound(grid)
        np.copyto(codes, np.uint8(code), where=value < nearness)
        np.minimum(nearness, value, out=nearness)
    return Hit(nearness, codes)


def _exit(bounds: Bounds, grid: Grid) -> Hit:
    """The greatest of the far bounds, at least 0."""
    nearness, codes = np.zeros(grid.shape, np.float32), np.zeros(grid.shape, np.uint8)
    for bound, code in bounds.far:
        value = bound(grid)
        np.copyto(codes, np.uint8(code), where=value > nearness)
        np.maximum(nearness, value, out=nearness)
    return Hit(nearness, codes)


def _exit_nearness(bounds: Bounds, grid: Grid) -> Floats:
    if not bounds.far:
        return np.zeros((1, 1), np.float32)
    nearness = bounds.far[0][0](grid)
    for bound, _ in bounds.far[1:]:
        np.maximum(nearness, bound(grid), out=nearness)
    return np.maximum(nearness, np.float32(0), out=nearness)


def hit(aimed: Aimed, grid: Grid) -> Hit:
    """Where the rays first meet the solid from outside; 0 where they do not."""
    if not aimed.outer.near and aimed.cavity is None:  # the eye is inside
        return Hit(np.zeros(grid.shape, np.float32), np.zeros(grid.shape, np.uint8))
    nearness, codes = _entry(aimed.outer, grid)
    far = _exit_nearness(aimed.outer, grid)
    if aimed.cavity is not None:
        through = _entry(aimed.cavity, grid).nearness
        inside = _exit(aimed.cavity, grid)
        opened = (nearness < through) & (nearness > inside.nearness) & (nearness > far)
        np.copyto(nearness, inside.nearness, where=opened)
        np.copyto(codes, inside.code, where=opened)
    missed = nearness <= far
    if not aimed.outer.near:
        missed |= nearness == np.float32(inf)
    np.copyto(nearness, np.float32(0), where=missed)
    return Hit(nearness, codes)


def put_hit(found: Hit, first: int, surface: Surfaces, nearness: Floats) -> None:
    """Where what was found is nearer than what is there, put its nearness, and its codes counted
    from `first`, in place."""
    closer = found.nearness > nearness
    np.copyto(nearness, found.nearness, where=closer)
    np.copyto(surface, found.code.astype(np.int16) + np.int16(first), where=closer)


def put(aimed: Aimed, grid: Grid, first: int, surface: Surfaces, nearness: Floats) -> None:
    """`put_hit` of what `hit` finds, with no more work than shows; what is there is at least 0.

    Sums of products with 0 and 1 stand for copies under masks, which take several times as long.
    """
    if aimed.cavity is not None or not aimed.outer.near:
        put_hit(hit(aimed, grid), first, surface, nearness)
        return
    values = _values(aimed.outer.near, grid)
    least = values[:1]  # of the first, of the first two, …
    for value in values[1:]:
        least.append(np.minimum(least[-1], value))
    closer = least[-1] > nearness
    if not closer.any():
        return
    for value in _values(aimed.outer.far, grid):
        closer &= least[-1] > value
    np.maximum(nearness, least[-1] * closer, out=nearness)
    code = np.full(closer.shape, first + aimed.outer.near[0][1], np.int16)
    for value, before, (_, own) in zip(values[1:], least, aimed.outer.near[1:], strict=False):
        code += (value < before) * (np.int16(first + own) - code)
    surface += closer * (code - surface)


def _values(bounds: tuple[tuple[Bound, int], ...], grid: Grid) -> list[Floats]:
    """The bounds over the grid, those that are linear all at once."""
    linear = [bound for bound, _ in bounds if isinstance(bound, Linear)]
    if not linear or len(linear) < len(bounds):
        return [bound(grid) for bound, _ in bounds]
    a, b, c = np.array([(e.a, e.b, e.c) for e in linear], np.float32).T[..., None, None]
    value = grid.x * a + (grid.y * b + c)
    return list(
        value if grid.dx is None or grid.dy is None else value + (grid.dx * a + grid.dy * b)
    )
