"""Everyday things made by code: a mug with a handle and a chair as closed meshes, three steps put
together of boxes.

They stand for what a user brings in a file, and each is one surface without any boolean operation:
the mug is a lathed wall with a tube stitched into two windows of it, the chair is the boundary of
cells of a rectilinear grid.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise, product
from math import cos, pi, sin

from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.shapes import Box, Compound, Mesh, Part

PER_MM = 100
SECTIONS = 48
Place = tuple[float, float, float]
Cell = tuple[int, int, int]
Cuboid = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
"""From and to along x, y and z, in millimetres."""


def _mesh(corners: list[Place], triangles: list[Vector]) -> Mesh:
    """The triangles of these corners, in millimetres."""
    fine = [(round(x * PER_MM), round(y * PER_MM), round(z * PER_MM)) for x, y, z in corners]
    return Mesh(tuple(fine), tuple(triangles), PER_MM)


def steps() -> Compound:
    """Three steps, up to the back."""
    treads = [(0, -30, -20, 20), (0, 0, -10, 40), (0, 30, 0, 60)]
    parts = [Part(Box((90, 30, height)), (x, y, z)) for x, y, z, height in treads]
    return Compound(tuple(parts))


# --- the mug ------------------------------------------------------------------------------------

HEIGHT, RADIUS, WALL = 96, 40, 4
LEVELS = (-48.0, -40.0, -30.0, -22.0, -8.0, 8.0, 20.0, 28.0, 36.0, 45.0)
"""Heights of the rings of the outer wall; the handle's windows reach over two steps of these."""
WINDOWS = (6, 1)
"""The levels at which the upper and the lower window of the handle begin."""
HANDLE_TURNS, HANDLE_OUT = 20, 36


def _rings() -> list[tuple[float, float]]:
    """(radius, height) from the middle of the foot, up the outside, down the inside."""
    rim = [(RADIUS, 47.0), (RADIUS - 1.0, 48.0), (RADIUS - WALL + 1, 48.0), (RADIUS - WALL, 47.0)]
    inside = [(RADIUS - WALL, -40.0), (RADIUS - WALL - 3, -43.0)]
    return [*((RADIUS, z) for z in LEVELS), *rim, *inside]


def _corner(ring: int, section: int) -> int:
    return 2 + ring * SECTIONS + section % SECTIONS


def _windows() -> set[tuple[int, int]]:
    """(ring, section) of the squares of the wall that the handle replaces; it points along x."""
    return {(low + i, j % SECTIONS) for low, i, j in product(WINDOWS, (0, 1), (-1, 0))}


def _wall(rings: int) -> list[Vector]:
    windows = _windows()
    squares = [s for s in product(range(rings - 1), range(SECTIONS)) if s not in windows]
    found: list[Vector] = []
    for i, j in squares:
        a, b = _corner(i, j), _corner(i, j + 1)
        c, d = _corner(i + 1, j + 1), _corner(i + 1, j)
        found += [(a, b, c), (a, c, d)]
    return found


def _lids(rings: int) -> list[Vector]:
    """The foot, and the floor inside."""
    foot = [(0, _corner(0, j + 1), _corner(0, j)) for j in range(SECTIONS)]
    floor = [(1, _corner(rings - 1, j), _corner(rings - 1, j + 1)) for j in range(SECTIONS)]
    return [*foot, *floor]


AROUND = ((1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))
"""Steps of section and level around the middle of a window, counter-clockwise seen from outside."""


def _loop(low: int, sense: int) -> list[int]:
    """The corners around a window; `sense` −1 takes it upside down."""
    return [_corner(low + 1 + sense * up, across) for across, up in AROUND]


def _handle(first: int) -> tuple[list[Place], list[Vector]]:
    """The corners of the tube, numbered from `first`, and its triangles with both seams."""
    top, bottom = (LEVELS[low + 1] for low in WINDOWS)
    half, middle = (top - bottom) / 2, (top + bottom) / 2
    across, thick = 2 * pi * RADIUS / SECTIONS, 6.5
    corners: list[Place] = []
    for step in range(1, HANDLE_TURNS):
        t = pi * step / HANDLE_TURNS
        out, up = sin(t), cos(t)
        for i in range(8):
            y, n = across * 1.15 * cos(pi * i / 4), thick * sin(pi * i / 4)
            corners.append(
                (RADIUS - 1 + (HANDLE_OUT - thick) * out + n * out, y, middle + half * up + n * up)
            )
    loops = [list(range(first + 8 * k, first + 8 * k + 8)) for k in range(HANDLE_TURNS - 1)]
    loops = [_loop(WINDOWS[0], 1), *loops, _loop(WINDOWS[1], -1)]
    triangles: list[Vector] = []
    for here, there in pairwise(loops):
        for i in range(8):
            a, b = here[i], here[(i + 1) % 8]
            c, d = there[(i + 1) % 8], there[i]
            triangles += [(a, b, c), (a, c, d)]
    return corners, triangles


@cache
def mug() -> Mesh:
    """A mug 96 mm high, its handle along x, its opening above."""
    rings = _rings()
    turns = [(cos(2 * pi * j / SECTIONS), sin(2 * pi * j / SECTIONS)) for j in range(SECTIONS)]
    corners: list[Place] = [(0.0, 0.0, -48.0), (0.0, 0.0, rings[-1][1])]
    corners += [(r * c, r * s, z) for r, z in rings for c, s in turns]
    tube, handle = _handle(len(corners))
    return _centred(corners + tube, [*_wall(len(rings)), *_lids(len(rings)), *handle])


def _centred(corners: list[Place], triangles: list[Vector]) -> Mesh:
    """The mesh with the middle of its bounding box at the origin."""
    middle = [(min(c[i] for c in corners) + max(c[i] for c in corners)) / 2 for i in range(3)]
    x, y, z = middle
    return _mesh([(a - x, b - y, c - z) for a, b, c in corners], triangles)


# --- the chair ----------------------------------------------------------------------------------

CHAIR: tuple[Cuboid, ...] = (
    ((-200, 200), (-200, 200), (-20, 10)),  # the seat
    *(((x, x + 40), (y, y + 40), (-450, -20)) for x in (-190, 150) for y in (-190, 150)),
    ((-190, -150), (150, 190), (10, 430)),  # the posts of the back
    ((150, 190), (150, 190), (10, 430)),
    ((-150, 150), (160, 180), (340, 410)),  # three slats
    ((-150, 150), (160, 180), (230, 290)),
    ((-150, 150), (160, 180), (120, 180)),
)
_STEPS: tuple[Cell, ...] = ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1))


def union(boxes: tuple[Cuboid, ...]) -> Mesh:
    """The boundary of the union of boxes, as one surface.

    They may share faces and overlap, but not touch along an edge only.
    """
    cuts = [sorted({end for box in boxes for end in box[i]}) for i in range(3)]
    spans = [[(cuts[i].index(a), cuts[i].index(b)) for i, (a, b) in enumerate(b)] for b in boxes]
    cells = {cell for x, y, z in spans for cell in product(range(*x), range(*y), range(*z))}
    numbers: dict[Cell, int] = {}
    triangles: list[Vector] = []
    for cell, step in product(sorted(cells), _STEPS):
        if (cell[0] + step[0], cell[1] + step[1], cell[2] + step[2]) not in cells:
            a, b, c, d = (numbers.setdefault(c, len(numbers)) for c in _side(cell, step))
            triangles += [(a, b, c), (a, c, d)]
    corners = [(float(cuts[0][i]), float(cuts[1][j]), float(cuts[2][k])) for i, j, k in numbers]
    return _centred(corners, triangles)


def _side(cell: Cell, step: Cell) -> list[Cell]:
    """The corners of a cell's side towards a step, counter-clockwise seen from outside."""
    axis = next(i for i in range(3) if step[i])
    u, v = (axis + 1) % 3, (axis + 2) % 3
    around = [(0, 0), (1, 0), (1, 1), (0, 1)]
    found = []
    for along_u, along_v in around if step[axis] > 0 else around[::-1]:
        corner = list(cell)
        corner[axis] += step[axis] > 0
        corner[u] += along_u
        corner[v] += along_v
        found.append((corner[0], corner[1], corner[2]))
    return found


@cache
def chair() -> Mesh:
    """A chair 880 mm high; one who sits on it looks towards the front."""
    return union(CHAIR)
