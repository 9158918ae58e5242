"""Round plates with things on them, among posts that stay where they are, and cameras around it
all; millimetres, turns in eighths.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import NamedTuple

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.view.bearings import ALL_AROUND, Plane, turned
from spatialbench.generators.view.courses import part_of
from spatialbench.generators.view.table import UNIT, too_near
from spatialbench.geometry.scene import Body, Camera, Pose
from spatialbench.geometry.shapes import Box, Cylinder, Shape, Sphere
from spatialbench.probes.draw import Draw

PLATE = Cylinder(205, 10)
THINGS: dict[str, Shape] = {"ball": Sphere(30), "cylinder": Cylinder(24, 64)}
"""Round ones alone, so that a turned plate shows them as they were."""
REACH = (90, 165)  # from the middle of the plate
APART = 105  # between the middles of any two things
POSTS: dict[str, Shape] = {
    "pillar": Cylinder(26, 130),
    "box": Box((70, 70, 70)),
    "drum": Cylinder(52, 40),
    "globe": Sphere(42),
    "tower": Box((44, 44, 150)),
}
AWAY = 330  # of posts, from the middle
GAP = 230  # between the middles of any two posts
TARGET = 20  # how high above the middle cameras look
VIEW_ANGLE = 42  # degrees

TILTS = {-1: (4, 3, 5), 0: (3, 4, 5), 1: (5, 12, 13)}
"""Toward the camera, up, and the length of that: lower, as at first, higher (37°, 53°, 67°)."""
DISTANCES = {-1: 1080, 0: 1340, 1: 1680}
"""Of the camera: closer, as at first, farther."""


class Layout(NamedTuple):
    """What is on the plate and where, and which posts there are and where; by their names."""

    things: dict[str, Plane]
    posts: dict[str, Plane]


def draw_layout(draw: Draw, things: int, posts: int, *, grey: bool) -> Layout:
    """Things on a plate, each of another colour, and posts around it, each of another colour too;
    or grey ones, each of another shape."""
    colours = draw.sample([c for c in COLOURS if c != "white"], things + (0 if grey else posts))
    kinds = draw.sample(tuple(POSTS), posts)
    painted = ["grey"] * posts if grey else colours[things:]
    nouns = [draw.choice(tuple(THINGS)) for _ in range(things)]
    return Layout(
        dict(
            zip(
                [f"{noun}:{c}" for noun, c in zip(nouns, colours[:things], strict=True)],
                _clear(draw, things, APART, _on_plate),
                strict=True,
            )
        ),
        dict(
            zip(
                [f"{kind}:{c}" for kind, c in zip(kinds, painted, strict=True)],
                _clear(draw, posts, GAP, _around),
                strict=True,
            )
        ),
    )


def _clear(draw: Draw, count: int, apart: int, place: Callable[[Draw], Plane]) -> list[Plane]:
    """Places that are clear of each other."""
    while True:
        places = [place(draw) for _ in range(count)]
        if not any(too_near(one, other, apart) for one, other in combinations(places, 2)):
            return places


def _on_plate(draw: Draw) -> Plane:
    most = REACH[1] // UNIT
    while True:
        x, y = (UNIT * draw.between(-most, most) for _ in range(2))
        if REACH[0] ** 2 <= x * x + y * y <= REACH[1] ** 2:
            return (x, y)


def _around(draw: Draw) -> Plane:
    return at_distance(draw.choice(ALL_AROUND), AWAY)


def at_distance(direction: Plane, far: int) -> Plane:
    """The place so far from the middle in a direction, to the nearest millimetre."""
    square = direction[0] ** 2 + direction[1] ** 2
    return (part_of(far, direction[0], square), part_of(far, direction[1], square))


def turned_about(place: Plane, eighths: int) -> Plane:
    """A place after a turn about the middle, counter-clockwise seen from above, to the nearest
    millimetre."""
    if not any(place) or eighths % 2 == 0:
        return turned(place, eighths)
    x, y = turned(place, eighths)  # longer by the root of two
    return (part_of(1, x, 2), part_of(1, y, 2))


def camera_after(left: int = 0, tilt: int = 0, distance: int = 0) -> Camera:
    """The camera that was at the front, after so many eighths to its left around the plate."""
    toward, up, length = TILTS[tilt]
    far = DISTANCES[distance]
    x, y = at_distance(turned((0, -1), -left), far * toward // length)
    return Camera((x, y, far * up // length), (0, 0, TARGET), VIEW_ANGLE)


def bodies_of(layout: Layout, eighths: int = 0) -> tuple[Body, ...]:
    """The plate, turned by so much, with what is on it, and the posts."""
    plate = Body("plate:1", PLATE, Pose((0, 0, PLATE.height // 2)), "white")
    things = {name: turned_about(at, eighths) for name, at in layout.things.items()}
    return (
        plate,
        *_standing(things, THINGS, PLATE.height),
        *_standing(layout.posts, POSTS, 0),
    )


def _standing(places: dict[str, Plane], shapes: dict[str, Shape], low: int) -> Sequence[Body]:
    found = []
    for name, at in sorted(places.items()):
        noun, _, colour = name.partition(":")
        shape = shapes[noun]
        found.append(Body(name, shape, Pose((*at, low + shape.extent()[2])), colour))
    return found
