"""What happens to flat sheets of squares, and what is asked of the cubes that come of them."""

from __future__ import annotations

from dataclasses import dataclass

from spatialbench.geometry.kinds import Ask, BodyName, Count, Diagram, Event, Phrase, Word


@dataclass(frozen=True, slots=True)
class FoldUp(Event):
    """Sheets of square plates that lie flat, each plate joined to those it touches along an edge,
    are bent up by 90° at all these edges."""

    sheets: tuple[tuple[BodyName, ...], ...]


@dataclass(frozen=True, slots=True)
class Stack(Event):
    """Cubes of plates are set on one another, the first on its plate `bottom`, each further one
    such that the two plates that touch have the same colour. Each is tipped the shortest way;
    upside down it goes about the left-right axis."""

    cubes: tuple[tuple[BodyName, ...], ...]
    bottom: BodyName


@dataclass(frozen=True, slots=True)
class OppositeTo(Ask):
    """Which colour has the plate opposite to `body`, across the cube that these plates make?"""

    body: BodyName
    plates: tuple[BodyName, ...]


@dataclass(frozen=True, slots=True)
class OnTop(Ask):
    """Which colour is seen from above on the tower that these plates make?"""

    plates: tuple[BodyName, ...]


@dataclass(frozen=True, slots=True)
class Net(Diagram):
    """Squares of a grid, columns to the right and rows up, and their colours."""

    cells: tuple[tuple[Count, Count], ...]
    colours: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Sheets(Phrase):
    """How sheets of squares look: row by row from the top, an empty word for no square."""

    sheets: tuple[tuple[tuple[Word, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Shown(Phrase):
    """What the pictures show: one sheet or several, as many as these."""

    sheets: Count


@dataclass(frozen=True, slots=True)
class Asked(Phrase):
    """The question: what is opposite to a face of this colour; for None, what is on the tower."""

    colour: Word | None
