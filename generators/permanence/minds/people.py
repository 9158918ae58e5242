"""People around the table: figures on an arrow that show where they look, and where they stand.

A figure looks along its own y axis; it has few faces, so that films are drawn fast. People stand at
the corners of a rectangle around the row of cups and face its middle; who has left is behind a wall
at the side, out of the picture. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import gcd, isqrt

from spatialbench.generators.permanence.minds.kinds import How
from spatialbench.generators.permanence.table import CUP, STEEP, camera_for, row
from spatialbench.geometry.quaternions import Quaternion
from spatialbench.geometry.replay import add
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Camera, Pose
from spatialbench.geometry.shapes import Box, Compound, Cylinder, Mesh, Part

Plane = tuple[int, int]
"""To the viewer's right, and away from the viewer."""

CORNERS: Mapping[str, Plane] = {"anna": (-1, -1), "david": (1, -1), "mary": (1, 1)}
"""At which corner who stands, as signs."""
PEOPLE = tuple(CORNERS)

# --- figures ------------------------------------------------------------------------------------

_ARROW: tuple[Plane, ...] = ((-34, -46), (0, -30), (34, -46), (0, 90))
_THICK = 6  # of the arrow
_TRUNK, _HEAD = Box((40, 40, 104)), Cylinder(36, 50)
EYES = _THICK + _TRUNK.size[2] + _HEAD.height // 2  # above the table: the middle of the head
HEIGHT = EYES + _HEAD.height // 2
_NOSE = (13, 34, 80)  # half as wide as that; from where to where it reaches from there


@cache
def figure() -> Compound:
    """Arrow, trunk, head and nose; the origin is half as high as all of it."""
    middle = HEIGHT // 2
    return Compound(
        (
            Part(_plate(), (0, 0, -middle)),
            Part(_TRUNK, (0, 0, _THICK + _TRUNK.size[2] // 2 - middle)),
            Part(_HEAD, (0, 0, EYES - middle)),
            Part(_nose(), (0, 0, EYES - middle)),
        )
    )


def _plate() -> Mesh:
    """The arrow on which a figure stands."""
    vertices = tuple((x, y, z) for z in (0, _THICK) for x, y in _ARROW)
    pairs = ((0, 1), (1, 2), (2, 3), (3, 0))
    sides = [t for i, j in pairs for t in ((i, j, 4 + j), (i, 4 + j, 4 + i))]
    return Mesh(vertices, ((0, 3, 1), (1, 3, 2), (4, 5, 7), (5, 6, 7), *sides))


def _nose() -> Mesh:
    """A pyramid along y, from its foot to its tip."""
    wide, foot, tip = _NOSE
    ring = ((-wide, foot, -wide), (wide, foot, -wide), (wide, foot, wide), (-wide, foot, wide))
    sides = tuple((i, 4, (i + 1) % 4) for i in range(4))
    return Mesh((*ring, (0, tip, 0)), (*sides, (0, 1, 2), (0, 2, 3)))


def name_of(who: str) -> str:
    """What the figure of somebody is called."""
    return f"person:{who}"


def facing(toward: Plane) -> Quaternion:
    """How a figure is turned that looks along a direction, exactly where its length is whole."""
    x, y = toward
    length = isqrt(x * x + y * y)
    w, z = (length + y, -x) if length + y else (0, 1)
    common = gcd(w, z)
    return Quaternion(w // common, 0, 0, z // common)


def gaze_of(eyes: Vector, target: Vector) -> Plane:
    """The direction on the table in which eyes look."""
    return (target[0] - eyes[0], target[1] - eyes[1])


def standing(eyes: Vector, target: Vector) -> Pose:
    """The pose of a figure with its eyes there that looks at a target."""
    return Pose((eyes[0], eyes[1], HEIGHT // 2), facing(gaze_of(eyes, target)))


def figure_at(who: str, colour: str, seat: Plane) -> Body:
    """Somebody in clothes of that colour, who faces the table."""
    return Body(name_of(who), figure(), standing(*eyes_of(seat, "returns")), colour)


# --- where they stand -----------------------------------------------------------------------------

TARGET: Vector = (0, 0, CUP.height // 2)
ASIDE, DEEP, WAY = 15, 8, 17  # seats lie in such a direction, the length of which is whole
BESIDE = 155  # from the last cup to a seat, at least
PACE = 68  # that somebody makes who goes out, before he or she is gone
OUTSIDE = 4  # times as far away as the seat


def seats(cups: int, people: Sequence[str] = PEOPLE) -> dict[str, Plane]:
    """Where these people stand around a row of so many cups."""
    k = -(-(row(cups)[-1] + BESIDE) // ASIDE)
    corners = {who: CORNERS[who] for who in people}
    return {who: (ASIDE * k * x, DEEP * k * y) for who, (x, y) in corners.items()}


def eyes_of(seat: Plane, how: How) -> tuple[Vector, Vector]:
    """Where the eyes of somebody with that seat are then, and where they look."""
    x, y = seat
    if how == "leaves":
        return (OUTSIDE * x, OUTSIDE * y, EYES), TARGET
    if how == "turns-away":
        return (x, y, EYES), (2 * x, 2 * y, EYES)
    return (x, y, EYES), TARGET


def a_pace_out(place: Vector) -> Vector:
    """One pace farther from the middle of the table."""
    x, y, _ = place
    length = isqrt(x * x + y * y)
    return add(place, (x * PACE // length, y * PACE // length, 0))


def walls(taken: Sequence[Plane]) -> list[Body]:
    """One at each side at which somebody has a seat, between that and where one is outside, so far
    away that not even its shadow is in the picture."""
    found = []
    for side, sign in (("left", -1), ("right", 1)):
        own = [(x, y) for x, y in taken if x * sign > 0]
        if own:
            x, y = own[0]
            high = 2 * (EYES // 2 + 30)
            shape = Box((20, 2 * OUTSIDE * abs(y) + 160, high))
            found.append(Body(f"wall:{side}", shape, Pose((x * 10 // 3, 0, high // 2)), "white"))
    return found


@cache
def camera(cups: int, lanes: int, taken: tuple[Plane, ...]) -> Camera:
    """A camera that sees the row, a cup that is lifted, lanes so far in front of it and behind it,
    and people at these seats, also with a pace out."""
    last, sides = row(cups)[-1] + CUP.rim_radius, (-1, 1)
    spots = [
        *((s * last, -lanes - CUP.rim_radius, 0) for s in sides),
        *((s * last, lanes + CUP.top_radius, CUP.height) for s in sides),
        *((s * last, CUP.top_radius, 2 * CUP.height + 12) for s in sides),
    ]
    for x, y in taken:
        away, deep, _ = a_pace_out((x, y, 0))
        side, end = (1 if v > 0 else -1 for v in (x, y))
        spots += [(away + side * 92, deep + end * 44, 0), (away + side * 34, deep, HEIGHT)]
    return camera_for(spots, STEEP)
