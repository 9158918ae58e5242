"""Figures and boards before them, such that the viewer sees of each what tells its kind."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt
from typing import NamedTuple

from spatialbench.generators.view.bearings import ALL_AROUND, Plane, offset_of
from spatialbench.generators.view.boards import ALONG, Board, Window, box_corners, crosses, effect
from spatialbench.generators.view.courses import State, part_of
from spatialbench.generators.view.figures import HEIGHT
from spatialbench.generators.view.sights import HEIGHTS, kind_of
from spatialbench.generators.view.table import beside, camera_over, on_table, too_near, whole
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Camera
from spatialbench.probes.draw import Draw

REACH: Plane = (310, 270)
STEEP = ((5, 12, 13), (8, 15, 17))  # 67° and 62°: from where one sees behind boards
PLACES = 30  # that are tried for one board
FROM_FIGURE = 85  # as near may a board be to a figure
FROM_BOARD = 42  # as near may a thing be to a board, or an end of a board to another one
LEAST_ACROSS = 60  # how far the figure is from the line of a board

DISTANCES = {"low": (90, 150), "middle": (110, 200), "tall": (120, 280), "windowed": (120, 200)}
"""How far ahead of the figure boards stand, by kind."""
BEHIND = {"low": (140, 220), "windowed": (200, 290)}
SHIFTED = (30, 100)
"""A board behind another one: how far it is, in hundredths of the way to that one, by the kind of
that; and how far it is shifted aside."""
ASIDE = (-10, 60)
FIRST_ASIDE = {"low": (-20, 25), "windowed": (30, 60)}
"""How far aside boards are, and the first of a pair, in hundredths of how far ahead they are."""
WINDOW_STARTS = (-90, -80, -20, -10)  # nearer to one end
WINDOW = (100, 20, 100)  # how wide it is; from how low to how high it reaches


class Setting(NamedTuple):
    """A figure, boards, and from where one looks at them."""

    figure: State
    boards: tuple[Board, ...]
    camera: Camera


def draw_setting(draw: Draw, pair: Sequence[str], alone: Sequence[str]) -> Setting | None:
    """Boards of these kinds: of a pair the second stands behind the first, the others to the other
    side. None if they have no room."""
    figure, camera = _draw_figure(draw), camera_over(draw, _REGION, STEEP)
    side, boards = draw.choice((1, -1)), list[Board]()
    for number, kind in enumerate((*pair, *alone)):
        for _ in range(PLACES):
            if pair and number == 1:
                at = _behind(draw, figure, boards[0])
            else:
                asides = FIRST_ASIDE[kind] if pair and not number else ASIDE
                at = _before(draw, figure, kind, asides, side if number % 2 == 0 else -side)
            board = _board(draw, figure, kind, whole(at))
            if board and _stands_clear(board, figure, boards, camera.position):
                boards.append(board)
                break
        else:
            return None
    return Setting(figure, tuple(boards), camera)


_REGION = [
    (x, y, z)
    for x in (-REACH[0] - 30, REACH[0] + 30)
    for y in (-REACH[1] - 30, REACH[1] + 30)
    for z in (0, HEIGHTS["tall"])
]


def _draw_figure(draw: Draw) -> State:
    """A figure that looks over the table."""
    looking = draw.choice(ALL_AROUND)
    start = State((0, 0), looking)
    x, y = whole(ahead_of(start, -draw.between(150, 280), draw.between(-80, 80)))
    return State((max(-REACH[0], min(REACH[0], x)), max(-REACH[1], min(REACH[1], y))), looking)


def ahead_of(figure: State, ahead: int, aside: int) -> Plane:
    """A place so far ahead of a figure, and so far to its left."""
    (x, y), (u, v) = figure
    square = u * u + v * v
    return (
        x + part_of(1, ahead * u - aside * v, square),
        y + part_of(1, ahead * v + aside * u, square),
    )


def _before(draw: Draw, figure: State, kind: str, asides: tuple[int, int], side: int) -> Plane:
    ahead, share = draw.between(*DISTANCES[kind]), draw.between(*asides)
    return ahead_of(figure, ahead, side * ahead * share // 100)


def _behind(draw: Draw, figure: State, first: Board) -> Plane:
    toward = State(figure.at, offset_of(figure.at, first.on(first.middle())))
    u, v = toward.looking
    distance = isqrt(u * u + v * v) * draw.between(*BEHIND[kind_of(first)]) // 100
    return ahead_of(toward, distance, draw.between(*SHIFTED) * draw.choice((1, -1)))


def _board(draw: Draw, figure: State, kind: str, at: Plane) -> Board | None:
    """A board there, not seen too much from its side; None where it does not fit."""
    half = 50 if kind == "low" else 100
    window = None
    if kind == "windowed":
        left, (wide, low, high) = draw.choice(WINDOW_STARTS), WINDOW
        window = Window(left, left + wide, low, high)
    ways = _across(offset_of(figure.at, at))
    if not ways:
        return None
    board = Board(at, draw.choice(ways), half, HEIGHTS[kind], window)
    far = abs(board.own((*figure.at, 0))[1]) >= LEAST_ACROSS * board.length()
    clear = not near_board(board, figure.at, FROM_FIGURE)
    return board if far and clear and all(on_table(end, REACH) for end in board.ends()) else None


def _across(ahead: Plane) -> list[Plane]:
    """The directions of boards that are within 40° of a right angle to one."""
    (x, y), found = ahead, list[Plane]()
    for u, v in ALONG:
        along, square = x * u + y * v, (x * x + y * y) * (u * u + v * v)
        if 100 * along * along <= 41 * square:
            found.append((u, v))
    return found


def near_board(board: Board, place: Plane, least: int) -> bool:
    """Whether a place is nearer to a board than that."""
    ends = board.ends()
    return beside(ends, place, least) or any(too_near(end, place, least) for end in ends)


def _touch(one: Board, other: Board) -> bool:
    return crosses(one, *other.ends()) or any(
        near_board(a, end, FROM_BOARD) for a, b in ((one, other), (other, one)) for end in b.ends()
    )


def _stands_clear(board: Board, figure: State, others: Sequence[Board], eye: Vector) -> bool:
    """Whether a board touches no other, and the viewer sees the figure, and of each board what
    tells its kind."""
    if any(_touch(board, other) for other in others):
        return False
    boxes = [_telling(other) for other in others]
    boxes.append(box_corners((*figure.at, HEIGHT // 2), (45, 45, HEIGHT // 2)))
    own = _telling(board)
    return all(effect(board, eye, box) == "clear" for box in boxes) and all(
        effect(other, eye, own) == "clear" for other in others
    )


def _telling(board: Board) -> list[Vector]:
    """A box around the middle of its window, or its own."""
    half = board.height // 2
    return box_corners((*board.on(board.middle()), half), (35, 35, half))


def of_kind(boards: Sequence[Board], kind: str) -> list[Board]:
    """The boards of a kind."""
    return [board for board in boards if kind_of(board) == kind]
