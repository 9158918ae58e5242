"""The shadow of a mesh: its triangles, cast onto the floor from every direction of the lamp.

A closed mesh and those of its triangles that face a direction of the lamp hide the same of it. Cast
onto the floor they are flat, and a spot is inside one where three linear functions are positive.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.frame import Target, View
from spatialbench.caster.rays import Pencil
from spatialbench.geometry.meshes import triangles_of
from spatialbench.render.lamp import Lamp, Spots

Doubles = NDArray[np.float64]
Integers = NDArray[np.int64]
TOUCHING = 0.5
"""Triangles this near the floor, in millimetres, are what a mesh stands on."""


class Nodes(NamedTuple):
    """Places of the picture, `step` pixels apart, where the shadow is wanted: rows and columns of
    them, and the spot of the floor that each shows."""

    spots: Spots
    view: View
    step: int


class _Flat(NamedTuple):
    """Triangles on the floor: (n, 3) x and y of their corners, counter-clockwise."""

    x: Doubles
    y: Doubles


def in_room(target: Target) -> Doubles:
    """(n, 3, 3) triangles of a mesh in the room."""
    surface = triangles_of(target.body.shape)
    own, rows = surface.vertices, target.rows
    placed = [own[:, 0] * r[0] + own[:, 1] * r[1] + own[:, 2] * r[2] + r[3] for r in rows]
    found: Doubles = np.stack(placed, axis=1)[surface.faces]
    return found


def _cast(triangles: Doubles, x: float, y: float) -> _Flat:
    """Those that face the direction (x, y, 1), along it onto the floor."""
    height = np.maximum(triangles[..., 2], 0.0)
    flat = _Flat(triangles[..., 0] - height * x, triangles[..., 1] - height * y)
    facing = _twice_area(flat) > 1e-6
    return _Flat(flat.x[facing], flat.y[facing])


def _twice_area(flat: _Flat) -> Doubles:
    x, y = flat
    area: Doubles = (x[:, 1] - x[:, 0]) * (y[:, 2] - y[:, 0])
    area -= (x[:, 2] - x[:, 0]) * (y[:, 1] - y[:, 0])
    return area


def _windows(flat: _Flat, nodes: Nodes) -> Integers:
    """(4, n): first and last row, first and last column, of the nodes that each may cover."""
    high, wide = nodes.spots.x.shape
    pencil, view = nodes.view.pencil, nodes.view
    depth, x, y = _on_picture(pencil, flat)
    column = (x * view.height + view.width - 1) / 2 / nodes.step
    row = (view.height - 1 - y * view.height) / 2 / nodes.step
    found = np.stack([row.min(1), row.max(1), column.min(1), column.max(1)])
    found[:, depth.min(1) < 1.0] = np.array([[0], [high], [0], [wide]])
    found = np.floor(np.clip(found, -1, max(high, wide) + 1)) + np.array([[0], [2], [0], [2]])
    limits = np.array([[high], [high], [wide], [wide]])
    clipped: Integers = np.clip(found, 0, limits).astype(np.int64)
    return clipped


def _on_picture(pencil: Pencil, flat: _Flat) -> tuple[Doubles, Doubles, Doubles]:
    """Depth of the corners, and where they are on the picture plane."""
    ray = (flat.x - pencil.eye[0], flat.y - pencil.eye[1], -pencil.eye[2])

    def along(p: tuple[float, ...]) -> Doubles:
        value: Doubles = ray[0] * p[0] + ray[1] * p[1] + ray[2] * p[2]
        return value

    depth = along(pencil.z)
    k = pencil.x[0] * pencil.x[0] + pencil.x[1] * pencil.x[1] + pencil.x[2] * pencil.x[2]
    safe = np.maximum(depth, 1e-9) * k
    return depth, along(pencil.x) / safe, along(pencil.y) / safe


def _covered(flat: _Flat, nodes: Nodes) -> NDArray[np.bool_]:
    """(rows, columns): the nodes whose spots are inside any of the triangles."""
    covered = np.zeros(nodes.spots.x.shape, np.bool_)
    top, bottom, left, right = _windows(flat, nodes)
    counts = np.maximum(bottom - top, 0) * np.maximum(right - left, 0)
    triangle = np.repeat(np.arange(counts.size), counts)
    within = np.arange(triangle.size) - np.repeat(np.cumsum(counts) - counts, counts)
    row, column = np.divmod(within, np.maximum(right - left, 1)[triangle])
    row, column = row + top[triangle], column + left[triangle]
    x = nodes.spots.x[row, column].astype(np.float64)
    y = nodes.spots.y[row, column].astype(np.float64)
    inside = np.ones(triangle.size, np.bool_)
    for i, j in ((0, 1), (1, 2), (2, 0)):
        ax, ay = flat.x[triangle, i], flat.y[triangle, i]
        bx, by = flat.x[triangle, j], flat.y[triangle, j]
        inside &= (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0
    covered[row[inside], column[inside]] = True
    return covered


def hidden(triangles: Doubles, lamp: Lamp, nodes: Nodes) -> NDArray[np.bool_]:
    """(k, rows, columns): whether each direction of the lamp is hidden from each spot."""
    return np.stack(
        [
            _covered(_cast(triangles, float(x), float(y)), nodes)
            for x, y in zip(lamp.x, lamp.y, strict=True)
        ]
    )


def standing(triangles: Doubles, nodes: Nodes) -> NDArray[np.bool_]:
    """(rows, columns): the spots that a mesh stands on."""
    low = triangles[(triangles[..., 2] < TOUCHING).all(1)]
    return _covered(_cast(low[:, ::-1], 0.0, 0.0), nodes)
