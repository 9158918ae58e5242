"""The 24 rotations of a cube, exactly.

Convention, used everywhere: a right-handed room; x points to the viewer's right, y away from the
viewer, z up. The viewer stands at the front, at negative y. A positive turn about an axis is
counter-clockwise seen from the tip of that axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import permutations, product

Vector = tuple[int, int, int]
Matrix = tuple[Vector, Vector, Vector]

FACES = ("front", "back", "left", "right", "top", "bottom")

NORMALS: dict[str, Vector] = {
    "front": (0, -1, 0),
    "back": (0, 1, 0),
    "left": (-1, 0, 0),
    "right": (1, 0, 0),
    "top": (0, 0, 1),
    "bottom": (0, 0, -1),
}
"""Outward normal of each face."""

UPRIGHT: dict[str, Vector] = {
    "front": (0, 0, 1),
    "back": (0, 0, 1),
    "left": (0, 0, 1),
    "right": (0, 0, 1),
    "top": (0, 1, 0),
    "bottom": (0, -1, 0),
}
"""Where the top of an upright mark points: up on the sides; on top and bottom as in the
cross-shaped net with the front in its middle."""

OPPOSITE = {
    "front": "back",
    "back": "front",
    "left": "right",
    "right": "left",
    "top": "bottom",
    "bottom": "top",
}

_FACE_OF = {normal: face for face, normal in NORMALS.items()}


def apply(matrix: Matrix, vector: Vector) -> Vector:
    """The matrix times the column vector."""
    (a, b, c), (d, e, f), (g, h, i) = matrix
    x, y, z = vector
    return (a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z)


def cross(u: Vector, v: Vector) -> Vector:
    """The cross product, right-handed."""
    return (u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0])


def dot(u: Vector, v: Vector) -> int:
    """The scalar product."""
    return u[0] * v[0] + u[1] * v[1] + u[2] * v[2]


def face_toward(vector: Vector) -> str:
    """The face whose outward normal is this unit vector."""
    return _FACE_OF[vector]


def _determinant(m: Matrix) -> int:
    return dot(m[0], cross(m[1], m[2]))


def _matrices() -> list[Matrix]:
    found: list[Matrix] = []
    for order in permutations(range(3)):
        for signs in product((1, -1), repeat=3):
            rows = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
            for row, (column, sign) in enumerate(zip(order, signs, strict=True)):
                rows[row][column] = sign
            matrix = (
                (rows[0][0], rows[0][1], rows[0][2]),
                (rows[1][0], rows[1][1], rows[1][2]),
                (rows[2][0], rows[2][1], rows[2][2]),
            )
            if _determinant(matrix) == 1:
                found.append(matrix)
    return found


@dataclass(frozen=True, slots=True)
class Rotation:
    """One of the 24 rotations; `index` is its place in `ROTATIONS`, 0 the identity."""

    index: int

    @property
    def matrix(self) -> Matrix:
        """(3, 3) int: columns are where x, y and z go."""
        return _MATRICES[self.index]

    def then(self, other: Rotation) -> Rotation:
        """This rotation followed by another about the room's axes (extrinsic)."""
        return _THEN[self.index][other.index]

    @property
    def inverse(self) -> Rotation:
        """The rotation that undoes this one."""
        return ROTATIONS[_INVERSE[self.index]]

    def goes_to(self, face: str) -> str:
        """Where the face that was here is afterwards."""
        return _GOES[self.index][face]

    def came_from(self, face: str) -> str:
        """Where the face that is here afterwards was before."""
        return _CAME[self.index][face]

    def __call__(self, vector: Vector) -> Vector:
        """The vector, rotated."""
        return apply(_MATRICES[self.index], vector)


_MATRICES = _matrices()
ROTATIONS = tuple(Rotation(i) for i in range(24))
IDENTITY = ROTATIONS[0]

_INDEX = {matrix: i for i, matrix in enumerate(_MATRICES)}


def _columns(matrix: Matrix) -> tuple[Vector, Vector, Vector]:
    return (
        (matrix[0][0], matrix[1][0], matrix[2][0]),
        (matrix[0][1], matrix[1][1], matrix[2][1]),
        (matrix[0][2], matrix[1][2], matrix[2][2]),
    )


def _product(left: Matrix, right: Matrix) -> Matrix:
    columns = [apply(left, column) for column in _columns(right)]
    return _columns((columns[0], columns[1], columns[2]))


_THEN = tuple(tuple(ROTATIONS[_INDEX[_product(b, a)]] for b in _MATRICES) for a in _MATRICES)
_INVERSE = tuple(row.index(IDENTITY) for row in _THEN)
_GOES = tuple(
    {face: _FACE_OF[apply(matrix, normal)] for face, normal in NORMALS.items()}
    for matrix in _MATRICES
)


_CAME = tuple(_GOES[inverse] for inverse in _INVERSE)


def rotation_of(matrix: Matrix) -> Rotation:
    """The rotation with this matrix; KeyError if it is none of the 24."""
    return ROTATIONS[_INDEX[matrix]]


@cache
def quarter_turns(seen_from: str, quarters: int) -> Rotation:
    """The rotation by `quarters` × 90°, counter-clockwise seen from outside of that face.

    >>> quarter_turns("top", 1).goes_to("front")
    'right'
    """
    a = NORMALS[seen_from]
    # Rodrigues for 90°: v → a (a·v) + a × v
    columns = []
    for v in ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
        w, along = cross(a, v), dot(a, v)
        columns.append((w[0] + a[0] * along, w[1] + a[1] * along, w[2] + a[2] * along))
    one = rotation_of(_columns((columns[0], columns[1], columns[2])))
    rotation = IDENTITY
    for _ in range(quarters % 4):
        rotation = rotation.then(one)
    return rotation


def _distances() -> tuple[int, ...]:
    """Least number of quarter turns from the identity to each rotation."""
    steps = [quarter_turns(face, 1) for face in FACES]
    distance = {IDENTITY: 0}
    frontier = [IDENTITY]
    while frontier:
        reached = [r.then(s) for r in frontier for s in steps]
        depth = distance[frontier[0]] + 1
        frontier = [r for r in dict.fromkeys(reached) if r not in distance]
        distance.update(dict.fromkeys(frontier, depth))
    return tuple(distance[r] for r in ROTATIONS)


_DISTANCE = _distances()


def net_distance(rotation: Rotation) -> int:
    """Least number of quarter turns that give this rotation: 0, 1, 2 or 3."""
    return _DISTANCE[rotation.index]
