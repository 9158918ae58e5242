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


STRAIGHT: Plane = (0, 5)
"""Straight away from the front of the table; of length 5, too."""
_TURNED = {**ALONG, STRAIGHT: Quaternion(1, 0, 0, 1)}


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
    """What a board does, for that eye, to a box with these corners, as `box_corners` gives them;
    None if it is not clear."""
    scale, (x, y), (u, v) = board.length(), board.at, board.along
    here = ((eye[0] - x) * u + (eye[1] - y) * v, (eye[1] - y) * u - (eye[0] - x) * v)
    there = [((a - x) * u + (b - y) * v, (b - y) * u - (a - x) * v) for a, b, _ in corners[::2]]
    face, end = scale * THICK // 2, scale * (board.half + MARGIN)
    along, across = zip(*there, strict=True)
    nearest, farthest = min(across), max(across)
    if min(nearest, here[1]) > face or max(farthest, here[1]) < -face:  # all on one side of it
        return "clear"
    if min(*along, here[0]) > end or max(*along, here[0]) < -end:
        return "clear"
    if (nearest <= face and farthest >= -face) or abs(here[1]) <= face:
        return None
    heights = (scale * corners[0][2], scale * corners[1][2])
    return _judged(board, (*here, scale * eye[2]), there, heights)


def _judged(
    board: Board, eye: Vector, there: Sequence[Plane], heights: tuple[int, int]
) -> Effect | None:
    """The same for a box that is wholly behind the board: the places of its edges along and across,
    from how low to how high it reaches; all times the length of the direction of the board."""
    scale, window = board.length(), board.window
    margin, half, height = scale * MARGIN, scale * board.half, scale * board.height
    shadows = _shadows(eye, there, heights, scale * THICK // 2)
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
        high < (low - margin) * over for _, _, high, over in shadows
    )
    return "hides" if apart else None


_Shadow = tuple[int, int, int, int]
"""Where rays along an upright edge meet a face of a board: along; from how low to how high; all
over the last number, above 0."""


def _shadows(
    eye: Vector, there: Sequence[Plane], heights: tuple[int, int], face: int
) -> list[_Shadow]:
    found = []
    low, high = heights[0] - eye[2], heights[1] - eye[2]
    for along, across in there:
        deep, aside = across - eye[1], along - eye[0]
        for part in (-face - eye[1], face - eye[1]):
            one, over = (part, deep) if deep > 0 else (-part, -deep)
            up = eye[2] * over
            found.append((eye[0] * over + one * aside, up + one * low, up + one * high, over))
    return found


def _beyond(shadows: Sequence[_Shadow], left: int, right: int, high: int, margin: int) -> bool:
    """Whether all lie to the left, all to the right, or all above."""
    left, right, high = left - margin, right + margin, high + margin
    return (
        all(along < left * over for along, _, _, over in shadows)
        or all(along > right * over for along, _, _, over in shadows)
        or all(lowest > high * over for _, lowest, _, over in shadows)
    )


def _within(
    shadows: Sequence[_Shadow], left: int, right: int, low: int, high: int, margin: int
) -> bool:
    left, right, low, high = left + margin, right - margin, low + margin, high - margin
    return all(
        left * over <= along <= right * over and low * over <= lowest and highest <= high * over
        for along, lowest, highest, over in shadows
    )


def crosses(board: Board, eye: Plane, place: Plane) -> bool:
    """Whether the way from an eye to a place, seen from above, passes the board."""
    (x, y), (u, v) = board.at, board.along
    here = (eye[1] - y) * u - (eye[0] - x) * v
    there = (place[1] - y) * u - (place[0] - x) * v
    if (here > 0) == (there > 0):
        return False
    deep = abs(there - here)
    near, far = (eye[0] - x) * u + (eye[1] - y) * v, (place[0] - x) * u + (place[1] - y) * v
    along = near * deep + abs(here) * (far - near)
    return abs(along) <= board.length() * board.half * deep


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
    pose = Pose((*board.at, board.height // 2), _TURNED[board.along])
    return Body(name, _shape(board), pose, colour)
