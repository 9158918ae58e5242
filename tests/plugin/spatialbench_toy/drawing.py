"""Levers in rows of four: a slanted line, and a square of colour at either end."""

from __future__ import annotations

from spatialbench.render.diagrams import Drawing, Line, Mark, Patch, drawn
from spatialbench_toy.kinds import Levers

IN_A_ROW, WIDE, HIGH = 4, 10, 9


@drawn.register
def _(diagram: Levers) -> Drawing:
    rows = -(-len(diagram.tips) // IN_A_ROW)
    marks: list[Mark] = []
    for number, (left, right, down) in enumerate(diagram.tips):
        x, y = WIDE * (number % IN_A_ROW), HIGH * (rows - 1 - number // IN_A_ROW)
        low, high = (1, 4) if down == "left" else (4, 1)
        marks += [
            Line((x + 1.5, y + low), (x + 8.5, y + high), 0.3),
            Line((x + 5, y), (x + 5, y + 2.5), 0.3),
        ]
        marks += [_square(x + 0.3, y + low, left), _square(x + 6.7, y + high, right)]
    return Drawing(WIDE * min(len(diagram.tips), IN_A_ROW), HIGH * rows, tuple(marks))


def _square(x: float, y: float, colour: str) -> Patch:
    return Patch(((x, y), (x + 3, y), (x + 3, y + 3), (x, y + 3)), colour)
