"""What the permanence tasks add to the events of the core: a hidden thing that is moved on in view,
containers that trade places, a look behind a screen, and screens that move along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from spatialbench.geometry.kinds import BodyName, Count, Event, Phrase, Place


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
