"""A camera to be moved around a table, until a thing that boards hide is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar  # JSON

from spatialbench.environments.environment import Environment, Told
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.view.bearings import Plane
from spatialbench.generators.view.boards import board_body
from spatialbench.generators.view.can_see import BOARD_COLOUR, panel
from spatialbench.generators.view.concealed import Asked, Concealed, draw_concealed
from spatialbench.generators.view.kinds import AroundTable, Climbs, InView, Named, NoWay, Panels
from spatialbench.generators.view.nooks import HEIGHTS as BOARD_HEIGHTS
from spatialbench.generators.view.nooks import PLANS, REACH, Kind
from spatialbench.generators.view.stations import (
    ACTIONS,
    HEIGHTS,
    STATIONS,
    Stand,
    camera_at,
    from_the_left,
    seen_at,
    shortest,
)
from spatialbench.generators.view.table import LIGHTS, THINGS, UNIT, thing
from spatialbench.geometry.scene import Body, Light, Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Picture, Shot

_WALL, _CORNER, _BAY = Kind("wall", "medium"), Kind("corner", "medium"), Kind("bay", "medium")
LEVELS = {
    1: Asked((_WALL,), heights=1, more=1, closed=0, ladders=0, least=1),
    2: Asked((_CORNER, _WALL), heights=1, more=1, closed=0, ladders=0, least=1),
    3: Asked((_BAY, _CORNER), heights=1, more=2, closed=1, ladders=0, least=2),
    4: Asked(
        (Kind("corner", "tall"), Kind("corner", "low")),
        heights=2, more=1, closed=1, ladders=3, least=2,
    ),
    5: Asked(
        (Kind("bay", "tall"), Kind("corner", "low")),
        heights=2, more=2, closed=2, ladders=2, least=3,
    ),
}  # fmt: skip
_MOST_BOARDS = max(
    sum(len(PLANS[kind].boards) for kind in level.groups) for level in LEVELS.values()
)
_MOST_MORE = max(level.more for level in LEVELS.values())
_PLACES = 2 * REACH // UNIT + 2
"""In the vector, whole centimetres from one edge of the table to the other, and no place."""


class BringIntoView(Environment):
    """Who acts is told all boards, and of the things those that are seen from where the camera is:
    at least the upper part of each, and of all others nothing."""

    id: ClassVar[str] = "view/bring-into-view"
    task: ClassVar[str] = "view/can-see-v1"
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    actions: ClassVar[tuple[str, ...]] = ACTIONS
    sizes: ClassVar[tuple[int, ...]] = (
        len(STATIONS),
        len(HEIGHTS),
        *([2] * (len(HEIGHTS) * len(STATIONS) + len(STATIONS))),
        *([_PLACES, _PLACES, _PLACES, _PLACES, len(BOARD_HEIGHTS) + 1] * _MOST_BOARDS),
        len(THINGS),
        len(COLOURS),
        *([_PLACES, _PLACES] * (1 + _MOST_MORE)),
    )

    _table: Concealed
    _stand: Stand
    _bodies: tuple[Body, ...]
    _boards: tuple[Body, ...]
    _light: Light

    def _draw(self, draw: Draw) -> None:
        self._table = draw_concealed(draw, LEVELS[self.level])
        self._stand, self._light = self._table.start, draw.choice(LIGHTS)
        colours = draw.sample(COLOURS, len(self._table.things))
        self._bodies = tuple(
            thing(f"{one.noun}:{colour}", one.at)
            for colour, one in zip(colours, self._table.things, strict=True)
        )
        self._boards = tuple(
            board_body(f"board:{n}", board, BOARD_COLOUR)
            for n, board in enumerate(self._table.boards, 1)
        )

    def _do(self, action: str) -> Told | None:
        there = self._table.ways.after(self._stand, action)
        if there is None:
            return None
        self._stand = there
        self.reached = there in self._table.things[0].seen
        return Told(f"moved-{action}")

    def solve(self) -> Sequence[str]:
        """The first of the shortest ways to where the thing is seen."""
        if self.done:
            return ()
        return (
            shortest(self._table.ways, self._stand, self._table.things[0].seen.__contains__) or ()
        )

    def steps_given(self) -> int:
        """Twice as many as there are places of the camera, and six: nothing of how far it is."""
        return 2 * len(self._table.ways.stands()) + 6

    @property
    def allowed(self) -> tuple[str, ...]:
        """At level 1 to 3 there is one height."""
        return self.actions if self._table.ways.heights > 1 else self.actions[:2]

    def _seen(self) -> list[Body]:
        """What is seen from here."""
        rows = zip(self._bodies, self._table.things, strict=True)
        return [body for body, one in rows if self._stand in one.seen]

    def goal(self) -> dict[str, Any]:
        """What is to be seen, where the camera is, and the ways that there are."""
        table = self._table
        found: dict[str, Any] = {
            "see": self._bodies[0].name,
            "station": STATIONS[self._stand.station],
            "no_way": [[part for part in row if part] for row in self._closed()],
        }
        if table.ways.heights > 1:
            found["height"] = HEIGHTS[self._stand.height]
            found["climb_at"] = [STATIONS[n] for n in sorted(table.ways.ladders)]
        return found

    def _closed(self) -> tuple[tuple[str, str, str], ...]:
        """At which height, if there are two, there is no way between which stations."""
        ways = self._table.ways
        return tuple(
            (
                HEIGHTS[height] if ways.heights > 1 else "",
                STATIONS[station],
                STATIONS[(station + 1) % len(STATIONS)],
            )
            for station, height in sorted(ways.closed)
        )

    def _goal(self) -> Told:
        ways = self._table.ways
        return Told(
            "goal" if ways.heights == 1 else "goal-heights",
            {
                "thing": Named(self._bodies[0].name),
                "boards": Panels(tuple(panel(board) for board in self._table.boards)),
                "closed": NoWay(self._closed()),
                "ladders": Climbs(tuple(STATIONS[n] for n in sorted(ways.ladders))),
            },
        )

    def _state(self) -> Told:
        places = [_place(body) for body in self._seen()]
        rows = [
            (self._seen()[n].name, *seen_at(self._stand, places[n]))
            for n in from_the_left(self._stand, places)
        ]
        return Told(
            "state" if self._table.ways.heights == 1 else "state-heights",
            {
                "station": ("colour", STATIONS[self._stand.station]),
                "height": ("colour", HEIGHTS[self._stand.height]),
                "seen": InView(tuple(rows)),
            },
        )

    def scene(self) -> Scene:
        """The boards, and what is seen past them: what is hidden throws no shadow either."""
        bodies = (*self._seen(), *self._boards)
        return Scene(bodies, camera_at(self._stand), light=self._light)

    def stills(self) -> tuple[Picture, ...]:
        """What the camera sees, and the table from above, without the things."""
        ways = self._table.ways
        plan = AroundTable(
            tuple(panel(board)[:5] for board in self._table.boards),  # type: ignore[misc]
            ways.heights,
            tuple(sorted((height, station) for station, height in ways.closed)),
            tuple(sorted(ways.ladders)),
            (self._stand.height, self._stand.station),
        )
        return (Shot(), plan)

    def vector(self) -> tuple[int, ...]:
        """Where the camera is; where there is no way to the left, and where one can climb; the ends
        and heights of boards; what is to be seen; and where things are that are seen from here, the
        wanted one first."""
        ways, station_numbers = self._table.ways, range(len(STATIONS))
        closed = [
            int(height >= ways.heights or Stand(n, height) in ways.closed)
            for height in range(len(HEIGHTS))
            for n in station_numbers
        ]
        boards = [_numbers(panel(board)) for board in self._table.boards]
        boards += [(_PLACES - 1,) * 4 + (len(BOARD_HEIGHTS),)] * (_MOST_BOARDS - len(boards))
        noun, _, colour = self._bodies[0].name.partition(":")
        seen = self._seen()
        places = [_offset(_place(body)) if body in seen else _NOWHERE for body in self._bodies]
        places += [_NOWHERE] * (1 + _MOST_MORE - len(places))
        return (
            *self._stand,
            *closed,
            *(int(n in ways.ladders) for n in station_numbers),
            *(number for row in boards for number in row),
            list(THINGS).index(noun),
            COLOURS.index(colour),
            *(number for place in places for number in place),
        )


_NOWHERE = (_PLACES - 1, _PLACES - 1)


def _place(body: Body) -> Plane:
    return body.pose.position[:2]


def _offset(place: Plane) -> Plane:
    """In centimetres from the south-west corner."""
    return ((place[0] + REACH) // UNIT, (place[1] + REACH) // UNIT)


def _numbers(row: Sequence[int]) -> tuple[int, ...]:
    """Of a board: its ends from the south-west corner, and which height it has."""
    ends = [number + REACH // UNIT for number in row[:4]]
    return (*ends, list(BOARD_HEIGHTS.values()).index(UNIT * row[4]))


ENVIRONMENTS = (BringIntoView,)
