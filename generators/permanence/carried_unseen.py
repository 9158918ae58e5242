"""A ball in a box is carried behind screens; now and then one sees into the box: where is it?

Invisible displacement (Piaget's stage 6): behind a screen the ball may be taken out and left. Every
history that fits what was seen is enumerated; where they disagree, the answer is "cannot be told".

The looks decide only together: behind each screen once, several screens at a time, and once into
the box, in any order. What a look rules out hangs on what was visited before it, and what it leaves
open on what is visited after it.
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
FRONT, BEHIND = -150, 56  # depth of the lanes in front of the screens and behind them
LEFT_DEPTH = 128  # clear of the box, and still hidden by the screen

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
    """How many screens there are, in how many looks one sees what is behind them, how often the box
    is carried behind one from each look to the next, and how often after the last."""

    screens: tuple[int, int]
    looks: int
    between: tuple[int, int]
    after: tuple[int, int] = (0, 1)


LEVELS = {
    1: CarryLevel((2, 3), 2, (1, 1)),
    2: CarryLevel((3, 4), 2, (1, 2)),
    3: CarryLevel((5, 5), 2, (2, 2)),
    4: CarryLevel((6, 6), 3, (2, 2)),
    5: CarryLevel((8, 8), 4, (2, 2)),
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
    """The box goes behind each screen once, in any order; then there is a look, and as many visits
    to any screens as the level says until the next."""
    visits, seen = draw.permutation(range(screens)), draw.permutation(range(screens))
    parts = [tuple(sorted(seen[i :: level.looks])) for i in range(level.looks)]
    looks: list[Look] = []
    for behind in draw.permutation([*parts, ()]):
        if looks:
            _visit_more(draw, visits, draw.between(*level.between), screens)
        looks.append(Look(len(visits) - 1, behind, full=not behind and draw.chance(1, 2)))
    _visit_more(draw, visits, draw.between(*level.after), screens)
    return Course(tuple(visits), tuple(looks))


def _visit_more(draw: Draw, visits: list[Visit], count: int, screens: int) -> None:
    """Any screens, but none twice in a row."""
    for _ in range(count):
        visits.append((visits[-1] + 1 + draw.below(screens - 1)) % screens)


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
            facts={"screens": screens},
            key_facts={  # a visit after the last look leaves something open: visits tell
                "visits": len(course.visits),
                "places_left_open": len(whereabouts(course)),
                "looks": len(course.looks),
            },
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
    """A course of which it was drawn beforehand whether the answer is a screen, the box, or that it
    is left open; no screen is favoured. One that no history fits is none."""
    wanted = draw.below(screens + 2)
    for _ in range(TRIES):
        course = draw_course(draw, level, screens)
        answer = answer_of(course, screens)
        if whereabouts(course) and max(answer, screens - 1) == max(wanted, screens - 1):
            return course, answer
    raise Refused("no course with the answer drawn")
