"""Smooth edges: pixels where surfaces meet are cast again with eight samples each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.frame import View, Window, merge
from spatialbench.caster.rays import Grid
from spatialbench.render.colouring import Colours
from spatialbench.render.marking import Paint
from spatialbench.render.plate import Plate

SAMPLES = ((1, 5), (3, 13), (5, 1), (7, 9), (9, 15), (11, 7), (13, 3), (15, 11))
"""Where in a pixel the samples are, in sixteenths: no two in one row or column of eighths."""
PIXELS_AT_A_TIME = 3072
"""So that work on their samples stays in the CPU's cache."""

Numbers = NDArray[np.intp]


def edge_pixels(surface: NDArray[np.int16]) -> Numbers:
    """The flat numbers of pixels with a neighbour, above, below or beside, of another surface."""
    found = np.zeros(surface.shape, np.bool_)
    down = surface[1:] != surface[:-1]
    across = surface[:, 1:] != surface[:, :-1]
    found[1:] |= down
    found[:-1] |= down
    found[:, 1:] |= across
    found[:, :-1] |= across
    return np.flatnonzero(found)


def _sample_grid(view: View, rows: Numbers, columns: Numbers) -> Grid:
    dx = np.array([[(a - 8) / 8 / view.height] for a, _ in SAMPLES], np.float32)
    dy = np.array([[(8 - b) / 8 / view.height] for _, b in SAMPLES], np.float32)
    return Grid(
        view.grid.x[0].take(columns)[None, :], view.grid.y[:, 0].take(rows)[None, :], dx, dy
    )


def _in_window(window: Window, rows: Numbers, columns: Numbers) -> Numbers:
    """Which pixels are in the window; rows are in ascending order."""
    first, last = np.searchsorted(rows, (window.top, window.bottom))
    part = columns[first:last]
    within = (part >= window.left) & (part < window.right)
    found: Numbers = np.flatnonzero(within) + first
    return found


def _cast(view: View, rows: Numbers, columns: Numbers) -> Plate:
    grid = _sample_grid(view, rows, columns)
    surface = np.zeros(grid.shape, np.int16)
    nearness = np.empty(grid.shape, np.float32)
    nearness[:] = view.floor[:, 0].take(rows)
    for target in view.targets:
        which = _in_window(target.whole, rows, columns)
        if which.size == rows.size:
            merge(target, grid, surface, nearness)
        elif which.size:
            part = surface.take(which, axis=1), nearness.take(which, axis=1)
            own = Grid(grid.x.take(which, axis=1), grid.y.take(which, axis=1), grid.dx, grid.dy)
            merge(target, own, *part)
            surface[:, which], nearness[:, which] = part
    x, y, _, _ = grid.spread()
    return Plate.over(x, y, surface, nearness)


def _mean(packed: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The mean colour of every eight samples, rounded; exact whole-number arithmetic."""
    mask, three = np.uint32(0x00FF00FF), np.uint32(3)
    even = (packed & mask).sum(axis=0, dtype=np.uint32) + np.uint32(0x00040004)
    odd = ((packed >> np.uint32(8)) & mask).sum(axis=0, dtype=np.uint32) + np.uint32(0x00040004)
    mean: NDArray[np.uint32] = ((even >> three) & mask) | (((odd >> three) & mask) << np.uint32(8))
    return mean


def smoothed(
    view: View,
    pixels: Numbers,
    paint: list[Paint],
    colours: Colours,
    behind: NDArray[np.uint32],
) -> NDArray[np.uint32]:
    """(n,) packed colours of these pixels; `behind` is the backdrop at each."""
    rows, columns = np.divmod(pixels, view.width)
    plate = _cast(view, rows, columns)
    plate.paint(paint)
    shape = (len(SAMPLES), pixels.size)
    packed = colours.of(plate.surface, plate.tone).reshape(shape)
    np.copyto(packed, behind, where=plate.surface.reshape(shape) == 0)
    return _mean(packed)
