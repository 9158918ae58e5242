"""Soft shadows on the table: how much of a small, far lamp each spot of the floor sees.

The lamp is a fixed pattern of directions. Shadows are smooth, so they are found at every few
pixels and interpolated in between. The shadow of a hollow body is that of its outside.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.geometry.casting import (
    Target,
    View,
    Window,
    window_of,
)
from spatialbench.geometry.hits import plane_bound, quadric_roots
from spatialbench.geometry.rays import (
    Convex,
    Floats,
    Grid,
    Pencil,
    Plane,
    Triple,
    own_pencil,
    solid,
)
from spatialbench.geometry.scene import Mesh, half_extent

LAMP: tuple[tuple[float, float], ...] = (
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
LAMP_RADIUS = 0.10
"""Half the width of the lamp at unit height above a spot."""
NODES = 128
"""About how many places along the height of a picture shadows are computed at."""
FLAT = 6.0
"""Bodies that reach less high above the table, in millimetres, are taken to cast no shadow."""


class Shadows(NamedTuple):
    """The window of the picture that shadows may reach, and (rows, columns) float32 shares of the
    lamp that are hidden there."""

    window: Window
    hidden: Floats


class _Spots(NamedTuple):
    """Spots of the floor at every `step` pixels: (rows, columns) x and y in millimetres, and
    whether there is floor at all."""

    x: Floats
    y: Floats
    floor: NDArray[np.bool_]
    step: int


def _spots(view: View, step: int) -> _Spots:
    rows = np.arange(0, view.height - 1 + step, step, dtype=np.float64)
    columns = np.arange(0, view.width - 1 + step, step, dtype=np.float64)
    x = ((2 * columns + 1 - view.width) / view.height)[None, :]
    y = ((view.height - 1 - 2 * rows) / view.height)[:, None]
    p = view.pencil
    # depth of the floor from its height below the eye; upright cameras have no roll
    drop = -(y * p.y[2] + p.z[2]) / p.eye[2]
    depth = 1 / np.maximum(drop, 1e-7)
    across = [(x * p.x[i] + (y * p.y[i] + p.z[i])) * depth + p.eye[i] for i in range(2)]
    floor = np.broadcast_to(drop > 1e-5, across[0].shape)
    return _Spots(across[0].astype(np.float32), across[1].astype(np.float32), floor, step)


def lamp(toward: Triple) -> list[Triple]:
    """The directions to the lamp, each with unit height."""
    x, y = toward[0] / toward[2], toward[1] / toward[2]
    return [(x + LAMP_RADIUS * a, y + LAMP_RADIUS * b, 1.0) for a, b in LAMP]


def _in_room(target: Target, place: Triple) -> Triple:
    x, y, z = (
        row[0] * place[0] + row[1] * place[1] + row[2] * place[2] + row[3] for row in target.rows
    )
    return (x, y, z)


def _box_corners(target: Target) -> list[Triple]:
    half = half_extent(target.body.shape)
    return [
        _in_room(target, (a * half[0], b * half[1], c * half[2]))
        for a, b, c in product((-1.0, 1.0), repeat=3)
    ]


def _reach(target: Target, toward: Triple) -> list[Triple]:
    """Places on the floor that the shadow lies between."""
    x, y = toward[0] / toward[2], toward[1] / toward[2]
    found = []
    for px, py, pz in _box_corners(target):
        high = max(pz, 0.0)
        for a, b in product((-LAMP_RADIUS, LAMP_RADIUS), repeat=2):
            found.append((px - high * (x + a), py - high * (y + b), 0.0))
    return found


def _window(target: Target, toward: Triple, view: View, step: int) -> Window:
    """The nodes that the shadow of a body can reach."""
    w = window_of(view.pencil, _reach(target, toward), view.width, view.height)
    w = w.clipped(view.width, view.height)
    return Window(w.top // step, -(-w.bottom // step) + 1, w.left // step, -(-w.right // step) + 1)


def _hull(target: Target) -> Convex:
    """The outside of a body; of a mesh, its bounding planes in 26 directions."""
    shape = target.body.shape
    if not isinstance(shape, Mesh):
        return solid(shape).outer
    points = np.array(shape.vertices, np.float64)
    planes = []
    for direction in product((-1.0, 0.0, 1.0), repeat=3):
        if any(direction):
            a, b, c = direction
            reach = (points[:, 0] * a + points[:, 1] * b + points[:, 2] * c).max()
            planes.append(Plane((a, b, c), float(reach), 0))
    return Convex(tuple(planes))


def blocked(convex: Convex, rays: Pencil, grid: Grid) -> NDArray[np.bool_]:
    """Which of these parallel rays meet the convex body; the pencil is in its coordinates."""
    upper = np.full(np.broadcast_shapes(grid.x.shape, grid.y.shape), np.inf, np.float32)
    lower = np.zeros_like(upper)
    for plane in convex.planes:
        bound, limits_above = plane_bound(plane, rays)
        if limits_above:
            np.minimum(upper, bound(grid), out=upper)
        else:
            np.maximum(lower, bound(grid), out=lower)
    if convex.quadric is not None:
        nearer, farther, outside = quadric_roots(convex.quadric, rays)
        if outside > 0:
            np.minimum(upper, nearer(grid), out=upper)
            np.maximum(lower, farther(grid), out=lower)
        elif convex.quadric.nappe[0] * rays.eye[2] >= 0:
            np.maximum(lower, nearer(grid), out=lower)
        else:
            np.minimum(upper, farther(grid), out=upper)
    return np.asarray(upper > lower)


def _directed(toward: Triple) -> Pencil:
    """Rays from the floor to the lamp: x and y are where they start."""
    return Pencil((1.0, 0.0, 0.0, 0.0), (0.0, 1.0, 0.0, 0.0), (0.0, 0.0, 0.0, 1.0), (*toward, 0.0))


def _cast(
    target: Target, window: Window, spots: _Spots, rays: list[Pencil], hidden: NDArray[np.bool_]
) -> None:
    place = np.s_[window.top : window.bottom, window.left : window.right]
    grid = Grid(spots.x[place], spots.y[place])
    hull = _hull(target)
    for number, pencil in enumerate(rays):
        hidden[number][place] |= blocked(hull, own_pencil(pencil, target.rows), grid)


def _stands_out(target: Target) -> bool:
    return max(z for _, _, z in _box_corners(target)) > FLAT


def _smooth(nodes: Floats, step: int) -> Floats:
    """Interpolated between nodes: (m, n) → ((m − 1)·step, (n − 1)·step)."""
    share = np.arange(step, dtype=np.float32) / np.float32(step)
    rows = nodes[:-1, None, :] + (nodes[1:] - nodes[:-1])[:, None, :] * share[:, None]
    rows = rows.reshape(-1, nodes.shape[1])
    columns = rows[:, :-1, None] + (rows[:, 1:] - rows[:, :-1])[:, :, None] * share
    return columns.reshape(rows.shape[0], -1)


def shadows(view: View, toward: Triple) -> Shadows | None:
    """The shadows on the floor, None where there are none to be seen."""
    casting = [t for t in view.targets if _stands_out(t)]
    if toward[2] <= 0.05 or not view.floor.any() or not casting:
        return None
    step = max(1, view.height // NODES)
    spots = _spots(view, step)
    hidden = np.zeros((len(LAMP), *spots.x.shape), np.bool_)
    rays = [_directed(direction) for direction in lamp(toward)]
    windows = [_window(target, toward, view, step) for target in casting]
    for target, window in zip(casting, windows, strict=True):
        _cast(target, window, spots, rays, hidden)
    count = hidden.sum(axis=0, dtype=np.uint8)
    count[~spots.floor] = 0
    return _upsampled(count, windows, view, step)


def _upsampled(count: NDArray[np.uint8], windows: list[Window], view: View, step: int) -> Shadows:
    """From nodes to pixels, within the windows of all bodies."""
    top, left = min(w.top for w in windows), min(w.left for w in windows)
    bottom = min(max(w.bottom for w in windows), count.shape[0])
    right = min(max(w.right for w in windows), count.shape[1])
    share = count[top:bottom, left:right].astype(np.float32) / np.float32(len(LAMP))
    smooth = _smooth(share, step)
    rows = min(smooth.shape[0], view.height - top * step)
    columns = min(smooth.shape[1], view.width - left * step)
    window = Window(top * step, top * step + rows, left * step, left * step + columns)
    return Shadows(window, smooth[:rows, :columns])
