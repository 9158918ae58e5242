"""How cubes are pictured: each one a box with its edges, nothing else in the picture.

A shape is turned in front of a level camera by a quaternion of norm 1155; sides of cubes are a
multiple of that, so that every cube is exactly where it belongs. A pile is looked at from above.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import permutations, product
from math import isqrt, sqrt
from typing import NamedTuple

from spatialbench.generators.polycube.polycubes import Cell, Polycube, extent
from spatialbench.generators.polycube.sight import tells_apart
from spatialbench.geometry.quaternions import Quaternion
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Camera, Light, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.probes.draw import Draw

NORM = 1155  # 3 · 5 · 7 · 11: of this norm there are 9,216 rotations
SIDE = 2 * NORM  # of a cube in a picture of a shape, millimetres
FLATTEST, STEEPEST = 0.25, 0.85  # of the parts of a direction of length one
PIXELS = 512

HALF_TANGENTS = {6: 0.0524, 8: 0.0699, 10: 0.0875, 12: 0.1051}
"""By the angle of view in degrees: the tangent of its half."""
FILLED = (78, 92)  # per cent of the picture's half that the cubes reach to
LIGHTS = tuple(
    Light(toward) for toward in ((-2, -3, 6), (3, -2, 7), (-3, -1, 5), (2, -3, 4), (-4, -3, 3))
)


# --- shapes -------------------------------------------------------------------------------------


Four = tuple[int, int, int, int]
Rows = tuple[Vector, Vector, Vector]


def _plain_quaternions() -> list[Four]:
    """Four numbers from 0 on in order of size whose squares make the norm."""
    found = []
    for a in range(isqrt(NORM) + 1):
        for b in range(a, isqrt(NORM - a * a) + 1):
            for c in range(b, isqrt(NORM - a * a - b * b) + 1):
                rest = NORM - a * a - b * b - c * c
                if rest >= c * c and isqrt(rest) ** 2 == rest:
                    found.append((a, b, c, isqrt(rest)))
    return found


def rows_of(q: Four) -> Rows:
    """The matrix of a quaternion, times its norm, in whole numbers."""
    w, x, y, z = q
    return (
        (w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)),
        (2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)),
        (2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z),
    )


def toward_eye(q: Four) -> Vector:
    """Where the eye in front is, in the shape's own directions."""
    x, y, z = rows_of(q)[1]
    return (-x, -y, -z)


@cache
def _is_good(sorted_direction: Vector) -> bool:
    """Whether three faces of a cube are seen well, and no two cells look alike."""
    a, _, c = sorted_direction
    return a >= FLATTEST * NORM and c <= STEEPEST * NORM and tells_apart(sorted_direction)


@cache
def orientations() -> tuple[Four, ...]:
    """The rotations of that norm from which shapes are seen well, in order."""
    found = set()
    for plain in _plain_quaternions():
        for order in set(permutations(plain)):
            for signs in product((1, -1), repeat=4):
                w, x, y, z = (s * part for s, part in zip(signs, order, strict=True))
                if (w, x, y, z) > (-w, -x, -y, -z):
                    found.add((w, x, y, z))
    return tuple(sorted(q for q in found if _is_good(_sorted(toward_eye(q)))))


def _sorted(direction: Vector) -> Vector:
    a, b, c = sorted(map(abs, direction))
    return (a, b, c)


def middle_twice(cells: Polycube, cell: Cell) -> Vector:
    """Twice the way from the middle of the shape to that of a cube, in sides."""
    x, y, z = (2 * part + 1 - size for part, size in zip(cell, extent(cells), strict=True))
    return (x, y, z)


class Placed(NamedTuple):
    """Where the middles of cubes are in a picture, and how far each reaches along x and z."""

    middles: tuple[Vector, ...]
    reach: tuple[int, int]


def placed(cells: Polycube, q: Four) -> Placed:
    """The cubes turned about the middle of the shape, exactly."""
    rows = rows_of(q)  # times 1155; half a side is 1155 as well
    middles = []
    for cell in cells:
        a, b, c = middle_twice(cells, cell)
        x, y, z = (row[0] * a + row[1] * b + row[2] * c for row in rows)
        middles.append((x, y, z))
    wide, high = (sum(map(abs, rows[axis])) for axis in (0, 2))
    return Placed(tuple(middles), (wide, high))


def _span(places: Sequence[int], reach: int) -> tuple[int, int]:
    """The middle of places and half of the way over them and what reaches out from them."""
    low, high = min(places) - reach, max(places) + reach
    return (low + high) // 2, (high - low + 1) // 2


class Framing(NamedTuple):
    """How a picture is taken: the angle of view in degrees, and how much of it is filled, in per
    cent."""

    view_angle: int
    filled: int


def draw_framing(draw: Draw) -> Framing:
    """Any of the angles of view, filled more or less."""
    return Framing(draw.choice(tuple(HALF_TANGENTS)), draw.between(*FILLED))


def side_in_picture(there: Placed, framing: Framing) -> float:
    """How many pixels a side of a cube has that is parallel to the picture."""
    wide, high = (_span([m[axis] for m in there.middles], r)[1] for axis, r in _reaches(there))
    return PIXELS * framing.filled / 100 * SIDE / (2 * max(wide, high))


def _reaches(there: Placed) -> tuple[tuple[int, int], tuple[int, int]]:
    return ((0, there.reach[0]), (2, there.reach[1]))


def picture_of_shape(there: Placed, q: Four, colour: str, framing: Framing, light: Light) -> Scene:
    """The cubes before a level camera that they fill as wanted."""
    (x, wide), (z, high) = (
        _span([m[axis] for m in there.middles], r) for axis, r in _reaches(there)
    )
    near = -min(middle[1] for middle in there.middles)
    away = max(wide, high) * 100 / (framing.filled * HALF_TANGENTS[framing.view_angle])
    eye = (x, -int(away) - near, z)
    box, turn = Box((SIDE, SIDE, SIDE)), Quaternion(*q)
    bodies = [
        Body(f"cube:{number}", box, Pose(middle, turn), colour)
        for number, middle in enumerate(there.middles, 1)
    ]
    return Scene(tuple(bodies), Camera(eye, (x, 0, z), framing.view_angle), (), light, floor=False)


# --- piles --------------------------------------------------------------------------------------

SQUARE = 100  # millimetres: a square of a board, and the side of its cubes
THICK = 10  # millimetres: a board


def pile_camera(direction: Vector, size: Cell, framing: Framing) -> Camera:
    """From that direction, so that a pile of this size and its board fill the picture as wanted;
    the front left corner of the board is the origin."""
    wide, deep, high = (SQUARE * part for part in size)
    target = (wide // 2, deep // 2, (high - THICK) // 2)
    x, y, z = direction
    length, flat = sqrt(x * x + y * y + z * z), sqrt(x * x + y * y)
    across = (abs(y) * wide + abs(x) * deep) / flat / 2
    up = (flat * (high + THICK) + z * (abs(x) * wide + abs(y) * deep) / flat) / length / 2
    toward = (abs(x) * wide + abs(y) * deep + z * (high + THICK)) / length / 2
    away = max(across, up) * 100 / (framing.filled * HALF_TANGENTS[framing.view_angle]) + toward
    eye = [t + int(away * part / length) for t, part in zip(target, direction, strict=True)]
    return Camera((eye[0], eye[1], eye[2]), target, framing.view_angle)


def side_in_pile(direction: Vector, size: Cell, framing: Framing) -> float:
    """How many pixels a side of a cube has in the middle of the pile that is parallel to the
    picture."""
    camera = pile_camera(direction, size, framing)
    away = sqrt(sum((p - t) ** 2 for p, t in zip(camera.position, camera.target, strict=True)))
    return PIXELS * SQUARE / (2 * HALF_TANGENTS[framing.view_angle] * away)


def cubes_of(heights: Sequence[Sequence[int]], colour: str) -> tuple[Body, ...]:
    """A pile cube by cube, without those that have others on all sides: `heights[y][x]`."""
    box = Box((SQUARE, SQUARE, SQUARE))
    cells = {
        (x, y, z)
        for y, row in enumerate(heights)
        for x, height in enumerate(row)
        for z in range(height)
    }
    shown = sorted(cell for cell in cells if not _enclosed(cell, cells))
    return tuple(
        Body(f"cube:{number}", box, Pose(_middle(cell)), colour)
        for number, cell in enumerate(shown, 1)
    )


def _enclosed(cell: Cell, cells: set[Cell]) -> bool:
    x, y, z = cell
    around = ((x + 1, y, z), (x - 1, y, z), (x, y + 1, z), (x, y - 1, z), (x, y, z + 1))
    return all(place in cells for place in around)


def _middle(cell: Cell) -> Vector:
    x, y, z = (SQUARE * part + SQUARE // 2 for part in cell)
    return (x, y, z)


def squares_of(wide: int, deep: int, colour: str) -> tuple[Body, ...]:
    """A board square by square, its upper side at height 0."""
    box = Box((SQUARE, SQUARE, THICK))
    return tuple(
        Body(
            f"square:{x + wide * y + 1}", box, Pose((*_middle((x, y, 0))[:2], -THICK // 2)), colour
        )
        for y in range(deep)
        for x in range(wide)
    )
