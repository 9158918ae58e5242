"""What happens to flat sheets of squares, and what is asked of the cubes that come of them."""

from __future__ import annotations

from dataclasses import dataclass

from spatialbench.geometry.kinds import (
    Ask,
    BodyName,
    Count,
    Diagram,
    Event,
    EyePlace,
    Phrase,
    Word,
)


@dataclass(frozen=True, slots=True)
class FoldUp(Event):
    """Sheets of square plates that lie flat, each plate joined to those it touches along an edge,
    are bent up by 90° at all these edges."""

    sheets: tuple[tuple[BodyName, ...], ...]


@dataclass(frozen=True, slots=True)
class FoldBack(Event):
    """A sheet of square plates that lies flat, each plate joined to those it touches along an edge,
    is bent down by 90° at all these edges, so that what was seen from above is outside."""

    sheet: tuple[BodyName, ...]


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
class Closes(Ask):
    """Can these plates of a flat sheet, joined where they touch along an edge, be bent there by
    90°, all to one side, or left flat, so that they close to a box with sides of so many plates,
    no two of them at one place?"""

    plates: tuple[BodyName, ...]
    box: tuple[Count, Count, Count]


@dataclass(frozen=True, slots=True)
class WhichView(Ask):
    """Which of these bodies, each seen from its eye, looks as the cube that the plates make can
    look from there, turned in any way?"""

    plates: tuple[BodyName, ...]
    views: tuple[BodyName, ...]
    eyes: tuple[EyePlace, ...]


@dataclass(frozen=True, slots=True)
class Net(Diagram):
    """Squares of a grid, columns to the right and rows up, and their colours."""

    cells: tuple[tuple[Count, Count], ...]
    colours: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Laid(Diagram):
    """Squares of a grid with signs (an empty word for none) turned by quarters counter-clockwise,
    on a square table of `room` hundredths of a side each way, the middle of the sheet at `at`."""

    cells: tuple[tuple[Count, Count], ...]
    colours: tuple[Word, ...]
    signs: tuple[tuple[Word, Count], ...]
    room: Count
    at: tuple[Count, Count]


@dataclass(frozen=True, slots=True)
class Sheets(Phrase):
    """How sheets of squares look: row by row from the top, an empty word for no square."""

    sheets: tuple[tuple[tuple[Word, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Squares(Phrase):
    """A sheet: row by row from the top, the colours of its squares, an empty word for no square."""

    rows: tuple[tuple[Word, ...], ...]


@dataclass(frozen=True, slots=True)
class Shown(Phrase):
    """What the pictures show: one sheet or several, as many as these."""

    sheets: Count


@dataclass(frozen=True, slots=True)
class Asked(Phrase):
    """The question: what is opposite to a face of this colour; for None, what is on the tower."""

    colour: Word | None
