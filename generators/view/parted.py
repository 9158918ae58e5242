"""Tables that a long board parts in two halves, so that from either side one sees one half.

Views are taken from before the board, from behind it, and from one of its ends; places are
millimetres, directions have whole lengths.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from spatialbench.generators.view.around import HALF_WIDTH, Standing, length_of
from spatialbench.generators.view.bearings import AHEAD, AWAY, Plane, turned
from spatialbench.generators.view.boards import Board, box_corners, effect
from spatialbench.generators.view.table import THINGS, UNIT, too_near
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Camera
from spatialbench.probes.draw import Draw

WALL = Board((0, 0), (1, 0), 220, 150)
WIDE, NEAR, FAR = 160, 60, 190  # to the sides; from the board; as far may things stand
APART = 85  # between the middles of any two things
OVERLAP = 25  # hundredths of the width of the narrower of two things, that may overlap in a view
LOW, HIGH = (760, 280), (570, 600)
"""How far from the middle, and how high, cameras are: those before and behind the board, and that
at its end."""
TARGET = 30  # how high above the middle of the table one looks
VIEW_ANGLE = 42  # degrees


class Cameras(NamedTuple):
    """From before the board, from behind it, and from an end."""

    before: Camera
    behind: Camera
    aside: Camera


def draw_cameras(draw: Draw, *, askew: bool, left: bool) -> Cameras:
    """Cameras straight before the board and behind it, or, askew, turned around the table by up to
    23°; and one off its left or right end by 13° to 23°."""
    off = [draw.choice(AHEAD) if askew else AWAY for _ in range(2)]
    before, behind = off[0], turned(off[1], 4)
    aside = turned(draw.choice(AHEAD[1:]), 6 if left else 2)
    return Cameras(_camera(before, LOW), _camera(behind, LOW), _camera(aside, HIGH))


def _camera(looking: Plane, place: tuple[int, int]) -> Camera:
    (u, v), length, (away, high) = looking, length_of(looking), place
    return Camera((-away * u // length, -away * v // length, high), (0, 0, TARGET), VIEW_ANGLE)


def draw_half(draw: Draw, count: int, side: int) -> list[Plane] | None:
    """Places before the board (−1) or behind it (1), clear of each other."""
    places: list[Plane] = []
    for _ in range(20 * count):
        x, y = draw.between(-WIDE // UNIT, WIDE // UNIT), draw.between(NEAR // UNIT, FAR // UNIT)
        at = (UNIT * x, side * UNIT * y)
        if not any(too_near(at, other, APART) for other in places):
            places.append(at)
        if len(places) == count:
            return places
    return None


def shows(half: Sequence[Standing], other: Sequence[Standing], cameras: Cameras) -> bool:
    """Whether one sees the things of the half before the board from before it, none of them from
    behind, and all from the end; and so the others from behind."""
    halves = ((half, cameras.before, cameras.behind), (other, cameras.behind, cameras.before))
    return all(
        all(_done(thing, hiding) == "hides" and _done(thing, seeing) == "clear" for thing in things)
        and all(_done(thing, cameras.aside) == "clear" for thing in things)
        and side_by_side(things, seeing.position)
        for things, seeing, hiding in halves
    )


def _done(thing: Standing, camera: Camera) -> str | None:
    """What the board does to a thing for a camera."""
    half = THINGS[thing.noun].extent()
    return effect(WALL, camera.position, box_corners((*thing.at, half[2]), half))


def side_by_side(things: Sequence[Standing], eye: Vector) -> bool:
    """Whether no two things overlap by more than a little, seen from a low eye that looks to the
    middle of the table."""
    (x, y, _), seen = eye, []
    for thing in things:
        a, b = thing.at[0] - x, thing.at[1] - y
        along, right = -(a * x + b * y), a * -y + b * x
        seen.append((1000 * right // along, _width(thing, along, (x, y))))
    return all(
        100 * (one + other - abs(s - t)) <= 2 * OVERLAP * min(one, other)
        for (s, one), (t, other) in combinations(seen, 2)
    )


def _width(thing: Standing, along: int, eye: Plane) -> int:
    """Half of it, as tangents, in thousandths."""
    return 1000 * HALF_WIDTH[thing.noun] * length_about(eye) // along


def length_about(place: Plane) -> int:
    """How far it is from the middle of the table, to a millimetre."""
    return int((place[0] ** 2 + place[1] ** 2) ** 0.5)
