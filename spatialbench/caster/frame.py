"""The id pass: which surface every pixel shows, and how near it is.

A surface is a number, (body + 1) · SURFACES + code; 0 is the floor or nothing. Codes below 16 are
those of `rays.solid`; a mesh uses all of them for how its triangles face the light. Poses are
(4, 4) matrices from a body's own millimetres to the room's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import ceil, floor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.hits import (
    Aimed,
    Hit,
    Surfaces,
    aim,
    hit,
    plane_bound,
    put,
    put_hit,
)
from spatialbench.caster.rays import (
    Floats,
    Grid,
    Matrix4,
    Pencil,
    Plane,
    Point,
    Triple,
    camera_pencil,
    own_pencil,
    pixel_grid,
    rigid,
    solid,
)
from spatialbench.caster.triangles import AimedMesh, aim_mesh, mesh_hit
from spatialbench.geometry.film import pose_matrix
from spatialbench.geometry.meshes import triangles_of
from spatialbench.geometry.scene import Body, Camera, Pose, Scene

SURFACES = 64
MOST_BODIES = 500
BAND = 24576
"""Pixels worked on at a time: measured, twice as fast as whole windows of a large body."""
CLOSEST = 1.0
"""Bodies that come closer to the eye than this, in millimetres, may fill the whole frame."""

Size = int | tuple[int, int]
Poses = Mapping[str, Matrix4] | Mapping[str, Pose]


class Window(NamedTuple):
    """Rows and columns of a frame, from and up to."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def empty(self) -> bool:
        """Whether no pixel is in it."""
        return self.top >= self.bottom or self.left >= self.right

    @property
    def place(self) -> tuple[slice, slice]:
        """The window as an index of a plane."""
        return np.s_[self.top : self.bottom, self.left : self.right]

    def bands(self) -> Iterator[Window]:
        """The window cut into bands of rows so small that work on one stays in the CPU's cache."""
        step = max(1, BAND // max(1, self.right - self.left))
        for top in range(self.top, self.bottom, step):
            yield self._replace(top=top, bottom=min(top + step, self.bottom))

    def clipped(self, width: int, height: int) -> Window:
        """The part of it inside a frame."""
        return Window(
            max(self.top, 0), min(self.bottom, height), max(self.left, 0), min(self.right, width)
        )


@dataclass(frozen=True, slots=True)
class Target:
    """A body prepared for one camera: its rays in its own coordinates and where it may appear."""

    number: int
    body: Body
    rows: tuple[tuple[float, ...], ...]
    pencil: Pencil
    aimed: Aimed | AimedMesh
    whole: Window

    def meets(self, grid: Grid) -> Hit:
        """Where rays first meet the body."""
        if isinstance(self.aimed, Aimed):
            return hit(self.aimed, grid)
        return mesh_hit(self.aimed, grid)


@dataclass(frozen=True, slots=True)
class View:
    """A scene at one moment, prepared for one camera and picture size."""

    width: int
    height: int
    pencil: Pencil
    grid: Grid
    targets: tuple[Target, ...]
    floor: Floats
    """(height, 1) nearness of the floor, 0 where there is none."""

    def axes(self, window: Window) -> tuple[Floats, Floats]:
        """x (1, w) and y (h, 1) of a window."""
        return self.part(window)[:2]

    def part(self, window: Window) -> Grid:
        """The rays of a window."""
        return Grid(
            self.grid.x[:, window.left : window.right], self.grid.y[window.top : window.bottom]
        )


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """(height, width) planes: the surface numbers, int16, and the nearness, float32."""

    surface: NDArray[np.int16]
    nearness: Floats

    @property
    def ids(self) -> NDArray[np.int16]:
        """(height, width): the number of the body in the scene, −1 for floor or nothing."""
        return (self.surface >> 6) - np.int16(1)


def shape_of(size: Size) -> tuple[int, int]:
    """Width and height of a picture; ValueError unless both are at least 1."""
    width, height = (size, size) if isinstance(size, int) else size
    if width < 1 or height < 1:
        raise ValueError(f"a picture needs at least one pixel each way, not {width} × {height}")
    return width, height


def matrix(pose: Pose | Matrix4) -> Matrix4:
    """The pose as a (4, 4) matrix."""
    return pose_matrix(pose) if isinstance(pose, Pose) else pose


def _corners(body: Body) -> list[Triple]:
    if solid(body.shape) is None:
        corners = triangles_of(body.shape).vertices
        low, high = corners.min(0).tolist(), corners.max(0).tolist()
    else:
        high = [float(v) for v in body.shape.extent()]
        low = [-v for v in high]
    return [(x, y, z) for x, y, z in product(*zip(low, high, strict=True))]


def _scalar(u: Point, v: Triple) -> float:
    return u[0] * v[0] + u[1] * v[1] + u[2] * v[2]


def on_picture(pencil: Pencil, place: Triple) -> Triple:
    """x and y on the picture plane, and depth, of a place; x and y are not divided by depth
    when it is not positive."""
    eye = pencil.eye
    ray = (place[0] - eye[0], place[1] - eye[1], place[2] - eye[2])
    depth = _scalar(pencil.z, ray)
    scale = _scalar(pencil.x, (pencil.x[0], pencil.x[1], pencil.x[2])) * max(depth, 1e-9)
    return _scalar(pencil.x, ray) / scale, _scalar(pencil.y, ray) / scale, depth


def window_of(pencil: Pencil, places: list[Triple], width: int, height: int) -> Window:
    """The pixels between these places, not clipped to the frame, at most three frames wide."""
    seen = [on_picture(pencil, place) for place in places]
    if min(depth for _, _, depth in seen) < CLOSEST:
        return Window(0, height, 0, width)
    columns = [(x * height + width) / 2 for x, _, _ in seen]
    rows = [(1 - y) * height / 2 for _, y, _ in seen]
    return Window(
        max(floor(min(rows)) - 1, -height),
        min(ceil(max(rows)) + 1, 2 * height),
        max(floor(min(columns)) - 1, -width),
        min(ceil(max(columns)) + 1, 2 * width),
    )


def _target(
    number: int, body: Body, pose: Matrix4, pencil: Pencil, light: Triple, size: tuple[int, int]
) -> Target:
    rows = rigid(pose)
    own = own_pencil(pencil, rows)
    convex = solid(body.shape)
    aimed = aim_mesh(body.shape, own, rows, light, size[1]) if convex is None else aim(convex, own)
    window = window_of(own, _corners(body), *size)
    return Target(number, body, tuple(tuple(r) for r in rows), own, aimed, window)


def _floor_nearness(pencil: Pencil, grid: Grid) -> Floats:
    """Nearness of the table top z = 0, seen from above only."""
    bound, above = plane_bound(Plane((0.0, 0.0, 1.0), 0.0, 0), pencil)
    if not above:
        return np.zeros_like(grid.y)
    # an upright camera has no roll: the floor is equally near all along a row
    column = Grid(np.zeros((1, 1), np.float32), grid.y)
    return np.maximum(bound(column), np.float32(0))


def look(
    scene: Scene,
    poses: Poses | None = None,
    camera: Camera | None = None,
    size: Size = 512,
) -> View:
    """The scene prepared for casting; poses and camera default to the scene's own.

    ValueError for more than 500 bodies or an empty picture; KeyError for a body without a pose.
    """
    if len(scene.bodies) > MOST_BODIES:
        raise ValueError(f"{len(scene.bodies)} bodies; at most {MOST_BODIES} can be drawn")
    width, height = shape_of(size)
    pencil = camera_pencil(scene.camera if camera is None else camera)
    grid = pixel_grid(width, height)
    light = (float(scene.light.toward[0]), *(float(v) for v in scene.light.toward[1:]))
    targets = tuple(
        _target(
            i,
            body,
            matrix(body.pose if poses is None else poses[body.name]),
            pencil,
            (light[0], light[1], light[2]),
            (width, height),
        )
        for i, body in enumerate(scene.bodies)
    )
    floor_near = _floor_nearness(pencil, grid) if scene.floor else np.zeros_like(grid.y)
    return View(width, height, pencil, grid, targets, floor_near)


def cast(view: View) -> Cast:
    """Which surface every pixel shows at its middle."""
    shape = (view.height, view.width)
    surface = np.zeros(shape, np.int16)
    nearness = np.empty(shape, np.float32)
    nearness[:] = view.floor
    for target in view.targets:
        for band in target.whole.clipped(view.width, view.height).bands():
            merge(target, view.part(band), surface[band.place], nearness[band.place])
    return Cast(surface, nearness)


def merge(target: Target, grid: Grid, surface: Surfaces, nearness: Floats) -> None:
    """Put a body's surfaces where rays meet them nearer than what is there, in place."""
    first = (target.number + 1) * SURFACES
    if isinstance(target.aimed, Aimed):
        put(target.aimed, grid, first, surface, nearness)
    else:
        put_hit(mesh_hit(target.aimed, grid), first, surface, nearness)


def amodal(target: Target, view: View) -> int:
    """How many pixels the body would cover alone, beyond the frame's edges too."""
    if target.whole.empty:
        return 0
    return int(np.count_nonzero(target.meets(beyond(view, target.whole)).nearness))


def amodal_in_frame(target: Target, view: View) -> int:
    """How many pixels of the frame the body would cover alone."""
    window = target.whole.clipped(view.width, view.height)
    if window.empty:
        return 0
    return int(np.count_nonzero(target.meets(view.part(window)).nearness))


def beyond(view: View, window: Window) -> Grid:
    """The rays of a window that may reach outside the frame."""
    columns = np.arange(window.left, window.right, dtype=np.float64)
    rows = np.arange(window.top, window.bottom, dtype=np.float64)
    x = (2 * columns + 1 - view.width) / view.height
    y = (view.height - 1 - 2 * rows) / view.height
    return Grid(x.astype(np.float32)[None, :], y.astype(np.float32)[:, None])
