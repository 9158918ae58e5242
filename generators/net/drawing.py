"""Nets as they are drawn: squares of colour, thin lines where they fold, a wider outline."""

from __future__ import annotations

from spatialbench.generators.net.kinds import Net
from spatialbench.render.diagrams import XY, Drawing, Line, Mark, Patch, drawn

FOLD = 0.03  # widths of lines, as shares of a square
OUTLINE = 0.05

Edge = tuple[XY, XY]


def edges_of(cell: tuple[int, int]) -> tuple[Edge, ...]:
    """The edges of a square, each from its lower or left end."""
    x, y = cell
    low, right, left = (x, y), (x + 1, y), (x, y + 1)
    return ((low, right), (low, left), (right, (x + 1, y + 1)), (left, (x + 1, y + 1)))


def _square(cell: tuple[int, int], colour: str) -> Patch:
    x, y = cell
    return Patch(((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)), colour)


@drawn.register
def _(diagram: Net) -> Drawing:
    squares: list[Mark] = [
        _square(cell, c) for cell, c in zip(diagram.cells, diagram.colours, strict=True)
    ]
    edges = [edge for cell in diagram.cells for edge in edges_of(cell)]
    folds = [Line(*edge, FOLD) for edge in dict.fromkeys(edges) if edges.count(edge) == 2]
    outline = [Line(*edge, OUTLINE) for edge in dict.fromkeys(edges) if edges.count(edge) == 1]
    wide, high = (max(cell[axis] for cell in diagram.cells) + 1 for axis in (0, 1))
    return Drawing(wide, high, (*squares, *folds, *outline))
