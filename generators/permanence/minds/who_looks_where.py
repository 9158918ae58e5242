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
from spatialbench.generators.lighting import LIGHTS
from spatialbench.generators.permanence.cycles import Step, draw_step, lanes_reach
from spatialbench.generators.permanence.minds.kinds import Clothed, Heeds, How, Names, WhereLooks
from spatialbench.generators.permanence.minds.people import (
    PEOPLE,
    Plane,
    camera,
    eyes_of,
    figure_at,
    seats,
    walls,
)
from spatialbench.generators.permanence.shell_game import end_of, exchanges, kinds_of_step
from spatialbench.generators.permanence.table import BALL, ball, cup, mat, places_of, row
from spatialbench.geometry.asks import AtWhichPlace
from spatialbench.geometry.kinds import Ask, Event
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Light, Scene
from spatialbench.geometry.story import Hide
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

BALL_DEPTH = -205


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


def events_of(
    draw: Draw, course: Course, places: Sequence[Vector], seated: Mapping[str, Plane]
) -> list[Event]:
    """The ball is put under its cup, and cups change places; before that, who is to see comes back
    or turns back, and who is not leaves or turns away."""
    events: list[Event] = [Hide(BALL, f"cup:{course.start + 1}")]
    away: dict[str, How] = {}
    for exchange, who in zip(exchanges(course.steps, places), course.seen, strict=True):
        for name in draw.permutation(tuple(seated)):
            if (name in who) == (name not in away):
                continue
            how: How
            if name in away:
                how = "returns" if away.pop(name) == "leaves" else "turns-back"
            else:
                how = away[name] = "leaves" if draw.chance(1, 2) else "turns-away"
            events.append(Heeds(name, how, *eyes_of(seated[name], how)))
        events.append(exchange)
    return events


class Look(NamedTuple):
    """The colours of the cups, of the ball, and of the clothes of people."""

    cups: str
    ball: str
    clothes: Mapping[str, str]


def draw_look(draw: Draw, people: Sequence[str]) -> Look:
    """Everything in colours of its own."""
    cup_colour, ball_colour = draw.sample(COLOURS, 2)
    bright = [c for c in COLOURS[:-2] if c not in (cup_colour, ball_colour)]
    clothes = draw.child("clothes").sample(bright, len(people))
    return Look(cup_colour, ball_colour, dict(zip(people, clothes, strict=True)))


def scene_of(count: int, start: int, look: Look, lanes: int, light: Light) -> Scene:
    """Cups of one colour in a row over numbered mats, a ball of another before one of them, people
    around the table, and walls behind these."""
    xs = row(count)
    bodies = [cup(f"cup:{number}", x, look.cups) for number, x in enumerate(xs, 1)]
    mats = [mat(number, x) for number, x in enumerate(xs, 1)]
    seated = seats(count, tuple(look.clothes))
    people = [figure_at(who, look.clothes[who], seat) for who, seat in seated.items()]
    thing, taken = ball(xs[start], BALL_DEPTH, look.ball), tuple(seated.values())
    everything = (*bodies, *mats, thing, *people, *walls(taken))
    return Scene(everything, camera(count, lanes, taken), light=light)


class WhoLooksWhere:
    """Every place is as often the answer; who sees what is drawn as the level says."""

    id: ClassVar[str] = "permanence/who-looks-where-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
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
        look = draw_look(draw, people)
        places = places_of(row(shape.cups))
        story = events_of(draw, course, places, seats(shape.cups, people))
        reality = shape.reality and draw.chance(1, 4)
        asked = [] if reality else minds
        answer = course.believed(asked)
        ask: Ask = AtWhichPlace(BALL, places) if reality else WhereLooks(BALL, tuple(minds), places)
        others = [place for place in range(shape.cups) if place != answer]
        wrong = wrong_places(course, asked, people, draw.below(len(course.steps)))
        other = tuple(str(n + 1) for n in draw.sample(others, min(3, len(others))))
        reach, light = lanes_reach(course.steps), draw.choice(LIGHTS)
        return Puzzle(
            scene=scene_of(shape.cups, course.start, look, reach, light),
            story=tuple(story),
            ask=ask,
            answer_type="label",
            answer=str(answer + 1),
            vocabulary=tuple(str(number + 1) for number in range(shape.cups)),
            chance=1 / shape.cups,
            rivals={name: str(place + 1) for name, place in wrong.items()},
            offered=other,
            facts={"cups": shape.cups, "people": shape.people, "swaps": len(course.steps)},
            key_facts={"order": len(asked), "events": len(story)},
            words={
                "count": ("count", shape.cups),
                "last": ("number", shape.cups),
                "colour": ("colour", look.cups),
                "ball": ("colour", look.ball),
                "people": Names(tuple(people)),
                "one": Names(tuple(minds[:1])),
                "other": Names(tuple(minds[1:])),
                "figures": Clothed(tuple(look.clothes.items())),
                "first": Clothed(tuple((who, look.clothes[who]) for who in minds[:1])),
                "second": Clothed(tuple((who, look.clothes[who]) for who in minds[1:])),
            },
            variant=f"-{len(minds)}" if asked else "-reality",
            film=Film(wide=True),
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
