"""Cups that look alike change places while some do not look: where will somebody look for the ball,
or think that another looks?

Who watches follows the cup with the ball; who does not watch an exchange knows nothing of it. So
somebody believes that the ball is where the exchanges have brought it that he saw, and of another
what those have done that he saw her see (Wimmer & Perner 1983; Baron-Cohen, Leslie & Frith 1985).
Every exchange that was seen counts, the first as much as the last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.permanence.cycles import Step, draw_step
from spatialbench.generators.permanence.minds.kinds import Heeds, How, Names, WhereLooks
from spatialbench.generators.permanence.shell_game import end_of, exchanges, kinds_of_step
from spatialbench.generators.permanence.table import (
    BALL,
    FLAT,
    ball,
    camera_for,
    cup,
    places_of,
    row,
)
from spatialbench.geometry.asks import AtWhichPlace
from spatialbench.geometry.kinds import Ask, Event
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Agent, Body, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.geometry.story import Hide
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle

BALL_DEPTH = -150
PEOPLE = ("anna", "david", "mary")
TARGET: Vector = (0, 0, 48)
SEATS: Mapping[str, Vector] = {
    "anna": (-520, -300, 350),
    "david": (520, -300, 350),
    "mary": (0, 450, 350),
}
OUTSIDE = 2  # times as far from the table, beyond the wall
WALLS: Mapping[str, tuple[Box, Vector]] = {
    "anna": (Box((20, 2000, 500)), (-640, 0, 250)),
    "david": (Box((20, 2000, 500)), (640, 0, 250)),
    "mary": (Box((1260, 20, 500)), (0, 540, 250)),
}


class MindLevel(NamedTuple):
    """How many cups there are and how many people, how often the cups change places, how many of
    these times not all of those asked about see it, whose beliefs are asked about (1: somebody's,
    2: what somebody thinks that another believes), and whether it may be asked where the ball is in
    truth."""

    cups: int
    people: int
    swaps: tuple[int, int]
    missed: tuple[int, int]
    orders: tuple[int, int]
    reality: bool = False


LEVELS = {
    1: MindLevel(3, 1, (1, 2), (0, 1), (1, 1), reality=True),
    2: MindLevel(4, 2, (3, 4), (1, 2), (1, 1), reality=True),
    3: MindLevel(5, 2, (7, 7), (1, 2), (1, 2)),
    4: MindLevel(5, 3, (9, 9), (2, 2), (2, 2)),
    5: MindLevel(6, 3, (11, 11), (2, 3), (2, 2)),
}

BYSTANDER = (2, 3)  # how often somebody watches who is not asked about


class Course(NamedTuple):
    """Under which cup the ball is at first, how cups change places each time, and who sees it."""

    start: int
    steps: tuple[Step, ...]
    seen: tuple[frozenset[str], ...]

    def believed(self, minds: Sequence[str]) -> int:
        """The place that is answered when it is asked about these minds: what they all have seen
        happened, and nothing else."""
        both = [s for s, who in zip(self.steps, self.seen, strict=True) if set(minds) <= who]
        return end_of(self.start, both)


def draw_course(draw: Draw, level: MindLevel, minds: Sequence[str]) -> Course:
    """Where the ball is at first, and how cups change places, is drawn evenly; so is when one of
    the minds does not look, and which: of two, each misses something that the other sees."""
    count, swaps = level.cups, draw.between(*level.swaps)
    kinds = kinds_of_step(count, level.cups > 3)
    steps = tuple(draw_step(draw, draw.choice(kinds), count) for _ in range(swaps))
    least, most = level.missed
    missed = draw.sample(range(swaps), draw.between(max(least, len(minds) * (least > 0)), most))
    absent = [*minds, *(draw.choice(minds) for _ in missed)][: len(missed)]
    away = dict(zip(missed, absent, strict=True))
    seen: list[frozenset[str]] = []
    for number in range(swaps):
        who = {name for name in PEOPLE[: level.people] if draw.chance(*BYSTANDER)} | set(minds)
        seen.append(frozenset(who - {away.get(number, "")}))
    return Course(draw.below(count), steps, tuple(seen))


# --- as a scene and events ------------------------------------------------------------------------


def eyes_of(who: str, how: How) -> tuple[Vector, Vector]:
    """Where the eyes of somebody are then, and where they look."""
    x, y, z = SEATS[who]
    if how == "leaves":
        return (OUTSIDE * x, OUTSIDE * y, z), TARGET
    if how == "turns-away":
        return (x, y, z), (2 * x, 2 * y, z)
    return (x, y, z), TARGET


def events_of(
    draw: Draw, course: Course, places: Sequence[Vector], people: Sequence[str]
) -> list[Event]:
    """The ball is put under its cup, and cups change places; before that, who is to see comes back
    or turns back, and who is not leaves or turns away."""
    events: list[Event] = [Hide(BALL, f"cup:{course.start + 1}")]
    away: dict[str, How] = {}
    for exchange, who in zip(exchanges(course.steps, places), course.seen, strict=True):
        for name in draw.permutation(people):
            if (name in who) == (name not in away):
                continue
            how: How
            if name in away:
                how = "returns" if away.pop(name) == "leaves" else "turns-back"
            else:
                how = away[name] = "leaves" if draw.chance(1, 2) else "turns-away"
            events.append(Heeds(name, how, *eyes_of(name, how)))
        events.append(exchange)
    return events


def scene_of(count: int, start: int, colours: Sequence[str], people: Sequence[str]) -> Scene:
    """Cups of one colour in a row, a ball of another before one of them, people around the table,
    and walls behind these."""
    xs, (cup_colour, ball_colour) = row(count), colours
    bodies = [cup(f"cup:{number}", x, cup_colour) for number, x in enumerate(xs, 1)]
    walls = [Body(f"wall:{who}", WALLS[who][0], Pose(WALLS[who][1]), "white") for who in people]
    reach = xs[-1] + 100
    camera = camera_for(
        [(x, y, z) for x in (-reach, reach) for y in (-200, 60) for z in (0, 100)], FLAT
    )
    agents = tuple(Agent(who, *eyes_of(who, "returns")) for who in people)
    return Scene((*bodies, ball(xs[start], BALL_DEPTH, ball_colour), *walls), camera, agents)


class WhoLooksWhere:
    """Every place is as often the answer; who sees what is drawn as the level says."""

    id: ClassVar[str] = "permanence/who-looks-where-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "reality",
        "start-place",
        "one-swap-short",
        "first-swap-forgotten",
        "any-swap-forgotten",
        "last-swap-only",
        "reversed-order",
        "own-belief",
        "others-belief",
        "absence-for-good",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Cups, people, a course, and whose belief is asked about."""
        shape = LEVELS[level]
        people = PEOPLE[: shape.people]
        minds = draw.sample(people, draw.between(*shape.orders))
        course = draw_course(draw, shape, minds)
        colours = draw.sample(COLOURS, 2)
        places = places_of(row(shape.cups))
        story = events_of(draw, course, places, people)
        reality = shape.reality and draw.chance(1, 4)
        asked = [] if reality else minds
        answer = course.believed(asked)
        ask: Ask = AtWhichPlace(BALL, places) if reality else WhereLooks(BALL, tuple(minds), places)
        others = [place for place in range(shape.cups) if place != answer]
        wrong = wrong_places(course, asked, people, draw.below(len(course.steps)))
        return Puzzle(
            scene=scene_of(shape.cups, course.start, colours, people),
            story=tuple(story),
            ask=ask,
            answer_type="label",
            answer=str(answer + 1),
            vocabulary=tuple(str(number + 1) for number in range(shape.cups)),
            chance=1 / shape.cups,
            rivals={name: str(place + 1) for name, place in wrong.items()},
            offered=tuple(str(n + 1) for n in draw.sample(others, min(3, len(others)))),
            facts={"cups": shape.cups, "people": shape.people, "swaps": len(course.steps)},
            key_facts={"order": len(asked), "events": len(story)},
            words={
                "count": ("count", shape.cups),
                "last": ("number", shape.cups),
                "colour": ("colour", colours[0]),
                "ball": ("colour", colours[1]),
                "people": Names(tuple(people)),
                "one": Names(tuple(minds[:1])),
                "other": Names(tuple(minds[1:])),
            },
            variant=f"-{len(minds)}" if asked else "-reality",
        )


def wrong_places(
    course: Course, minds: Sequence[str], people: Sequence[str], lost: int
) -> Mapping[str, int]:
    """What the wrong ways of thinking give: where the ball is or was at first; what comes of
    leaving out an exchange, be it seen or not (the first, the last, or the one that is `lost`), and
    of the reversed order; where somebody else looks, and where one who never comes back would."""

    def without(*left_out: int) -> int:
        kept = [n for n in range(len(course.steps)) if n not in left_out]
        return _only(course, kept).believed(minds)

    last = len(course.steps) - 1
    backwards = course._replace(steps=course.steps[::-1], seen=course.seen[::-1])
    wrong = {
        "start-place": course.start,
        "one-swap-short": without(last),
        "first-swap-forgotten": without(0),
    }
    if last > 0:
        wrong |= {
            "any-swap-forgotten": without(lost),
            "last-swap-only": without(*range(last)),
            "reversed-order": backwards.believed(minds),
        }
    if not minds:
        return wrong | {"others-belief": course.believed(people[:1])}
    wrong["reality"] = course.believed(())
    gone = next((n for n, who in enumerate(course.seen) if not set(minds) <= who), last + 1)
    wrong["absence-for-good"] = without(*range(gone, last + 1))
    others = minds[1:] or [name for name in people if name not in minds]
    if len(minds) > 1:
        wrong["own-belief"] = course.believed(minds[:1])
    return wrong | ({"others-belief": course.believed(others[:1])} if others else {})


def _only(course: Course, kept: Sequence[int]) -> Course:
    """The course of these exchanges alone."""
    return Course(
        course.start, tuple(course.steps[n] for n in kept), tuple(course.seen[n] for n in kept)
    )
