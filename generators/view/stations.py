"""Cameras at eight stations around a table, low or high, and the ways between them.

Who stands there looks toward the middle of the table; to the left is clockwise, seen from above.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from spatialbench.generators.view.bearings import Plane, turned
from spatialbench.generators.view.courses import part_of
from spatialbench.generators.view.plates import at_distance
from spatialbench.generators.view.table import UNIT
from spatialbench.geometry.scene import Camera

STATIONS = (
    "south", "south-west", "west", "north-west", "north", "north-east", "east", "south-east",
)  # fmt: skip
"""Each to the left of the one before, for who looks from it to the middle; north is away from the
front of the table, east to the right of who stands there."""
HEIGHTS = ("low", "high")
_TILTS = {"low": (15, 8, 17), "high": (12, 35, 37)}
"""Away from the middle, up, and the length of that: 28° and 71° above the table."""
DISTANCE = 1800
VIEW_ANGLE = 33
AIM = 60  # how high above the middle of the table cameras look


class Stand(NamedTuple):
    """Where a camera is: the number of its station, and that of its height."""

    station: int
    height: int


class Ways(NamedTuple):
    """How many heights there are; from which stands there is no way to the left, nor back; at which
    stations one can climb."""

    heights: int
    closed: frozenset[Stand]
    ladders: frozenset[int]

    def stands(self) -> list[Stand]:
        """Where the camera can be."""
        return [Stand(n, height) for height in range(self.heights) for n in range(len(STATIONS))]

    def after(self, stand: Stand, action: str) -> Stand | None:
        """Where an action leads; None where there is no way."""
        station, height = stand
        if action in ("left", "right"):
            there = Stand((station + (1 if action == "left" else -1)) % len(STATIONS), height)
            return None if (stand if action == "left" else there) in self.closed else there
        up = height + (1 if action == "up" else -1)
        within = 0 <= up < self.heights and station in self.ladders
        return Stand(station, up) if within else None


ACTIONS = ("left", "right", "up", "down")


def shortest(ways: Ways, start: Stand, goal: Callable[[Stand], bool]) -> list[str] | None:
    """The first of the shortest ways to a stand that fits; None where there is none."""
    back: dict[Stand, tuple[Stand, str] | None] = {start: None}
    waiting = deque([start])
    while waiting:
        stand = waiting.popleft()
        if goal(stand):
            found: list[str] = []
            while (step := back[stand]) is not None:
                stand, action = step
                found.append(action)
            return found[::-1]
        for action in ACTIONS:
            there = ways.after(stand, action)
            if there is not None and there not in back:
                back[there] = (stand, action)
                waiting.append(there)
    return None


def toward(stand: Stand) -> Plane:
    """Along which direction one looks from there, level."""
    return turned((0, 1), -stand.station)


@cache
def camera_at(stand: Stand) -> Camera:
    """The camera there."""
    away, up, length = _TILTS[HEIGHTS[stand.height]]
    x, y = at_distance(turned((0, -1), -stand.station), DISTANCE * away // length)
    return Camera((x, y, DISTANCE * up // length), (0, 0, AIM), VIEW_ANGLE)


def seen_at(stand: Stand, place: Plane) -> Plane:
    """How many centimetres to the left, and how far ahead, level, a place is from there."""
    (x, y), (u, v) = camera_at(stand).position[:2], toward(stand)
    a, b, square = place[0] - x, place[1] - y, (u * u + v * v) * UNIT * UNIT
    return (part_of(1, u * b - v * a, square), part_of(1, u * a + v * b, square))


def from_the_left(stand: Stand, places: Sequence[Plane]) -> list[int]:
    """The numbers of places in the order in which they are seen, from left to right."""
    offsets = [seen_at(stand, place) for place in places]
    return sorted(range(len(places)), key=lambda n: -offsets[n][0] / offsets[n][1])
