"""Scenes as textured triangles for other programs: trimesh scenes and GLB files.

As GLB has it, lengths are metres and y is up: x stays, the room's z becomes y, its depth −z.
Colours and marks are textures in sRGB, one small image for each body.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from math import atan, degrees, radians, tan
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.creases import corner_normals
from spatialbench.caster.frame import Poses, Size, matrix, shape_of
from spatialbench.caster.rays import Matrix4, camera_pencil
from spatialbench.geometry.meshes import mesh_of
from spatialbench.geometry.rotations import (
    FACES,
    NORMALS,
    UPRIGHT,
    Vector,
    cross,
    quarter_turns,
)
from spatialbench.geometry.scene import Body, Camera, Mark, Scene
from spatialbench.geometry.shapes import Box, OpenBox
from spatialbench.geometry.shapes.building import Triangles
from spatialbench.render.backdrop import TABLE
from spatialbench.render.glyphs import bitmap
from spatialbench.render.marking import EDGE_SHARE
from spatialbench.render.palette import RGB, edge_colour, glyph_colour, rgb

if TYPE_CHECKING:
    import trimesh

Pixels = NDArray[np.uint8]
Doubles = NDArray[np.float64]
CELL, GUTTER, FINER = 256, 8, 2
"""Pixels along a face in a texture, pixels between faces, and samples a pixel each way."""
TABLE_REACH = 1.6
"""How far the table reaches, in lengths of the scene's longest side."""
Y_UP: Matrix4 = np.array([[1, 0, 0, 0], [0, 0, 1, 0], [0, -1, 0, 0], [0, 0, 0, 1]], np.float64)


# --- textures -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a box: its axes in the body, to the right and upwards as its mark stands, and
    along them half its sizes and the width of its edge line."""

    mark: Mark
    right: Vector
    up: Vector
    half: tuple[float, float]
    line: tuple[float, float]

    def pixels(self) -> Pixels:
        """(CELL, CELL, 3): colour, edge line and glyph; row 0 is the upper edge."""
        count = CELL * FINER
        middle = (2 * np.arange(count) + 1) / count - 1
        right, up = middle[None, :] * self.half[0], -middle[:, None] * self.half[1]
        colour = rgb(self.mark.colour)
        cell = np.empty((count, count, 3), np.uint8)
        cell[:] = colour
        if self.mark.glyph is not None:
            cell[self._inked(right, up, self.mark.glyph)] = glyph_colour(colour)
        edge = np.abs(right) > self.half[0] - self.line[0]
        cell[edge | (np.abs(up) > self.half[1] - self.line[1])] = edge_colour(colour)
        fine = cell.reshape(CELL, FINER, CELL, FINER, 3).astype(np.uint16).sum(axis=(1, 3))
        mean: Pixels = ((fine + FINER * FINER // 2) // (FINER * FINER)).astype(np.uint8)
        return mean

    def _inked(self, right: Doubles, up: Doubles, glyph: str) -> NDArray[np.bool_]:
        cells = bitmap(glyph, 512)
        least = min(self.half)
        columns = np.floor((right / least + 1) * 256).astype(int)
        rows = np.floor((up / least + 1) * 256).astype(int)
        within = (columns >= 0) & (columns < 512) & (rows >= 0) & (rows < 512)
        ink: NDArray[np.bool_] = cells[np.clip(rows, 0, 511), np.clip(columns, 0, 511)] > 0
        return ink & within

    def places(self, corners: Doubles) -> Doubles:
        """(…, 2) of (…, 3) places on the face: from 0 to 1, rightwards and downwards."""
        right = (corners @ np.array(self.right, float)) / self.half[0]
        up = (corners @ np.array(self.up, float)) / self.half[1]
        return np.stack([(1 + right) / 2, (1 - up) / 2], axis=-1)


def _face(shape: Box | OpenBox, face: str, mark: Mark) -> Face:
    up = quarter_turns(face, mark.turn)(UPRIGHT[face])
    right = cross(up, NORMALS[face])
    width, height = (
        sum(abs(a) * s for a, s in zip(axis, shape.size, strict=True)) / 2 for axis in (right, up)
    )
    line = EDGE_SHARE * sorted(shape.size)[1]
    return Face(mark, right, up, (width, height), (min(line, width / 5), min(line, height / 5)))


def _sheet(cells: list[Pixels]) -> Pixels:
    """The cells from left to right, each with its edge repeated around it."""
    wide = [np.pad(c, ((GUTTER, GUTTER), (GUTTER, GUTTER), (0, 0)), mode="edge") for c in cells]
    return np.concatenate(wide, axis=1)


def _plain(colour: RGB, side: int = CELL) -> Pixels:
    cell = np.empty((side, side, 3), np.uint8)
    cell[:] = colour
    return cell


# --- bodies -------------------------------------------------------------------------------------


def _box_texture(body: Body, corners: Doubles) -> tuple[Pixels, Doubles]:
    """The picture of a box's faces, and (m, 3, 2) where on it the corners of its triangles are,
    in pixels."""
    shape = body.shape
    if not isinstance(shape, (Box, OpenBox)):
        raise TypeError(f"{shape} has no flat faces to mark")
    marks = dict(body.marks)
    faces = [_face(shape, face, marks.get(face, Mark(body.colour))) for face in FACES]
    step = CELL + 2 * GUTTER
    place = np.full((*corners.shape[:2], 2), float(GUTTER + CELL / 2))
    place[..., 0] += step * len(FACES)  # the plain cell: rims and insides
    half = np.array(shape.size, float) / 2
    for number, name in enumerate(FACES):
        outward = np.array(NORMALS[name], float)
        on = np.isclose(corners @ outward, abs(outward) @ half).all(1)
        if not (isinstance(shape, OpenBox) and name == "top"):
            found = faces[number].places(corners[on]) * CELL + GUTTER
            found[..., 0] += step * number
            place[on] = found
    return _sheet([*(face.pixels() for face in faces), _plain(rgb(body.colour))]), place


@lru_cache(256)
def _solid(body: Body) -> trimesh.Trimesh:
    """A body in its own coordinates, in metres; kept and shared."""
    whole = mesh_of(body.shape)
    surface = Triangles(np.asarray(whole.vertices, np.float64), np.asarray(whole.faces, np.int64))
    corners = surface.vertices[surface.faces]
    if isinstance(body.shape, (Box, OpenBox)):
        pixels, place = _box_texture(body, corners)
    else:
        pixels = _plain(rgb(body.colour), 4)
        place = np.full((*corners.shape[:2], 2), 2.0)
    return _textured(corners / 1000, corner_normals(surface), pixels, place)


def _textured(
    corners: Doubles, normals: Doubles, pixels: Pixels, place: Doubles
) -> trimesh.Trimesh:
    import trimesh
    from PIL import Image

    high, wide = pixels.shape[:2]
    uv = np.stack([place[..., 0] / wide, 1 - place[..., 1] / high], axis=-1).reshape(-1, 2)
    material = trimesh.visual.material.PBRMaterial(  # type: ignore[no-untyped-call]
        baseColorTexture=Image.fromarray(pixels), metallicFactor=0.0, roughnessFactor=0.9
    )
    return trimesh.Trimesh(
        corners.reshape(-1, 3),
        np.arange(corners.shape[0] * 3).reshape(-1, 3),
        vertex_normals=normals.reshape(-1, 3),
        visual=trimesh.visual.TextureVisuals(uv, material),  # type: ignore[no-untyped-call]
        process=False,
    )


def _table(places: list[Matrix4], scene: Scene) -> trimesh.Trimesh:
    reach = max((max(body.shape.extent()) for body in scene.bodies), default=50)
    xs = [float(p[0, 3]) for p in places] or [0.0]
    ys = [float(p[1, 3]) for p in places] or [0.0]
    x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    side = TABLE_REACH * (max(max(xs) - min(xs), max(ys) - min(ys)) + 2 * reach)
    square = np.array([(-1, -1, 0), (1, -1, 0), (1, 1, 0), (-1, 1, 0)], float) * side
    square += np.array([x, y, 0])
    corners = square[np.array([(0, 1, 2), (0, 2, 3)])] / 1000
    up = np.zeros_like(corners)
    up[..., 2] = 1
    return _textured(corners, up, _plain(TABLE, 4), np.full((2, 3, 2), 2.0))


# --- scenes -------------------------------------------------------------------------------------


def _metres(pose: Matrix4) -> Matrix4:
    placed = pose.copy()
    placed[:3, 3] /= 1000
    found: Matrix4 = Y_UP @ placed
    return found


def camera_pose(camera: Camera) -> Matrix4:
    """(4, 4) in metres, z up: the camera looks along its own −z, its y is up in the picture."""
    pencil = camera_pencil(camera)
    columns = [np.array(p[:3]) for p in (pencil.x, pencil.y, pencil.z)]
    columns = [c / np.linalg.norm(c) for c in columns]
    pose = np.eye(4)
    pose[:3, 0], pose[:3, 1], pose[:3, 2] = columns[0], columns[1], -columns[2]
    pose[:3, 3] = np.array(pencil.eye[:3]) / 1000
    return pose


def to_trimesh(
    scene: Scene,
    *,
    poses: Poses | None = None,
    camera: Camera | None = None,
    size: Size = 512,
) -> trimesh.Scene:
    """The scene in metres, y up, with every body by its name, the table if there is one, and the
    camera. The meshes are shared: copy one before you change it."""
    import trimesh

    placed = {b.name: matrix(b.pose if poses is None else poses[b.name]) for b in scene.bodies}
    found = trimesh.Scene(base_frame=_free_name("world", placed))
    for body in scene.bodies:
        pose = _metres(placed[body.name])
        found.add_geometry(_solid(body), body.name, body.name, transform=pose)
    if scene.floor:
        name = table_name(scene)
        table = _table(list(placed.values()), scene)
        found.add_geometry(table, name, name, transform=Y_UP)
    seen = camera or scene.camera
    width, height = shape_of(size)
    across = 2 * degrees(atan(tan(radians(seen.view_angle) / 2) * width / height))
    found.camera = trimesh.scene.Camera(  # type: ignore[no-untyped-call]
        _free_name("camera", placed), (width, height), None, (across, seen.view_angle), 0.02, 500.0
    )
    found.camera_transform = Y_UP @ camera_pose(seen)
    return found


def table_name(scene: Scene) -> str:
    """What the table is called beside the bodies."""
    return _free_name("table", [body.name for body in scene.bodies])


def _free_name(name: str, taken: Collection[str]) -> str:
    while name in taken:
        name += "_"
    return name


def export_glb(
    scene: Scene,
    path: Path | str | None = None,
    *,
    poses: Poses | None = None,
    camera: Camera | None = None,
) -> bytes:
    """The scene as a GLB file: metres, y up, marks and glyphs as textures; also written to `path`
    when one is given."""
    data: bytes = to_trimesh(scene, poses=poses, camera=camera).export(  # type: ignore[no-untyped-call]
        file_type="glb"
    )
    if path is not None:
        Path(path).write_bytes(data)
    return data
