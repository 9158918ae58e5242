"""A ball is put under a cup in full view, and moved on from cup to cup: where is it?"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import ClassVar, NamedTuple

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.permanence.kinds import Shift
from spatialbench.generators.permanence.table import BALL, ball, cup, cup_camera, row
from spatialbench.geometry.asks import InWhich
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.story import Hide, Nudge
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

START_DEPTH = -150  # the ball starts in front of a cup
REACH = 2  # places that the ball is moved on at most: more would say where it can only come from


class HidingLevel(NamedTuple):
    """How many cups there are, how often the ball is moved on in view, and how often a cup is
    pushed about in between (the delay)."""

    cups: tuple[int, int]
    moves: tuple[int, int]
    delay: tuple[int, int]


LEVELS = {
    1: HidingLevel((2, 3), (0, 0), (1, 2)),
    2: HidingLevel((4, 4), (1, 1), (1, 2)),
    3: HidingLevel((5, 5), (2, 2), (2, 3)),
    4: HidingLevel((5, 5), (3, 3), (2, 4)),
    5: HidingLevel((6, 6), (5, 5), (3, 5)),
}


@cache
def paths(cups: int, moves: int, end: int) -> int:
    """In how many ways a ball can be moved on so often and end there."""
    if moves == 0:
        return 1
    return sum(paths(cups, moves - 1, before) for before in neighbours(cups, end))


@cache
def neighbours(cups: int, place: int) -> tuple[int, ...]:
    """The places within reach of a place, from the left."""
    near = range(max(0, place - REACH), min(cups, place + REACH + 1))
    return tuple(other for other in near if other != place)


def draw_path(draw: Draw, cups: int, moves: int) -> list[int]:
    """The places under which the ball is, one after the other: the last drawn evenly, so that no
    cup is more often right, and each way to it as likely."""
    places = [draw.below(cups)]
    for left in range(moves, 0, -1):
        before = neighbours(cups, places[0])
        weights = [paths(cups, left - 1, place) for place in before]
        places.insert(0, draw.weighted(before, weights))
    return places


def draw_story(draw: Draw, cups: tuple[str, ...], places: list[int], delay: int) -> list[Event]:
    """The ball is hidden, then moved on, and cups are pushed at drawn moments in between."""
    moves: list[Event] = [Shift(BALL, there - here) for here, there in pairwise(places)]
    pushed: list[Event] = [Nudge(draw.choice(cups)) for _ in range(delay)]
    kinds = draw.permutation([True] * len(moves) + [False] * delay)
    later = [(moves if move else pushed).pop(0) for move in kinds]
    return [Hide(BALL, cups[places[0]]), *later]


class HiddenWhere:
    """Every cup is as likely to hide the ball at the end, and to be the nearest at the start."""

    id: ClassVar[str] = "permanence/hidden-where-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "first",
        "last-touched",
        "nearest",
        "one-move-short",
        "other-way",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Cups of different colours, a ball in front of one, hidden under any and moved on."""
        shape = LEVELS[level]
        count, moves = draw.between(*shape.cups), draw.between(*shape.moves)
        delay = draw.between(*shape.delay)
        *colours, ball_colour = draw.sample(COLOURS, count + 1)
        cups, xs = tuple(f"cup:{colour}" for colour in colours), row(count)
        places, near = draw_path(draw, count, moves), draw.below(count)
        story = draw_story(draw, cups, places, delay)
        bodies = [cup(n, x, c) for n, x, c in zip(cups, xs, colours, strict=True)]
        return Puzzle(
            scene=Scene(
                (*bodies, ball(xs[near], START_DEPTH, ball_colour)),
                cup_camera(count, -START_DEPTH),
            ),
            story=tuple(story),
            ask=InWhich(BALL, cups),
            answer_type="label",
            answer=colours[places[-1]],
            vocabulary=tuple(sorted(colours)),
            chance=1 / count,
            rivals=_rivals(colours, places, near, story),
            offered=tuple(draw.sample([c for c in colours if c != colours[places[-1]]], count - 1)),
            facts={"cups": count, "moves": moves, "delay": delay},
            words={
                "cups": ("colours", tuple(colours)),
                "count": ("count", count),
                "ball": ("colour", ball_colour),
                "near": ("colour", colours[near]),
            },
            film=Film(wide=True),
        )


def _rivals(colours: list[str], places: list[int], near: int, story: list[Event]) -> dict[str, str]:
    """What the wrong ways of following the ball give."""
    pushed = [event.body.partition(":")[2] for event in story if isinstance(event, Nudge)]
    wrong = {"first": colours[places[0]], "last-touched": pushed[-1], "nearest": colours[near]}
    if len(places) > 1:
        other = 2 * places[-2] - places[-1]  # the last move the other way
        wrong["one-move-short"] = colours[places[-2]]
        if 0 <= other < len(colours):
            wrong["other-way"] = colours[other]
    return wrong
