"""Blocks on top of one another, exactly: what is above a block stays on it if the middle of its
weight is over where the two touch.

Blocks are counted from the bottom up, lengths are whole centimetres, and all that follows is whole
numbers and fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

Span = tuple[int, int]
"""From where to where something goes along an axis."""


class Block(NamedTuple):
    """From where to where a block goes along x and y, how high it is and what it weighs."""

    x: Span
    y: Span
    height: int
    weight: int

    def span(self, axis: int) -> Span:
        """From where to where it goes along x (0) or y (1)."""
        return self.y if axis else self.x


Stack = Sequence[Block]


class Load(NamedTuple):
    """What is above a block: twice its weight, and the sum of weights times twice their middles
    along x and y."""

    weight: int
    x: int
    y: int

    def under(self, block: Block) -> Load:
        """With one more block below."""
        weight, x, y = self
        return Load(
            weight + 2 * block.weight,
            x + block.weight * sum(block.x),
            y + block.weight * sum(block.y),
        )

    def moment(self, axis: int) -> int:
        """Along x (0) or y (1)."""
        return self.y if axis else self.x


NOTHING = Load(0, 0, 0)


def room(load: Load, below: Span, above: Span, axis: int) -> Fraction:
    """How far the middle of the load is from the nearer edge of where two blocks touch, along an
    axis, as a share of the wider block: below 0 where it is beyond that edge."""
    low, high = max(below[0], above[0]), min(below[1], above[1])
    width = max(below[1] - below[0], above[1] - above[0])
    moment = load.moment(axis)
    return Fraction(
        min(moment - load.weight * low, load.weight * high - moment), load.weight * width
    )


class Joint(NamedTuple):
    """Between a block and the one on it: the room of all that is above, along x and y."""

    x: Fraction
    y: Fraction

    @property
    def holds(self) -> bool:
        """Whether the lower block carries what is above it."""
        return self.x > 0 and self.y > 0

    @property
    def clear(self) -> Fraction:
        """How far it is from being otherwise, along either axis."""
        return min(abs(self.x), abs(self.y))


def joints(stack: Stack) -> list[Joint]:
    """Those of all blocks but the topmost, from the bottom up."""
    load, found = NOTHING, list[Joint]()
    for number in range(len(stack) - 1, 0, -1):
        above, below = stack[number], stack[number - 1]
        load = load.under(above)
        found.append(Joint(room(load, below.x, above.x, 0), room(load, below.y, above.y, 1)))
    return found[::-1]


Verdict = tuple[bool, ...]
"""Of every block but the topmost, from the bottom up, whether it carries what is above it."""


def carrying(stack: Stack) -> Verdict:
    """What holds, exactly."""
    return tuple(joint.holds for joint in joints(stack))
