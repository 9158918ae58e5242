"""Any rotation with rational entries, exactly: a quaternion of whole numbers.

The rotations of such quaternions are dense among all rotations, so that any pose can be had as
nearly as one likes with no rounding. Where a body keeps to the grid, `Rotation` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from spatialbench.errors import FormatError
from spatialbench.geometry.rotations import Matrix, Rotation, Vector

Exact = tuple[Fraction, Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Quaternion:
    """The rotation of w + xi + yj + zk, which need not have length 1: counter-clockwise about
    (x, y, z), seen from its tip, by the angle whose half has the tangent |(x, y, z)| / w."""

    w: int
    x: int
    y: int
    z: int

    def __post_init__(self) -> None:
        if not (self.w or self.x or self.y or self.z):
            raise FormatError("a Quaternion: expected a number other than 0; got 0, 0, 0, 0")

    @property
    def matrix(self) -> tuple[Exact, Exact, Exact]:
        """(3, 3) fractions: columns are where x, y and z go (Euler and Rodrigues)."""
        w, x, y, z = self.w, self.x, self.y, self.z
        rows = (
            (w * w + x * x - y * y - z * z, 2 * (x * y - w * z), 2 * (x * z + w * y)),
            (2 * (x * y + w * z), w * w - x * x + y * y - z * z, 2 * (y * z - w * x)),
            (2 * (x * z - w * y), 2 * (y * z + w * x), w * w - x * x - y * y + z * z),
        )
        norm = w * w + x * x + y * y + z * z
        one, two, three = (_over(row, norm) for row in rows)
        return (one, two, three)

    @property
    def inverse(self) -> Quaternion:
        """The rotation that undoes this one."""
        return Quaternion(self.w, -self.x, -self.y, -self.z)

    def then(self, other: Quaternion) -> Quaternion:
        """This rotation followed by another about the room's axes (extrinsic)."""
        a, b = other, self
        return _least(
            a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
            a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
            a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
            a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
        )

    def __call__(self, vector: Vector | Exact) -> Exact:
        """The vector, rotated."""
        a, b, c = vector
        x, y, z = (row[0] * a + row[1] * b + row[2] * c for row in self.matrix)
        return (x, y, z)


def _over(row: Vector, norm: int) -> Exact:
    return (Fraction(row[0], norm), Fraction(row[1], norm), Fraction(row[2], norm))


def _least(w: int, x: int, y: int, z: int) -> Quaternion:
    """The same rotation in the smallest whole numbers, the first that is not 0 above 0."""
    common = gcd(w, x, y, z)
    sign = 1 if next(part for part in (w, x, y, z) if part) > 0 else -1
    return Quaternion(*(sign * part // common for part in (w, x, y, z)))


def quaternion_of(rotation: Rotation | Quaternion) -> Quaternion:
    """The same rotation as a quaternion."""
    return rotation if isinstance(rotation, Quaternion) else _of_matrix(rotation.matrix)


def _of_matrix(m: Matrix) -> Quaternion:
    """Four times the products of w, x, y, z with one another (Shepperd); the row of the largest."""
    table = (
        (1 + m[0][0] + m[1][1] + m[2][2], m[2][1] - m[1][2], m[0][2] - m[2][0], m[1][0] - m[0][1]),
        (m[2][1] - m[1][2], 1 + m[0][0] - m[1][1] - m[2][2], m[0][1] + m[1][0], m[0][2] + m[2][0]),
        (m[0][2] - m[2][0], m[0][1] + m[1][0], 1 - m[0][0] + m[1][1] - m[2][2], m[1][2] + m[2][1]),
        (m[1][0] - m[0][1], m[0][2] + m[2][0], m[1][2] + m[2][1], 1 - m[0][0] - m[1][1] + m[2][2]),
    )
    return _least(*max(table, key=lambda row: max(map(abs, row))))


def turned(first: Rotation | Quaternion, then: Rotation | Quaternion) -> Rotation | Quaternion:
    """One rotation followed by another about the room's axes, each of either kind."""
    if isinstance(first, Rotation) and isinstance(then, Rotation):
        return first.then(then)
    return quaternion_of(first).then(quaternion_of(then))
