"""Things in the middle of a table, and how they look from a place around it, in whole numbers.

A place around the table is given by the direction in which one looks from there, to the middle of
the table; directions have whole lengths. Shares are thousandths.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import isqrt
from typing import NamedTuple

from spatialbench.generators.view.bearings import Plane
from spatialbench.generators.view.figures import EYES
from spatialbench.generators.view.table import THINGS, too_near, whole
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Camera
from spatialbench.probes.draw import Draw

RADIUS = 180  # millimetres from the middle of the table: as far may things stand
AWAY = 380  # from there, eyes
APART = 85  # between the middles of any two things
LOW = 20  # how high above the middle of the table one looks
VIEW_ANGLE = 66  # degrees, from top to bottom
HALF_WIDTH = {"ball": 27, "cube": 33, "cylinder": 21}
MOST_HIDDEN = 400  # of one thing, by another one
ASIDE = 60  # to the left of one another things clearly are whose tangents differ by so much
NEARER = 1200  # of how far away it is: so much farther a thing clearly is
HIGHER = 2200  # so much farther away it is seen clear above its place


class Standing(NamedTuple):
    """A thing: what it is, and where its middle is on the table."""

    noun: str
    at: Plane


class Glimpse(NamedTuple):
    """How a thing looks: how far it is along the view and to its right, both times the length of
    the direction; half its width and its height in millimetres."""

    along: int
    aside: int
    half: int
    height: int

    def tangent(self) -> int:
        """To the right of the middle of the picture."""
        return 1000 * self.aside // self.along


def length_of(looking: Plane) -> int:
    """Of a direction of whole length."""
    return isqrt(looking[0] ** 2 + looking[1] ** 2)


def glimpsed(thing: Standing, looking: Plane) -> Glimpse:
    """How it looks from the place from which one looks so."""
    (x, y), (u, v), length = thing.at, looking, length_of(looking)
    height = 2 * THINGS[thing.noun].extent()[2]
    return Glimpse(AWAY * length + x * u + y * v, x * v - y * u, HALF_WIDTH[thing.noun], height)


def hidden(one: Glimpse, other: Glimpse, length: int) -> int:
    """At most how much the nearer of two things hides of the farther one."""
    near, far = sorted((one, other))
    wide = [1000 * length * each.half // each.along for each in (near, far)]
    over = sum(wide) - abs(near.tangent() - far.tangent())
    if over <= 0:
        return 0
    lowest = EYES - (EYES - near.height) * far.along // near.along  # that is seen over the nearer
    aside, up = min(1000, 1000 * over // (2 * wide[1])), 1000 * lowest // far.height
    return aside * max(0, min(1000, up)) // 1000


def draw_things(draw: Draw, nouns: Sequence[str], looks: Sequence[Plane]) -> list[Plane] | None:
    """Places for things, each seen well from all places from which one looks so; None where one has
    found no room."""
    placed: list[Standing] = []
    for noun in nouns:
        tried = (Standing(noun, whole(_in_disc(draw))) for _ in range(40))
        found = next((one for one in tried if _fits(one, placed, looks)), None)
        if found is None:
            return None
        placed.append(found)
    return [one.at for one in placed]


def _in_disc(draw: Draw) -> Plane:
    while True:
        x, y = draw.between(-RADIUS, RADIUS), draw.between(-RADIUS, RADIUS)
        if x * x + y * y <= RADIUS * RADIUS:
            return (x, y)


def _fits(thing: Standing, others: Sequence[Standing], looks: Sequence[Plane]) -> bool:
    if any(too_near(thing.at, other.at, APART) for other in others):
        return False
    return seen_well([*others, thing], looks)


def seen_well(things: Sequence[Standing], looks: Sequence[Plane]) -> bool:
    """Whether from all these places no thing is hidden too much, or by two others."""
    for looking in looks:
        length, seen = length_of(looking), sorted(glimpsed(thing, looking) for thing in things)
        for number, one in enumerate(seen):
            shares = [hidden(one, nearer, length) for nearer in seen[:number]]
            if sum(shares) > MOST_HIDDEN or sum(share > 0 for share in shares) > 1:
                return False
    return True


# --- what tells pictures apart ------------------------------------------------------------------


class Look(NamedTuple):
    """How a picture is taken: along which direction; −1 where the table is mirrored, else 1."""

    looking: Plane
    side: int = 1


class Seen(NamedTuple):
    """A picture: what stands where (on the table that is not mirrored), and how it is taken."""

    things: tuple[Standing, ...]
    look: Look

    def tangents(self) -> list[int]:
        """How far each thing is to the right of the middle."""
        looking, side = self.look
        return [side * glimpsed(thing, looking).tangent() for thing in self.things]

    def distances(self) -> list[int]:
        """How far away each thing is, along the view, in millimetres."""
        looking, length = self.look.looking, length_of(self.look.looking)
        return [glimpsed(thing, looking).along // length for thing in self.things]

    def widths(self) -> list[int]:
        """Half of the width of each thing, as `tangents`."""
        looking, length = self.look.looking, length_of(self.look.looking)
        seen = [glimpsed(thing, looking) for thing in self.things]
        return [1000 * length * one.half // one.along for one in seen]


class Order(NamedTuple):
    """How two things clearly lie to each other: is the first farther to the right (1), to the left
    (−1); is it farther away (1), nearer (−1); 0 for neither."""

    aside: int
    along: int


def orders(seen: Seen) -> list[Order]:
    """Of all pairs of things."""
    rows = zip(seen.tangents(), seen.distances(), strict=True)
    return [_order(one, other) for one, other in combinations(rows, 2)]


def _order(one: tuple[int, int], other: tuple[int, int]) -> Order:
    off = one[0] - other[0]
    aside = 0 if abs(off) < ASIDE else 1 if off > 0 else -1
    a, b = one[1], other[1]
    along = 1 if 1000 * a > NEARER * b else -1 if 1000 * b > NEARER * a else 0
    return Order(aside, along)


def differences(one: Seen, other: Seen) -> int:
    """In how many ways pairs of things clearly lie otherwise in one picture than in another."""
    pairs = zip(orders(one), orders(other), strict=True)
    return sum((a.aside * b.aside < 0) + (a.along * b.along < 0) for a, b in pairs)


def elsewhere(one: Seen, other: Seen) -> int:
    """How many things are clear of their own places in the other picture, to a side or above or
    below."""
    rows = zip(
        zip(one.tangents(), one.widths(), one.distances(), strict=True),
        zip(other.tangents(), other.widths(), other.distances(), strict=True),
        strict=True,
    )
    return sum(
        abs(a - b) > wide + also or 1000 * max(near, far) > HIGHER * min(near, far)
        for (a, wide, near), (b, also, far) in rows
    )


# --- cameras and mirrored tables ----------------------------------------------------------------


def camera_at(looking: Plane, height: int = EYES) -> Camera:
    """The camera at a place around the table, as high as eyes are."""
    x, y = place_at(looking)
    return Camera((x, y, height), (0, 0, LOW), VIEW_ANGLE)


def place_at(looking: Plane, away: int = AWAY) -> Plane:
    """The place from which one looks so, to the nearest millimetre."""
    length = length_of(looking)
    return (_nearest(-away * looking[0], length), _nearest(-away * looking[1], length))


def mirrored_across(place: Vector, looking: Plane) -> Vector:
    """What is to the left for whoever looks so, as far to the right, to the nearest millimetre."""
    (x, y, z), (u, v) = place, looking
    square, aside = u * u + v * v, x * v - y * u
    return (x - _nearest(2 * aside * v, square), y + _nearest(2 * aside * u, square), z)


def _nearest(part: int, whole: int) -> int:
    return (2 * part + whole) // (2 * whole)
