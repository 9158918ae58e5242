"""Soft shadows on the table: how much of the lamp each spot of the floor does not see.

Shadows are smooth, so they are found at every few pixels and interpolated in between. The shadow
of a hollow body is that of its outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.frame import BAND, Target, View, Window, window_of
from spatialbench.caster.rays import Floats, Solid, Triple, solid
from spatialbench.render import mesh_shadow
from spatialbench.render.lamp import PATTERN, RADIUS, Lamp, Spots, lamp_toward, own_floor, span

NODES = 128
"""At most so many places along the height of a picture shadows are computed at."""
FLAT = 6.0
"""Bodies that reach less high above the table, in millimetres, are taken to cast no shadow."""
TOUCHING = 0.5
"""A body this near the floor, in millimetres, stands on it."""
LOWEST = 0.05
"""Light whose direction rises less than this casts no shadow in the picture."""


class Shadow(NamedTuple):
    """A window of the picture, and (rows, columns) float32 shares of the lamp that are hidden
    there."""

    window: Window
    hidden: Floats


class Shadows(NamedTuple):
    """The hidden shares at nodes, `step` pixels apart, and which of the nodes shadows reach."""

    share: Floats
    reach: Window
    step: int

    def bands(self, width: int, height: int) -> Iterator[Shadow]:
        """The shadows in pixels of a frame, band by band from the top."""
        step, reach = self.step, self.reach
        rows = max(1, BAND // (step * step * max(1, reach.right - reach.left)))
        for top in range(reach.top, reach.bottom - 1, rows):
            part = reach._replace(top=top, bottom=min(top + rows + 1, reach.bottom))
            smooth = _between(self.share[part.place], step)
            smooth = smooth[: height - top * step, : width - reach.left * step]
            left, high = reach.left * step, top * step
            yield Shadow(Window(high, high + smooth.shape[0], left, left + smooth.shape[1]), smooth)


class _Nodes(NamedTuple):
    """What is known at every few pixels: how many directions of the lamp are hidden, which ones,
    and where a body stands, (rows, columns) each."""

    hidden: NDArray[np.bool_]
    covered: NDArray[np.bool_]


def _spots(view: View, step: int) -> tuple[Spots, NDArray[np.bool_]]:
    """Spots of the floor at every `step` pixels, and the rows of them where there is floor."""
    rows = np.arange(-(-view.height // step) + 1, dtype=np.float64) * step
    columns = np.arange(-(-view.width // step) + 1, dtype=np.float64) * step
    x = ((2 * columns + 1 - view.width) / view.height)[None, :]
    y = ((view.height - 1 - 2 * rows) / view.height)[:, None]
    p = view.pencil
    # how far a ray falls per unit of depth: the same all along a row, as cameras are upright
    drop = -(y * p.y[2] + p.z[2]) / p.eye[2]
    depth = 1 / np.maximum(drop, 1e-7)
    across = [(x * p.x[i] + (y * p.y[i] + p.z[i])) * depth + p.eye[i] for i in range(2)]
    return Spots(across[0].astype(np.float32), across[1].astype(np.float32)), drop[:, 0] > 1e-5


def _corners(target: Target) -> list[Triple]:
    """The corners of the body's bounding box, in the room."""
    half = target.body.shape.extent()
    x, y, z = target.rows
    found = []
    for a, b, c in product((-half[0], half[0]), (-half[1], half[1]), (-half[2], half[2])):
        px, py, pz = (row[0] * a + row[1] * b + row[2] * c + row[3] for row in (x, y, z))
        found.append((px, py, pz))
    return found


def _window(corners: list[Triple], toward: Triple, view: View, step: int) -> Window:
    """The nodes that the shadow of a body can reach."""
    slopes = toward[0] / toward[2], toward[1] / toward[2]
    span = []
    for i in range(2):
        reach = [
            c[i] - max(c[2], 0.0) * (slopes[i] + r) for c in corners for r in (-RADIUS, RADIUS)
        ]
        span.append((min(reach), max(reach)))
    floor = [(x, y, 0.0) for x, y in product(*span)]
    w = window_of(view.pencil, floor, view.width, view.height).clipped(view.width, view.height)
    return Window(w.top // step, -(-w.bottom // step) + 1, w.left // step, -(-w.right // step) + 1)


def _add(
    target: Target, convex: Solid, lamp: Lamp, window: Window, spots: Spots, nodes: _Nodes
) -> None:
    """Add what one body hides."""
    part = Spots(spots.x[window.place], spots.y[window.place])
    within = span(convex.outer, own_floor(lamp, target.rows), part)
    nodes.hidden[:, *window.place] |= (within.upper > within.lower) & (within.upper > 0)
    stands = (within.upper[-1] > 0) & (within.lower[-1] < np.float32(TOUCHING))
    nodes.covered[window.place] |= stands & (within.upper[-1] > within.lower[-1])


def _add_mesh(target: Target, lamp: Lamp, nodes: _Nodes, places: mesh_shadow.Nodes) -> None:
    """Add what a mesh hides."""
    triangles = mesh_shadow.in_room(target)
    nodes.hidden[:] |= mesh_shadow.hidden(triangles, lamp, places)
    nodes.covered[:] |= mesh_shadow.standing(triangles, places)


def _beside(share: Floats, covered: NDArray[np.bool_]) -> Floats:
    """The shares with those under bodies replaced by the mean of their uncovered neighbours, so
    that the dark under a body does not leak out at its foot."""
    rows, columns = np.nonzero(covered)
    weight = np.pad(~covered, 1).astype(np.float32)
    known = np.pad(share, 1) * weight
    total, count = np.zeros(rows.size, np.float32), np.zeros(rows.size, np.float32)
    for i, j in product(range(3), repeat=2):
        total += known[rows + i, columns + j]
        count += weight[rows + i, columns + j]
    beside = share.copy()
    beside[rows, columns] = np.where(count > 0, total / np.maximum(count, 1), share[rows, columns])
    return beside


def _softened(share: Floats) -> Floats:
    """Each node averaged with its neighbours, in the proportions 1 : 2 : 1 each way."""
    quarter, half = np.float32(0.25), np.float32(0.5)
    wide = np.pad(share, 1, mode="edge")
    rows = wide[:-2] + wide[2:]
    rows *= quarter
    rows += wide[1:-1] * half
    soft: Floats = rows[:, :-2] + rows[:, 2:]
    soft *= quarter
    soft += rows[:, 1:-1] * half
    return soft


def _between(nodes: Floats, step: int) -> Floats:
    """Interpolated between nodes: (m, n) → ((m − 1)·step, (n − 1)·step)."""
    share = np.arange(step, dtype=np.float32) / np.float32(step)
    rows = nodes[:-1, None, :] + (nodes[1:] - nodes[:-1])[:, None, :] * share[:, None]
    rows = rows.reshape(-1, nodes.shape[1])
    columns = rows[:, :-1, None] + (rows[:, 1:] - rows[:, :-1])[:, :, None] * share
    return columns.reshape(rows.shape[0], -1)


def shadows(view: View, toward: Triple) -> Shadows | None:
    """The shadows on the floor, None where there are none to be seen."""
    corners = [_corners(target) for target in view.targets]
    casting = [(t, c) for t, c in zip(view.targets, corners, strict=True) if _stands_out(c)]
    if toward[2] <= LOWEST or not view.floor.any() or not casting:
        return None
    step = -(-view.height // NODES)  # rounded up: more nodes would show the lamp's directions
    spots, floor_rows = _spots(view, step)
    shape = spots.x.shape
    nodes = _Nodes(np.zeros((len(PATTERN), *shape), np.bool_), np.zeros(shape, np.bool_))
    lamp = lamp_toward(toward)
    windows = [_window(corner, toward, view, step) for _, corner in casting]
    for (target, _), window in zip(casting, windows, strict=True):
        convex = solid(target.body.shape)
        if convex is None:
            _add_mesh(target, lamp, nodes, mesh_shadow.Nodes(spots, view, step))
        else:
            _add(target, convex, lamp, window, spots, nodes)
    share = nodes.hidden.sum(axis=0, dtype=np.uint8).astype(np.float32)
    share *= np.float32(1 / len(PATTERN))
    share[~floor_rows] = 0
    share = _softened(_beside(share, nodes.covered))
    return Shadows(share, _around(windows, shape), step)


def _stands_out(corners: list[Triple]) -> bool:
    return max(z for _, _, z in corners) > FLAT


def _around(windows: list[Window], shape: tuple[int, ...]) -> Window:
    return Window(
        min(w.top for w in windows),
        min(max(w.bottom for w in windows), shape[0]),
        min(w.left for w in windows),
        min(max(w.right for w in windows), shape[1]),
    )
