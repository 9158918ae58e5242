"""Directions on the table, and where something is for somebody who looks along one, exactly.

Directions are pairs of whole numbers, to the viewer's right and away from the viewer; how long they
are does not matter, so that an eighth of a turn is as exact as a quarter.
"""

from __future__ import annotations

from math import gcd, isqrt
from typing import Literal

from spatialbench.geometry.quaternions import Quaternion

Plane = tuple[int, int]
"""A place or a direction on the table."""

Parts = Literal[4, 8]
"""Among how many directions one chooses."""

AWAY: Plane = (0, 1)
"""As the viewer looks."""

BEARINGS = (
    "front", "front-left", "left", "back-left", "behind", "back-right", "right", "front-right",
)  # fmt: skip
"""Counter-clockwise, an eighth of a turn apart."""

CLEAR = {4: 56, 8: 12}
"""Hundredths, below the tangents of 30° and 7.5°: what is no farther from the middle of its part is
15° from the border, even if a place is off by a millimetre."""

_TRIPLES = ((9, 40), (7, 24), (12, 35), (5, 12), (8, 15), (28, 45), (3, 4), (20, 21))
AHEAD: tuple[Plane, ...] = (AWAY, *((sign * a, b) for a, b in _TRIPLES[:4] for sign in (1, -1)))
"""Away from the viewer, or at most 23° from that; of a whole length, as all that figures have."""


def _all_around() -> tuple[Plane, ...]:
    """The directions with these numbers, in all quarters."""
    near = [AWAY, *_TRIPLES, *((b, a) for a, b in _TRIPLES)]
    return tuple(turned(one, 2 * quarter) for quarter in range(4) for one in near)


def turned(direction: Plane, eighths: int) -> Plane:
    """A direction after so many eighths of a full turn to the left."""
    x, y = direction
    for _ in range(eighths % 8 // 2):
        x, y = -y, x
    return (x - y, x + y) if eighths % 2 else (x, y)


ALL_AROUND = _all_around()


def offset_of(start: Plane, end: Plane) -> Plane:
    """From one place to another."""
    return (end[0] - start[0], end[1] - start[1])


def _seen(offset: Plane, looking: Plane) -> Plane:
    """How far ahead and how far to the left, times the length of the direction."""
    (x, y), (u, v) = offset, looking
    return (x * u + y * v, u * y - v * x)


def bearing(offset: Plane, looking: Plane, parts: Parts) -> str | None:
    """In which of the directions something is that lies so far away; None on the border of two.

    >>> bearing((-5, 1), AWAY, 4)
    'left'
    """
    there = _seen(offset, looking)
    for number in range(0, 8, 8 // parts):
        ahead, aside = turned(there, -number)
        reach = abs(aside) + ahead if parts == 8 else abs(aside)
        within = reach * reach < (2 if parts == 8 else 1) * ahead * ahead
        if ahead > 0 and within:
            return BEARINGS[number]
    return None


def clear_bearing(offset: Plane, looking: Plane, parts: Parts) -> str | None:
    """The same, but None within 15° of a border."""
    there = _seen(offset, looking)
    for number in range(0, 8, 8 // parts):
        ahead, aside = turned(there, -number)
        if ahead > 0 and 100 * abs(aside) <= CLEAR[parts] * ahead:
            return BEARINGS[number]
    return None


def mirrored(label: str) -> str:
    """Left for right."""
    return BEARINGS[-BEARINGS.index(label) % 8]


def opposite(label: str) -> str:
    """Half a turn on."""
    return BEARINGS[(BEARINGS.index(label) + 4) % 8]


def labels(parts: Parts) -> tuple[str, ...]:
    """The directions among which one chooses."""
    return BEARINGS[:: 8 // parts]


def orientation_of(looking: Plane) -> Quaternion:
    """How a figure is turned that looks along a direction of a whole length."""
    x, y = looking
    length = isqrt(x * x + y * y)
    if length * length != x * x + y * y:
        raise ValueError(f"{looking}: expected a direction of a whole length")
    w, z = (length + y, -x) if length + y else (0, 1)
    common = gcd(w, z)
    return Quaternion(w // common, 0, 0, z // common)


EIGHTH = Quaternion(408, 0, 0, 169)
"""45° to the left, to three tenths of a thousandth of a degree."""
QUARTER = Quaternion(1, 0, 0, 1)
