"""Identical cups change places over and over: where is the ball now?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import ClassVar, NamedTuple

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.lighting import LIGHTS
from spatialbench.generators.permanence.cycles import Step, draw_step, goes_to, lanes_reach
from spatialbench.generators.permanence.table import (
    BALL,
    VIEWS,
    ball,
    cup,
    cup_camera,
    mat,
    places_of,
    row,
)
from spatialbench.geometry.asks import AtWhichPlace
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.story import Exchange, Hide
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Axis, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

START_DEPTH = -205
OFFERED = 3  # wrong choices at most


class SwapLevel(NamedTuple):
    """How many cups and exchanges, and whether two cups change places in each, or all of them but
    at most one."""

    cups: tuple[int, int]
    swaps: tuple[int, int]
    many: bool = False


LEVELS = {
    1: SwapLevel((2, 3), (1, 2)),
    2: SwapLevel((3, 3), (3, 5)),
    3: SwapLevel((4, 4), (4, 6), many=True),
    4: SwapLevel((5, 5), (6, 8), many=True),
    5: SwapLevel((6, 7), (9, 12), many=True),
}


@cache
def kinds_of_step(cups: int, many: bool) -> tuple[tuple[int, ...], ...]:
    """The lengths of the cycles of a step. Where many cups move, all do or all but one: else the
    ball would often not be moved, and leaving a step out would pay."""
    if not many:
        return ((2,),)
    return tuple(parts for total in (cups, cups - 1) for parts in _parts(total, 4))


def _parts(total: int, longest: int) -> list[tuple[int, ...]]:
    """The ways to divide a number of cups into cycles of two to four, the longest first."""
    if total == 0:
        return [()]
    return [
        (first, *rest)
        for first in range(min(longest, total), 1, -1)
        for rest in _parts(total - first, first)
    ]


def end_of(place: int, steps: Sequence[Step]) -> int:
    """Where the cup that starts at a place ends."""
    for step in steps:
        place = goes_to(place, step)
    return place


def wrong_ends(start: int, steps: Sequence[Step]) -> dict[str, int]:
    """Where the ball is by each wrong way of following it."""
    wrong = {"start-place": start, "one-swap-short": end_of(start, steps[:-1])}
    if len(steps) > 1:
        wrong |= {
            "first-swap-forgotten": end_of(start, steps[1:]),
            "last-swap-only": end_of(start, steps[-1:]),
            "reversed-order": end_of(start, steps[::-1]),
        }
    if any(len(step) > 1 or len(step[0]) > 2 for step in steps):
        wrong["ignore-simultaneous"] = end_of(start, [(step[0][:2],) for step in steps])
    return wrong


def exchanges(steps: Sequence[Step], places: Sequence[Vector]) -> tuple[Exchange, ...]:
    """The exchanges as events, by places: nothing says which cup goes where in the end."""
    return tuple(
        Exchange(tuple((places[i], places[goes_to(i, step)]) for cycle in step for i in cycle))
        for step in steps
    )


class ShellGame:
    """Start and exchanges are drawn evenly, and so every place is as often the end."""

    id: ClassVar[str] = "permanence/shell-game-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    axis: ClassVar[Axis] = Axis("swaps")
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "start-place",
        "one-swap-short",
        "first-swap-forgotten",
        "last-swap-only",
        "reversed-order",
        "ignore-simultaneous",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Identical cups over numbered places, a ball under one, and exchanges."""
        return _drawn(draw, LEVELS[level])

    def draw_at(self, draw: Draw, steps: int) -> Puzzle:
        """The same of so many exchanges."""
        return _drawn(draw, LEVELS[5]._replace(swaps=(steps, steps)))


def _drawn(draw: Draw, level: SwapLevel) -> Puzzle:
    count, swaps = draw.between(*level.cups), draw.between(*level.swaps)
    kinds, start = kinds_of_step(count, level.many), draw.below(count)
    steps = [draw_step(draw, draw.choice(kinds), count) for _ in range(swaps)]
    end = end_of(start, steps)
    cup_colour, ball_colour = draw.sample(COLOURS[:-2], 2)
    xs = row(count)
    bodies = [cup(f"cup:{i + 1}", x, cup_colour) for i, x in enumerate(xs)]
    mats = [mat(i + 1, x) for i, x in enumerate(xs)]
    events: tuple[Event, ...] = (
        Hide(BALL, f"cup:{start + 1}"),
        *exchanges(steps, places_of(xs)),
    )
    others = [place for place in range(count) if place != end]
    wrong = draw.sample(others, min(OFFERED, len(others)))
    thing, reach = ball(xs[start], START_DEPTH, ball_colour), max(-START_DEPTH, lanes_reach(steps))
    camera = cup_camera(count, reach, draw.choice(VIEWS))
    return Puzzle(
        scene=Scene((*bodies, *mats, thing), camera, light=draw.choice(LIGHTS)),
        story=events,
        ask=AtWhichPlace(BALL, places_of(xs)),
        answer_type="label",
        answer=str(end + 1),
        vocabulary=tuple(str(i + 1) for i in range(count)),
        chance=1 / count,
        rivals={name: str(place + 1) for name, place in wrong_ends(start, steps).items()},
        offered=tuple(str(place + 1) for place in wrong),
        facts={"cups": count, "swaps": swaps},
        key_facts={"target_moves": moves_of(start, steps)},
        words={
            "count": ("count", count),
            "last": ("number", count),
            "colour": ("colour", cup_colour),
            "ball": ("colour", ball_colour),
        },
        film=Film(wide=True),
    )


def moves_of(start: int, steps: Sequence[Step]) -> int:
    """How many exchanges move the ball."""
    moved, place = 0, start
    for step in steps:
        after = goes_to(place, step)
        moved += after != place
        place = after
    return moved
