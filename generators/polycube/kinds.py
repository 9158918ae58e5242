"""What is asked of shapes and piles of cubes, and how they are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from spatialbench.geometry.kinds import Ask, BodyName, Count, EyePlace, Phrase, Word

Bound = Literal["exact", "least", "greatest"]
"""How many cubes there are, how many there are at least, how many there can be at most."""


@dataclass(frozen=True, slots=True)
class SameOrMirror(Ask):
    """Is the second body the first one, only turned, or the mirror image of it?"""

    first: BodyName
    second: BodyName


@dataclass(frozen=True, slots=True)
class CubesInPile(Ask):
    """How many cubes has a pile that looks from the eye as these columns on the board do? Each
    stands on a square of the board or on another one; `bound` says which number is meant where
    several are possible."""

    unordered: ClassVar[tuple[str, ...]] = ("columns",)

    columns: tuple[BodyName, ...]
    board: BodyName
    eye: EyePlace
    bound: Bound


@dataclass(frozen=True, slots=True)
class Layers(Phrase):
    """Shapes layer by layer from below; in each layer rows from the back, `#` for a cube."""

    shapes: tuple[tuple[tuple[Word, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Heights(Phrase):
    """A board in rows from the back: the least and the greatest number of cubes on each square."""

    rows: tuple[tuple[tuple[Count, Count], ...], ...]


@dataclass(frozen=True, slots=True)
class Unseen(Phrase):
    """Squares of which nothing is seen: the middle of each, and how high cubes can be there, in
    millimetres."""

    squares: tuple[tuple[Count, Count, Count], ...]
