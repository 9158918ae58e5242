"""A ball is hidden under one cup and found there, over and over, and then hidden under another.

Infants who have found it at A some times look at A once more (Piaget 1954; how often, and after how
long a wait, decides: Diamond 1985; Smith, Thelen, Titzer & McLin 1999). How often it is found
there is the dose. Cups trade places all along, and where the ball goes in the end is told from
another cup, as the row stands then: so no sentence alone, and no part of the trades, says where.
In films the cups are wrapped in grey paper and look alike, and a picture shows them before that:
the last frames show at which place the ball is, and all trades say which cup stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import ClassVar, NamedTuple

from spatialbench.generators import framing
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.framing import Direction
from spatialbench.generators.lighting import LIGHTS
from spatialbench.generators.permanence.cycles import Step, draw_step, goes_to, lanes_of
from spatialbench.generators.permanence.hidden_where import neighbours
from spatialbench.generators.permanence.kinds import FindAt, HideBeside, TradePlaces, Wait
from spatialbench.generators.permanence.table import (
    BALL,
    BALL_RADIUS,
    CUP,
    STEEP,
    VIEWS,
    ball,
    cup,
    row,
)
from spatialbench.geometry.asks import InWhich
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle, Shot

STEP = 5  # seconds of delay from one to the next
APART = 20  # millimetres from the ball, as it lies at first, to the nearest lane


class DoseLevel(NamedTuple):
    """How many cups there are, how often the ball is hidden under the same cup and found, how often
    cups trade places all along and in which cycles, and how many times five seconds pass after the
    ball has been hidden for the last time (the delay)."""

    cups: int
    dose: tuple[int, int]
    trades: tuple[int, int] = (0, 0)
    cycles: tuple[tuple[int, ...], ...] = ()
    delay: tuple[int, int] = (0, 0)


LEVELS = {
    1: DoseLevel(4, (0, 2), delay=(0, 1)),
    2: DoseLevel(4, (0, 4), (1, 2), ((2,),), (0, 1)),
    3: DoseLevel(5, (0, 8), (3, 3), ((3, 2), (5,)), (0, 2)),
    4: DoseLevel(6, (0, 8), (5, 5), ((3, 2), (3, 3), (6,)), (0, 3)),
    5: DoseLevel(6, (0, 8), (8, 8), ((3, 2), (3, 3), (6,)), (0, 4)),
}

Pairs = tuple[tuple[int, int], ...]
"""Cups by their numbers: the first of each pair goes to where the second stands."""


def row_after(cups: int, trades: Sequence[Pairs]) -> list[int]:
    """Which cup stands at each place after these trades."""
    places = list(range(cups))
    for pairs in trades:
        goes = {one: places[other] for one, other in pairs}
        places = [goes.get(number, place) for number, place in enumerate(places)]
    return sorted(range(cups), key=lambda number: places[number])


class Course(NamedTuple):
    """The cup under which the ball is hidden last, that under which it is found before, how often,
    the trades and after how many of these times each comes, and from which other cup the last
    hiding is told, so many places to the right of that one."""

    hidden: int
    habit: int
    dose: int
    trades: tuple[Pairs, ...]
    when: tuple[int, ...]
    beside: int
    places: int

    def hiding(self, cups: int, trades: Sequence[Pairs]) -> int | None:
        """The cup under which the ball would be hidden last after these trades; None where there is
        none so far to that side."""
        standing = row_after(cups, trades)
        place = standing.index(self.beside) + self.places
        return standing[place] if 0 <= place < cups else None


def draw_course(draw: Draw, level: DoseLevel) -> Course:
    """The cup with the ball, that at which it was found, how often, and the trades are drawn
    evenly, and then a cup near it from which the last hiding is told."""
    count, dose = level.cups, draw.between(*level.dose)
    trades, standing = list[Pairs](), list(range(count))
    for _ in range(draw.between(*level.trades)):
        step = draw_step(draw, draw.choice(level.cycles), count)
        trades.append(_by_cup(step, standing))
        standing = row_after(count, trades)
    when = sorted(draw.below(dose + 1) for _ in trades)
    last = draw.below(count)
    near = draw.choice(neighbours(count, last))
    told_from, far, habit = standing[near], last - near, draw.below(count)
    return Course(standing[last], habit, dose, tuple(trades), tuple(when), told_from, far)


def _by_cup(step: Step, standing: Sequence[int]) -> Pairs:
    return tuple((standing[p], standing[goes_to(p, step)]) for cycle in step for p in cycle)


def story_of(course: Course, cups: Sequence[str], seconds: int) -> list[Event]:
    """The ball is hidden and found again, while cups trade places; in the end it is hidden beside a
    cup, and nothing happens for a while."""
    events: list[Event] = []
    for found in range(course.dose + 1):
        for pairs, when in zip(course.trades, course.when, strict=True):
            if when == found:
                events.append(TradePlaces(tuple((cups[a], cups[b]) for a, b in pairs)))
        if found < course.dose:
            events.append(FindAt(BALL, cups[course.habit]))
    hidden = HideBeside(BALL, cups[course.beside], course.places)
    return [*events, hidden, *([Wait(seconds)] if seconds else [])]


# --- as a scene ---------------------------------------------------------------------------------


def trades_reach(cups: int) -> int:
    """How far in front of a row the lanes reach of cups that trade places, and behind it."""
    trading = any(level.cycles for level in LEVELS.values() if level.cups == cups)
    return lanes_of(cups) if trading else 0


def depth_of(cups: int) -> int:
    """How far in front of the row the ball lies: before all lanes."""
    return trades_reach(cups) + 2 * CUP.rim_radius + BALL_RADIUS + APART


@cache
def camera(cups: int, direction: Direction = STEEP) -> Camera:
    """One for square pictures of the row, a cup that is lifted, all lanes, and the ball as it lies
    at first."""
    last, lanes = row(cups)[-1] + CUP.rim_radius, trades_reach(cups) + CUP.rim_radius
    spots = [(s * last, y, 0) for s in (-1, 1) for y in (-lanes, lanes)]
    spots += [(s * last, 0, 2 * CUP.height + 12) for s in (-1, 1)]
    spots += [(0, -depth_of(cups) - BALL_RADIUS, 0), (0, lanes, CUP.height)]
    return framing.camera_for(spots, direction, 30, framing.SQUARE, Fraction(92, 100))


class ANotB:
    """Every cup is as often the answer, and as often the one at which the ball was found, so that
    now and then they are the same (the control)."""

    id: ClassVar[str] = "permanence/a-not-b-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "perseverate-a",
        "beside",
        "other-way",
        "cups-stay",
        "one-trade-short",
        "first-trade-forgotten",
        "any-trade-forgotten",
        "last-trade-only",
        "reversed-trades",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Cups, a course, and a delay after it."""
        shape = LEVELS[level]
        *colours, ball_colour = draw.sample(COLOURS, shape.cups + 1)
        course = draw_course(draw, shape)
        cups, xs = tuple(f"cup:{colour}" for colour in colours), row(shape.cups)
        seconds = STEP * draw.between(*shape.delay)
        bodies = [cup(n, x, c) for n, x, c in zip(cups, xs, colours, strict=True)]
        hidden = course.hidden
        answer = colours[hidden]
        wrong = _rivals(draw, course, shape.cups)
        bodies.append(ball(0, -depth_of(shape.cups), ball_colour))
        others = draw.sample([c for c in colours if c != answer], 3)
        seen_from = camera(shape.cups, draw.choice(VIEWS))
        return Puzzle(
            scene=Scene(tuple(bodies), seen_from, light=draw.choice(LIGHTS)),
            story=tuple(story_of(course, cups, seconds)),
            ask=InWhich(BALL, cups),
            answer_type="label",
            answer=answer,
            vocabulary=tuple(sorted(colours)),
            chance=1 / shape.cups,
            rivals={name: colours[n] for name, n in wrong.items() if n is not None},
            offered=tuple(others),
            facts={
                "cups": shape.cups,
                "dose": course.dose,
                "trades": len(course.trades),
                "delay": seconds,
            },
            key_facts={"control": int(hidden == course.habit)},
            words={
                "cups": ("colours", tuple(colours)),
                "count": ("count", shape.cups),
                "ball": ("colour", ball_colour),
            },
            film=Film(wrapped=cups, stills=(Shot(),)),
        )


def _rivals(draw: Draw, course: Course, cups: int) -> dict[str, int | None]:
    """The cup at which the ball was found, and what comes of trades that are left out."""
    trades, other = course.trades, course._replace(places=-course.places)
    wrong: dict[str, int | None] = {
        "beside": course.beside,
        "other-way": other.hiding(cups, trades),
    }
    if course.dose:
        wrong["perseverate-a"] = course.habit
    if trades:
        lost = draw.below(len(trades))
        wrong |= {
            "cups-stay": course.hiding(cups, ()),
            "one-trade-short": course.hiding(cups, trades[:-1]),
            "first-trade-forgotten": course.hiding(cups, trades[1:]),
            "any-trade-forgotten": course.hiding(cups, (*trades[:lost], *trades[lost + 1 :])),
        }
    if len(trades) > 1:
        wrong |= {
            "last-trade-only": course.hiding(cups, trades[-1:]),
            "reversed-trades": course.hiding(cups, trades[::-1]),
        }
    return wrong
