"""Shapes as closed triangle meshes, in the body's own millimetres, normals outward.

Round shapes are cut into `SECTIONS` flat sides with their corners on the circle.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.errors import FormatError
from spatialbench.geometry.scene import Box, Cup, Cylinder, Mesh, OpenBox, Shape, Sphere

if TYPE_CHECKING:
    from trimesh import Trimesh

SECTIONS = 32
KEPT = 512  # shapes remembered

Doubles = NDArray[np.float64]
Integers = NDArray[np.int64]
Profile = list[tuple[float, float]]
"""(radius, height) from the axis above, around the outside, to the axis below."""


class Triangles(NamedTuple):
    """(n, 3) float64 corners and (m, 3) int numbers of corners."""

    vertices: Doubles
    faces: Integers


@lru_cache(maxsize=KEPT)
def mesh_of(shape: Shape) -> Trimesh:
    """The surface of a shape, closed; kept and shared, so never change it.

    FormatError for a shape without volume, walls that leave no room, or a mesh that is not closed.
    """
    return _closed(_triangles(shape), shape)


@lru_cache(maxsize=KEPT)
def cavity_of(shape: Shape) -> Trimesh | None:
    """The room inside a hollow shape as a closed mesh, its opening shut flat; None for a solid."""
    match shape:
        case Cup():
            _check_sizes(shape)
            return _closed(_revolved(_cup_inside(shape)), shape)
        case OpenBox(size=(width, depth, height), wall=wall):
            _check_sizes(shape)
            low = (wall - width / 2, wall - depth / 2, wall - height / 2)
            return _closed(_cuboid(low, (-low[0], -low[1], height / 2)), shape)
        case _:
            return None


def _closed(parts: Triangles, shape: Shape) -> Trimesh:
    from trimesh import Trimesh

    mesh = Trimesh(parts.vertices, parts.faces, process=False)
    if isinstance(shape, Mesh) and not (mesh.is_watertight and mesh.volume > 0):
        raise FormatError(_NOT_CLOSED)
    return mesh


def _triangles(shape: Shape) -> Triangles:
    _check_sizes(shape)
    match shape:
        case Box(size=(width, depth, height)):
            return _cuboid(
                (-width / 2, -depth / 2, -height / 2), (width / 2, depth / 2, height / 2)
            )
        case Sphere(radius=radius):
            return _revolved(_half_circle(radius))
        case Cylinder(radius=radius, height=height):
            up = height / 2
            return _revolved([(0, up), (radius, up), (radius, -up), (0, -up)])
        case Cup():
            return _revolved(_cup_shell(shape))
        case OpenBox():
            return _open_box(shape)
        case Mesh():
            return triangles_of(shape)


def _check_sizes(shape: Shape) -> None:
    if not isinstance(shape, Mesh) and min(_sizes(shape)) <= 0:
        kind = type(shape).__name__
        raise FormatError(f"the sizes of a {kind}: expected lengths with room inside; got {shape}")


def _sizes(shape: Box | Sphere | Cylinder | Cup | OpenBox) -> list[int]:
    """Every length that must be positive, the room between the walls included."""
    match shape:
        case Box(size=size):
            return list(size)
        case Sphere(radius=radius):
            return [radius]
        case Cylinder(radius=radius, height=height):
            return [radius, height]
        case Cup(top_radius=top, rim_radius=rim, height=height, wall=wall):
            return [wall, top - wall, rim - wall, height - wall]
        case OpenBox(size=(width, depth, height), wall=wall):
            return [wall, width - 2 * wall, depth - 2 * wall, height - wall]


# --- meshes -------------------------------------------------------------------------------------

_NOT_CLOSED = (
    "field 'triangles' of a Mesh: expected a closed surface seen from outside, "
    "every edge shared by two triangles that run along it in opposite directions"
)


@lru_cache(maxsize=KEPT)
def triangles_of(mesh: Mesh) -> Triangles:
    """The corners of a mesh in millimetres, and its triangles; kept and shared, so never change
    them. FormatError unless it is a closed surface seen from outside."""
    count = len(mesh.vertices)
    faces = np.array(mesh.triangles, np.int64).reshape(-1, 3)
    if not faces.size or faces.min() < 0 or faces.max() >= count:
        raise FormatError(
            f"field 'triangles' of a Mesh: expected numbers of its {count} vertices, from 0"
        )
    found = Triangles(np.array(mesh.vertices, np.float64) / mesh.per_mm, faces)
    if not is_closed(faces) or volume(found) <= 0:
        raise FormatError(_NOT_CLOSED)
    return found


def is_closed(faces: Integers) -> bool:
    """Whether every edge is run along once in each direction."""
    ahead = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    most = int(faces.max()) + 1
    one, other = ahead[:, 0] * most + ahead[:, 1], ahead[:, 1] * most + ahead[:, 0]
    found = np.unique(one)
    return found.size == one.size and np.array_equal(found, np.sort(other))


def volume(surface: Triangles) -> float:
    """Cubic millimetres inside a closed surface; negative if it is seen from inside."""
    a, b, c = (surface.vertices[surface.faces[:, i]] for i in range(3))
    return float((a * np.cross(b, c)).sum() / 6)


# --- boxes --------------------------------------------------------------------------------------

_CORNERS = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], np.float64)
_SIDES = (  # corners of each side of a box, counter-clockwise seen from outside
    (0, 1, 3, 2),
    (4, 6, 7, 5),
    (0, 4, 5, 1),
    (2, 3, 7, 6),
    (0, 2, 6, 4),
    (1, 5, 7, 3),
)
_ABOVE = (1, 5, 7, 3)


def _split(quads: list[tuple[int, int, int, int]]) -> Integers:
    """Each four-sided face as two triangles."""
    return np.array([t for a, b, c, d in quads for t in ((a, b, c), (a, c, d))], np.int64)


def _between(low: tuple[float, ...], high: tuple[float, ...]) -> Doubles:
    corners: Doubles = np.array(low) + _CORNERS * (np.array(high) - np.array(low))
    return corners


def _cuboid(low: tuple[float, ...], high: tuple[float, ...]) -> Triangles:
    return Triangles(_between(low, high), _split(list(_SIDES)))


def _open_box(box: OpenBox) -> Triangles:
    """Outside without the lid, inside without its top, facing in, and the rim between the two."""
    half = np.array(box.size) / 2
    inner_low = tuple(box.wall - half)
    inner_high = (half[0] - box.wall, half[1] - box.wall, half[2])
    vertices = np.vstack([_between(tuple(-half), tuple(half)), _between(inner_low, inner_high)])
    outside = [side for side in _SIDES if side != _ABOVE]
    inside = [(d + 8, c + 8, b + 8, a + 8) for a, b, c, d in outside]
    rim = [(a, b, b + 8, a + 8) for a, b in pairwise((*_ABOVE, _ABOVE[0]))]
    return Triangles(vertices, _split([*outside, *inside, *rim]))


# --- round shapes -------------------------------------------------------------------------------


def _half_circle(radius: float) -> Profile:
    angles = [np.pi * i / (SECTIONS // 2) for i in range(1, SECTIONS // 2)]
    around = [(radius * float(np.sin(a)), radius * float(np.cos(a))) for a in angles]
    return [(0, radius), *around, (0, -radius)]


def _cup_inside(cup: Cup) -> Profile:
    """The hollow: the wall is equally thick everywhere, measured level, as is the closed top."""
    up, ceiling = cup.height / 2, cup.height / 2 - cup.wall
    slope = (cup.rim_radius - cup.top_radius) / cup.height
    under_top = cup.top_radius + slope * cup.wall - cup.wall
    return [(0, ceiling), (under_top, ceiling), (cup.rim_radius - cup.wall, -up), (0, -up)]


def _cup_shell(cup: Cup) -> Profile:
    up = cup.height / 2
    hollow = _cup_inside(cup)[:-1]
    return [(0, up), (cup.top_radius, up), (cup.rim_radius, -up), *reversed(hollow)]


def _revolved(profile: Profile) -> Triangles:
    """The surface that a profile sweeps around the z axis; its ends lie on the axis."""
    angles = 2 * np.pi * np.arange(SECTIONS) / SECTIONS
    circle = np.column_stack([np.cos(angles), np.sin(angles), np.zeros(SECTIONS)])
    rings = [circle * radius + (0, 0, height) for radius, height in profile[1:-1]]
    ends = np.array([[0, 0, profile[0][1]], [0, 0, profile[-1][1]]], np.float64)
    here = np.arange(SECTIONS)
    following = (here + 1) % SECTIONS
    faces = [np.column_stack([np.zeros_like(here), here + 2, following + 2])]
    for number in range(len(rings) - 1):
        upper, lower = 2 + SECTIONS * number, 2 + SECTIONS * (number + 1)
        faces.append(np.column_stack([here + upper, here + lower, following + lower]))
        faces.append(np.column_stack([here + upper, following + lower, following + upper]))
    last = 2 + SECTIONS * (len(rings) - 1)
    faces.append(np.column_stack([np.ones_like(here), following + last, here + last]))
    return Triangles(np.vstack([ends, *rings]), np.vstack(faces).astype(np.int64))
