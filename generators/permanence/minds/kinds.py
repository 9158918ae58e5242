"""Somebody heeds the table or does not; where somebody looks for a thing, or is thought to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spatialbench.geometry.kinds import (
    Ask,
    BodyName,
    Event,
    EyePlace,
    FixedPlace,
    Phrase,
    Place,
    Word,
)

How = Literal["leaves", "returns", "turns-away", "turns-back"]


@dataclass(frozen=True, slots=True)
class Heeds(Event):
    """From now on the eyes of somebody are at this place and look at that target: someone leaves
    the room or comes back, turns away from the table or back to it. The figure of that person
    stands there, too, and faces that way."""

    who: Word
    how: How
    eyes: EyePlace
    target: Place


@dataclass(frozen=True, slots=True)
class WhereLooks(Ask):
    """At which of the places does the first of these look for the body, or, if there are more, at
    which does the first think that the next looks? Who sees containers change places takes what is
    in them along in thought, knows nothing of what went unseen, and thinks of others that they saw
    what they were seen to see."""

    body: BodyName
    minds: tuple[Word, ...]
    places: tuple[FixedPlace, ...]


@dataclass(frozen=True, slots=True)
class Names(Phrase):
    """People by their names."""

    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clothed(Phrase):
    """People by their names and the colours of their clothes: Anna (blue) and David (red)."""

    people: tuple[tuple[str, str], ...]
