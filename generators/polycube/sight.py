"""What is seen of cubes on a grid from far away, in whole numbers.

From a direction with three positive parts one sees three faces of a cube. Each is looked at in a
pattern of places: whether a line from there to the eye passes through another cube. Which cells a
line passes does not hang on the cube, so it is found out once for each direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from math import sqrt
from typing import NamedTuple

from spatialbench.generators.polycube.polycubes import Cell
from spatialbench.geometry.rotations import Vector

PARTS = 10  # of a cube's side: places on it are whole numbers of these
INSIDE = (1, 3, 5, 7, 9)
BEYOND = (-1, 1, 3, 5, 7, 9, 11)
"""Places along a face; the second go beyond its edges, for what must be hidden for certain."""
REACH = 7  # cells: nothing that is looked at is larger
_ROW, _LAYER = 16, 256
_FIRST = 1 + _ROW + _LAYER


def _number(cell: Cell) -> int:
    return cell[0] + _ROW * cell[1] + _LAYER * cell[2]


def _line(place: Cell, direction: Vector) -> int:
    """The cells that a line from a place passes, as bits, beginning with the cell at (−1, −1, −1)
    of the cube that the place is on."""
    whole = direction[0] * direction[1] * direction[2]
    cell = [part // PARTS for part in place]
    until = [(c + 1) * PARTS - p for c, p in zip(cell, place, strict=True)]
    left = [u * whole // d for u, d in zip(until, direction, strict=True)]
    found = 0
    while max(cell) <= REACH:
        found |= 1 << (_number((cell[0], cell[1], cell[2])) + _FIRST)
        axis = left.index(min(left))
        cell[axis] += 1
        left[axis] += PARTS * whole // direction[axis]
    return found


@cache
def _lines(direction: Vector, pattern: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """For the face toward each axis, the lines from its places."""
    faces = []
    for axis in range(3):
        places = [(*p[:axis], PARTS, *p[axis:]) for p in product(pattern, repeat=2)]
        faces.append(tuple([_line((x, y, z), direction) for x, y, z in places]))
    return tuple(faces)


def bits_of(cells: Iterable[Cell]) -> int:
    """Cells as bits, to be looked through."""
    found = 0
    for cell in cells:
        found |= 1 << _number(cell)
    return found << _FIRST


class Faces(NamedTuple):
    """How many of the places of the three faces of a cube are seen."""

    x: int
    y: int
    z: int


def seen_of(cell: Cell, bits: int, direction: Vector) -> Faces:
    """What is seen of a cube at that cell, beside or among cubes as bits."""
    around = bits >> _number(cell)
    x, y, z = (list(map(around.__and__, lines)).count(0) for lines in _lines(direction, INSIDE))
    return Faces(x, y, z)


def area(faces: Faces, direction: Vector) -> float:
    """How large that is in the picture, in squares of a cube's side."""
    a, b, c = direction
    shown = a * faces.x + b * faces.y + c * faces.z
    return shown / (len(INSIDE) ** 2 * sqrt(a * a + b * b + c * c))


TILT = 14  # one part in so many of the direction's length
_FINE = 8


@cache
def _tilted(direction: Vector) -> tuple[Vector, ...]:
    """The direction, and others a few degrees around it."""
    a, b, c = (_FINE * part for part in direction)
    by = int(sqrt(a * a + b * b + c * c)) // TILT
    return (
        direction,
        (a + by, b, c),
        (max(1, a - by), b, c),
        (a, b + by, c),
        (a, max(1, b - by), c),
        (a, b, c + by),
        (a, b, max(1, c - by)),
    )


@cache
def _edges(direction: Vector) -> tuple[int, ...]:
    """The lines that must all be blocked where a cube is to be hidden for certain, the shortest
    first; without those that are blocked where another one is."""
    found = {
        line for tilted in _tilted(direction) for face in _lines(tilted, BEYOND) for line in face
    }
    kept: list[int] = []
    for line in sorted(found, key=lambda line: (line.bit_count(), line)):
        if all(line & shorter != shorter for shorter in kept):
            kept.append(line)
    return tuple(kept)


def surely_hidden(cell: Cell, bits: int, direction: Vector) -> bool:
    """Whether nothing is seen of a cube at that cell, were it a little larger or the eye a little
    elsewhere."""
    around = bits >> _number(cell)
    return all(map(around.__and__, _edges(direction)))


# --- directions in which no two cells look alike ------------------------------------------------

_FAR = 4
_AWAY = tuple(v for v in product(range(-_FAR, _FAR + 1), repeat=3) if v > (0, 0, 0))
APART = 0.24  # sides of a cube


@cache
def tells_apart(direction: Vector) -> bool:
    """Whether cells at most four steps away from each other along each axis are seen at places
    that are clearly apart: then a corner that is seen says where its cube is."""
    a, b, c = direction
    length = a * a + b * b + c * c
    for x, y, z in _AWAY:
        along = a * x + b * y + c * z
        if (x * x + y * y + z * z) * length - along * along < APART * APART * length:
            return False
    return True


def upward(cells: Sequence[Cell], direction: Vector) -> tuple[list[Cell], Vector]:
    """The cells in the same order, and the direction, turned or mirrored so that the direction has
    positive parts, the smallest first: what is seen of each stays what it is."""
    axes = sorted(range(3), key=lambda axis: abs(direction[axis]))
    parts: list[list[int]] = []
    for axis in axes:
        along = [cell[axis] if direction[axis] > 0 else -cell[axis] for cell in cells]
        least = min(along)
        parts.append([part - least for part in along])
    i, j, k = axes
    toward = (abs(direction[i]), abs(direction[j]), abs(direction[k]))
    return list(zip(*parts, strict=True)), toward
