"""A table with figures, things and mats on it, and cameras that see it all.

Places are millimetres; where things stand at the start is whole centimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, product
from math import ceil
from typing import NamedTuple

from spatialbench.generators.view.bearings import Plane, orientation_of
from spatialbench.generators.view.figures import HEIGHT, figure_shape
from spatialbench.geometry.replay import add, subtract
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Camera, Light, Pose
from spatialbench.geometry.shapes import Box, Cylinder, Shape, Sphere
from spatialbench.probes.draw import Draw

UNIT = 10  # millimetres a centimetre
REACH: Plane = (250, 210)  # from the middle of the table, to the sides and forth and back

THINGS: dict[str, Shape] = {
    "ball": Sphere(27),
    "cube": Box((46, 46, 46)),
    "cylinder": Cylinder(21, 58),
}
APART = 90  # between the middles of any two things
FIGURE_APART = 120  # between a figure and anything else
SHADE = (60, 170)  # how far to the sides of a figure, and behind it, things are hidden
AISLE = 65  # from the middle of a figure's way: so near, nothing may stand

LIGHTS = tuple(Light(toward) for toward in ((-2, -3, 6), (3, -2, 7), (-3, 1, 7), (2, 3, 8)))


class Spot(NamedTuple):
    """Where something stands, and whether it is a figure."""

    at: Plane
    figure: bool = False


def any_place(draw: Draw, reach: Plane = REACH) -> Plane:
    """A place on a table that reaches so far, in whole centimetres."""
    x, y = (part // UNIT for part in reach)
    return (UNIT * draw.between(-x, x), UNIT * draw.between(-y, y))


def whole(place: Plane) -> Plane:
    """The nearest place in whole centimetres."""
    return (UNIT * round(place[0] / UNIT), UNIT * round(place[1] / UNIT))


def on_table(place: Plane, reach: Plane = REACH) -> bool:
    """Whether a place is where things may stand."""
    return abs(place[0]) <= reach[0] and abs(place[1]) <= reach[1]


def passes(stops: Sequence[Plane], place: Plane) -> bool:
    """Whether somebody who goes straight from each of these stops to the next, and stands at the
    last, comes too near to a place."""
    legs = any(beside(leg, place, AISLE) for leg in pairwise(stops) if leg[0] != leg[1])
    return legs or too_near(stops[-1], place, FIGURE_APART)


def too_near(one: Plane, other: Plane, least: int) -> bool:
    """Whether two places are nearer to each other than that."""
    x, y = other[0] - one[0], other[1] - one[1]
    return x * x + y * y < least * least


def beside(leg: tuple[Plane, Plane], place: Plane, least: int) -> bool:
    """Whether a place is between the ends of a leg, and nearer to it than that."""
    start, end = leg
    (u, v), (x, y) = (
        (end[0] - start[0], end[1] - start[1]),
        (place[0] - start[0], place[1] - start[1]),
    )
    square, along, across = u * u + v * v, x * u + y * v, x * v - y * u
    return 0 <= along <= square and across * across < least * least * square


def fits(spot: Spot, others: Iterable[Spot], apart: int = APART) -> bool:
    """Whether something can stand there, clear of others, with no figure before it or hidden by
    one."""
    return not any(_collide(spot, other, apart) for other in others)


def _collide(one: Spot, other: Spot, apart: int) -> bool:
    x, y = other.at[0] - one.at[0], other.at[1] - one.at[1]
    if too_near(one.at, other.at, FIGURE_APART if one.figure or other.figure else apart):
        return True
    in_front = one if y > 0 else other
    return in_front.figure and abs(x) < SHADE[0] and abs(y) < SHADE[1]


def thing(name: str, place: Plane) -> Body:
    """A ball, a cube or a cylinder, as its name says."""
    noun, _, colour = name.partition(":")
    shape = THINGS[noun]
    return Body(name, shape, Pose((*place, shape.extent()[2])), colour)


def figure(name: str, place: Plane, looking: Plane) -> Body:
    """A figure that looks along a direction."""
    pose = Pose((*place, HEIGHT // 2), orientation_of(looking))
    return Body(name, figure_shape(), pose, name.partition(":")[2])


# --- cameras ------------------------------------------------------------------------------------

Direction = tuple[int, int, int]
"""Toward the viewer, up, and the length of that."""

DIRECTIONS: tuple[Direction, ...] = ((20, 21, 29), (3, 4, 5), (8, 15, 17))  # 46°, 53°, 62°
VIEW_ANGLE = 24  # degrees, from top to bottom
HALF_VIEW = 0.2  # below the tangent of half of it
NEAREST = 900


def _corners(body: Body) -> list[Vector]:
    """The corners of the box around a body, however it is turned about its axis."""
    x, y, z = body.shape.extent()
    wide = max(x, y)
    return [
        add(body.pose.position, (a * wide, b * wide, c * z))
        for a, b, c in product((-1, 1), repeat=3)
    ]


def _distance(spots: Iterable[Vector], direction: Direction) -> int:
    """From how far away all the places are in view."""
    toward, up, length = direction
    needed = max(
        z * up - y * toward + max(length * abs(x), abs(z * toward + y * up)) / HALF_VIEW
        for x, y, z in spots
    )
    return ceil(needed / length)


def draw_camera(draw: Draw, bodies: Iterable[Body]) -> Camera:
    """From the front and above, all bodies in view; a little to a side, or farther away."""
    return camera_over(draw, [corner for body in bodies for corner in _corners(body)])


def camera_over(
    draw: Draw, corners: Sequence[Vector], directions: Sequence[Direction] = DIRECTIONS
) -> Camera:
    """The same for all these places, in one of these directions."""
    low, high = (tuple(pick(axis) for axis in zip(*corners, strict=True)) for pick in (min, max))
    middle = [(a + b) // 2 for a, b in zip(low, high, strict=True)]
    target = (middle[0] + draw.between(-15, 15), middle[1] + draw.between(-15, 15), 0)
    toward, up, length = direction = draw.choice(directions)
    nearest = _distance([subtract(corner, target) for corner in corners], direction)
    distance = max(nearest, NEAREST) + draw.between(10, 100)
    eye = (target[0], target[1] - distance * toward // length, distance * up // length)
    return Camera(eye, target, VIEW_ANGLE)
