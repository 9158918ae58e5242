"""What the causal tasks add: steady motion in continuous time, and what touches first."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from spatialbench.geometry.kinds import (
    Ask,
    BodyName,
    Count,
    Duration,
    Event,
    Nested,
    Phrase,
    Speed,
)


@dataclass(frozen=True, slots=True)
class Track(Nested):
    """How one body moves: always straight on at its speed, until a wall throws it back."""

    body: BodyName
    speed: Speed


@dataclass(frozen=True, slots=True)
class Glide(Event):
    """All the bodies of the tracks begin to move at the same moment and are watched for so long;
    they go on in the same way afterwards. Upright walls throw them back: the speed across the wall
    is turned round, that along it stays. A film of it has `rate` frames a second."""

    tracks: tuple[Track, ...]
    lasts_for: Duration
    walls: tuple[BodyName, ...] = ()
    rate: Count = 2

    def lasts(self) -> Fraction:
        """How long it is watched, in seconds."""
        return Fraction(self.lasts_for, 1000)


@dataclass(frozen=True, slots=True)
class FirstTouch(Ask):
    """Which two of the bodies touch first, if all go on as they do?"""

    bodies: tuple[BodyName, ...]


Row = tuple[str, int, tuple[int, int], tuple[int, int]]
"""A disc in words: its colour, its radius, where its middle is, how it moves in a second; in
centimetres, to the right and away from the viewer."""


@dataclass(frozen=True, slots=True)
class Timetable(Phrase):
    """Where discs are and how they move, as a table with a line for each."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Surface(Phrase):
    """What the discs glide on: an open table, or a tray with a rim; half of the inner sides of the
    tray in centimetres."""

    tray: tuple[int, int] | None
