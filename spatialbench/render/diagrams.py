"""Diagrams: nets, sheets of paper, views in a plane, as pixels.

A diagram is data; `drawn` says what is to be seen of it, in units of its own with y up: patches of
colour, lines and signs, painted in order. Edges are as smooth as a distance makes them; there is
nothing here but + - * / sqrt, so the pixels are the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, singledispatch
from math import ceil, floor, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.geometry.kinds import Diagram, beside
from spatialbench.render.glyphs import bitmap
from spatialbench.render.palette import INK, RGB, glyph_colour, rgb

XY = tuple[float, float]
Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]
PAPER: RGB = (246, 245, 242)
MARGIN = 0.07  # of the picture, at least, around the drawing
FINER = 4


@dataclass(frozen=True, slots=True)
class Patch:
    """A convex area of a colour, its corners in order, either way round; ValueError for an area
    that is not convex, of fewer than three corners, or with a corner twice."""

    corners: tuple[XY, ...]
    colour: str

    def __post_init__(self) -> None:
        bends = [_bend(*three) for three in _threes(self.corners)]
        twice = len(set(self.corners)) < len(self.corners)
        if len(bends) < 3 or twice or not any(bends) or min(bends) < 0 < max(bends):
            raise ValueError(f"a Patch: expected the corners of a convex area; got {self.corners}")


def _threes(corners: tuple[XY, ...]) -> list[tuple[XY, XY, XY]]:
    """Each corner between the one before and the one after."""
    after = corners[1:] + corners[:1]
    return list(zip(corners, after, after[1:] + after[:1], strict=True))


def _bend(a: XY, b: XY, c: XY) -> float:
    """Above 0 where the way from a by b to c bends to the left, below 0 to the right."""
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line in ink with round ends, of this width; dashed in pieces of `dash`."""

    start: XY
    end: XY
    width: float
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Sign:
    """A glyph of this height with its middle there, on this colour, after so many quarter turns
    counter-clockwise."""

    name: str
    at: XY
    height: float
    on: str | None = None
    turn: int = 0


Mark = Patch | Line | Sign


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is to be seen, painted in order, between (0, 0) and (width, height), which are above 0:
    ValueError if not."""

    width: float
    height: float
    marks: tuple[Mark, ...]

    def __post_init__(self) -> None:
        if not (self.width > 0 and self.height > 0):
            got = f"{self.width} by {self.height}"
            raise ValueError(f"a Drawing: expected a width and a height above 0; got {got}")


@singledispatch
def drawn(diagram: Diagram) -> Drawing:
    """What is to be seen of a diagram: an ability's `drawing.py` says so of its own."""
    found: Drawing = beside(drawn, diagram, "drawing")(diagram)
    return found


class _Scale(NamedTuple):
    """Pixels a unit, and where (0, 0) is on the picture, y up."""

    factor: float
    left: float
    bottom: float

    def place(self, point: XY) -> XY:
        """The point in pixels, from the lower left."""
        return (self.left + self.factor * point[0], self.bottom + self.factor * point[1])


def _fitted(drawing: Drawing, width: int, height: int) -> _Scale:
    room = 1 - 2 * MARGIN
    factor = min(room * width / drawing.width, room * height / drawing.height)
    left = (width - factor * drawing.width) / 2
    return _Scale(factor, left, (height - factor * drawing.height) / 2)


# --- pixels -------------------------------------------------------------------------------------


def diagram_pixels(diagram: Diagram, size: int) -> NDArray[np.uint8]:
    """(size, size, 3) uint8: the diagram as large as fits."""
    drawing = drawn(diagram)
    scale = _fitted(drawing, size, size)
    canvas = np.empty((size, size, 3), np.uint8)  # row 0 at the lower edge until the end
    canvas[:] = np.full((size, 3), PAPER, np.uint8)
    for mark in drawing.marks:
        _paint(mark, canvas, scale)
    return np.ascontiguousarray(canvas[::-1])


def _paint(mark: Mark, canvas: Pixels, scale: _Scale) -> None:
    match mark:
        case Patch(corners=corners, colour=colour):
            _blend(canvas, _convex([scale.place(p) for p in corners], canvas), rgb(colour))
        case Line():
            half = mark.width * scale.factor / 2
            pieces = [(scale.place(start), scale.place(end)) for start, end in dashes(mark)]
            if _apart(pieces, half):
                _blend_strokes(canvas, pieces, half)
            else:
                for a, b in pieces:
                    _blend(canvas, _stroke(a, b, half, canvas), INK)
        case Sign():
            _blend(
                canvas, _inked(mark, scale), INK if mark.on is None else glyph_colour(rgb(mark.on))
            )


class _Cover(NamedTuple):
    """How much of each pixel from (bottom, left) on is covered, 0 to 1."""

    share: Floats
    bottom: int
    left: int


def _blend(canvas: Pixels, cover: _Cover, colour: RGB) -> None:
    """The colour over what is there; what lies beside the canvas is not painted."""
    height, width = cover.share.shape
    low, left = max(0, cover.bottom), max(0, cover.left)
    part = canvas[low : max(0, cover.bottom + height), left : max(0, cover.left + width)]
    share = cover.share[low - cover.bottom :, left - cover.left :]
    part[:] = _mixed(part, colour, share[: part.shape[0], : part.shape[1], None])


def _mixed(part: Pixels, colour: RGB, share: Floats) -> Pixels:
    """Pixels with so much of the colour over them."""
    mixed = part + (np.array(colour, np.float32) - part) * share
    return (mixed + np.float32(0.5)).astype(np.uint8)


def _grid(points: list[XY], reach: float, canvas: Pixels) -> tuple[Floats, Floats, int, int]:
    """The middles of the pixels around some points: x (1, w), y (h, 1), and the first of them."""
    height, width, _ = canvas.shape
    low = [max(0, floor(min(p[i] for p in points) - reach)) for i in (0, 1)]
    high = [
        min(most, ceil(max(p[i] for p in points) + reach)) for i, most in enumerate((width, height))
    ]
    x = np.arange(low[0], max(low[0], high[0]), dtype=np.float32) + np.float32(0.5)
    y = np.arange(low[1], max(low[1], high[1]), dtype=np.float32) + np.float32(0.5)
    return x[None, :], y[:, None], low[1], low[0]


def _clipped(distance: Floats) -> Floats:
    """How much is covered where the edge is so many pixels further out."""
    share: Floats = np.minimum(np.maximum(distance + np.float32(0.5), 0), 1)
    return share


def _convex(corners: list[XY], canvas: Pixels) -> _Cover:
    """A convex area: as far in as from its nearest edge."""
    x, y, bottom, left = _grid(corners, 1, canvas)
    if min(_bend(*three) for three in _threes(tuple(corners))) < 0:
        corners = corners[::-1]
    inside = np.full((y.size, x.size), np.float32(1e6))
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True):
        length = sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay))
        nx, ny = np.float32((ay - by) / length), np.float32((bx - ax) / length)
        start = nx * np.float32(ax) + ny * np.float32(ay)
        inside = np.minimum(inside, nx * x + ny * y - start)
    return _Cover(_clipped(inside), bottom, left)


def _stroke(a: XY, b: XY, half: float, canvas: Pixels) -> _Cover:
    """A line with round ends: as far in as half its width less the distance from it."""
    x, y, bottom, left = _grid([a, b], half + 1, canvas)
    dx, dy = np.float32(b[0] - a[0]), np.float32(b[1] - a[1])
    length = dx * dx + dy * dy
    x, y = x - np.float32(a[0]), y - np.float32(a[1])
    along = (x * dx + y * dy) / (length if length > 0 else np.float32(1))
    along = np.minimum(np.maximum(along, 0), 1)
    ex, ey = x - along * dx, y - along * dy
    return _Cover(_clipped(np.float32(half) - np.sqrt(ex * ex + ey * ey)), bottom, left)


def _apart(pieces: list[tuple[XY, XY]], half: float) -> bool:
    """Whether no pixel is covered by two pieces of a line: the gaps are as long as the pieces."""
    ((ax, ay), (bx, by)), more = pieces[0], len(pieces) > 1
    return more and sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay)) > 2 * half + 1.01


def _blend_strokes(canvas: Pixels, pieces: list[tuple[XY, XY]], half: float) -> None:
    """All pieces of a dashed line in ink at once, as `_stroke` covers each and with its numbers."""
    ends = np.array(pieces)  # (piece, end, x or y)
    low = np.floor(ends.min(axis=1) - (half + 1)).astype(np.int64)
    wide, high = (np.ceil(ends.max(axis=1) + (half + 1)).astype(np.int64) - low).max(axis=0)
    columns, rows = low[:, 0, None] + np.arange(wide), low[:, 1, None] + np.arange(high)
    start, way = ends[:, 0].astype(np.float32), (ends[:, 1] - ends[:, 0]).astype(np.float32)
    x = (columns.astype(np.float32) + np.float32(0.5) - start[:, 0, None])[:, None, :]
    y = (rows.astype(np.float32) + np.float32(0.5) - start[:, 1, None])[:, :, None]
    dx, dy = way[:, 0, None, None], way[:, 1, None, None]
    along = np.minimum(np.maximum((x * dx + y * dy) / (dx * dx + dy * dy), 0), 1)
    ex, ey = x - along * dx, y - along * dy
    share = _clipped(np.float32(half) - np.sqrt(ex * ex + ey * ey))
    across, up = (columns >= 0) & (columns < canvas.shape[1]), (rows >= 0) & (rows < len(canvas))
    piece, i, j = np.nonzero((share > 0) & across[:, None, :] & up[:, :, None])
    place = (rows[piece, i], columns[piece, j])
    canvas[place] = _mixed(canvas[place], INK, share[piece, i, j][:, None])


def _inked(sign: Sign, scale: _Scale) -> _Cover:
    """A glyph, to whole pixels: drawn finer, and averaged."""
    size = max(4, round(sign.height * scale.factor))
    x, y = scale.place(sign.at)
    return _Cover(_ink(sign.name, size, sign.turn % 4), round(y - size / 2), round(x - size / 2))


@cache
def _ink(name: str, size: int, turn: int) -> Floats:
    cells = bitmap(name, size * FINER).reshape(size, FINER, size, FINER)
    share = cells.sum(axis=(1, 3), dtype=np.float32) / np.float32(FINER * FINER)
    return np.ascontiguousarray(np.rot90(share, -turn))  # row 0 is the lower edge: the other way


def dashes(line: Line) -> list[tuple[XY, XY]]:
    """The pieces of a line, each as long as the gaps between them; whole if it is not dashed."""
    (ax, ay), (bx, by) = line.start, line.end
    length = sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay))
    if not line.dash or length <= line.dash:
        return [(line.start, line.end)]
    count = 2 * floor(length / line.dash / 2) + 1  # odd: it begins and ends with ink
    at = [(ax + (bx - ax) * i / count, ay + (by - ay) * i / count) for i in range(count + 1)]
    return [(at[i], at[i + 1]) for i in range(0, count, 2)]
