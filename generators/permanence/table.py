"""What the permanence tasks share: a table with a row of places, a ball, cups, a camera."""

from __future__ import annotations

from collections.abc import Sequence

from spatialbench.draw import Draw
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Box, Camera, Cup, Mark, Pose, Sphere

BALL = "ball"
BALL_RADIUS = 22  # all lengths in millimetres

CUP = Cup(top_radius=28, rim_radius=38, height=96, wall=3)
SPACING = 130  # from the middle of one cup to the next

MAT = Box((60, 40, 2))
MAT_DEPTH = -96  # mats lie in front of the cups


def row(count: int, spacing: int = SPACING) -> tuple[int, ...]:
    """The x of each place of a row in the middle of the table, from the viewer's left."""
    return tuple(spacing * (2 * i - count + 1) // 2 for i in range(count))


def cup(name: str, x: int, colour: str) -> Body:
    """A cup upside down on the table."""
    return Body(name, CUP, Pose((x, 0, CUP.height // 2)), colour)


def ball(x: int, y: int, colour: str) -> Body:
    """The ball, lying on the table."""
    return Body(BALL, Sphere(BALL_RADIUS), Pose((x, y, BALL_RADIUS)), colour)


def mat(number: int, x: int) -> Body:
    """A small mat on the table with the number of its place."""
    marks = (("top", Mark("white", str(number))),)
    return Body(f"mat:{number}", MAT, Pose((x, MAT_DEPTH, 1)), "white", marks)


def camera_over_row(count: int, spacing: int = SPACING, *, steep: bool = True) -> Camera:
    """A camera in front, high enough to see all of a row of that length."""
    distance = max(620, 330 + spacing * count)
    y, z = (-distance, distance * 9 // 10) if steep else (-distance * 5 // 4, distance * 4 // 10)
    return Camera((0, y, z), (0, 0, 20), 40)


def places_of(xs: Sequence[int]) -> tuple[Vector, ...]:
    """The places of a row of cups."""
    return tuple((x, 0, CUP.height // 2) for x in xs)


def may_equal(draw: Draw, chance: int) -> bool:
    """Whether a rival may be right this time: in one of `chance` cases."""
    return draw.chance(1, chance)
