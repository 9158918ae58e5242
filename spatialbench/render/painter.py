"""A scene as pixels: one sample in the middle of every pixel, eight where surfaces meet."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.frame import Cast, View, Window
from spatialbench.geometry.scene import Scene
from spatialbench.render.backdrop import backdrop
from spatialbench.render.colouring import Colours, colours_of, toward_light
from spatialbench.render.marking import Paint
from spatialbench.render.plate import MANY, Plate
from spatialbench.render.rims import draw_rims
from spatialbench.render.samples import PIXELS_AT_A_TIME, edge_pixels, smoothed

GLYPH_CELLS = 256


def _resolution(view: View) -> int:
    """Cells along a glyph's bitmap: finer for larger pictures."""
    cells = GLYPH_CELLS
    while cells < view.height:
        cells *= 2
    return cells


def _in_frame(view: View, window: Window) -> Window:
    return window.clipped(view.width, view.height)


def _paint_pixels(view: View, seen: Cast, paint: list[Paint]) -> NDArray[np.uint8]:
    """Add marks to the surfaces in place; the tones, (height, width)."""
    tones = np.zeros(seen.surface.shape, np.uint8)
    for one in paint:
        for band in _in_frame(view, one.target.whole).bands():
            place = band.place
            x, y = (np.broadcast_to(v, seen.surface[place].shape) for v in view.axes(band))
            plate = Plate.over(x, y, seen.surface[place], seen.nearness[place])
            plate.paint([one])
            plate.write(seen.surface[place], tones[place])
    return tones


def _around(windows: list[Window]) -> Window:
    """The least window around all of them."""
    return Window(
        min(w.top for w in windows),
        max(w.bottom for w in windows),
        min(w.left for w in windows),
        max(w.right for w in windows),
    )


def _colour_pixels(
    packed: NDArray[np.uint32], view: View, seen: Cast, tones: NDArray[np.uint8], colours: Colours
) -> None:
    """Put the colours of all bodies into the picture."""
    windows = [_in_frame(view, target.whole) for target in view.targets]
    windows = [window for window in windows if not window.empty]
    if windows:
        for band in _around(windows).bands():
            surface = seen.surface[band.place]
            shades = colours.of(surface, tones[band.place])
            np.copyto(packed[band.place], shades, where=surface > 0)


def _three_bytes(packed: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """(h, w) packed colours as (h, w, 3); one channel at a time is much the fastest."""
    four = packed.view(np.uint8).reshape(*packed.shape, 4)
    image = np.empty((*packed.shape, 3), np.uint8)
    for channel in range(3):
        image[..., channel] = four[..., channel]
    return image


def picture(scene: Scene, view: View, seen: Cast) -> NDArray[np.uint8]:
    """(height, width, 3) sRGB. The surfaces of `seen` get their marks added, in place."""
    toward = toward_light(scene.light)
    colours = colours_of(scene, view)
    paint = [Paint(target, toward, _resolution(view)) for target in view.targets]
    packed = backdrop(view, toward)
    tones = _paint_pixels(view, seen, paint)
    edges = edge_pixels(seen.surface)
    behind = packed.reshape(-1).take(edges)
    _colour_pixels(packed, view, seen, tones, colours)
    at_a_time = PIXELS_AT_A_TIME * (1 + len(paint) // MANY)
    for first in range(0, edges.size, at_a_time):
        some = slice(first, first + at_a_time)
        packed.reshape(-1)[edges[some]] = smoothed(view, edges[some], paint, colours, behind[some])
    draw_rims(packed, seen.ids, view)
    return _three_bytes(packed)
