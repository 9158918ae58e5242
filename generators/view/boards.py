"""Upright boards on a table, and what they hide from an eye, in whole numbers.

What is looked at is a box that contains it. Seen from an eye, the box throws a shadow on the faces
of a board; where that lies within the board by a margin the box is hidden, where it lies beyond an
edge, or within the window, by a margin, nothing of it is. In between nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Literal, NamedTuple

from spatialbench.generators.view.bearings import Plane
from spatialbench.geometry.quaternions import Quaternion
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Pose
from spatialbench.geometry.shapes import Box, Compound, Part, Shape

THICK = 8  # millimetres
MARGIN = 8  # millimetres, on a board
ALONG: dict[Plane, Quaternion] = {
    (1, 0): Quaternion(1, 0, 0, 0),
    (4, 3): Quaternion(3, 0, 0, 1),
    (4, -3): Quaternion(3, 0, 0, -1),
    (3, 4): Quaternion(2, 0, 0, 1),
    (3, -4): Quaternion(2, 0, 0, -1),
}
"""The directions of boards, parallel to the front of the table or at 37° or 53° to it, and how a
board is turned that stands so. All but the first have length 5."""


class Window(NamedTuple):
    """An opening: from where to where along the board, from its middle; from how low to how
    high."""

    left: int
    right: int
    low: int
    high: int


class Board(NamedTuple):
    """Where its middle is, along which direction it stands, half of its length, its height."""

    at: Plane
    along: Plane
    half: int
    height: int
    window: Window | None = None

    def on(self, along: int) -> Plane:
        """The place so far along it from its middle, on the table."""
        (x, y), (u, v), length = self.at, self.along, self.length()
        return (x + along * u // length, y + along * v // length)

    def ends(self) -> tuple[Plane, Plane]:
        """The middles of its two ends, on the table."""
        return self.on(-self.half), self.on(self.half)

    def middle(self) -> int:
        """How far along from its own the middle of its window is; its own if it has none."""
        return (self.window.left + self.window.right) // 2 if self.window else 0

    def length(self) -> int:
        """That of its direction."""
        return 5 if self.along[1] else 1

    def own(self, place: Vector) -> Vector:
        """A place along the board, across it and up, times the length of its direction."""
        (u, v), x, y = self.along, place[0] - self.at[0], place[1] - self.at[1]
        return (x * u + y * v, y * u - x * v, place[2] * self.length())


Effect = Literal["hides", "clear"]
"""What a board does to something: it hides all of it, or nothing."""


def effect(board: Board, eye: Vector, corners: Sequence[Vector]) -> Effect | None:
    """What a board does, for that eye, to a box with these corners; None if it is not clear."""
    scale, here = board.length(), board.own(eye)
    there = [board.own(corner) for corner in corners]
    face, end = scale * THICK // 2, scale * (board.half + MARGIN)
    across, along = [place[1] for place in there], [place[0] for place in there]
    nearest, farthest = min(across), max(across)
    if min(nearest, here[1]) > face or max(farthest, here[1]) < -face:  # all on one side of it
        return "clear"
    if min(*along, here[0]) > end or max(*along, here[0]) < -end:
        return "clear"
    if (nearest <= face and farthest >= -face) or abs(here[1]) <= face:
        return None
    return _judged(board, here, there)


def _judged(board: Board, eye: Vector, corners: Sequence[Vector]) -> Effect | None:
    """The same for a box that is wholly behind the board."""
    scale, window = board.length(), board.window
    face, margin, half, height = (
        scale * part for part in (THICK, MARGIN, board.half, board.height)
    )
    shadows = [_shadow(eye, place, plane) for place in corners for plane in (-face // 2, face // 2)]
    if _beyond(shadows, -half, half, height, margin):
        return "clear"
    whole = _within(shadows, -half, half, -margin, height, margin)
    if window is None:
        return "hides" if whole else None
    left, right, low, high = (scale * part for part in window)
    if _within(shadows, left, right, low, high, margin):
        return "clear"
    if not whole:
        return None
    apart = _beyond(shadows, left, right, high, margin) or all(
        up < (low - margin) * over for _, up, over in shadows
    )
    return "hides" if apart else None


_Shadow = tuple[int, int, int]
"""Where a ray meets a face of a board: along and up, both over the third number, above 0."""


def _shadow(eye: Vector, corner: Vector, across: int) -> _Shadow:
    deep, part = corner[1] - eye[1], across - eye[1]
    if deep < 0:
        deep, part = -deep, -part
    along = eye[0] * deep + part * (corner[0] - eye[0])
    return (along, eye[2] * deep + part * (corner[2] - eye[2]), deep)


def _beyond(shadows: Sequence[_Shadow], left: int, right: int, high: int, margin: int) -> bool:
    """Whether all lie to the left, all to the right, or all above."""
    left, right, high = left - margin, right + margin, high + margin
    return (
        all(along < left * over for along, _, over in shadows)
        or all(along > right * over for along, _, over in shadows)
        or all(up > high * over for _, up, over in shadows)
    )


def _within(
    shadows: Sequence[_Shadow], left: int, right: int, low: int, high: int, margin: int
) -> bool:
    left, right, low, high = left + margin, right - margin, low + margin, high - margin
    return all(
        left * over <= along <= right * over and low * over <= up <= high * over
        for along, up, over in shadows
    )


def crosses(board: Board, eye: Plane, place: Plane) -> bool:
    """Whether the way from an eye to a place, seen from above, passes the board."""
    here, there = board.own((*eye, 0)), board.own((*place, 0))
    if (here[1] > 0) == (there[1] > 0):
        return False
    along, _, over = _shadow(here, there, 0)
    return abs(along) <= board.length() * board.half * over


def box_corners(middle: Vector, half: Vector) -> list[Vector]:
    """The corners of an upright box."""
    x, y, z = middle
    return [(x + a * half[0], y + b * half[1], z + c * half[2]) for a, b, c in _SIGNS]


_SIGNS = tuple(product((-1, 1), repeat=3))


def _shape(board: Board) -> Shape:
    whole, up = 2 * board.half, board.height
    if board.window is None:
        return Box((whole, THICK, up))
    left, right, low, high = board.window
    parts = (  # from where to where along, and up
        (-board.half, left, 0, up),
        (right, board.half, 0, up),
        (left, right, 0, low),
        (left, right, high, up),
    )
    return Compound(
        tuple(
            Part(Box((b - a, THICK, d - c)), ((a + b) // 2, 0, (c + d) // 2 - up // 2))
            for a, b, c, d in parts
        )
    )


def board_body(name: str, board: Board, colour: str) -> Body:
    """The board as a body."""
    pose = Pose((*board.at, board.height // 2), ALONG[board.along])
    return Body(name, _shape(board), pose, colour)
