"""How discs move: straight legs at steady speeds, exactly.

Lengths are whole numbers of one unit, times are seconds; all that follows is exact. A disc that
meets a wall of the tray is thrown back: the angle out is the angle in, the speed stays. On every
leg the place is `origin + t · speed` with whole numbers, for a path thrown back is its straight
continuation mirrored in the wall.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

Plane = tuple[int, int]
Time = Fraction | int
Spot = tuple[Time, Time]


class Disc(NamedTuple):
    """Where the middle of a disc is at the start, how it moves in a second, and its radius."""

    place: Plane
    speed: Plane
    radius: int


class Leg(NamedTuple):
    """A straight part of a path, from a time on: the place at time t is `origin + t · speed`."""

    since: Fraction
    origin: Plane
    speed: Plane

    def at(self, time: Time) -> Spot:
        """The place at a time."""
        (x, y), (u, v) = self.origin, self.speed
        return (x + time * u, y + time * v)


Path = tuple[Leg, ...]


class Turn(NamedTuple):
    """A wall throws a disc back across an axis: when, and the origin and speed along that axis from
    then on."""

    since: Fraction
    axis: int
    origin: int
    speed: int


def _turns(axis: int, origin: int, speed: int, reach: int, until: Time) -> Iterator[Turn]:
    """The walls met along an axis before a time. Unfolded, the disc goes straight on and meets a
    wall every two reaches; folded back, every second stretch runs the other way."""
    if not speed:
        return
    sign = 1 if speed > 0 else -1
    way, number = reach - sign * origin, 1
    while way < until * abs(speed):
        back = -1 if number % 2 else 1
        folded = back * (origin - 2 * number * sign * reach)
        yield Turn(Fraction(way, abs(speed)), axis, folded, back * speed)
        way, number = way + 2 * reach, number + 1


def path_of(disc: Disc, tray: Plane | None, until: Time) -> Path:
    """The legs of a disc that begin before a time. `tray` is half of its inner sides, with the
    origin in its middle; None where nothing throws the discs back."""
    origin, speed = list(disc.place), list(disc.speed)
    legs = [Leg(Fraction(0), disc.place, disc.speed)]
    turns = [
        turn
        for axis, half in enumerate(tray or ())
        for turn in _turns(axis, origin[axis], speed[axis], half - disc.radius, until)
    ]
    for turn in sorted(turns):
        origin[turn.axis], speed[turn.axis] = turn.origin, turn.speed
        legs.append(Leg(turn.since, (origin[0], origin[1]), (speed[0], speed[1])))
    return tuple(legs)


def leg_at(path: Path, time: Time) -> Leg:
    """The leg that a disc is on at a time."""
    return next(leg for leg in reversed(path) if leg.since <= time)


def straight_on(path: Path, time: Time) -> Path:
    """The path as it were, had no wall thrown the disc back from a time on."""
    leg = leg_at(path, time)
    return (leg._replace(since=Fraction(0)),)


def bounces(path: Path, since: Time, until: Fraction) -> int:
    """How often a disc is thrown back in a span of time."""
    return sum(since < leg.since <= until for leg in path[1:])
