"""What happens to a die, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from spatialbench.geometry.kinds import (
    Ask,
    BodyName,
    Count,
    Diagram,
    Event,
    Phrase,
    SideName,
    Word,
)
from spatialbench.geometry.story import Direction

Compass = Literal["north", "east", "south", "west"]
"""North is away from the viewer (the back of the room), east to the viewer's right."""

_BACK: dict[Compass, Compass] = {
    "north": "south",
    "east": "west",
    "south": "north",
    "west": "east",
}


@dataclass(frozen=True, slots=True)
class Roll(Event):
    """A cube is tipped over its lower edge on that side, by 90°, and comes to lie beside the place
    where it was: what was its side there is then its bottom."""

    body: BodyName
    toward: Compass

    def the_other_way(self) -> Roll:
        """Over the edge on the other side."""
        return replace(self, toward=_BACK[self.toward])


@dataclass(frozen=True, slots=True)
class PipsOn(Ask):
    """How many pips are on the faces of a body toward these sides of the room, together?"""

    body: BodyName
    sides: tuple[SideName, ...]


@dataclass(frozen=True, slots=True)
class ShortestRoll(Ask):
    """Which fewest rolls bring the body over the board to where the goal lies, never off the board
    or where a block stands, so that the face on top has so many pips there? Squares of the board
    are as wide as the body."""

    unordered: ClassVar[tuple[str, ...]] = ("blocks",)

    body: BodyName
    board: BodyName
    blocks: tuple[BodyName, ...]
    goal: BodyName
    pips: Count


@dataclass(frozen=True, slots=True)
class Arrows(Diagram):
    """Numbered arrows in reading order: to the north they point up, and those of turns on the spot
    are bent, the way they go round seen from above."""

    moves: tuple[Compass | Direction, ...]


@dataclass(frozen=True, slots=True)
class Heading(Phrase):
    """A direction of the compass by its name."""

    toward: Compass


@dataclass(frozen=True, slots=True)
class Plan(Phrase):
    """A board row by row from the north, each from the west: `free`, `blocked`, `start`, `goal`."""

    rows: tuple[tuple[Word, ...], ...]


@dataclass(frozen=True, slots=True)
class Squares(Diagram):
    """The same, seen from above with the north at the top."""

    rows: tuple[tuple[Word, ...], ...]
