"""Tables with boards on which each thing is seen, or not seen, in a way that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.view.bearings import Plane, offset_of
from spatialbench.generators.view.boards import Board, crosses, effect
from spatialbench.generators.view.courses import State, part_of
from spatialbench.generators.view.settings import (
    FROM_BOARD,
    REACH,
    Setting,
    ahead_of,
    draw_setting,
    near_board,
    of_kind,
)
from spatialbench.generators.view.sights import (
    SEEN,
    Sight,
    Thing,
    Way,
    in_field,
    kind_of,
    sight_of,
    way_of,
)
from spatialbench.generators.view.table import (
    THINGS,
    Spot,
    any_place,
    beside,
    fits,
    on_table,
    whole,
)
from spatialbench.geometry.scene import Camera
from spatialbench.probes.draw import Draw

TRIES = 1000
PLACES = 12  # that are tried for one thing at a time
REPEATS = 3
APART = 75  # between the middles of any two things
CLEAR = 30  # from the edge of a board to what one aims at: half of a shadow, and the margin
GAP = 10  # between a thing and the way from the figure to another one


class Among(NamedTuple):
    """Of what kinds boards are: of a pair the second stands behind the first, others are alone; the
    ways that each occur once; how many things there are beside, half of them seen, each in any way
    that there is."""

    pair: tuple[str, ...]
    alone: tuple[str, ...]
    ways: tuple[Way, ...]
    more: int

    def all_ways(self, *, seen: bool) -> list[Way]:
        """The ways that a further thing may be seen, or not seen; through a window there is hardly
        room for another one."""
        known: tuple[Way, ...] = ("plain", *(way for way in self.ways if way != "plain"))
        return [way for way in known if (way in SEEN) == seen and way != "through"]


class Placed(NamedTuple):
    """What kind of thing it is, where, and how the figure sees it."""

    noun: str
    thing: Thing
    sight: Sight


class Screened(NamedTuple):
    """A figure, boards and things; and from where one looks at it all."""

    figure: State
    boards: tuple[Board, ...]
    things: tuple[Placed, ...]
    camera: Camera


def draw_screened(draw: Draw, among: Among) -> Screened:
    """A table with each of the ways and further ones, of which it is drawn first whether they are
    seen."""
    seen = [draw.chance(1, 2) for _ in range(among.more)]
    for _ in range(TRIES):
        found = _try(draw, among, seen)
        if found is not None:
            return found
    raise Refused("no room", f"{sum(seen)} of {len(seen)} more seen")


def _try(draw: Draw, among: Among, seen: Sequence[bool]) -> Screened | None:
    """Things on a new table: first in each of the ways, then the further ones."""
    setting = draw_setting(draw, among.pair, among.alone)
    if setting is None:
        return None
    placed: list[Placed] = []
    wanted = [(way,) * REPEATS for way in among.ways]
    wanted += [tuple(draw.choice(among.all_ways(seen=one)) for _ in range(REPEATS)) for one in seen]
    for ways in wanted:
        for way in ways:
            found = _place(draw, setting, way, placed)
            if found is not None:
                placed.append(found)
                break
        else:
            return None
    return Screened(setting.figure, setting.boards, tuple(placed), setting.camera)


def _place(draw: Draw, setting: Setting, way: Way, placed: Sequence[Placed]) -> Placed | None:
    """A thing that is seen, or not, in that way; None where none was found."""
    tried = (_proposed(draw, setting, way) for _ in range(PLACES))
    fitting = (_fitting(one, way, setting, placed) for one in tried)
    return next((one for one in fitting if one is not None), None)


_BEHIND: dict[Way, tuple[str, int, int]] = {
    "over": ("low", 80, 260),
    "tall": ("tall", 45, 200),
    "under": ("middle", 45, 140),
    "through": ("windowed", 60, 260),
    "beside": ("windowed", 80, 220),
    "second": ("", 45, 140),
}
"""Behind which kind of board a thing is looked for (none: the second of a pair), and how far."""


def _proposed(draw: Draw, setting: Setting, way: Way) -> tuple[str, Plane]:
    """A kind of thing, and a place where it may be seen, or not seen, in that way."""
    noun, figure = draw.choice(tuple(THINGS)), setting.figure
    if way == "plain":
        return noun, _before(draw, setting)
    if way == "aside":
        return noun, _aside(draw, figure)
    kind, near, far = _BEHIND[way]
    if kind:
        x, y = _aim(draw, setting, draw.choice(of_kind(setting.boards, kind)), way)
    else:
        x, y = _aim_past(draw, figure, *setting.boards[:2])
    u, v = offset_of(figure.at, (x, y))
    beyond, square = draw.between(near, far), u * u + v * v
    return noun, whole((x + part_of(beyond, u, square), y + part_of(beyond, v, square)))


def _before(draw: Draw, setting: Setting) -> Plane:
    """A place before the figure, toward which it looks past all boards."""
    figure = setting.figure
    for _ in range(PLACES):
        ahead = draw.between(120, 400)
        most = 9 * ahead // 10
        at = whole(ahead_of(figure, ahead, draw.between(-most, most)))
        if on_table(at, REACH) and not any(crosses(b, figure.at, at) for b in setting.boards):
            break
    return at


def _aside(draw: Draw, figure: State) -> Plane:
    """Any place that is not before the figure."""
    at = figure.at
    for _ in range(PLACES):
        at = any_place(draw, REACH)
        (x, y), (u, v) = offset_of(figure.at, at), figure.looking
        if abs(u * y - v * x) >= 4 * (x * u + y * v):
            break
    return at


def _aim(draw: Draw, setting: Setting, board: Board, way: Way) -> Plane:
    """A place on a board, toward which one looks past all the others."""
    (x, y), (low, high) = setting.figure.at, _range(board, way)
    for _ in range(PLACES):
        at = board.on(draw.between(low, high))
        far = (x + 4 * (at[0] - x), y + 4 * (at[1] - y))
        if not any(crosses(one, (x, y), far) for one in setting.boards if one is not board):
            break
    return at


def _aim_past(draw: Draw, figure: State, first: Board, second: Board) -> Plane:
    """A place on the second board, toward which one looks over the first, or through its window;
    where there is none, one far off the table."""
    met = [_met(second, figure.at, first.on(along)) for along in _range(first, "through")]
    low, high = max(min(met), CLEAR - second.half), min(max(met), second.half - CLEAR)
    return second.on(draw.between(low, high) if low <= high else 10 * second.half)


def _met(board: Board, eye: Plane, toward: Plane) -> int:
    """Where along a board its line is met, if one looks from an eye toward a place."""
    here, there = board.own((*eye, 0)), board.own((*toward, 0))
    deep = here[1] - there[1]
    along = here[0] * deep + here[1] * (there[0] - here[0])
    return along // (deep * board.length()) if deep else 2 * board.half


def _range(board: Board, way: Way) -> tuple[int, int]:
    """From where to where along a board one looks past it, over it, through it or at it."""
    half, window = board.half, board.window
    if window is None:
        return (20 - half, half - 20) if way == "over" else (CLEAR - half, half - CLEAR)
    if way == "through":
        return (window.left + CLEAR, window.right - CLEAR)
    left, right = window.left + half, half - window.right  # how wide the solid parts are
    return (
        (CLEAR - half, window.left - CLEAR)
        if left > right
        else (window.right + CLEAR, half - CLEAR)
    )


_ON_THE_WAY: dict[Way, frozenset[str]] = {
    "plain": frozenset(),
    "over": frozenset({"low"}),
    "through": frozenset({"windowed"}),
}
"""The kinds of all boards on the way to what is seen so."""
_AMONG: dict[Way, str] = {"tall": "tall", "under": "middle", "beside": "windowed"}
"""A kind of board that is on the way to what is not seen for that reason."""


def _fitting(
    proposed: tuple[str, Plane], way: Way, setting: Setting, placed: Sequence[Placed]
) -> Placed | None:
    """The thing there, if there is room for it, the viewer sees it, and the figure sees it, or does
    not, in that way. What is quickly looked up comes first."""
    (noun, at), (figure, boards, camera) = proposed, setting
    spots = [Spot(figure.at, figure=True), *(Spot(one.thing.at) for one in placed)]
    if not on_table(at, REACH) or not fits(Spot(at), spots, APART):
        return None
    if not _may_be(way, [board for board in boards if crosses(board, figure.at, at)]):
        return None
    thing = Thing(at, THINGS[noun].extent())
    if way in SEEN and any(_hides(figure.at, one.thing, thing) for one in placed):
        return None
    if any(_hides(figure.at, thing, one.thing) for one in placed if one.sight.seen()):
        return None
    corners = thing.corners()
    inside = in_field(figure, corners)
    if inside is None or inside == (way == "aside"):
        return None
    if any(near_board(board, at, FROM_BOARD) for board in boards):
        return None
    if any(effect(board, camera.position, corners) != "clear" for board in boards):
        return None
    sight = sight_of(figure, thing, boards)
    return Placed(noun, thing, sight) if sight is not None and way_of(sight) == way else None


def _may_be(way: Way, met: Sequence[Board]) -> bool:
    """Whether a thing behind those boards might be seen, or not seen, in that way."""
    if way == "second":
        return len(met) > 1
    kinds = {kind_of(board) for board in met}
    if way in _ON_THE_WAY:
        return kinds == _ON_THE_WAY[way]
    return way not in _AMONG or _AMONG[way] in kinds


def _hides(eye: Plane, one: Thing, other: Thing) -> bool:
    """Whether the first thing might stand before the second."""
    return beside((eye, other.at), one.at, one.half[0] + other.half[0] + GAP)
