"""Towers before squared paper: a square is a centimetre, every fifth line is heavy and numbered."""

from __future__ import annotations

from collections.abc import Iterator

from spatialbench.generators.causal.towers.kinds import Seen, SideView
from spatialbench.render.diagrams import XY, Drawing, Line, Mark, Patch, Sign, drawn

# Lengths are centimetres on the paper.
THIN, HEAVY, EDGE, TABLE = 0.03, 0.09, 0.16, 0.3
FIFTH = 5
LABEL = 1.9  # height of the numbers
BELOW = 2.6  # room for them
WEIGHT = 2.5  # height of what is written on a block


def _paper(across: int, up: int) -> Iterator[Mark]:
    corners = ((0, BELOW), (across, BELOW), (across, BELOW + up), (0, BELOW + up))
    yield Patch(corners, "white")
    for x in range(across + 1):
        yield Line((x, BELOW), (x, BELOW + up), THIN if x % FIFTH else HEAVY)
    for y in range(up + 1):
        yield Line((0, BELOW + y), (across, BELOW + y), THIN if y % FIFTH else HEAVY)
    for x in range(0, across + 1, FIFTH):
        yield from _number(x)


def _number(value: int) -> Iterator[Mark]:
    digits = str(value)
    for place, digit in enumerate(digits):
        aside = 0.65 * LABEL * (place - (len(digits) - 1) / 2)
        yield Sign(digit, (value + aside, BELOW / 2 - 0.1), LABEL)


def _block(block: Seen) -> Iterator[Mark]:
    colour, left, right, lower, upper, weight = block
    low, high = lower + BELOW, upper + BELOW
    corners: list[XY] = [(left, low), (right, low), (right, high), (left, high)]
    yield Patch(tuple(corners), colour)
    for one, other in zip(corners, corners[1:] + corners[:1], strict=True):
        yield Line(one, other, EDGE)
    yield Sign(str(weight), ((left + right) / 2, (low + high) / 2), WEIGHT, on=colour)


@drawn.register
def _(diagram: SideView) -> Drawing:
    marks = [*_paper(diagram.across, diagram.up)]
    for block in diagram.blocks:
        marks += _block(block)
    marks.append(Line((0, BELOW), (diagram.across, BELOW), TABLE))
    return Drawing(diagram.across, BELOW + diagram.up, tuple(marks))
