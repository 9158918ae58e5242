"""Where everything stands, so that an answer comes out; millimetres on the table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.view.bearings import (
    AHEAD,
    ALL_AROUND,
    AWAY,
    BEARINGS,
    CLEAR,
    Plane,
    clear_bearing,
    offset_of,
    turned,
)
from spatialbench.generators.view.courses import (
    Course,
    State,
    WhereLevel,
    draw_course,
    part_of,
    states_of,
)
from spatialbench.generators.view.kinds import Whose
from spatialbench.generators.view.table import (
    Spot,
    any_place,
    fits,
    on_table,
    passes,
    whole,
)
from spatialbench.probes.draw import Draw

TRIES = 1000
PLACES = 20  # that are tried for one thing
LOOKS = {0: (AWAY,), 23: AHEAD, 180: ALL_AROUND}
"""The ways that a figure may look, by how far they are from that of the viewer at most."""
NEAR = (120, 300)  # how far away is what is looked for


class Layout(NamedTuple):
    """What happens; the figures at the start, the one whose place is asked about first; the things.
    What is looked for is the second figure or, where there is none, the first thing."""

    course: Course
    figures: tuple[State, ...]
    things: tuple[Plane, ...]

    def sought(self, course: Course) -> Plane:
        """Where that is looked for is after these steps."""
        others = self.figures[1:]
        return states_of(others[0], course, 1)[-1].at if others else self.things[0]


def draw_layout(draw: Draw, level: WhereLevel, whose: Whose, answer: str) -> Layout:
    """A story on a table on which that is the answer, at least 15° from the border of its
    direction."""
    for _ in range(TRIES):
        found = _try(draw, level, whose, answer)
        if found is not None:
            return found
    raise Refused("no room", f"{level.things} things, {answer}")


def _try(draw: Draw, level: WhereLevel, whose: Whose, answer: str) -> Layout | None:
    course = draw_course(draw, level)
    path = _draw_path(draw, level, course)
    if path is None:
        return None
    end = path[-1] if whose == "figure" else State(path[-1].at, AWAY)
    aim = _toward(draw, end, level, answer)
    paths = [path]
    if level.figures > 1:
        paths.append(_path_to(draw, course, aim))
        aim = paths[1][-1].at
    stops = [[state.at for state in one] for one in paths]
    if clear_bearing(offset_of(end.at, aim), end.looking, level.parts) != answer or not _free(
        stops
    ):
        return None
    things = _draw_things(draw, level.things, stops, aim)
    return None if things is None else Layout(course, tuple(one[0] for one in paths), things)


def _draw_path(draw: Draw, level: WhereLevel, course: Course) -> list[State] | None:
    """The states of the figure, if it keeps on the table."""
    for _ in range(PLACES):
        start = State(any_place(draw), draw.choice(LOOKS[level.most_turned]))
        path = states_of(start, course, 0)
        if all(on_table(state.at) for state in path):
            return path
    return None


def _toward(draw: Draw, state: State, level: WhereLevel, label: str) -> Plane:
    """A place in that direction."""
    u, v = turned(state.looking, BEARINGS.index(label))
    ahead, square = draw.between(*NEAR), u * u + v * v
    most = ahead * CLEAR[level.parts] // 100
    aside = draw.between(-most, most)
    x = state.at[0] + part_of(1, ahead * u - aside * v, square)
    y = state.at[1] + part_of(1, ahead * v + aside * u, square)
    return whole((x, y))


def _path_to(draw: Draw, course: Course, aim: Plane) -> list[State]:
    """The states of the other figure, that ends near there."""
    looking = draw.choice(ALL_AROUND)
    x, y = states_of(State((0, 0), looking), course, 1)[-1].at
    return states_of(State(whole((aim[0] - x, aim[1] - y)), looking), course, 1)


def _free(stops: Sequence[Sequence[Plane]]) -> bool:
    """Whether figures keep on the table, start clear of each other, and none walks where another
    stands at any time."""
    spots = [Spot(one[0], figure=True) for one in stops]
    return (
        all(on_table(place) for one in stops for place in one)
        and all(fits(spot, spots[:number]) for number, spot in enumerate(spots))
        and not any(
            passes(one, place)
            for one in stops
            for other in stops
            if other is not one
            for place in other
        )
    )


def _draw_things(
    draw: Draw, count: int, stops: Sequence[Sequence[Plane]], aim: Plane
) -> tuple[Plane, ...] | None:
    """Places for the things, out of the way of the figures; None if there is no room for one. If
    nothing else is, the first is where one aims."""
    spots = [Spot(one[0], figure=True) for one in stops]

    def free(place: Plane) -> bool:
        clear = on_table(place) and fits(Spot(place), spots)
        return clear and not any(passes(one, place) for one in stops)

    for number in range(count):
        fixed = number == 0 and len(stops) == 1
        tried = (aim if fixed else any_place(draw) for _ in range(1 if fixed else PLACES))
        place = next((one for one in tried if free(one)), None)
        if place is None:
            return None
        spots.append(Spot(place))
    return tuple(spot.at for spot in spots[len(stops) :])
