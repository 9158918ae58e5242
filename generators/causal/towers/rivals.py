"""What wrong ways of thinking say of a tower: whether each block carries what is above it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from spatialbench.generators.causal.towers.stacks import (
    NOTHING,
    Block,
    Verdict,
    carrying,
    room,
)

TALL = 3  # times as high as its lowest block is wide


def _but(stack: Sequence[Block], number: int, *, holds: bool) -> Verdict:
    """All carry but perhaps that one."""
    return tuple(holds or place != number for place in range(len(stack) - 1))


def neighbours(stack: Sequence[Block]) -> Verdict:
    """Were there nothing on each block but the next one."""
    return tuple(
        all(room(NOTHING.under(a), b.span(i), a.span(i), i) > 0 for i in (0, 1))
        for b, a in pairwise(stack)
    )


def over_the_lowest(stack: Sequence[Block]) -> Verdict:
    """Whatever is above a block must have its middle over the lowest one."""
    low = stack[0]
    return tuple(
        all(room(NOTHING.under(a), low.span(i), a.span(i), i) > 0 for i in (0, 1))
        for a in stack[1:]
    )


def largest_overhang(stack: Sequence[Block]) -> Verdict:
    """It fails where a block sticks out farthest over the one below, to any side."""
    far = [
        max(
            max(b.span(axis)[0] - a.span(axis)[0], a.span(axis)[1] - b.span(axis)[1])
            for axis in (0, 1)
        )
        for b, a in pairwise(stack)
    ]
    return _but(stack, far.index(max(far)), holds=False)


def looks_tall(stack: Sequence[Block]) -> Verdict:
    """The lowest block fails if the tower is much higher than that is wide."""
    low, high = stack[0].x
    tall = sum(block.height for block in stack) > TALL * (high - low)
    return _but(stack, 0, holds=not tall)


def rival_verdicts(stack: Sequence[Block], *, weighed: bool, axes: int) -> dict[str, Verdict]:
    """By name. Weights can be ignored where they are not alike, depth where blocks are shifted
    along it."""
    true = carrying(stack)
    found = {
        "looks-tall": looks_tall(stack),
        "top-only": _but(stack, len(stack) - 2, holds=true[-1]),
        "neighbours": neighbours(stack),
        "over-the-lowest": over_the_lowest(stack),
        "largest-overhang": largest_overhang(stack),
        "whole-only": _but(stack, 0, holds=true[0]),
    }
    if weighed:
        found["weights-ignored"] = carrying([b._replace(weight=1) for b in stack])
    if axes > 1:
        found["depth-ignored"] = carrying([b._replace(y=stack[0].y) for b in stack])
    return found
