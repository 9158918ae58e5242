"""A scene as pixels: one sample in the middle of every pixel, eight where surfaces meet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spatialbench.geometry.casting import SURFACES, Cast, Target, View, Window, merge
from spatialbench.geometry.rays import Floats, Grid, Triple
from spatialbench.geometry.scene import Scene
from spatialbench.render.backdrop import backdrop
from spatialbench.render.colouring import Colours, colours_of, toward_light
from spatialbench.render.marking import FaceMarks, Facing, Points, faces_of, facings

SAMPLES = ((1, 5), (3, 13), (5, 1), (7, 9), (9, 15), (11, 7), (13, 3), (15, 11))
"""Where in a pixel the samples are, in sixteenths: no two in one row or column of eighths."""
GLYPH_CELLS = 256


@dataclass(frozen=True, slots=True, eq=False)
class Paint:
    """How one body's surfaces are painted."""

    target: Target
    faces: dict[int, FaceMarks]
    rounds: dict[int, Facing]


class Plate:
    """Points with the surface that each shows, its tone, and its nearness: flat arrays that are
    worked on in place."""

    __slots__ = ("nearness", "surface", "tone", "x", "y")

    def __init__(self, x: Floats, y: Floats, surface: NDArray[np.int16], nearness: Floats) -> None:
        self.x, self.y = x, y
        self.surface, self.nearness = surface, nearness
        self.tone = np.zeros(surface.shape, np.uint8)

    def points(self, which: NDArray[np.intp]) -> Points:
        """The points of these numbers."""
        return Points(self.x.take(which), self.y.take(which), self.nearness.take(which))

    def paint(self, paint: Paint) -> None:
        """Add edge lines, glyphs and tones of one body."""
        first = (paint.target.number + 1) * SURFACES
        for code, face in paint.faces.items():
            which = np.flatnonzero(self.surface == first + code)
            if which.size:
                self.surface[which] += face.added(self.points(which))
        for code, facing in paint.rounds.items():
            which = np.flatnonzero(self.surface == first + code)
            if which.size:
                self.tone[which] = facing.tones(self.points(which))


def _resolution(view: View) -> int:
    cells = GLYPH_CELLS
    while cells < view.height // 2:
        cells *= 2
    return cells


def paints(view: View, toward: Triple) -> list[Paint]:
    """How every body is painted."""
    cells = _resolution(view)
    return [Paint(t, faces_of(t, cells), facings(t, toward)) for t in view.targets]


def _plate(view: View, window: Window, seen: Cast) -> Plate:
    grid = view.part(window)
    place = np.s_[window.top : window.bottom, window.left : window.right]
    shape = (window.bottom - window.top, window.right - window.left)
    x, y = (np.broadcast_to(v, shape).reshape(-1) for v in grid)
    return Plate(x, y, seen.surface[place].reshape(-1), seen.nearness[place].reshape(-1))


def _paint_pixels(view: View, seen: Cast, paint: list[Paint]) -> NDArray[np.uint8]:
    """Add marks to the surfaces in place; the tones, (height, width)."""
    tones = np.zeros(seen.surface.shape, np.uint8)
    for one in paint:
        window = one.target.whole.clipped(view.width, view.height)
        if not window.empty:
            place = np.s_[window.top : window.bottom, window.left : window.right]
            plate = _plate(view, window, seen)
            plate.paint(one)
            shape = seen.surface[place].shape
            seen.surface[place] = plate.surface.reshape(shape)
            np.maximum(tones[place], plate.tone.reshape(shape), out=tones[place])
    return tones


def edges(surface: NDArray[np.int16]) -> NDArray[np.bool_]:
    """(height, width): pixels with a neighbour, above, below or beside, of another surface."""
    found = np.zeros(surface.shape, np.bool_)
    down = surface[1:] != surface[:-1]
    across = surface[:, 1:] != surface[:, :-1]
    found[1:] |= down
    found[:-1] |= down
    found[:, 1:] |= across
    found[:, :-1] |= across
    return found


def _samples(view: View, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Grid:
    """(n, 8): where the samples of these pixels are on the picture plane."""
    dx = np.array([(a - 8) / 8 / view.height for a, _ in SAMPLES], np.float32)
    dy = np.array([(8 - b) / 8 / view.height for _, b in SAMPLES], np.float32)
    return Grid(
        view.grid.x[0].take(columns)[:, None] + dx, view.grid.y[:, 0].take(rows)[:, None] + dy
    )


def _in_window(
    window: Window, rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> NDArray[np.intp]:
    within = (rows >= window.top) & (rows < window.bottom)
    within &= (columns >= window.left) & (columns < window.right)
    return np.flatnonzero(within)


def _cast_samples(view: View, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Plate:
    grid = _samples(view, rows, columns)
    surface = np.zeros(grid.x.shape, np.int16)
    nearness = np.empty(grid.x.shape, np.float32)
    nearness[:] = view.floor[:, 0].take(rows)[:, None]
    for target in view.targets:
        which = _in_window(target.whole, rows, columns)
        if which.size:
            part = surface[which], nearness[which]
            merge(target, target.meets(Grid(grid.x[which], grid.y[which])), *part)
            surface[which], nearness[which] = part
    return Plate(grid.x.reshape(-1), grid.y.reshape(-1), surface.reshape(-1), nearness.reshape(-1))


def _averaged(plate: Plate, colours: Colours, behind: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The mean colour of every eight samples, rounded; exact whole-number arithmetic."""
    packed = colours.packed.take(colours.first.take(plate.surface) + plate.tone).reshape(-1, 8)
    packed = np.where(plate.surface.reshape(-1, 8) == 0, behind[:, None], packed)
    mask = np.uint32(0x00FF00FF)
    even = (packed & mask).sum(axis=1, dtype=np.uint32) + np.uint32(0x00040004)
    odd = ((packed >> np.uint32(8)) & mask).sum(axis=1, dtype=np.uint32) + np.uint32(0x00040004)
    mean: NDArray[np.uint32] = ((even >> np.uint32(3)) & mask) | (
        ((odd >> np.uint32(3)) & mask) << np.uint32(8)
    )
    return mean


def picture(scene: Scene, view: View, seen: Cast) -> NDArray[np.uint8]:
    """(height, width, 3) sRGB. The surfaces of `seen` get their marks added, in place."""
    toward = toward_light(scene.light)
    colours, paint = colours_of(scene, view), paints(view, toward)
    packed = backdrop(view, toward)
    tones = _paint_pixels(view, seen, paint)
    behind = packed.copy()
    shown = seen.surface > 0
    packed[shown] = colours.packed.take(colours.first.take(seen.surface[shown]) + tones[shown])
    rows, columns = np.nonzero(edges(seen.surface))
    if rows.size:
        plate = _cast_samples(view, rows, columns)
        for one in paint:
            plate.paint(one)
        packed[rows, columns] = _averaged(plate, colours, behind[rows, columns])
    return np.ascontiguousarray(packed.view(np.uint8).reshape(*packed.shape, 4)[..., :3])
