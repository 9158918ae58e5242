"""What is seen of gliding discs: the discs, the tray around them, and a camera that it fills.

What is drawn and told is whole centimetres; the scene is in millimetres.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import product

from spatialbench.generators import framing
from spatialbench.generators.causal.paths import Disc, Plane
from spatialbench.generators.framing import Direction
from spatialbench.geometry.replay import add
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Camera, Light, Pose
from spatialbench.geometry.shapes import Box, Cylinder

UNIT = 10  # millimetres a centimetre
THICK = 8  # millimetres: how high a disc is, and the rim
RIM = 10  # millimetres: how wide the rim is

DIRECTIONS: tuple[Direction, ...] = ((0, 0, 1, 1), (0, -7, 24, 25), (0, -5, 12, 13))
"""From straight above, and 74° and 67° above the table: no disc looks much flatter than it is."""
LIGHTS = tuple(Light(toward) for toward in ((-2, -3, 6), (3, -2, 7), (-3, 1, 7), (2, 3, 8)))

VIEW_ANGLE = 12  # degrees, from top to bottom: from far away round things look round
_FILLED = Fraction(97, 100)  # of half the picture, so that nothing touches its border


def raised(place: Plane, height: int) -> Vector:
    """Centimetres on the table as a place in millimetres."""
    return (UNIT * place[0], UNIT * place[1], height)


def disc_body(name: str, disc: Disc, colour: str) -> Body:
    """A disc lying flat."""
    shape = Cylinder(UNIT * disc.radius, THICK)
    return Body(name, shape, Pose(raised(disc.place, THICK // 2)), colour)


def rim(tray: Plane, colour: str) -> tuple[Body, ...]:
    """The four walls around a tray with these half inner sides in centimetres."""
    x, y = UNIT * tray[0], UNIT * tray[1]
    long, short = Box((2 * x + 2 * RIM, RIM, THICK)), Box((RIM, 2 * y, THICK))
    places = {
        "left": (short, (-x - RIM // 2, 0, THICK // 2)),
        "right": (short, (x + RIM // 2, 0, THICK // 2)),
        "front": (long, (0, -y - RIM // 2, THICK // 2)),
        "back": (long, (0, y + RIM // 2, THICK // 2)),
    }
    return tuple(Body(f"wall:{n}", shape, Pose(at), colour) for n, (shape, at) in places.items())


def corners(body: Body, by: Vector = (0, 0, 0)) -> list[Vector]:
    """The corners of the box around a body, when it has moved by so much."""
    x, y, z = body.shape.extent()
    middle = add(body.pose.position, by)
    return [add(middle, (a * x, b * y, c * z)) for a, b, c in product((-1, 1), repeat=3)]


def camera_for(spots: Sequence[Vector], direction: Direction) -> Camera:
    """The nearest camera in that direction that has all the places well in its 16:9 view."""
    return framing.camera_for(spots, direction, VIEW_ANGLE, framing.WIDE, _FILLED)


@cache
def tray_camera(tray: Plane, direction: Direction) -> Camera:
    """The camera for all that is in a tray, whatever it is."""
    return camera_for([spot for wall in rim(tray, "") for spot in corners(wall)], direction)


def way_camera(discs: Sequence[Body], ways: Sequence[Plane], direction: Direction) -> Camera:
    """The camera for discs at the start and when each has gone its way, in centimetres."""
    spots = [
        spot
        for body, way in zip(discs, ways, strict=True)
        for by in ((0, 0, 0), raised(way, 0))
        for spot in corners(body, by)
    ]
    return camera_for(spots, direction)
