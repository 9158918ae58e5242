"""Closed surfaces of boxes and of what a profile sweeps around an axis, as triangles.

Round shapes are cut into `SECTIONS` flat sides with their corners on the circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.errors import FormatError
from spatialbench.geometry.rotations import Matrix, Vector

SECTIONS = 32

Doubles = NDArray[np.float64]
Integers = NDArray[np.int64]
Profile = list[tuple[float, float]]
"""(radius, height) from the axis above, around the outside, to the axis below."""


class Triangles(NamedTuple):
    """(n, 3) float64 corners and (m, 3) int numbers of corners."""

    vertices: Doubles
    faces: Integers


NOT_CLOSED = (
    "field 'triangles' of a Mesh: expected a closed surface seen from outside, "
    "every edge shared by two triangles that run along it in opposite directions"
)


def numbered_triangles(
    vertices: Sequence[Vector], triangles: Sequence[Vector], per_mm: int
) -> Triangles:
    """A surface of whole numbers in millimetres. FormatError unless it is closed and seen from
    outside."""
    faces = np.array(triangles, np.int64).reshape(-1, 3)
    if not faces.size or faces.min() < 0 or faces.max() >= len(vertices):
        raise FormatError(
            f"field 'triangles' of a Mesh: expected numbers of its {len(vertices)} vertices, from 0"
        )
    found = Triangles(np.array(vertices, np.float64) / per_mm, faces)
    if not is_closed(faces) or volume(found) <= 0:
        raise FormatError(NOT_CLOSED)
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


def placed(surface: Triangles, turn: Matrix, at: Vector) -> Triangles:
    """The surface, turned about its origin and moved."""
    corners: Doubles = surface.vertices @ np.array(turn, np.float64).T + at
    return Triangles(corners, surface.faces)


def joined(surfaces: Sequence[Triangles]) -> Triangles:
    """Several surfaces as one."""
    first = np.cumsum([0, *(len(s.vertices) for s in surfaces[:-1])])
    return Triangles(
        np.concatenate([s.vertices for s in surfaces]),
        np.concatenate([s.faces + n for s, n in zip(surfaces, first, strict=True)]),
    )


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


_SPLIT = _split(list(_SIDES))


def cuboid(low: tuple[float, ...], high: tuple[float, ...]) -> Triangles:
    """The box between two corners."""
    return Triangles(_between(low, high), _SPLIT.copy())


def open_cuboid(size: Vector, wall: int) -> Triangles:
    """A box without its lid: outside, inside facing in, and the rim between the two."""
    half = np.array(size) / 2
    inner_low = tuple(wall - half)
    inner_high = (half[0] - wall, half[1] - wall, half[2])
    vertices = np.vstack([_between(tuple(-half), tuple(half)), _between(inner_low, inner_high)])
    outside = [side for side in _SIDES if side != _ABOVE]
    inside = [(d + 8, c + 8, b + 8, a + 8) for a, b, c, d in outside]
    rim = [(a, b, b + 8, a + 8) for a, b in pairwise((*_ABOVE, _ABOVE[0]))]
    return Triangles(vertices, _split([*outside, *inside, *rim]))


# --- round shapes -------------------------------------------------------------------------------


def half_circle(radius: float) -> Profile:
    """The profile of a ball."""
    angles = [np.pi * i / (SECTIONS // 2) for i in range(1, SECTIONS // 2)]
    around = [(radius * float(np.sin(a)), radius * float(np.cos(a))) for a in angles]
    return [(0, radius), *around, (0, -radius)]


def revolved(profile: Profile) -> Triangles:
    """The surface that a profile sweeps around the z axis; its ends lie on the axis."""
    (_, top), *rings, (_, bottom) = profile
    vertices = np.empty((2 + SECTIONS * len(rings), 3))
    vertices[:2] = (0, 0, top), (0, 0, bottom)
    around = vertices[2:].reshape(len(rings), SECTIONS, 3)
    radii, heights = np.array(rings, np.float64).reshape(-1, 2).T
    np.multiply(_CIRCLE, radii[:, None, None], out=around[..., :2])
    around[..., 2] = heights[:, None]
    return Triangles(vertices, _revolved_faces(len(rings)).copy())


_ANGLES = 2 * np.pi * np.arange(SECTIONS) / SECTIONS
_CIRCLE = np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)])


@cache
def _revolved_faces(rings: int) -> Integers:
    """The triangles between two ends and so many rings; shared, so never change them."""
    here = np.arange(SECTIONS)
    following = (here + 1) % SECTIONS
    faces = [np.column_stack([np.zeros_like(here), here + 2, following + 2])]
    for number in range(rings - 1):
        upper, lower = 2 + SECTIONS * number, 2 + SECTIONS * (number + 1)
        faces.append(np.column_stack([here + upper, here + lower, following + lower]))
        faces.append(np.column_stack([here + upper, following + lower, following + upper]))
    last = 2 + SECTIONS * (rings - 1)
    faces.append(np.column_stack([np.ones_like(here), following + last, here + last]))
    return np.vstack(faces).astype(np.int64)
