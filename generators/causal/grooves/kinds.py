"""What happens to discs in grooves, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from spatialbench.geometry.kinds import (
    Ask,
    BodyName,
    Count,
    Duration,
    Event,
    Nested,
    Phrase,
    Speed,
    Word,
)


@dataclass(frozen=True, slots=True)
class Push(Nested):
    """A disc is pushed along its groove so long after the beginning; until then it rests."""

    body: BodyName
    speed: Speed
    after: Duration


@dataclass(frozen=True, slots=True)
class Slide(Event):
    """The discs lie in straight grooves and all weigh the same. Once pushed or hit, a disc slides
    on without slowing down; two that touch exchange their speeds. One watches for so long; a film
    of it has `rate` frames a second."""

    discs: tuple[BodyName, ...]
    pushes: tuple[Push, ...]
    lasts_for: Duration
    rate: Count = 6

    def lasts(self) -> Fraction:
        """How long it is watched, in seconds."""
        return Fraction(self.lasts_for, 1000)


@dataclass(frozen=True, slots=True)
class SlidingWithout(Ask):
    """Which of the discs would slide on for ever, had one of them not been there?"""

    discs: tuple[BodyName, ...]
    removed: BodyName


@dataclass(frozen=True, slots=True)
class EffectsOn(Ask):
    """What each of the discs did to whether the two touch, at any time: it caused, enabled or
    prevented it, or made no difference."""

    discs: tuple[BodyName, ...]
    two: tuple[BodyName, BodyName]
    unordered: ClassVar[tuple[str, ...]] = ("discs", "two")


Way = Literal["rest", "right", "left", "away", "toward"]

Row = tuple[Word, Count, tuple[Count, Count], Word, Count]
"""A disc in words: its colour, its radius and where its middle is, in centimetres, to the right and
away from the viewer; which way it is pushed, a `Way`, and after how many seconds."""


@dataclass(frozen=True, slots=True)
class Pushes(Phrase):
    """Where discs are and how they are pushed, as a table with a line for each."""

    rows: tuple[Row, ...]
