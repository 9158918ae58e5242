"""Boards that stand singly, in a corner or around a bay, and where behind them something is hidden.

Places within such a group are its own: along its first board and behind it, from the middle of
that; all are such that the ends of boards are whole centimetres, however the group is turned.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from spatialbench.generators.view.bearings import Plane
from spatialbench.generators.view.boards import STRAIGHT, Board, crosses
from spatialbench.generators.view.settings import FROM_BOARD, near_board
from spatialbench.generators.view.table import too_near, whole
from spatialbench.probes.draw import Draw

HEIGHTS = {"medium": 200, "tall": 430, "low": 160}
"""Millimetres. Over a low board one sees from above what is not close behind it, over a tall one
nothing that is."""
REACH = 420  # from the middle of the table to the ends of boards
MIDDLES = 36  # at most so many centimetres from the middle of the table, to each side, a group is
BETWEEN = 110  # the ends and middles of boards of two groups, at least
TRIES = 40
_TURNS: tuple[Plane, ...] = ((1, 0), (4, 3), (3, 4))


class Kind(NamedTuple):
    """How groups stand: as `wall`, `corner` or `bay`, and how high their boards are."""

    shape: str
    height: str


class Plan(NamedTuple):
    """The boards of a group: middle, whether they stand across the first one, half of the length;
    and within which rectangle something may be hidden: from left to right, from near to far."""

    boards: tuple[tuple[Plane, bool, int], ...]
    nook: tuple[int, int, int, int]


class Group(NamedTuple):
    """Boards that belong together, and the corners of the place behind them."""

    kind: Kind
    at: Plane
    along: Plane
    quarters: int
    boards: tuple[Board, ...]

    def place(self, own: Plane) -> Plane:
        """Where on the table a place of the group is."""
        return _on_table(self.at, self.along, self.quarters, own)


def _plan(shape: str, near: int, low: int, high: int) -> Plan:
    """A group with boards to the sides at that distance, and room from so far behind the first
    board to so far."""
    side = ((-near, 50), True, 150)
    aside = min(high - near, near - low if shape == "bay" else near)
    if shape == "wall":
        return Plan((((0, 0), False, 100),), (-60, 60, low, high))
    if shape == "corner":
        return Plan((((0, 0), False, 150), side), (low - near, aside, low, high))
    other = ((near, 50), True, 150)
    return Plan((((0, 0), False, near + 50), side, other), (-aside, aside, low, high))


_ROOM = {"medium": (100, 50, 100), "tall": (50, 45, 65), "low": (100, 85, 100)}
PLANS = {
    Kind(shape, height): _plan(shape, *room)
    for shape, (height, room) in product(("wall", "corner", "bay"), _ROOM.items())
}


def draw_group(draw: Draw, kind: Kind) -> Group | None:
    """A group anywhere on the table, turned in any way; None where it does not fit."""
    at = (10 * draw.between(-MIDDLES, MIDDLES), 10 * draw.between(-MIDDLES, MIDDLES))
    along, quarters = draw.choice(_TURNS), draw.below(4)
    boards = tuple(
        Board(
            _on_table(at, along, quarters, middle),
            _direction(along, quarters + across),
            half,
            HEIGHTS[kind.height],
        )
        for middle, across, half in PLANS[kind].boards
    )
    fits = all(_within(end) for board in boards for end in board.ends())
    return Group(kind, at, along, quarters, boards) if fits else None


def draw_groups(draw: Draw, kinds: tuple[Kind, ...]) -> list[Group] | None:
    """Groups of these kinds that stand apart; None where they have no room."""
    groups: list[Group] = []
    for kind in kinds:
        for _ in range(TRIES):
            group = draw_group(draw, kind)
            if group and all(_apart(group, other) for other in groups):
                groups.append(group)
                break
        else:
            return None
    return groups


def draw_place(draw: Draw, group: Group) -> Plane:
    """A place behind the boards, in whole centimetres."""
    left, right, low, high = PLANS[group.kind].nook
    return whole(group.place((draw.between(left, right), draw.between(low, high))))


def clear_of(boards: tuple[Board, ...], place: Plane) -> bool:
    """Whether a thing has room there."""
    return not any(near_board(board, place, FROM_BOARD) for board in boards)


def _within(place: Plane) -> bool:
    return place[0] ** 2 + place[1] ** 2 <= REACH**2


def _apart(one: Group, other: Group) -> bool:
    """Whether no board of one touches, or stands close to, one of the other."""
    ways = [(a, b) for a, b in product(one.boards, other.boards)]
    if any(crosses(a, *b.ends()) or crosses(b, *a.ends()) for a, b in ways):
        return False
    places = [[p for b in g.boards for p in (b.at, *b.ends())] for g in (one, other)]
    return not any(too_near(a, b, BETWEEN) for a, b in product(*places))


def _turned(direction: Plane, quarters: int) -> Plane:
    x, y = direction
    for _ in range(quarters % 4):
        x, y = -y, x
    return (x, y)


def _on_table(at: Plane, along: Plane, quarters: int, own: Plane) -> Plane:
    (u, v), (x, y) = _turned(along, quarters), own
    length = 5 if all(along) else 1
    return (at[0] + (u * x - v * y) // length, at[1] + (u * y + v * x) // length)


def _direction(along: Plane, quarters: int) -> Plane:
    """As boards have it: to the right, or straight away."""
    x, y = _turned(along, quarters)
    if not all(along):
        return (1, 0) if y == 0 else STRAIGHT
    return (x, y) if x > 0 else (-x, -y)
