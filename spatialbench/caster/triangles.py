"""Where a pencil of rays meets a triangle mesh: exact edge functions, nearest triangle wins.

Every triangle is tested against the pixels of its bounding rectangle; all such pairs are one
vectorised pass. The edge functions of two triangles that share an edge are exact negatives, so no
ray slips through between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.hits import Hit
from spatialbench.caster.rays import Floats, Grid, Pencil, Point, Triple
from spatialbench.geometry.meshes import triangles_of
from spatialbench.geometry.shapes import Shape

Doubles = NDArray[np.float64]
Integers = NDArray[np.int64]
LEVELS = 64
"""Codes of a mesh: how its triangles face the light, from 0 (away) to 63 (towards)."""


@dataclass(frozen=True, slots=True, eq=False)
class AimedMesh:
    """Triangles prepared for a pencil.

    Only those that face the eye are kept: of a closed surface no other is ever nearest. `lines` is
    (4, n, 3) float32: three edge functions and the nearness, each a·x + b·y + c; `span` is (n, 4)
    float64, the rectangle x0, x1, y0, y1 on the picture plane; `code` is (n,) uint8; `number` is
    (n,), which triangle of the mesh; `step` is the side of a pixel on the picture plane.
    """

    lines: Floats
    span: Doubles
    code: NDArray[np.uint8]
    number: Integers
    step: float


class Cells(NamedTuple):
    """Sample points by pixel: (n, k) points, and the place (row, column) of each pixel."""

    x: Floats
    y: Floats
    row: Integers
    column: Integers


def _crossed(u: Doubles, v: Doubles) -> Doubles:
    return np.stack(
        [
            u[:, 1] * v[:, 2] - u[:, 2] * v[:, 1],
            u[:, 2] * v[:, 0] - u[:, 0] * v[:, 2],
            u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0],
        ],
        axis=1,
    )


def _along(u: Doubles, p: Point | Triple) -> Doubles:
    return u[:, 0] * p[0] + u[:, 1] * p[1] + u[:, 2] * p[2]


def _linear(normal: Doubles, pencil: Pencil) -> Doubles:
    parts = [_along(normal, p) for p in (pencil.x, pencil.y, pencil.z)]
    return np.stack(parts, axis=1)


def _facing(normal: Doubles, rows: Sequence[Sequence[float]], light: Triple) -> NDArray[np.uint8]:
    """How the outside of each triangle faces the light."""
    own = [rows[0][j] * light[0] + rows[1][j] * light[1] + rows[2][j] * light[2] for j in range(3)]
    length = np.sqrt(_along(normal * normal, (1.0, 1.0, 1.0)))
    lit = _along(normal, (own[0], own[1], own[2]))
    bright = np.sqrt(own[0] * own[0] + own[1] * own[1] + own[2] * own[2])
    cosine = lit / np.maximum(length * bright, 1e-30)
    level = np.floor((cosine + 1) * ((LEVELS - 1) / 2) + 0.5)
    codes: NDArray[np.uint8] = np.clip(level, 0, LEVELS - 1).astype(np.uint8)
    return codes


def _spans(corners: Sequence[Doubles], pencil: Pencil) -> Doubles:
    """The rectangle of each triangle on the picture plane; without end if it passes the eye."""
    k = pencil.x[0] * pencil.x[0] + pencil.x[1] * pencil.x[1] + pencil.x[2] * pencil.x[2]
    depth = np.stack([_along(c, pencil.z) for c in corners])
    safe = np.maximum(depth, 1e-9)
    x = np.stack([_along(c, pencil.x) for c in corners]) / (safe * k)
    y = np.stack([_along(c, pencil.y) for c in corners]) / (safe * k)
    span = np.stack([x.min(0), x.max(0), y.min(0), y.max(0)], axis=1)
    close = depth.min(0) < 1.0
    span[close] = (-1e9, 1e9, -1e9, 1e9)
    return span


def aim_mesh(
    mesh: Shape, pencil: Pencil, rows: Sequence[Sequence[float]], light: Triple, height: int
) -> AimedMesh:
    """The mesh prepared for a pencil in its own coordinates; `light` is in the room's."""
    eye = pencil.eye
    surface = triangles_of(mesh)
    points = surface.vertices - np.array(eye[:3])
    corners = [points[surface.faces[:, i]] for i in range(3)]
    a, b, c = corners
    normal = _crossed(b - a, c - a)
    distance = normal[:, 0] * a[:, 0] + normal[:, 1] * a[:, 1] + normal[:, 2] * a[:, 2]
    seen = distance < -1e-9
    edges = [-_crossed(u, v) for u, v in ((a, b), (b, c), (c, a))]
    nearness = normal / np.where(seen, distance, 1.0)[:, None]
    lines = np.stack([_linear(n, pencil) for n in (*edges, nearness)])[:, seen]
    return AimedMesh(
        lines.astype(np.float32),
        _spans(corners, pencil)[seen],
        _facing(normal, rows, light)[seen],
        np.flatnonzero(seen),
        2.0 / height,
    )


def _cells(grid: Grid, step: float) -> Cells:
    """The pixels of a rectangular grid, or of a list of pixels with samples around the middle."""
    if grid.dx is None:
        rows, columns = grid.y.shape[0], grid.x.shape[1]
        row, column = np.divmod(np.arange(rows * columns), columns)
        return Cells(grid.x[0, column, None], grid.y[row], row, column)
    x, y = grid.x[0].astype(np.float64), grid.y[0].astype(np.float64)
    column = np.rint((x - x.min()) / step).astype(np.int64)
    row = np.rint((y.max() - y) / step).astype(np.int64)
    samples = grid.spread()
    return Cells(samples.x.T, samples.y.T, row, column)


class _Frame(NamedTuple):
    """Which cell is at which place: `cell` is (rows, columns), −1 where there is none."""

    cell: Integers
    left: float
    top: float


def _frame(cells: Cells) -> _Frame:
    cell = np.full((int(cells.row.max()) + 1, int(cells.column.max()) + 1), -1)
    cell[cells.row, cells.column] = np.arange(cells.row.size)
    left = cells.x[np.argmin(cells.column)].astype(np.float64).mean()
    top = cells.y[np.argmin(cells.row)].astype(np.float64).mean()
    return _Frame(cell, float(left), float(top))


def _pairs(mesh: AimedMesh, frame: _Frame) -> tuple[Integers, Integers]:
    """Triangle and cell of every pair that may meet."""
    high, wide = frame.cell.shape
    first_column = np.clip(np.floor((mesh.span[:, 0] - frame.left) / mesh.step), 0, wide)
    last_column = np.clip(np.ceil((mesh.span[:, 1] - frame.left) / mesh.step) + 1, 0, wide)
    first_row = np.clip(np.floor((frame.top - mesh.span[:, 3]) / mesh.step), 0, high)
    last_row = np.clip(np.ceil((frame.top - mesh.span[:, 2]) / mesh.step) + 1, 0, high)
    columns = (last_column - first_column).astype(np.int64)
    counts = columns * (last_row - first_row).astype(np.int64)
    triangle = np.repeat(np.arange(counts.size), counts)
    within = np.arange(triangle.size) - np.repeat(np.cumsum(counts) - counts, counts)
    row, column = np.divmod(within, columns[triangle])
    place = frame.cell[
        row + first_row.astype(np.int64)[triangle], column + first_column.astype(np.int64)[triangle]
    ]
    kept = place >= 0
    return triangle[kept], place[kept]


def _value(line: Floats, x: Floats, y: Floats) -> Floats:
    value: Floats = line[:, 0:1] * x + (line[:, 1:2] * y + line[:, 2:3])
    return value


def mesh_hit(mesh: AimedMesh, grid: Grid) -> Hit:
    """Where the rays first meet the mesh; 0 where they do not."""
    if 0 in grid.shape or mesh.code.size == 0:
        return Hit(np.zeros(grid.shape, np.float32), np.zeros(grid.shape, np.uint8))
    cells = _cells(grid, mesh.step)
    shape = grid.shape if grid.dx is None else grid.shape[::-1]  # cell by cell
    nearness, code = np.zeros(shape, np.float32), np.zeros(shape, np.uint8)
    triangle, cell = _pairs(mesh, _frame(cells))
    x, y = cells.x[cell], cells.y[cell]
    value = _value(mesh.lines[3, triangle], x, y)
    inside = value > 0
    for edge in mesh.lines[:3]:
        inside &= _value(edge[triangle], x, y) >= 0
    _keep_nearest(inside, value, triangle, cell, mesh, nearness.reshape(-1), code.reshape(-1))
    return Hit(nearness, code) if grid.dx is None else Hit(nearness.T, code.T)


def _keep_nearest(
    inside: NDArray[np.bool_],
    value: Floats,
    triangle: Integers,
    cell: Integers,
    mesh: AimedMesh,
    nearness: Floats,
    code: NDArray[np.uint8],
) -> None:
    """Write the greatest value of every sample; of repeated places, the last written stays."""
    pair, sample = np.nonzero(inside)
    found = value[pair, sample]
    order = np.argsort(found, kind="stable")
    pair, sample, found = pair[order], sample[order], found[order]
    place = cell[pair] * inside.shape[1] + sample
    nearness[place] = found
    code[place] = mesh.code[triangle[pair]]
