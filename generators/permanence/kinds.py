"""What the permanence tasks add to the events of the core: a hidden thing that is moved on in view,
containers that trade places, a look behind a screen, screens that move along; balls that go behind
screens and come out, and how many are behind; look-alikes that pass behind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import ClassVar

from spatialbench.geometry.kinds import (
    Ask,
    BodyName,
    Count,
    Event,
    FixedPlace,
    Nested,
    Phrase,
    Place,
    Word,
)


@dataclass(frozen=True, slots=True)
class Shift(Event):
    """In full view, a body is taken out from under the cup that covers it and put under the cup
    that stands so many places to the right of that one, as the viewer sees it (negative: left)."""

    sideways: ClassVar[tuple[str, ...]] = ("places",)

    body: BodyName
    places: Count

    def the_other_way(self) -> Shift:
        """As many places to the other side."""
        return Shift(self.body, -self.places)


@dataclass(frozen=True, slots=True)
class FindAt(Event):
    """In full view, the body is put under the container, is found there when that is lifted, and
    comes back to where it was."""

    aside: ClassVar[bool] = True

    body: BodyName
    container: BodyName


@dataclass(frozen=True, slots=True)
class Wait(Event):
    """Nothing happens for so many seconds."""

    aside: ClassVar[bool] = True

    seconds: Count


@dataclass(frozen=True, slots=True)
class HideBeside(Event):
    """In full view, the body is put under the cup that stands so many places to the right of
    another, as the viewer sees it (negative: left)."""

    sideways: ClassVar[tuple[str, ...]] = ("places",)

    body: BodyName
    beside: BodyName
    places: Count

    def the_other_way(self) -> HideBeside:
        """As many places to the other side."""
        return HideBeside(self.body, self.beside, -self.places)


@dataclass(frozen=True, slots=True)
class TradePlaces(Event):
    """In full view, containers move at once, the first of each pair to where the second stands;
    what is inside comes along."""

    unordered: ClassVar[tuple[str, ...]] = ("moves",)

    moves: tuple[tuple[BodyName, BodyName], ...]

    def the_other_way(self) -> TradePlaces:
        """Each to where the one comes from that takes its place; of a swap, the same."""
        return TradePlaces(tuple(sorted((second, first) for first, second in self.moves)))


@dataclass(frozen=True, slots=True)
class LookBehind(Event):
    """The screens that stand at these places are lifted for a moment and put back; nothing stands
    behind any of them."""

    unordered: ClassVar[tuple[str, ...]] = ("places",)

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class ShiftScreens(Event):
    """In full view, all screens of a row move so many places to the right, as the viewer sees it
    (negative: left), each with what is behind it; those for which there is no place at that end
    come to the places that have become free at the other, in the same order."""

    unordered: ClassVar[tuple[str, ...]] = ("screens",)
    sideways: ClassVar[tuple[str, ...]] = ("places",)

    screens: tuple[BodyName, ...]
    places: Count

    def the_other_way(self) -> ShiftScreens:
        """As many places to the other side."""
        return ShiftScreens(self.screens, -self.places)


@dataclass(frozen=True, slots=True)
class Moves(Phrase):
    """Cups that change places at once: from which place each goes to which, numbered from 1."""

    moves: tuple[tuple[Count, Count], ...]


# --- how many are behind ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Group(Nested):
    """So many balls of a colour that go together from one place to another. A place is where a
    screen of the row stands, which means behind it, or it is in front of all of them."""

    colour: Word
    count: Count
    start: FixedPlace
    to: FixedPlace


@dataclass(frozen=True, slots=True)
class Roll(Event):
    """In full view, groups of balls roll behind screens, or out again, all at once; where fewer
    are, as many as there are."""

    unordered: ClassVar[tuple[str, ...]] = ("groups",)

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Slide(Event):
    """In full view, screens slide on their boards at once, the first of each pair to where the
    second stands; what is behind a screen comes along, and is not seen."""

    unordered: ClassVar[tuple[str, ...]] = ("moves",)

    moves: tuple[tuple[BodyName, BodyName], ...]

    def the_other_way(self) -> Slide:
        """Each to where the one comes from that takes its place; of a swap, the same."""
        return Slide(tuple(sorted((second, first) for first, second in self.moves)))


@dataclass(frozen=True, slots=True)
class HowManyBehind(Ask):
    """How many balls of this colour are behind the screen?"""

    screen: BodyName
    colour: Word


@dataclass(frozen=True, slots=True)
class Balls(Phrase):
    """Balls by colour and number: two red balls and one green ball."""

    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RowOfScreens(Phrase):
    """Screens from left to right, by their colours."""

    colours: tuple[str, ...]


# --- which one of several that look alike -------------------------------------------------------


Places = tuple[FixedPlace, FixedPlace]
"""Two places from which containers go, and to which they come."""


@dataclass(frozen=True, slots=True)
class PassBehind(Event):
    """Containers that look alike slide behind the screen, two at a time, one around each side of
    it, and out again to the places they came from, one to each. Without a pause they have kept
    their ways and so changed places; with one, the two may have changed places, or turned back:
    where that is `known`, `changed` are the pairs that have changed places."""

    unordered: ClassVar[tuple[str, ...]] = ("pairs",)

    screen: BodyName
    pairs: tuple[Places, ...]
    pause: bool
    known: bool = False
    changed: tuple[Places, ...] = ()

    def freely(self) -> tuple[PassBehind, ...]:
        """After a pause, any of the pairs may have changed places."""
        if not self.pause or self.known:
            return ()
        return tuple(
            replace(self, known=True, changed=changed)
            for count in range(len(self.pairs) + 1)
            for changed in combinations(self.pairs, count)
        )


@dataclass(frozen=True, slots=True)
class LookUnder(Event):
    """The container that stands at a place is lifted for a moment; what is under it has this
    colour."""

    place: FixedPlace
    colour: Word


@dataclass(frozen=True, slots=True)
class ShowAll(Event):
    """Containers are lifted for a moment, so that all that is under them is seen once."""

    bodies: tuple[BodyName, ...]
    under: tuple[BodyName, ...]
