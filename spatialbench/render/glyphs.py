"""Letters, digits and signs drawn from our own strokes: no font of the system is involved.

A glyph is paths in a square of 100 with y up; one that begins with `W` has strokes of that width. A
stroke of no length is a dot. Bitmaps are made once per process and size, from distances to straight
pieces: + - * / sqrt only, so they are the same on every machine.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

XY = tuple[float, float]
CURVE_PIECES = 12
NARGS = {"W": 1, "M": 2, "L": 2, "Q": 4, "Z": 0}


@dataclass(frozen=True, slots=True)
class Glyph:
    """Straight pieces to be stroked in that width, and closed outlines to be filled."""

    pieces: tuple[tuple[XY, XY], ...]
    outlines: tuple[tuple[XY, ...], ...]
    width: float


@cache
def _assets() -> tuple[float, dict[str, str]]:
    text = files("spatialbench.assets").joinpath("glyphs.json").read_text(encoding="utf-8")
    table = json.loads(text)
    return float(table["width"]), dict(table["glyphs"])


def names() -> tuple[str, ...]:
    """Every glyph that can be put on a face or written in a label."""
    return tuple(_assets()[1])


def stroke_width() -> float:
    """How wide strokes are unless their path says otherwise, in hundredths of the square."""
    return _assets()[0]


def _commands(path: str) -> list[tuple[str, list[float]]]:
    words = path.split()
    found: list[tuple[str, list[float]]] = []
    while words:
        letter = words.pop(0)
        count = NARGS[letter]
        found.append((letter, [float(w) for w in words[:count]]))
        del words[:count]
    return found


def _curve(a: XY, b: XY, c: XY) -> list[XY]:
    """Points of the quadratic Bézier curve after its first."""
    points = []
    for i in range(1, CURVE_PIECES + 1):
        t = i / CURVE_PIECES
        u = 1 - t
        points.append(
            (
                u * u * a[0] + 2 * u * t * b[0] + t * t * c[0],
                u * u * a[1] + 2 * u * t * b[1] + t * t * c[1],
            )
        )
    return points


@cache
def glyph(name: str) -> Glyph:
    """The glyph of that name; KeyError naming the known ones if there is none."""
    table = _assets()[1]
    if name not in table:
        raise KeyError(f"glyph {name!r} is unknown; known are {' '.join(table)}")
    pieces: list[tuple[XY, XY]] = []
    outlines: list[tuple[XY, ...]] = []
    run: list[XY] = []
    width = stroke_width()
    for letter, values in _commands(table[name]):
        if letter == "W":
            width = values[0]
        elif letter == "M":
            run = [(values[0], values[1])]
        elif letter == "L":
            run.append((values[0], values[1]))
            pieces.append((run[-2], run[-1]))
        elif letter == "Q":
            points = [run[-1], *_curve(run[-1], (values[0], values[1]), (values[2], values[3]))]
            pieces += pairwise(points)
            run += points[1:]
        else:
            pieces.append((run[-1], run[0]))
            outlines.append(tuple(run))
    return Glyph(tuple(pieces), tuple(outlines), width)


def _near(
    x: NDArray[np.float64], y: NDArray[np.float64], piece: tuple[XY, XY], r: float
) -> NDArray[np.bool_]:
    """Which points are within r of a straight piece."""
    (ax, ay), (bx, by) = piece
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = ((x - ax) * dx + (y - ay) * dy) / (length if length > 0 else 1.0)
    t = np.minimum(np.maximum(t, 0.0), 1.0)
    ex, ey = x - ax - t * dx, y - ay - t * dy
    return np.asarray(ex * ex + ey * ey <= r * r)


def _within(
    x: NDArray[np.float64], y: NDArray[np.float64], outline: tuple[XY, ...]
) -> NDArray[np.bool_]:
    """Which points are inside a closed outline, by counting crossings."""
    inside = np.zeros(np.broadcast_shapes(x.shape, y.shape), np.bool_)
    for (ax, ay), (bx, by) in zip(outline, outline[1:] + outline[:1], strict=True):
        if ay != by:
            crosses = (ay > y) != (by > y)
            inside ^= crosses & (x < ax + (y - ay) * (bx - ax) / (by - ay))
    return inside


@cache
def bitmap(name: str, size: int) -> NDArray[np.uint8]:
    """(size, size) of 0 and 1; row 0 is the glyph's lower edge, column 0 its left."""
    drawn = glyph(name)
    r = drawn.width / 2
    middle = (np.arange(size) + 0.5) * 100 / size
    ink = np.zeros((size, size), np.bool_)
    for piece in drawn.pieces:
        rows = _span(piece[0][1], piece[1][1], r, size)
        columns = _span(piece[0][0], piece[1][0], r, size)
        ink[rows, columns] |= _near(middle[None, columns], middle[rows, None], piece, r)
    for outline in drawn.outlines:
        ink |= _within(middle[None, :], middle[:, None], outline)
    ink.setflags(write=False)
    return ink.view(np.uint8)


def _span(a: float, b: float, r: float, size: int) -> slice:
    """The rows or columns of a bitmap that a piece from a to b can reach."""
    low, high = min(a, b) - r, max(a, b) + r
    return slice(max(0, int(low * size / 100)), min(size, int(high * size / 100) + 2))
