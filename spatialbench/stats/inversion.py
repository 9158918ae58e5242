"""Turning a test into an interval: find where the test starts to reject."""

from __future__ import annotations

from collections.abc import Callable

# A double is halved to its last bit in some 60 steps; the rest covers boundaries close to zero.
_HALVINGS = 100


def boundary(accepted: Callable[[float], bool], start: float, end: float) -> float:
    """The point between `start` and `end` up to which `accepted` holds.

    `accepted` must hold just after `start` and change at most once on the way. Neither end is
    ever evaluated, so both may be singular. Exact to the last bits of a double.
    """
    for _ in range(_HALVINGS):
        middle = (start + end) / 2
        if middle in (start, end):
            break
        if accepted(middle):
            start = middle
        else:
            end = middle
    return (start + end) / 2
