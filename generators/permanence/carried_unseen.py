"""A ball in a box is carried behind screens; now and then one sees into the box: where is it?

Invisible displacement (Piaget's stage 6): behind a screen the ball may be taken out and left. Every
history that fits what was seen is enumerated; where they disagree, the answer is "cannot be told".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.permanence.table import BALL, FLAT, camera_for, may_equal, row
from spatialbench.geometry.asks import BehindWhich
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box, OpenBox, Sphere
from spatialbench.geometry.story import ComeOut, GoBehind, Hide, MayLeave, Show
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

TRIES = 300
CONTAINER = "box"
UNTOLD = "cannot be told"

SCREEN = Box((150, 8, 210))
OPEN_BOX = OpenBox((74, 74, 84), 5)
RADIUS = 26
GAP = 250  # from the middle of one screen to the next, millimetres
FRONT, BEHIND = -150, 80  # depth of the lanes in front of the screens and behind them
LEFT_DEPTH = 152  # clear of the box, and still hidden by the screen

_BALL_COLOURS = tuple(colour for colour in COLOURS if colour != "black")  # the box is dark inside

Visit = int
"""Number of the screen that the box is carried behind."""


class CarryLevel(NamedTuple):
    """How many screens there are, and behind how many the box goes."""

    screens: tuple[int, int]
    visits: tuple[int, int]


LEVELS = {
    1: CarryLevel((2, 2), (3, 3)),
    2: CarryLevel((3, 3), (3, 4)),
    3: CarryLevel((3, 3), (4, 5)),
    4: CarryLevel((4, 4), (5, 6)),
    5: CarryLevel((5, 5), (6, 8)),
}


class Course(NamedTuple):
    """The visits, and after each whether the box was shown, and with the ball in it or empty
    (None: not shown)."""

    visits: tuple[Visit, ...]
    looks: tuple[bool | None, ...]


def fitting(course: Course) -> list[int | None]:
    """At which visits the ball can have been left (None: not at all), given all the looks."""
    ways: list[int | None] = [None, *range(len(course.visits))]
    return [
        left
        for left in ways
        if all(
            look is None or look == (left is None or left > after)
            for after, look in enumerate(course.looks)
        )
    ]


def whereabouts(course: Course) -> set[int | None]:
    """The screens (None: the box) where the ball can be."""
    return {None if left is None else course.visits[left] for left in fitting(course)}


def draw_course(draw: Draw, screens: int, visits: int, looks: int) -> Course:
    """A course with that many looks, which tell the truth about one history drawn at random."""
    places: list[int] = []
    for _ in range(visits):
        places.append(draw.choice([s for s in range(screens) if places[-1:] != [s]]))
    left = draw.below(visits + 1)
    looked = draw.sample(range(visits), looks)
    seen = tuple((left > after) if after in looked else None for after in range(visits))
    return Course(tuple(places), seen)


def screen_body(name: str, x: int, colour: str) -> Body:
    """A screen standing on the table."""
    return Body(name, SCREEN, Pose((x, 0, SCREEN.size[2] // 2)), colour)


def _gap_x(screens: int, number: int) -> int:
    return GAP * (2 * number - screens) // 2


def carrying(course: Course, names: Sequence[str], xs: Sequence[int]) -> tuple[Event, ...]:
    """The course as events: around the screens in the front lane, through gaps, behind them."""
    count, rest = len(names), OPEN_BOX.size[2] // 2
    events: list[Event] = [Hide(BALL, CONTAINER)]
    gap = 0  # between screens gap − 1 and gap
    for visit, look in zip(course.visits, course.looks, strict=True):
        enter = visit if gap <= visit else visit + 1
        leave = 2 * visit + 1 - enter
        x_in, x_out = _gap_x(count, enter), _gap_x(count, leave)
        behind = (xs[visit], BEHIND, rest)
        way_in = ((x_in, FRONT, rest), (x_in, BEHIND, rest))
        events += [
            GoBehind(CONTAINER, names[visit], behind, way_in if enter != gap else way_in[1:]),
            MayLeave(BALL, CONTAINER, names[visit], (xs[visit], LEFT_DEPTH, RADIUS)),
            ComeOut(CONTAINER, names[visit], (x_out, FRONT, rest), ((x_out, BEHIND, rest),)),
        ]
        if look is not None:
            events.append(Show(CONTAINER, (BALL,) if look else ()))
        gap = leave
    return tuple(events)


@cache
def _camera(screens: int) -> Camera:
    """A low camera that sees all the screens and the box and the ball in front of them."""
    reach = _gap_x(screens, screens) + OPEN_BOX.size[0] // 2
    front = FRONT - OPEN_BOX.size[1]
    return camera_for(
        [(x, y, 0) for x in (-reach - 2 * RADIUS - 40, reach) for y in (front, -front)]
        + [(x, 0, SCREEN.size[2]) for x in (-reach, reach)],
        FLAT,
    )


def _scene(colours: Sequence[str], names: Sequence[str], ball_colour: str) -> Scene:
    xs = row(len(colours), GAP)
    home = _gap_x(len(colours), 0)
    height = OPEN_BOX.size[2] // 2
    beside = home - OPEN_BOX.size[0] // 2 - 20 - RADIUS
    bodies = (
        *(screen_body(n, x, c) for n, x, c in zip(names, xs, colours, strict=True)),
        Body(CONTAINER, OPEN_BOX, Pose((home, FRONT, height)), "grey"),
        Body(BALL, Sphere(RADIUS), Pose((beside, FRONT, RADIUS)), ball_colour),
    )
    return Scene(bodies, _camera(len(colours)))


class CarriedUnseen:
    """Each screen, the box and "cannot be told" are equally often the answer."""

    id: ClassVar[str] = "permanence/carried-unseen-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = ("last-seen", "last-screen", "first-screen")
    undetermined: ClassVar[bool] = True

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Screens of different colours and a course whose answer was drawn beforehand."""
        screens = draw.between(*LEVELS[level].screens)
        visits = draw.between(*LEVELS[level].visits)
        course, answer = _fair_course(draw, screens, visits)
        ball_colour = draw.choice(_BALL_COLOURS)
        colours = draw.sample([colour for colour in COLOURS if colour != ball_colour], screens)
        names = [f"screen:{colour}" for colour in colours]
        labels = (*colours, CONTAINER, UNTOLD)
        return Puzzle(
            scene=_scene(colours, names, ball_colour),
            story=carrying(course, names, row(screens, GAP)),
            ask=BehindWhich(BALL, CONTAINER, tuple(names)),
            answer_type="label",
            answer=labels[answer],
            vocabulary=(*sorted(colours), CONTAINER, UNTOLD),
            chance=1 / len(labels),
            rivals={
                "last-seen": CONTAINER,
                "last-screen": colours[course.visits[-1]],
                "first-screen": colours[course.visits[0]],
            },
            facts={"screens": screens, "visits": visits, "looks": looked(course)},
            key_facts={"places_left_open": len(whereabouts(course))},
            words={
                "screens": ("colours", tuple(colours)),
                "count": ("count", screens),
                "ball": ("colour", ball_colour),
            },
            all_choices=True,
            undetermined=labels[answer] == UNTOLD,
            film=Film(wide=True),
        )


def looked(course: Course) -> int:
    """How often the box was shown."""
    return sum(look is not None for look in course.looks)


def answer_of(course: Course, screens: int) -> int:
    """The number of the screen, or `screens` for the box, or `screens` + 1 if it is left open."""
    where = whereabouts(course)
    if len(where) > 1:
        return screens + 1
    (place,) = where
    return screens if place is None else place


def _fair_course(draw: Draw, screens: int, visits: int) -> tuple[Course, int]:
    """A course with the answer drawn beforehand, so that all are equally frequent, and the number
    of looks, so that it says nothing (no look at all would mean that it cannot be told). The first
    and the last screen are right no more often than chance, where the answer allows it; one draw
    decides for both, because they may be the same."""
    wanted = draw.below(screens + 2)
    looks = draw.between(2, visits - 1)
    may_be_end = may_equal(draw, screens + 2)
    for attempt in range(TRIES):
        course = draw_course(draw, screens, visits, looks)
        ends = (course.visits[0], course.visits[-1])
        if answer_of(course, screens) == wanted and (
            attempt >= TRIES // 2 or may_be_end or wanted not in ends
        ):
            return course, wanted
    raise Refused("no course with the answer drawn")
