"""Nets as they are drawn: squares of colour, thin lines where they fold, a wider outline."""

from __future__ import annotations

from collections.abc import Sequence

from spatialbench.generators.net.kinds import Laid, Net
from spatialbench.render.diagrams import XY, Drawing, Line, Mark, Patch, Sign, drawn

FOLD = 0.03  # widths of lines, as shares of a square
OUTLINE = 0.05

SIGN = 0.74  # height of a sign

Edge = tuple[XY, XY]
Cells = tuple[tuple[int, int], ...]


def edges_of(cell: XY) -> tuple[Edge, ...]:
    """The edges of a square, each from its lower or left end."""
    x, y = cell
    low, right, left = (x, y), (x + 1, y), (x, y + 1)
    return ((low, right), (low, left), (right, (x + 1, y + 1)), (left, (x + 1, y + 1)))


def _square(cell: XY, colour: str) -> Patch:
    x, y = cell
    return Patch(((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)), colour)


def _sheet(cells: Cells, colours: Sequence[str], by: XY = (0, 0)) -> list[Mark]:
    """A sheet, moved."""
    squares: list[Mark] = [
        _square((x + by[0], y + by[1]), c) for (x, y), c in zip(cells, colours, strict=True)
    ]
    edges = [edge for x, y in cells for edge in edges_of((x + by[0], y + by[1]))]
    folds = [Line(*edge, FOLD) for edge in dict.fromkeys(edges) if edges.count(edge) == 2]
    outline = [Line(*edge, OUTLINE) for edge in dict.fromkeys(edges) if edges.count(edge) == 1]
    return [*squares, *folds, *outline]


def _sizes(cells: Cells) -> XY:
    """How wide and high a sheet is."""
    return (max(x for x, _ in cells) + 1, max(y for _, y in cells) + 1)


@drawn.register
def _(diagram: Net) -> Drawing:
    return Drawing(*_sizes(diagram.cells), tuple(_sheet(diagram.cells, diagram.colours)))


@drawn.register
def _(diagram: Laid) -> Drawing:
    room, (wide, high) = diagram.room / 100, _sizes(diagram.cells)
    by = (diagram.at[0] / 100 - wide / 2, diagram.at[1] / 100 - high / 2)
    signs: list[Mark] = [
        Sign(name, (x + by[0] + 0.5, y + by[1] + 0.5), SIGN, colour, turn)
        for (x, y), colour, (name, turn) in zip(
            diagram.cells, diagram.colours, diagram.signs, strict=True
        )
        if name
    ]
    return Drawing(room, room, (*_sheet(diagram.cells, diagram.colours, by), *signs))
