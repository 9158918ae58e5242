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
from spatialbench.generators.permanence.kinds import LookBehind
from spatialbench.generators.permanence.table import BALL, FLAT, camera_for, row
from spatialbench.geometry.asks import BehindWhich
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box, OpenBox, Sphere
from spatialbench.geometry.story import ComeOut, GoBehind, Hide, MayLeave, Show
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

TRIES = 2000
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


class Look(NamedTuple):
    """What is shown after a visit: that nothing is behind the screens of some numbers, or, where
    there are none, the inside of the box, with the ball in it or empty."""

    after: int
    behind: tuple[int, ...] = ()
    full: bool = False


class CarryLevel(NamedTuple):
    """How many screens there are, behind how many the box goes, between how many visits the looks
    into the box leave the ball to have been taken out (the span), and how often one looks behind a
    screen."""

    screens: tuple[int, int]
    visits: tuple[int, int]
    span: tuple[int, int]
    behind: tuple[int, int]


LEVELS = {
    1: CarryLevel((2, 2), (3, 4), (1, 1), (1, 2)),
    2: CarryLevel((3, 3), (4, 5), (2, 2), (2, 3)),
    3: CarryLevel((3, 3), (5, 6), (3, 3), (8, 9)),
    4: CarryLevel((4, 4), (6, 7), (4, 4), (9, 10)),
    5: CarryLevel((4, 4), (7, 8), (5, 6), (9, 10)),
}


class Course(NamedTuple):
    """The visits, and what was shown in between, in the order of time."""

    visits: tuple[Visit, ...]
    looks: tuple[Look, ...]


def agrees(visits: Sequence[Visit], left: int | None, look: Look) -> bool:
    """Whether a look shows what it does if the ball was left at that visit (None: at none)."""
    gone = left is not None and left <= look.after
    if not look.behind:
        return look.full != gone
    return not (gone and left is not None and visits[left] in look.behind)


def fitting(course: Course) -> list[int | None]:
    """At which visits the ball can have been left (None: not at all), given all the looks."""
    ways: list[int | None] = [None, *range(len(course.visits))]
    return [left for left in ways if all(agrees(course.visits, left, k) for k in course.looks)]


def whereabouts(course: Course) -> set[int | None]:
    """The screens (None: the box) where the ball can be."""
    return {None if left is None else course.visits[left] for left in fitting(course)}


def draw_course(draw: Draw, level: CarryLevel, screens: int) -> Course:
    """Visits, and looks that are true of one history. The last look that finds the ball in the box
    and the first that finds it empty are as many visits apart as the level says; where none finds
    it empty, those after the last look count. Looks behind screens come at any time at which there
    is nothing to be seen."""
    visits = [draw.below(screens)]
    for _ in range(draw.between(*level.visits) - 1):
        visits.append((visits[-1] + 1 + draw.below(screens - 1)) % screens)
    span = draw.between(*level.span)
    first = draw.below(len(visits) - span + 1)  # of the visits at which it can have been taken out
    found_empty = draw.chance(1, 2)
    end = first + span if found_empty else len(visits)
    first = end - span
    left = first + draw.below(span) if found_empty or draw.chance(1, 2) else None
    looks = [Look(after, full=True) for after in range(first) if _shown(draw, after, first)]
    looks += [Look(end - 1)] if found_empty else []
    for _ in range(draw.between(*level.behind)):
        after, count = draw.below(len(visits)), draw.between(1, screens - 1)
        there = visits[left] if left is not None and left <= after else None
        seen = [screen for screen in draw.sample(range(screens), count) if screen != there]
        looks += [Look(after, tuple(sorted(seen)))] if seen else []
    return Course(tuple(visits), tuple(sorted(set(looks))))


def _shown(draw: Draw, after: int, first: int) -> bool:
    """The box is always shown before the first visit that counts, and before that half the time."""
    return after == first - 1 or draw.chance(1, 2)


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
    for number, visit in enumerate(course.visits):
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
        events += [_look(look, names) for look in course.looks if look.after == number]
        gap = leave
    return tuple(events)


def _look(look: Look, names: Sequence[str]) -> Event:
    if not look.behind:
        return Show(CONTAINER, (BALL,) if look.full else ())
    return LookBehind(tuple(names[screen] for screen in look.behind))


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
    rivals: ClassVar[tuple[str, ...]] = (
        "last-seen",
        "last-screen",
        "first-screen",
        "ignore-looks-behind",
        "ignore-when",
    )
    undetermined: ClassVar[bool] = True

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Screens of different colours and a course whose answer was drawn beforehand."""
        screens = draw.between(*LEVELS[level].screens)
        course, answer = _course_with_answer(draw, LEVELS[level], screens)
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
            rivals={name: labels[value] for name, value in _wrong(course, screens).items()},
            facts={"screens": screens, "visits": len(course.visits)},
            key_facts={"places_left_open": len(whereabouts(course)), "looks": len(course.looks)},
            words={
                "screens": ("colours", tuple(colours)),
                "count": ("count", screens),
                "ball": ("colour", ball_colour),
            },
            all_choices=True,
            undetermined=labels[answer] == UNTOLD,
            film=Film(wide=True),
        )


def answer_of(course: Course, screens: int) -> int:
    """The number of the screen, or `screens` for the box, or `screens` + 1 if it is left open."""
    return _label_of(whereabouts(course), screens)


def _label_of(where: set[int | None], screens: int) -> int:
    if len(where) != 1:
        return screens + 1
    (place,) = where
    return screens if place is None else place


def _wrong(course: Course, screens: int) -> dict[str, int]:
    """What wrong ways of keeping track give: the box, in which the ball was seen last; the last and
    the first screen; no look behind a screen counted; no look behind a screen dated."""
    visits, looks = course
    undated = {screen for look in looks for screen in look.behind}
    into_box = Course(visits, tuple(look for look in looks if not look.behind))
    return {
        "last-seen": screens,
        "last-screen": visits[-1],
        "first-screen": visits[0],
        "ignore-looks-behind": answer_of(into_box, screens),
        "ignore-when": _label_of(whereabouts(into_box) - undated, screens),
    }


def _course_with_answer(draw: Draw, level: CarryLevel, screens: int) -> tuple[Course, int]:
    """A course with the answer drawn beforehand, so that all are equally frequent."""
    wanted = draw.below(screens + 2)
    for _ in range(TRIES):
        course = draw_course(draw, level, screens)
        if answer_of(course, screens) == wanted:
            return course, wanted
    raise Refused("no course with the answer drawn")
