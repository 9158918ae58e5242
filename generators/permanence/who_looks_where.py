"""A ball is moved while some do not look: where will somebody look for it, or think that another
looks?

Somebody believes that the ball is where he last saw it put, and of another what he last saw her see
(Wimmer & Perner 1983; Baron-Cohen, Leslie & Frith 1985).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.permanence.kinds import (
    Heeds,
    How,
    MoveUnder,
    Names,
    WhereLooks,
)
from spatialbench.generators.permanence.table import BALL, FLAT, ball, camera_for, cup, row
from spatialbench.geometry.asks import InWhich
from spatialbench.geometry.kinds import Ask, Event
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Agent, Body, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle

TRUE_BELIEF = (1, 10)  # how often somebody believes what is so, from level 3 on
PEOPLE = ("anna", "david", "mary")
TARGET: Vector = (0, 0, 48)
SEATS: Mapping[str, Vector] = {
    "anna": (-900, -800, 450),
    "david": (900, -800, 450),
    "mary": (0, 1300, 450),
}
OUTSIDE = 3  # times as far from the table, beyond the wall
WALLS: Mapping[str, tuple[Box, Vector]] = {
    "anna": (Box((20, 6000, 2400)), (-1800, 0, 1200)),
    "david": (Box((20, 6000, 2400)), (1800, 0, 1200)),
    "mary": (Box((3600, 20, 2400)), (0, 2400, 1200)),
}


class MindLevel(NamedTuple):
    """How many cups there are and how many people, how often the ball is moved after it was first
    put somewhere, whose beliefs are asked about (1: somebody's, 2: what somebody thinks that
    another believes), and whether it may be asked where the ball is in truth."""

    cups: int
    people: int
    moves: int
    orders: tuple[int, int]
    reality: bool = False


LEVELS = {
    1: MindLevel(2, 1, 1, (1, 1), reality=True),
    2: MindLevel(3, 2, 3, (1, 1), reality=True),
    3: MindLevel(5, 2, 6, (1, 2)),
    4: MindLevel(5, 3, 8, (2, 2)),
    5: MindLevel(5, 3, 10, (2, 2)),
}

Seen = tuple[frozenset[str], ...]
"""Who sees each time that the ball is put somewhere."""


def last_seen(seen: Seen, minds: Sequence[str]) -> int:
    """The last time that all of these saw."""
    return max(number for number, who in enumerate(seen) if set(minds) <= who)


class Course(NamedTuple):
    """Under which cup the ball is put each time, and who sees it."""

    cups: tuple[int, ...]
    seen: Seen

    def believed(self, minds: Sequence[str]) -> int:
        """The cup that is answered when it is asked about these minds."""
        return self.cups[last_seen(self.seen, minds)]


def _draw_last(draw: Draw, level: MindLevel) -> int:
    """The last time that those asked about saw the ball put somewhere. On easy levels any; then
    neither of the first two, nor the last but one, and seldom the last, which would all make a
    wrong way right."""
    if level.reality:
        return draw.between(0, level.moves)
    return level.moves if draw.chance(*TRUE_BELIEF) else draw.between(2, level.moves - 2)


def draw_course(draw: Draw, level: MindLevel, minds: Sequence[str]) -> Course:
    """The ball goes from any cup to any other. Up to the last time that they all see, whoever does
    is drawn, but for one time that one misses, from level 3 on; later none of one mind sees, or one
    of two. Others see it or not."""
    cups = [draw.below(level.cups)]
    while len(cups) <= level.moves:
        cups.append((cups[-1] + 1 + draw.below(level.cups - 1)) % level.cups)
    people, last = PEOPLE[: level.people], _draw_last(draw, level)
    missed = 0 if level.reality else draw.between(1, last - 1)
    seen = [frozenset(people)]
    for number in range(1, level.moves + 1):
        who = {name for name in people if draw.chance(1, 2)}
        if number == last:
            who |= set(minds)
        elif number == missed:
            who.discard(draw.choice(minds))
        elif number > last:
            who -= set(minds)
            who |= {draw.choice(minds)} if len(minds) > 1 else set()
        seen.append(frozenset(who))
    return Course(tuple(cups), tuple(seen))


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
    draw: Draw, course: Course, names: Sequence[str], people: Sequence[str]
) -> list[Event]:
    """The ball is put under cups; before that, who is to see comes back or turns back, and who is
    not leaves or turns away."""
    events: list[Event] = []
    away: dict[str, How] = {}
    for place, who in zip(course.cups, course.seen, strict=True):
        for name in draw.permutation(people):
            if (name in who) == (name not in away):
                continue
            how: How
            if name in away:
                how = "returns" if away.pop(name) == "leaves" else "turns-back"
            else:
                how = away[name] = "leaves" if draw.chance(1, 2) else "turns-away"
            events.append(Heeds(name, how, *eyes_of(name, how)))
        events.append(MoveUnder(BALL, names[place]))
    return events


def scene_of(colours: Sequence[str], ball_colour: str, people: Sequence[str]) -> Scene:
    """Cups in a row, a ball before them, people around the table, and walls behind these."""
    xs = row(len(colours))
    bodies = [cup(f"cup:{colour}", x, colour) for colour, x in zip(colours, xs, strict=True)]
    walls = [Body(f"wall:{who}", WALLS[who][0], Pose(WALLS[who][1]), "white") for who in people]
    reach = xs[-1] + 100
    camera = camera_for(
        [(x, y, z) for x in (-reach, reach) for y in (-200, 60) for z in (0, 100)], FLAT
    )
    agents = tuple(Agent(who, *eyes_of(who, "returns")) for who in people)
    return Scene((*bodies, ball(0, -150, ball_colour), *walls), camera, agents)


class WhoLooksWhere:
    """Every cup is as often the answer; who sees what is drawn as the level says."""

    id: ClassVar[str] = "permanence/who-looks-where-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "reality",
        "first-place",
        "last-place-but-one",
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
        *colours, ball_colour = draw.sample(COLOURS, shape.cups + 1)
        names = [f"cup:{colour}" for colour in colours]
        story = events_of(draw, course, names, people)
        reality = shape.reality and draw.chance(1, 4)
        ask: Ask = WhereLooks(BALL, tuple(minds), tuple(names))
        answer = colours[course.believed(minds)]
        if reality:
            ask, answer = InWhich(BALL, tuple(names)), colours[course.cups[-1]]
        wrong = _wrong(course, minds, people)
        return Puzzle(
            scene=scene_of(colours, ball_colour, people),
            story=tuple(story),
            ask=ask,
            answer_type="label",
            answer=answer,
            vocabulary=tuple(sorted(colours)),
            chance=1 / shape.cups,
            rivals={name: colours[place] for name, place in wrong.items()},
            offered=tuple(draw.sample([c for c in colours if c != answer], min(3, shape.cups - 1))),
            facts={"cups": shape.cups, "people": shape.people, "moves": shape.moves},
            key_facts={"order": 0 if reality else len(minds), "events": len(story)},
            words={
                "cups": ("colours", tuple(colours)),
                "count": ("count", shape.cups),
                "ball": ("colour", ball_colour),
                "people": Names(tuple(people)),
                "one": Names(tuple(minds[:1])),
                "other": Names(tuple(minds[1:])),
            },
            variant="-reality" if reality else f"-{len(minds)}",
        )


def _wrong(course: Course, minds: Sequence[str], people: Sequence[str]) -> Mapping[str, int]:
    """What the wrong ways of thinking give: where the ball is, was first or before its last move,
    where somebody else looks, and where one who never comes back would."""
    first, *rest = minds
    gone = [n for n, who in enumerate(course.seen) if not set(minds) <= who]
    until = gone[0] if gone else len(course.seen)
    wrong = {
        "reality": course.cups[-1],
        "first-place": course.cups[0],
        "absence-for-good": course.cups[until - 1],
    }
    if len(course.cups) > 1:
        wrong["last-place-but-one"] = course.cups[-2]
    if rest:
        wrong |= {"own-belief": course.believed([first]), "others-belief": course.believed(rest)}
    else:
        others = [name for name in people if name != first]
        if others:
            wrong["others-belief"] = course.believed(others[:1])
    return wrong
