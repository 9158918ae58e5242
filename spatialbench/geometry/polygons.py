"""Polygons of any number of corners as triangles, by cutting off ears.

A face of a file is flat or nearly so, and its outline does not cross itself; it may have corners
that point inwards, as an L has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from spatialbench.errors import FormatError

Doubles = NDArray[np.float64]
Triangle = tuple[int, int, int]

FLAT = 0.02
"""How far a corner may lie off the plane of its face, as a share of the face's extent. A quad may
be bent: two triangles meet at its fold."""
ROUNDING = 1e-12
"""Of an area, as a share of the square of an extent."""
MOST_CORNERS = 1000
MOST_WORK = 1_500_000
"""The squares of the numbers of corners, over all faces that are no triangles or quads."""
REMEDY = "Triangulate its faces in the program that made it"


def triangulated(corners: Doubles, polygon: Sequence[int], where: str) -> list[Triangle]:
    """The triangles of a face, as numbers of corners, in the sense of the face. FormatError where
    it is not flat, crosses itself, or has too many corners."""
    if len(polygon) == 3:
        a, b, c = polygon
        return [(a, b, c)]
    if not 3 < len(polygon) <= MOST_CORNERS:
        raise _refusal(where, polygon, f"expected faces of 3 to {MOST_CORNERS} corners")
    points = corners[list(polygon)]
    normal = _normal(points)
    extent = float(np.ptp(points, axis=0).max())
    length = float(np.linalg.norm(normal))
    if not 0 < length < np.inf:
        raise _refusal(where, polygon, "expected faces with an area")
    off = np.abs((points - points.mean(0)) @ (normal / length)).max()
    if len(polygon) > 4 and off > FLAT * extent:
        raise _refusal(where, polygon, "expected faces that are flat")
    return [
        (polygon[i], polygon[j], polygon[k])
        for i, j, k in _ears(_in_plane(points, normal / length), where, polygon)
    ]


def check_work(faces: Iterable[Sequence[int]], where: str) -> None:
    """FormatError where cutting all these faces would take too long."""
    if sum(len(face) ** 2 for face in faces if len(face) > 4) > MOST_WORK:
        raise FormatError(f"{where}: expected faces of fewer corners. {REMEDY}")


def _refusal(where: str, polygon: Sequence[int], expected: str) -> FormatError:
    return FormatError(
        f"{where}: {expected}; got one of {len(polygon)} corners that is not so. {REMEDY}"
    )


def _normal(points: Doubles) -> Doubles:
    """Twice the area vector (Newell)."""
    total: Doubles = np.cross(points - points[0], np.roll(points, -1, axis=0) - points[0]).sum(0)
    return total


def _in_plane(points: Doubles, normal: Doubles) -> Doubles:
    """(n, 2): the points as seen against the normal, anticlockwise."""
    across = np.cross(normal, np.eye(3)[np.abs(normal).argmin()])
    across /= np.linalg.norm(across)
    return np.stack([points @ across, points @ np.cross(normal, across)], axis=1)


def _ears(flat: Doubles, where: str, polygon: Sequence[int]) -> list[Triangle]:
    """Ears cut off one after the other; corners on a straight line are cut off last."""
    left = list(range(len(flat)))
    if _is_convex(flat):
        return [(0, i, i + 1) for i in left[1:-1]]
    if _crosses_itself(flat):
        raise _refusal(where, polygon, "expected faces that do not cross themselves")
    ears: list[Triangle] = []
    while len(left) > 3:
        at = _best_ear(flat, left)
        if at is None:
            raise _refusal(where, polygon, "expected faces that do not touch themselves")
        ears.append((left[at - 1], left[at], left[(at + 1) % len(left)]))
        del left[at]
    return [*ears, (left[0], left[1], left[2])]


def _is_convex(flat: Doubles) -> bool:
    """Whether every corner turns to the left, and all of them once around."""
    ahead = np.roll(flat, -1, axis=0) - flat
    after = np.roll(ahead, -1, axis=0)
    turns = ahead[:, 0] * after[:, 1] - ahead[:, 1] * after[:, 0]
    angles = np.arctan2(turns, (ahead * after).sum(1))
    return bool((turns > 0).all() and angles.sum() < 2.5 * np.pi)


def _crosses_itself(flat: Doubles) -> bool:
    """Whether two edges cut through each other."""
    ahead = np.roll(flat, -1, axis=0) - flat
    to = flat[None] - flat[:, None]
    side = ahead[:, None, 0] * to[:, :, 1] - ahead[:, None, 1] * to[:, :, 0]  # [edge, corner]
    parted = side * np.roll(side, -1, axis=1) < 0  # [edge, edge whose ends lie on both sides]
    return bool((parted & parted.T).any())


def _best_ear(flat: Doubles, left: Sequence[int]) -> int | None:
    """The place of the first corner that can be cut off."""
    for at in range(len(left)):
        a, b, c = left[at - 1], left[at], left[(at + 1) % len(left)]
        others = flat[[i for i in left if i not in (a, b, c)]]
        if _turn(flat[a], flat[b], flat[c]) > 0 and not _holds(flat[[a, b, c]], others):
            return at
    return None


def _turn(a: Doubles, b: Doubles, c: Doubles) -> float:
    """Twice the signed area of a triangle, anticlockwise positive."""
    return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))


def _holds(ear: Doubles, points: Doubles) -> bool:
    """Whether a point lies within the triangle or on its edge, but is none of its corners; where a
    face lies askew in space, a point may be a hair's breadth off the edge that it is on."""
    inside = np.ones(len(points), bool)
    hair = ROUNDING * float(np.ptp(ear, axis=0).max()) ** 2
    for a, b in ((0, 1), (1, 2), (2, 0)):
        edge, to = ear[b] - ear[a], points - ear[a]
        inside &= edge[0] * to[:, 1] - edge[1] * to[:, 0] >= -hair
    same = (points[:, None] == ear[None]).all(2).any(1)
    return bool((inside & ~same).any())
