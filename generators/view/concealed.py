"""Tables on which a thing is hidden from some stations and seen from others, and the other things,
too, are from every station seen clearly or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.view.bearings import Plane
from spatialbench.generators.view.boards import Board, effect
from spatialbench.generators.view.nooks import (
    REACH,
    Group,
    Kind,
    clear_of,
    draw_groups,
    draw_place,
)
from spatialbench.generators.view.sights import Thing
from spatialbench.generators.view.stations import STATIONS, Stand, Ways, camera_at, shortest
from spatialbench.generators.view.table import THINGS, too_near
from spatialbench.geometry.rotations import Vector
from spatialbench.probes.draw import Draw

TRIES = 1500  # tables
PLACES, MORE_PLACES = 20, 120  # that are tried for the hidden thing, and for another one
APART = 150
"""Between the middles of two things: even from a low station the upper half of one that stands
behind another is seen over it."""
EDGE = 20  # from the edge of the table, where boards end, to the middles of things


class Asked(NamedTuple):
    """Which groups of boards there are, how many heights and things beside, how many ways are
    closed at each height and at how many stations one can climb, and how many steps are needed at
    least."""

    groups: tuple[Kind, ...]
    heights: int
    more: int
    closed: int
    ladders: int
    least: int


class Placed(NamedTuple):
    """What kind of thing it is, where, and from where it is seen."""

    noun: str
    at: Plane
    seen: frozenset[Stand]


class Concealed(NamedTuple):
    """Boards, things of which the first is hidden at the start, the ways, and where one starts."""

    boards: tuple[Board, ...]
    things: tuple[Placed, ...]
    ways: Ways
    start: Stand


def seen_from(eye: Vector, thing: Thing, boards: Sequence[Board]) -> bool | None:
    """Whether a thing is seen; None unless one board hides all of it, or none of them anything of
    its upper part."""
    corners, clear = thing.corners(), True
    for board in boards:
        whole = effect(board, eye, corners)
        if whole == "hides":
            return False
        clear = clear and (whole or effect(board, eye, thing.upper())) == "clear"
    return True if clear else None


def draw_concealed(draw: Draw, asked: Asked) -> Concealed:
    """A table, with the hidden thing behind any of the groups, drawn first."""
    behind = draw.below(len(asked.groups))
    for _ in range(TRIES):
        found = _try(draw, asked, behind)
        if found is not None:
            return found
    raise Refused("no room", f"behind number {behind + 1} of {len(asked.groups)}")


def _draw_ways(draw: Draw, asked: Asked) -> Ways:
    closed = [
        Stand(station, height)
        for height in range(asked.heights)
        for station in draw.sample(range(len(STATIONS)), asked.closed)
    ]
    ladders = draw.sample(range(len(STATIONS)), asked.ladders)
    return Ways(asked.heights, frozenset(closed), frozenset(ladders))


def _try(draw: Draw, asked: Asked, behind: int) -> Concealed | None:
    groups, ways = draw_groups(draw, asked.groups), _draw_ways(draw, asked)
    if groups is None:
        return None
    boards = tuple(board for group in groups for board in group.boards)
    hidden = _placed(draw, [groups[behind]], boards, ways, ())
    if hidden is None or not 0 < len(hidden.seen) < len(ways.stands()):
        return None
    starts = _starts(ways, hidden.seen, asked.least)
    if not starts:
        return None
    things = [hidden]
    for _ in range(asked.more):
        other = _placed(draw, [*groups, None], boards, ways, things)
        if other is None:
            return None
        things.append(other)
    return Concealed(boards, tuple(things), ways, draw.choice(starts))


def _starts(ways: Ways, seen: frozenset[Stand], least: int) -> list[Stand]:
    """From where the thing is not seen, and at least so many steps are needed to see it."""
    found: Mapping[Stand, list[str] | None] = {
        stand: shortest(ways, stand, seen.__contains__) for stand in ways.stands()
    }
    return [stand for stand, way in found.items() if way is not None and len(way) >= least]


def _placed(
    draw: Draw,
    groups: Sequence[Group | None],
    boards: tuple[Board, ...],
    ways: Ways,
    others: Sequence[Placed],
) -> Placed | None:
    """A thing behind any of the groups, or (None) anywhere; None where none was found."""
    for _ in range(MORE_PLACES if others else PLACES):
        group, noun = draw.choice(groups), draw.choice(tuple(THINGS))
        at = _anywhere(draw) if group is None else draw_place(draw, group)
        if any(too_near(one.at, at, APART) for one in others) or not clear_of(boards, at):
            continue
        seen = _seen(Thing(at, THINGS[noun].extent()), boards, ways)
        if seen is not None:
            return Placed(noun, at, seen)
    return None


def _anywhere(draw: Draw) -> Plane:
    most = (REACH - EDGE) // 10
    while True:
        x, y = (10 * draw.between(-most, most) for _ in range(2))
        if x * x + y * y <= (REACH - EDGE) ** 2:
            return (x, y)


def _seen(thing: Thing, boards: Sequence[Board], ways: Ways) -> frozenset[Stand] | None:
    """From where a thing is seen; None where that is not clear from everywhere."""
    found = []
    for stand in ways.stands():
        seen = seen_from(camera_at(stand).position, thing, boards)
        if seen is None:
            return None
        found += [stand] if seen else []
    return frozenset(found)
