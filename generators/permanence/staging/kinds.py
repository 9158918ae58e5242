"""Things go behind screens that look alike and change places; screens are lifted: what is seen that
cannot be?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from spatialbench.geometry.kinds import Ask, BodyName, Event, FixedPlace, Nested, Phrase, Word


@dataclass(frozen=True, slots=True)
class Going(Nested):
    """A body, and where its middle comes to."""

    body: BodyName
    to: FixedPlace


@dataclass(frozen=True, slots=True)
class Enter(Event):
    """In full view, things go behind screens, one after the other."""

    goes: tuple[Going, ...]


@dataclass(frozen=True, slots=True)
class TradeStands(Event):
    """In full view, screens that look alike slide on their boards at once, from the first place of
    each pair to the second; what is behind a screen comes along, and is not seen."""

    unordered: ClassVar[tuple[str, ...]] = ("moves",)

    moves: tuple[tuple[FixedPlace, FixedPlace], ...]

    def the_other_way(self) -> TradeStands:
        """Each to where the one comes from that takes its place; of a swap, the same."""
        return TradeStands(tuple(sorted((to, start) for start, to in self.moves)))


@dataclass(frozen=True, slots=True)
class Tamper(Event):
    """Where two films are cut together, at a moment when nothing of these bodies is seen: they are
    somewhere else than nature would have them."""

    secret: ClassVar[bool] = True
    unordered: ClassVar[tuple[str, ...]] = ("goes",)

    goes: tuple[Going, ...]


@dataclass(frozen=True, slots=True)
class Shown(Nested):
    """A thing of that colour, a ball or a cube, seen behind the screen that stands at a place."""

    colour: Word
    thing: Word
    place: FixedPlace


@dataclass(frozen=True, slots=True)
class LiftScreens(Event):
    """The screens that stand at these places are lifted for a moment, and all that is behind them
    is seen."""

    unordered: ClassVar[tuple[str, ...]] = ("places", "shown")

    places: tuple[FixedPlace, ...]
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class CannotBe(Ask):
    """Which of the things, known by their colours, are not where they must be, or not of the kind
    that they were, when screens are lifted?"""

    unordered: ClassVar[tuple[str, ...]] = ("things",)

    things: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Things(Phrase):
    """Things by colour and kind: a red ball and a blue cube."""

    rows: tuple[tuple[str, str], ...]
