"""From surface numbers to colours: one table per picture.

A colour is a palette colour times a brightness that depends on how the surface faces the light. The
lighter a colour is, the less of that it takes: white in shade would be grey, orange brown. So every
face has the name of its own colour. Curved sides have `TONES` entries in a row, one per tone; flat
faces have one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.frame import SURFACES, Target, View
from spatialbench.caster.rays import INNER, SIDE, Triple
from spatialbench.geometry.rotations import FACES, NORMALS
from spatialbench.geometry.scene import Light, Scene
from spatialbench.geometry.shapes import Box, Cup, Cylinder, OpenBox, Sphere
from spatialbench.render.palette import RGB, edge_colour, glyph_colour, luminance, rgb

EDGE, GLYPH = 16, 32
"""Added to the code of a box's face where its edge line or its glyph is."""
TONES = 128
MIDDLE, SWING = 0.90, 0.10
"""Brightness of a surface seen edge-on by the light, and how much facing it adds or takes."""
INSIDE = 0.90
"""Brightness of the inside of hollow bodies, relative to the outside."""
SPARED = 0.65
"""The share of the shade that a colour of luminance 1 does not take."""


@dataclass(frozen=True, slots=True, eq=False)
class Colours:
    """`first[surface]` is where in `packed` the colours of a surface begin; colours are packed
    as red, green, blue, 0 in four bytes each."""

    first: NDArray[np.int32]
    packed: NDArray[np.uint32]

    def of(self, surface: NDArray[np.int16], tone: NDArray[np.uint8]) -> NDArray[np.uint32]:
        """The packed colours of surfaces at tones, arrays of one shape."""
        return self.packed.take(self.first.take(surface) + tone)


def toward_light(light: Light) -> Triple:
    """The unit vector to the light; ValueError if it has no length."""
    x, y, z = (float(v) for v in light.toward)
    length = sqrt(x * x + y * y + z * z)
    if length == 0:
        raise ValueError("light must come from somewhere; its direction is (0, 0, 0)")
    return (x / length, y / length, z / length)


def brightness(cosine: float) -> float:
    """How bright a surface is whose normal has this cosine with the direction of the light."""
    return MIDDLE + SWING * cosine


def lit(colour: RGB, bright: float) -> RGB:
    """The colour at a brightness, rounded to whole steps; lighter colours are shaded less."""
    part = 1 - (1 - bright) * (1 - SPARED * luminance(colour))
    r, g, b = (min(255, int(v * part + 0.5)) for v in colour)
    return (r, g, b)


def pack(rows: NDArray[np.uint8]) -> NDArray[np.uint32]:
    """(n, 3) colours as (n,) words of four bytes."""
    four = np.zeros((len(rows), 4), np.uint8)
    four[:, :3] = rows
    return four.view(np.uint32)[:, 0]


def own_direction(target: Target, toward: Triple) -> Triple:
    """A direction of the room in a body's own coordinates."""
    rows = target.rows
    x, y, z = (sum(rows[i][j] * toward[i] for i in range(3)) for j in range(3))
    return (x, y, z)


def _cosine(normal: tuple[int, int, int], light: Triple) -> float:
    return normal[0] * light[0] + normal[1] * light[1] + normal[2] * light[2]


@cache
def _ramp(colour: RGB, scale: float) -> list[RGB]:
    """Tones from facing away from the light to facing it."""
    steps = (2 * i / (TONES - 1) - 1 for i in range(TONES))
    return [lit(colour, scale * brightness(step)) for step in steps]


Swatches = dict[int, list[RGB]]
"""The colours of each surface code of one body."""


def _box(target: Target, light: Triple) -> Swatches:
    marks = dict(target.body.marks)
    names = (marks[face].colour if face in marks else target.body.colour for face in FACES)
    return dict(_faces(tuple(names), light))


@lru_cache(1024)
def _faces(names: tuple[str, ...], light: Triple) -> Swatches:
    swatches: Swatches = {}
    for code, face in enumerate(FACES):
        colour = rgb(names[code])
        bright = brightness(_cosine(NORMALS[face], light))
        swatches[code] = [lit(colour, bright)]
        swatches[code + EDGE] = [lit(edge_colour(colour), bright)]
        swatches[code + GLYPH] = [lit(glyph_colour(colour), bright)]
    return swatches


def _open_box(target: Target, light: Triple) -> Swatches:
    swatches = _box(target, light)
    colour = rgb(target.body.colour)
    for code, face in enumerate(FACES):
        bright = brightness(-_cosine(NORMALS[face], light))
        swatches[INNER + code] = [lit(colour, INSIDE * bright)]
    return swatches


def _round(target: Target, light: Triple) -> Swatches:
    colour = rgb(target.body.colour)
    swatches: Swatches = {SIDE: _ramp(colour, 1.0), INNER + SIDE: _ramp(colour, INSIDE)}
    for code in (4, 5):
        cosine = _cosine(NORMALS[FACES[code]], light)
        swatches[code] = [lit(colour, brightness(cosine))]
        swatches[INNER + code] = [lit(colour, INSIDE * brightness(-cosine))]
    return swatches


def _mesh(target: Target) -> Swatches:
    colour = rgb(target.body.colour)
    return {
        code: [lit(colour, brightness(2 * code / (SURFACES - 1) - 1))] for code in range(SURFACES)
    }


def swatches(target: Target, toward: Triple) -> Swatches:
    """The colours of every surface of a body."""
    light = own_direction(target, toward)
    match target.body.shape:
        case Box():
            return _box(target, light)
        case OpenBox():
            return _open_box(target, light)
        case Sphere() | Cylinder() | Cup():
            return _round(target, light)
        case _:
            return _mesh(target)


def colours_of(scene: Scene, view: View) -> Colours:
    """The colour table of a picture; entry 0 is left for floor and background."""
    toward = toward_light(scene.light)
    first = np.zeros((len(scene.bodies) + 1) * SURFACES, np.int32)
    rows: list[RGB] = [(0, 0, 0)]
    for target in view.targets:
        for code, entries in swatches(target, toward).items():
            first[(target.number + 1) * SURFACES + code] = len(rows)
            rows += entries
    return Colours(first, pack(np.array(rows, np.uint8)))
