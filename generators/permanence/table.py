"""What the permanence tasks share: a table with a row of places, a ball, cups, a camera."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from spatialbench.generators import framing
from spatialbench.generators.framing import Direction
from spatialbench.geometry.replay import add
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Camera, Mark, Pose
from spatialbench.geometry.shapes import Box, Cup, Sphere

BALL = "ball"
BALL_RADIUS = 38  # all lengths in millimetres

CUP = Cup(top_radius=38, rim_radius=48, height=96, wall=3)
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


STEEP: Direction = (0, -3, 4, 5)  # 53° above the table: lanes behind each other stay apart
VIEWS: tuple[Direction, ...] = (STEEP, (0, -33, 56, 65))
"""53° or 59° above the table."""
FLAT: Direction = (0, -24, 7, 25)  # 16°: nobody looks over a screen or into an upright box


class Lens(NamedTuple):
    """An angle of view in degrees, from top to bottom, and what is just below the tangent of half
    of it."""

    view_angle: int
    half_view: Fraction


WIDE = Lens(24, Fraction(21, 100))
NARROW = Lens(10, Fraction(87, 1000))  # from far away: what is behind a screen is straight behind
_FILLED = Fraction(93, 100)  # of half the picture, so that nothing touches its border
_STEP = 10


def camera_for(points: Iterable[Vector], direction: Direction, lens: Lens = WIDE) -> Camera:
    """The nearest camera in that direction that has all the points well in its 16:9 view: it looks
    at the middle of them, or at what is before or behind it, so that the picture is filled from
    above and from below."""
    spots = list(points)
    x, y, z = ((min(p[i] for p in spots) + max(p[i] for p in spots)) // 2 for i in range(3))
    reach, inside = max(p[1] for p in spots) - y, lens.half_view * _FILLED
    targets = [(x, y + shift, z) for shift in range(-reach, reach + 1, _STEP)]
    aspect = framing.WIDE
    distance, _, target = min(
        (framing.distance_for(spots, one, direction, inside, aspect), abs(one[1] - y), one)
        for one in targets
    )
    toward, back, up, length = direction
    offset = (toward * distance // length, back * distance // length, up * distance // length)
    return Camera(add(target, offset), target, lens.view_angle)


@cache
def cup_camera(count: int, depth: int, direction: Direction = STEEP) -> Camera:
    """A camera in that direction that sees a row of cups, one of them lifted, and the table as far
    in front and behind as things move."""
    reach = row(count)[-1] + CUP.rim_radius
    far = depth + CUP.rim_radius
    table = [(x, y, z) for x in (-reach, reach) for y in (-far, far) for z in (0, CUP.height)]
    lifted = [(x, CUP.top_radius, 2 * CUP.height + 12) for x in (-reach, reach)]
    return camera_for([*table, *lifted], direction)


def places_of(xs: Sequence[int]) -> tuple[Vector, ...]:
    """The places of a row of cups."""
    return tuple((x, 0, CUP.height // 2) for x in xs)
