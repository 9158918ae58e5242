"""Edge lines and glyphs on the faces of boxes, and tones on round sides, for pixels or samples.

All of it is asked of points that are already known to show a surface: x and y on the picture
plane, and nearness, each (n,) float32.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.frame import Target
from spatialbench.caster.hits import Aimed
from spatialbench.caster.rays import INNER, SIDE, Floats, Grid, Linear, Pencil, Triple
from spatialbench.geometry.rotations import (
    FACES,
    NORMALS,
    UPRIGHT,
    Vector,
    cross,
    quarter_turns,
)
from spatialbench.geometry.scene import Mark
from spatialbench.geometry.shapes import Box, Cup, Cylinder, OpenBox, Sphere
from spatialbench.render.colouring import EDGE, GLYPH, TONES, own_direction
from spatialbench.render.glyphs import bitmap

EDGE_SHARE = 0.013
"""Width of the edge line, as a share of the middle one of a box's three sizes."""


class Points(NamedTuple):
    """Points of the picture that show a surface, each (n,) float32."""

    x: Floats
    y: Floats
    nearness: Floats


@dataclass(frozen=True, slots=True)
class Along:
    """Own coordinate along one axis: slope(x, y) / nearness + start, in millimetres."""

    slope: Linear
    start: float

    def __call__(self, points: Points, depth: Floats) -> Floats:
        """(n,) float32 millimetres."""
        value = self.slope(Grid(points.x, points.y))
        value *= depth
        value += np.float32(self.start)
        return value


def along(axis: Vector | Triple, pencil: Pencil) -> Along:
    """The coordinate along an axis of the body, from the body's middle."""
    x, y, z, eye = (
        axis[0] * p[0] + axis[1] * p[1] + axis[2] * p[2]
        for p in (pencil.x, pencil.y, pencil.z, pencil.eye)
    )
    return Along(Linear(x, y, z), eye)


@dataclass(frozen=True, slots=True, eq=False)
class FaceMarks:
    """One face of a box: its axes to the right and upwards as the mark stands, half its sizes
    along them, the width of the edge line, and the glyph, if any."""

    right: Along
    up: Along
    half: tuple[float, float]
    line: tuple[float, float]
    glyph: NDArray[np.uint8] | None

    def added(self, points: Points) -> NDArray[np.int16]:
        """(n,): `EDGE` on the edge line, `GLYPH` on the glyph, else 0."""
        depth = np.float32(1) / points.nearness
        right, up = self.right(points, depth), self.up(points, depth)
        edge = np.abs(right) > np.float32(self.half[0] - self.line[0])
        edge |= np.abs(up) > np.float32(self.half[1] - self.line[1])
        code = edge * np.int16(EDGE)
        if self.glyph is not None:
            code += (self._inked(right, up, self.glyph) & ~edge) * np.int16(GLYPH)
        return code

    def _inked(self, right: Floats, up: Floats, glyph: NDArray[np.uint8]) -> NDArray[np.bool_]:
        count = len(glyph)
        scale = np.float32(count / (2 * min(self.half)))
        middle, last = np.float32(count / 2), np.float32(count - 1)
        # the outermost cells of a glyph are blank, so clamping paints nothing
        column, row = right * scale, up * scale
        for cell in (column, row):
            cell += middle
            np.maximum(cell, np.float32(0), out=cell)
            np.minimum(cell, last, out=cell)
        place = row.astype(np.int32)
        place *= np.int32(count)
        place += column.astype(np.int32)
        inked: NDArray[np.bool_] = glyph.reshape(-1).take(place).view(np.bool_)
        return inked


def _extent(axis: Vector, size: Vector) -> float:
    return sum(abs(a) * s for a, s in zip(axis, size, strict=True)) / 2


def face_marks(target: Target, face: str, resolution: int) -> FaceMarks:
    """What is drawn on a face of a box."""
    shape = target.body.shape
    if not isinstance(shape, (Box, OpenBox)):
        raise TypeError(f"{shape} has no flat faces to mark")
    mark = dict(target.body.marks).get(face, Mark(target.body.colour))
    up = quarter_turns(face, mark.turn)(UPRIGHT[face])
    right = cross(up, NORMALS[face])
    half = (_extent(right, shape.size), _extent(up, shape.size))
    line = EDGE_SHARE * sorted(shape.size)[1]
    return FaceMarks(
        along(right, target.pencil),
        along(up, target.pencil),
        half,
        (min(line, half[0] / 5), min(line, half[1] / 5)),
        None if mark.glyph is None else bitmap(mark.glyph, resolution),
    )


@dataclass(frozen=True, slots=True)
class Facing:
    """The cosine of a round surface's normal with the direction to the light."""

    lit: Along
    radius: Along
    steep: float
    scale: float

    def tones(self, points: Points) -> NDArray[np.uint8]:
        """(n,): from 0, away from the light, to `TONES` − 1, towards it."""
        depth = np.float32(1) / points.nearness
        cosine = self.lit(points, depth) / self.radius(points, depth)
        cosine -= np.float32(self.steep)
        half = (TONES - 1) / 2
        tone = cosine * np.float32(self.scale * half) + np.float32(half + 0.5)
        clipped = np.clip(tone, np.float32(0), np.float32(TONES - 1))
        whole: NDArray[np.uint8] = clipped.astype(np.uint8)
        return whole


def _cone(
    target: Target, light: Triple, low: float, high: float, height: float, sign: int
) -> Facing:
    """The side of a cone with these radii: its normal is (x, y, −m·r) / (r·√(1 + m²))."""
    m, n = (high - low) / height, (high + low) / 2
    pencil = target.pencil
    radius = along((0.0, 0.0, m), pencil)
    flat = along((light[0], light[1], 0.0), pencil)
    length = sqrt(1 + m * m)
    return Facing(flat, Along(radius.slope, radius.start + n), m * light[2], sign / length)


def facings(target: Target, toward: Triple) -> dict[int, Facing]:
    """How the round surfaces of the body face the light, by surface code."""
    light = own_direction(target, toward)
    match target.body.shape:
        case Sphere(radius=r):
            ball = Along(Linear(0.0, 0.0, 0.0), float(r))
            return {SIDE: Facing(along(light, target.pencil), ball, 0.0, 1.0)}
        case Cylinder(radius=r, height=h):
            return {SIDE: _cone(target, light, r, r, h, 1)}
        case Cup(top_radius=a, rim_radius=b, height=h, wall=t):
            return {
                SIDE: _cone(target, light, b, a, h, 1),
                INNER + SIDE: _cone(target, light, b - t, a - t, h, -1),
            }
        case _:
            return {}


class Paint:
    """How one body's surfaces are painted; what is drawn on a face is prepared when first seen."""

    def __init__(self, target: Target, toward: Triple, resolution: int) -> None:
        self.target = target
        self.rounds = facings(target, toward)
        self.face_codes = faces_in_view(target)
        self._resolution = resolution
        self._faces: dict[int, FaceMarks] = {}

    def face(self, code: int) -> FaceMarks:
        """What is drawn on the face of this code."""
        if code not in self._faces:
            self._faces[code] = face_marks(self.target, FACES[code], self._resolution)
        return self._faces[code]


def faces_in_view(target: Target) -> tuple[int, ...]:
    """The codes of the flat faces that carry lines or glyphs and are turned to the camera."""
    if not isinstance(target.body.shape, (Box, OpenBox)) or not isinstance(target.aimed, Aimed):
        return ()
    return tuple(code for _, code in target.aimed.outer.near)
