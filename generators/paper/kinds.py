"""What happens to a sheet of paper, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from spatialbench.geometry.kinds import (
    Ask,
    BodyName,
    Count,
    Diagram,
    Event,
    Phrase,
    Place,
    SideName,
    Word,
)


@dataclass(frozen=True, slots=True)
class Fold(Event):
    """All the paper that lies to the sides `moved` of the straight line through two places is
    turned over about that line by 180°, `over` to the front or to the back; the rest stays."""

    unordered: ClassVar[tuple[str, ...]] = ("line", "moved")

    line: tuple[Place, Place]
    moved: tuple[SideName, ...]
    over: SideName


@dataclass(frozen=True, slots=True)
class Punch(Event):
    """Small holes are made at these places, each through all the paper that lies there."""

    unordered: ClassVar[tuple[str, ...]] = ("at",)

    at: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class HolesIn(Ask):
    """Which of these cells of the sheet, unfolded again, have a hole?"""

    unordered: ClassVar[tuple[str, ...]] = ("cells",)

    cells: tuple[BodyName, ...]


Folded = tuple[Count, Count, Count, Count]
"""A fold as (a, b, c, over), lengths in half cells from the lower left corner of the sheet, x to
the right and y up: the paper where a·x + b·y > c is turned over, to the front for 1, to the back
for 0."""


@dataclass(frozen=True, slots=True)
class Panel(Diagram):
    """A sheet of `cells` by `cells`, seen from the front, after the folds `done`: how it is folded
    next, or at which places in half cells it is punched. `room` is what is left free to the left,
    below, to the right and above, in tenths of a cell. `turned` is how far the fold has come, in
    thirds: 0 before it, when the crease is drawn with an arrow."""

    cells: Count
    done: tuple[Folded, ...]
    front: Word
    back: Word
    room: tuple[Count, Count, Count, Count]
    fold: Folded | None = None
    holes: tuple[tuple[Count, Count], ...] = ()
    turned: Count = 0


@dataclass(frozen=True, slots=True)
class Grid(Phrase):
    """How a sheet of so many cells a side is divided, and how the cells are called."""

    cells: Count
