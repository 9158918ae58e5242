"""Identical cups change places over and over: where is the ball now?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.permanence.table import (
    BALL,
    CUP,
    ball,
    cup,
    cup_camera,
    mat,
    may_equal,
    places_of,
    row,
)
from spatialbench.geometry.asks import AtWhichPlace
from spatialbench.geometry.film import lane_of
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.geometry.story import Exchange, Hide
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

TRIES = 200
START_DEPTH = -190

Cycle = tuple[int, ...]
"""Places a, b, c: the cup at a goes to b, the one at b to c, the one at c to a."""

Step = tuple[Cycle, ...]
"""Cycles that happen at the same time."""


class SwapLevel(NamedTuple):
    """How many cups and exchanges, and how the exchanges may look, as cycle lengths."""

    cups: tuple[int, int]
    swaps: tuple[int, int]
    steps: tuple[tuple[int, ...], ...] = ((2,),)
    last: tuple[tuple[int, ...], ...] = ((2,),)


# The last exchange moves many cups where there are many: else "not the last pair" and "the last
# pair" could not both be no better than chance.
LEVELS = {
    1: SwapLevel((2, 3), (1, 2)),
    2: SwapLevel((3, 3), (3, 5)),
    3: SwapLevel((4, 4), (4, 6), ((2,), (2,), (3,)), ((3,),)),
    4: SwapLevel((5, 5), (6, 9), ((2,), (3,), (2, 2)), ((2, 2), (4,))),
    5: SwapLevel((6, 9), (10, 15), ((2,), (3,), (2, 2), (4,)), ((2, 2, 2), (3, 3), (4, 2))),
}


def draw_step(draw: Draw, lengths: Sequence[int], count: int) -> Step:
    """Disjoint cycles of these lengths over the places."""
    places = draw.sample(range(count), sum(lengths))
    cycles = []
    for length in lengths:
        cycles.append(tuple(places[:length]))
        places = places[length:]
    return tuple(cycles)


def draw_steps(draw: Draw, level: SwapLevel, count: int, swaps: int) -> list[Step]:
    """Exchanges; the last is of the kinds kept for the last."""
    kinds = [level.steps] * (swaps - 1) + [level.last]
    return [draw_step(draw, draw.choice(choices), count) for choices in kinds]


def goes_to(place: int, step: Step) -> int:
    """Where the cup at a place is after one exchange."""
    for cycle in step:
        if place in cycle:
            return cycle[(cycle.index(place) + 1) % len(cycle)]
    return place


def end_of(place: int, steps: Sequence[Step]) -> int:
    """Where the cup that starts at a place ends."""
    for step in steps:
        place = goes_to(place, step)
    return place


def _first_pair(step: Step) -> Step:
    return (step[0][:2],)


def wrong_ends(start: int, steps: Sequence[Step]) -> dict[str, int]:
    """Where the ball is by each wrong way of following it."""
    wrong = {"start-place": start, "one-swap-short": end_of(start, steps[:-1])}
    if any(len(step) > 1 or len(step[0]) > 2 for step in steps):
        wrong["ignore-simultaneous"] = end_of(start, [_first_pair(step) for step in steps])
    return wrong


def exchanges(steps: Sequence[Step], places: Sequence[Vector]) -> tuple[Exchange, ...]:
    """The exchanges as events: which named cup goes to which place."""
    at = {i: f"cup:{i + 1}" for i in range(len(places))}
    events = []
    for step in steps:
        moves = [(i, goes_to(i, step)) for cycle in step for i in cycle]
        events.append(Exchange(tuple((at[i], places[j]) for i, j in moves)))
        at |= {j: at[i] for i, j in moves}
    return tuple(events)


class ShellGame:
    """Start and end are balanced: the ball ends where it began in one of n cases."""

    id: ClassVar[str] = "permanence/shell-game-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "start-place",
        "one-swap-short",
        "ignore-simultaneous",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Identical cups over numbered places, a ball under one, and exchanges."""
        shape = LEVELS[level]
        count = draw.between(*shape.cups)
        same = draw.chance(1, count)
        swaps = _draw_swaps(draw, shape, count, same)
        start, steps = _fair_steps(draw, shape, count, swaps, same)
        wrong = wrong_ends(start, steps)
        cup_colour, ball_colour = draw.sample(COLOURS[:-2], 2)
        xs = row(count)
        bodies = [cup(f"cup:{i + 1}", x, cup_colour) for i, x in enumerate(xs)]
        mats = [mat(i + 1, x) for i, x in enumerate(xs)]
        events: tuple[Event, ...] = (
            Hide(BALL, f"cup:{start + 1}"),
            *exchanges(steps, places_of(xs)),
        )
        return Puzzle(
            scene=Scene(
                (*bodies, *mats, ball(xs[start], START_DEPTH, ball_colour)), _camera(count, steps)
            ),
            story=events,
            ask=AtWhichPlace(BALL, places_of(xs)),
            answer_type="label",
            answer=str(end_of(start, steps) + 1),
            vocabulary=tuple(str(i + 1) for i in range(count)),
            chance=1 / count,
            rivals={name: str(place + 1) for name, place in wrong.items()},
            facts={"cups": count, "swaps": swaps},
            key_facts={"target_moves": sum(start_moves(start, steps))},
            words={
                "count": ("count", count),
                "last": ("number", count),
                "colour": ("colour", cup_colour),
                "ball": ("colour", ball_colour),
            },
            film=Film(wide=True),
        )


def _draw_swaps(draw: Draw, shape: SwapLevel, count: int, same: bool) -> int:
    """How many exchanges: with two cups only an even number ends where it began."""
    low, high = shape.swaps
    fit = list(range(low, high + 1))
    if count == 2:
        fit = [n for n in fit if same == (n % 2 == 0)]
    return draw.choice(fit)


def _camera(count: int, steps: Sequence[Step]) -> Camera:
    """A camera that sees the lanes of all that move at once."""
    moving = max(sum(len(cycle) for cycle in step) for step in steps)
    lanes = [abs(lane_of(n)) * 2 * CUP.rim_radius // 10 for n in range(moving)]
    return cup_camera(count, max(-START_DEPTH, *lanes))


def start_moves(start: int, steps: Sequence[Step]) -> list[bool]:
    """For each exchange, whether it moves the ball."""
    moved, place = [], start
    for step in steps:
        after = goes_to(place, step)
        moved.append(after != place)
        place = after
    return moved


def _fair_steps(
    draw: Draw, shape: SwapLevel, count: int, swaps: int, same: bool
) -> tuple[int, list[Step]]:
    """A start and exchanges that end there (`same`) or elsewhere. Forgetting the last exchange is
    right in one of n cases, so that neither the last places spoken of nor all others pay; ignoring
    what happens at the same time is right at most as often. What is drawn for the latter is let go
    where it cannot be had."""
    start = draw.below(count)
    short = count > 2 and draw.chance(1, count)
    ignoring = may_equal(draw, count)
    for attempt in range(TRIES):
        steps = draw_steps(draw, shape, count, swaps)
        wrong = wrong_ends(start, steps)
        end = end_of(start, steps)
        if (end == start) != same or (wrong["one-swap-short"] == end) != short:
            continue
        if attempt >= TRIES // 2 or ignoring or wrong.get("ignore-simultaneous") != end:
            return start, steps
    raise Refused("rivals right too often")
