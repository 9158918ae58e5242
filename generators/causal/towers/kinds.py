"""What is asked of a tower of blocks, and how one is told and drawn."""

from __future__ import annotations

from dataclasses import dataclass

from spatialbench.geometry.kinds import Ask, BodyName, Count, Diagram, Phrase, Word

STANDS = "stands"
"""What is answered where every block carries what is above it."""


@dataclass(frozen=True, slots=True)
class Overloaded(Ask):
    """Which of the blocks, which stand one on top of the other, do not carry what is above them:
    from which would all of that, glued into one piece, tip? Each has a weight, spread evenly."""

    blocks: tuple[BodyName, ...]
    weights: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class BlockTable(Phrase):
    """The blocks from the bottom up as a table, lengths in centimetres: the names of the columns,
    and the colour of each block with a number a column."""

    columns: tuple[Word, ...]
    rows: tuple[tuple[Word, tuple[Count, ...]], ...]


@dataclass(frozen=True, slots=True)
class Weights(Phrase):
    """The colours of blocks and their weights; no blocks where all weigh the same."""

    blocks: tuple[tuple[Word, Count], ...]


@dataclass(frozen=True, slots=True)
class Pictured(Phrase):
    """How a tower is shown: by how many pictures, and whether weights are written on the blocks."""

    pictures: Count
    weighed: bool


Seen = tuple[Word, Count, Count, Count, Count, Count]
"""A block seen from one side: its colour, from where to where it goes across and up, in
centimetres, and the weight that is written on it."""


@dataclass(frozen=True, slots=True)
class SideView(Diagram):
    """Blocks on a table, seen straight from one side, before squared paper of so many centimetres
    across and up."""

    blocks: tuple[Seen, ...]
    across: Count
    up: Count
