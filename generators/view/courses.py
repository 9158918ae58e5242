"""What happens to figures: they turn and walk.

Places are millimetres on the table. A figure that walks along an eighth of a turn comes to a place
that no fraction is; it is taken to the nearest millimetre.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt
from typing import NamedTuple

from spatialbench.generators.view.bearings import Parts, Plane, turned
from spatialbench.generators.view.table import UNIT
from spatialbench.probes.draw import Draw

LENGTHS = (20, 30)  # centimetres: how far a figure walks
MOST_EIGHTHS = 3  # of a full turn


class WhereLevel(NamedTuple):
    """Among how many directions one chooses; how far the figure may be turned, in degrees, from
    the way that the viewer looks, of 180, 23 and 0; how many things there are; how often the figure
    turns, and how often it walks in between; how many figures there are. A second one is what is
    looked for, and turns and walks once, if the first does."""

    parts: Parts
    most_turned: int
    things: int
    turns: int = 0
    walks: int = 0
    figures: int = 1


LEVELS = {
    1: WhereLevel(4, 23, 2),
    2: WhereLevel(4, 180, 3),
    3: WhereLevel(8, 180, 4, 3, 1),
    4: WhereLevel(8, 180, 4, 4, 2),
    5: WhereLevel(8, 180, 3, 4, 2, 2),
}


class Turn(NamedTuple):
    """Which figure turns, the one asked about being 0, by how many eighths to its left."""

    figure: int
    eighths: int


class Walk(NamedTuple):
    """Which figure walks straight ahead, how many millimetres far."""

    figure: int
    ahead: int


Course = Sequence[Turn | Walk]
"""What happens, in order."""


class State(NamedTuple):
    """Where a figure stands, and along which direction it looks."""

    at: Plane
    looking: Plane


def draw_course(draw: Draw, level: WhereLevel) -> Course:
    """The figure turns to either side, and walks between two turns; another one does so once."""
    course: list[Turn | Walk] = []
    walks_after = draw.sample(range(1, level.turns), level.walks) if level.walks else []
    for number in range(level.turns):
        if number in walks_after:
            course.append(_walk(draw, 0))
        course.append(_turn(draw, 0))
    if level.figures > 1 and level.turns:
        first, second = sorted(draw.sample(range(len(course) + 2), 2))
        course.insert(first, _turn(draw, 1))
        course.insert(second, _walk(draw, 1))
    return course


def _turn(draw: Draw, figure: int) -> Turn:
    return Turn(figure, draw.between(1, MOST_EIGHTHS) * draw.choice((1, -1)))


def _walk(draw: Draw, figure: int) -> Walk:
    return Walk(figure, UNIT * draw.choice(LENGTHS))


def after(state: State, step: Turn | Walk) -> State:
    """Where the figure is and looks after that step of it."""
    if isinstance(step, Turn):
        return State(state.at, turned(state.looking, step.eighths))
    return State(_on(state, step.ahead), state.looking)


def _on(state: State, ahead: int) -> Plane:
    x, y = state.looking
    square = x * x + y * y
    return (state.at[0] + part_of(ahead, x, square), state.at[1] + part_of(ahead, y, square))


def part_of(ahead: int, along: int, square: int) -> int:
    """ahead · along / √square, to the nearest whole number."""
    twice = isqrt(4 * ahead * ahead * along * along // square)
    return (twice + 1) // 2 if along > 0 else -((twice + 1) // 2)


def states_of(start: State, course: Course, figure: int) -> list[State]:
    """The state of a figure at the start and after each of its own steps."""
    found = [start]
    for step in course:
        if step.figure == figure:
            found.append(after(found[-1], step))
    return found
