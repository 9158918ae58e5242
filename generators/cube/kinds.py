"""What the cube tasks add: arrows that are asked about, and corners that are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal  # JSON

from spatialbench.geometry.kinds import (
    Ask,
    BodyName,
    Count,
    EyePlace,
    Nested,
    Phrase,
    SideName,
    Word,
)


@dataclass(frozen=True, slots=True)
class ArrowAt(Ask):
    """Toward which side of the room does the arrow point that is on the body's face at this side?

    Every face has an arrow, and a mark upright has it pointing up."""

    body: BodyName
    side: SideName


@dataclass(frozen=True, slots=True)
class Glimpse(Nested):
    """Where the eye is that sees a corner of a body, and which of the body's own faces is covered
    with paper (an empty word: none)."""

    eye: EyePlace
    covered: Word


@dataclass(frozen=True, slots=True)
class OppositeSeen(Ask):
    """Which colour is opposite to the one face of this colour, for somebody who has seen the corner
    of the body that is toward each of these eyes, each time not knowing how the body lay, and who
    knows how many faces have which colour?"""

    unordered: ClassVar[tuple[str, ...]] = ("views",)

    body: BodyName
    colour: Word
    views: tuple[Glimpse, ...]


@dataclass(frozen=True, slots=True)
class BringTo(Ask):
    """Which turns bring the body to lie as the other one does? A step is a quarter turn about an
    axis of the room, named by the side from which it is seen and its direction; the steps that are
    allowed, and how many at most."""

    body: BodyName
    goal: BodyName
    steps: tuple[Word, ...]
    most: Count

    @classmethod
    def one_telling(cls, written: dict[str, Any]) -> dict[str, Any]:
        """In any order, and seen from the other side, a turn the other way is the same one."""
        turns = sorted({_one_name(step) for step in written["steps"]})
        return {name: turns if name == "steps" else v for name, v in written.items()}


_OTHER_SIDE = {"bottom": "top", "back": "front", "left": "right"}
_OTHER_WAY = {"clockwise": "counterclockwise", "counterclockwise": "clockwise"}


def _one_name(step: str) -> str:
    side, _, way = step.partition(" ")
    if side not in _OTHER_SIDE:
        return step
    return f"{_OTHER_SIDE[side]} {_OTHER_WAY[way]}"


@dataclass(frozen=True, slots=True)
class Arrows(Phrase):
    """The faces of a cube: at which side, of which colour, and toward which side its arrow
    points."""

    faces: tuple[tuple[SideName, Word, SideName], ...]


@dataclass(frozen=True, slots=True)
class Sides(Phrase):
    """Sides of the room among which to choose."""

    sides: tuple[SideName, ...]


@dataclass(frozen=True, slots=True)
class Whose(Phrase):
    """Whose directions turns are told in: those of the room or the cube's own."""

    frame: Literal["room", "own"]


@dataclass(frozen=True, slots=True)
class Palette(Phrase):
    """The colours of a cube, each with the number of faces that have it."""

    colours: tuple[tuple[Word, Count], ...]


@dataclass(frozen=True, slots=True)
class Corners(Phrase):
    """What is seen of a cube, corner by corner: three colours, clockwise as seen from outside, an
    empty word for a face that is covered."""

    corners: tuple[tuple[Word, Word, Word], ...]


@dataclass(frozen=True, slots=True)
class AnyOf(Phrase):
    """Colours among which to choose."""

    colours: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Covering(Phrase):
    """That in so many of the views, told in words or shown in pictures, a face is covered; nothing
    where it is in none."""

    views: Count
    shown: Literal["words", "pictures"]


@dataclass(frozen=True, slots=True)
class Steps(Phrase):
    """Turns that are allowed, by their names."""

    steps: tuple[Word, ...]
