"""Cameras that what happens fills, exactly: found with whole numbers, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from spatialbench.geometry.replay import add, subtract
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Camera

Direction = tuple[int, int, int, int]
"""A direction with whole numbers and its length: (x, y, z, √(x² + y² + z²)), x being 0."""

HALF_VIEWS = {12: Fraction(105, 1000), 30: Fraction(267, 1000)}
"""By view angle in degrees, from top to bottom: just below the tangent of half of it."""
WIDE, SQUARE = Fraction(16, 9), Fraction(1)
_STEP = 10  # millimetres


def camera_for(
    spots: Sequence[Vector], direction: Direction, angle: int, aspect: Fraction, filled: Fraction
) -> Camera:
    """The nearest camera in that direction that has all the places within so much of half of its
    view."""
    middle = tuple((min(p[i] for p in spots) + max(p[i] for p in spots)) // 2 for i in range(3))
    target = (middle[0], middle[1], middle[2])
    x, y, z, length = direction
    distance = distance_for(spots, target, direction, HALF_VIEWS[angle] * filled, aspect)
    offset = (x * distance // length, y * distance // length, z * distance // length)
    return Camera(add(target, offset), target, angle)


def distance_for(
    spots: Iterable[Vector],
    target: Vector,
    direction: Direction,
    inside: Fraction,
    aspect: Fraction,
) -> int:
    """From how far away, in steps, all the places are in view for who looks at the target: `inside`
    is the tangent of how far from the middle they may be, up and down, and so many times as far to
    the sides."""
    _, y, z, length = direction
    fine, wider = aspect.numerator * inside.numerator, inside.denominator

    def needed(offset: Vector) -> int:
        """That from which a place lies just within the view, `fine` and `length` times."""
        right, back, up = offset
        toward, across = y * back + z * up, z * back - y * up  # the camera; up in the picture
        wide, high = length * abs(right) * aspect.denominator, abs(across) * aspect.numerator
        return toward * fine + wider * max(wide, high)

    most = max(needed(subtract(spot, target)) for spot in spots)
    return -(-most // (fine * length * _STEP)) * _STEP
