"""Lanes of bodies that change places along a row: each goes where it meets no other."""

from __future__ import annotations

from collections.abc import Sequence


def lanes(ways: Sequence[tuple[int, int]]) -> list[int]:
    """A lane for each of the ways that are gone at once along a row, from where to where: in front
    of the row (−1, −2, …) to the right, behind it (1, 2, …) to the left. Ways in the same lane do
    not overlap, so that no two ever meet, and those that pass each other are far apart."""
    found = [0] * len(ways)
    ends: dict[int, int] = {}  # where the last way in a lane ends
    for number in sorted(range(len(ways)), key=lambda n: (min(ways[n]), max(ways[n]))):
        low, high = sorted(ways[number])
        side = -1 if ways[number][0] < ways[number][1] else 1
        lane = side
        while ends.get(lane, low) > low:
            lane += side
        found[number], ends[lane] = lane, high
    return found


def lane_depth(lane: int, width: int) -> int:
    """How far behind the row a lane is for bodies so wide, in the same unit."""
    return lane * 13 * width // 10
