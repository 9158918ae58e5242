"""Cups that look alike pass behind a screen: which of them is the one that stood at a place first?

Two that pass behind the screen without a pause have kept their ways, so that where and when they
come out says which is which. If they pause there, each may have turned back. Every history that
fits what is seen under cups later is enumerated; where they disagree, the answer is "cannot be
told".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.framing import Direction
from spatialbench.generators.lighting import LIGHTS
from spatialbench.generators.permanence.alike import (
    Course,
    Kind,
    Look,
    Trade,
    is_spare,
    places_left,
    traded,
    ways,
)
from spatialbench.generators.permanence.cycles import draw_step, goes_to, lanes_of
from spatialbench.generators.permanence.kinds import LookUnder, PassBehind, ShowAll
from spatialbench.generators.permanence.shell_game import exchanges
from spatialbench.generators.permanence.table import (
    CUP,
    camera_for,
    cup,
    mat,
    places_of,
    row,
)
from spatialbench.geometry.asks import AtWhichPlace
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Camera, Light, Pose, Scene
from spatialbench.geometry.shapes import Box, Sphere
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

TRIES = 3000
OTHERS = 4  # times as often one looks under a cup with another colour
UNTOLD = "cannot be told"
MARBLE = 27  # radius in millimetres
SCREENS = tuple(Box((wide, 8, 190)) for wide in (260, 300, 340, 380))
SCREEN_DEPTH = 320
DOWN: Direction = (0, -4, 3, 5)  # 37° above the table: lanes stay apart, and the screen hides cups


class OneLevel(NamedTuple):
    """How many cups there are, how many colours of marbles, how often cups trade places in view,
    how often they go on behind the screen, how often they pause there, and how often one looks
    under a cup."""

    cups: int
    colours: int
    view: int
    on: int
    pause: int
    looks: int


LEVELS = {
    1: OneLevel(2, 2, 0, 1, 1, 1),
    2: OneLevel(3, 2, 1, 1, 1, 1),
    3: OneLevel(4, 2, 4, 1, 2, 2),
    4: OneLevel(4, 2, 5, 3, 2, 2),
    5: OneLevel(4, 2, 7, 4, 2, 2),
}

# --- drawing ------------------------------------------------------------------------------------


VIEW = {2: (2,), 3: (3,), 4: (4,)}
"""In which cycles cups trade places in view, by how many there are: every one of them moves."""


def _draw_trade(draw: Draw, kind: Kind, cups: int) -> Trade:
    """In view a cycle of all the cups; behind the screen as many pairs as there are."""
    lengths = VIEW[cups] if kind == "view" else (2,) * (cups // 2)
    return Trade(kind, draw_step(draw, lengths, cups))


def _draw_kinds(draw: Draw, level: OneLevel, *, told: bool) -> list[Kind | None]:
    """The kinds of what happens, looks being None: first a trade in view, if there are any, and
    then all in any order. Where it can be told in the end, there is a look after the last pause,
    and none before the first."""
    counts: dict[Kind | None, int] = {"view": level.view, "on": level.on}
    counts |= {"pause": level.pause, None: level.looks}
    first, *rest = [kind for kind, count in counts.items() for _ in range(count)]
    while True:
        later = draw.permutation(rest)
        late = [kind for kind in later if kind in (None, "pause")]
        if not told or (late[0] == "pause" and late[-1] is None):
            return [first, *later]


def draw_course(
    draw: Draw, level: OneLevel, marbles: Sequence[int], asked: int, *, told: bool
) -> Course:
    """Trades and looks; whether cups that pause have turned back is drawn, too, and so what is
    under a cup then. More often than not it has another colour than under the one asked about:
    else who goes by its colour alone would often be right."""
    cups, course = tuple(range(level.cups)), list[Trade | Look]()
    for kind in _draw_kinds(draw, level, told=told):
        if kind is None:
            own = [marbles[cup] == marbles[asked] for cup in cups]
            place = draw.weighted(range(level.cups), [1 if each else OTHERS for each in own])
            course.append(Look(place, marbles[cups[place]]))
        else:
            trade = _draw_trade(draw, kind, level.cups)
            course.append(trade)
            cups = traded(cups, draw.choice(ways(trade)))
    return tuple(course)


class Asked(NamedTuple):
    """The colours under the cups, a course, the place asked about, and where its cup is; None where
    it cannot be told."""

    marbles: list[int]
    course: Course
    start: int
    end: int | None


def draw_asked(draw: Draw, level: OneLevel) -> Asked:
    """Whether it can be told is drawn first, so that this is as often so as the cup is at any one
    place; then any course of which it holds. Where it can be told, no look is spare."""
    told = draw.below(level.cups + 1) > 0
    start = draw.below(level.cups)
    for _ in range(TRIES):
        marbles = draw.permutation([number % level.colours for number in range(level.cups)])
        course = draw_course(draw, level, marbles, start, told=told)
        places = places_left(course, marbles, start)
        if (len(places) == 1) == told and not (told and is_spare(course, marbles, start)):
            return Asked(marbles, course, start, places.pop() if told else None)
    raise Refused("no course with the answer drawn")


# --- as a scene and events ------------------------------------------------------------------------


def events_of(course: Course, places: Sequence[Vector], colours: Sequence[str]) -> list[Event]:
    """The course as events, by places."""
    events: list[Event] = []
    for happening in course:
        if isinstance(happening, Look):
            events.append(LookUnder(places[happening.place], colours[happening.colour]))
        elif happening.kind == "view":
            (exchange,) = exchanges([happening.step], places)
            events.append(exchange)
        else:
            pairs = [sorted(cycle) for cycle in happening.step]
            told = tuple((places[one], places[other]) for one, other in pairs)
            events.append(PassBehind("screen", told, happening.kind == "pause"))
    return events


@cache
def _camera(count: int, reach: int, screen: int) -> Camera:
    """A camera that sees the row, the lanes, and the screen of that width with its sides."""
    side = max(row(count)[-1] + CUP.rim_radius, screen // 2 + 3 * CUP.rim_radius)
    front, back = -reach - CUP.rim_radius, SCREEN_DEPTH + 100
    table = [(x, y, 0) for x in (-side, side) for y in (front, back)]
    top = [(x, SCREEN_DEPTH, SCREENS[0].size[2]) for x in (-side, side)]
    return camera_for([*table, *top], DOWN)


def scene_of(
    marbles: Sequence[str], cups: str, screen: str, light: Light = LIGHTS[0], size: Box = SCREENS[0]
) -> Scene:
    """Cups of one colour over marbles of these colours, and a screen behind the row."""
    xs = row(len(marbles))
    bodies = [cup(f"cup:{i}", x, cups) for i, x in enumerate(xs, 1)]
    bodies += [
        Body(f"marble:{i}", Sphere(MARBLE), Pose((x, 0, MARBLE)), colour)
        for i, (x, colour) in enumerate(zip(xs, marbles, strict=True), 1)
    ]
    bodies += [mat(i, x) for i, x in enumerate(xs, 1)]
    bodies.append(Body("screen", size, Pose((0, SCREEN_DEPTH, size.size[2] // 2)), screen))
    camera = _camera(len(xs), lanes_of(len(xs)), size.size[0])
    return Scene(tuple(bodies), camera, light=light)


class WhichOne:
    """Every place and "cannot be told" are equally often the answer."""

    id: ClassVar[str] = "permanence/which-one-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = ("start-place", "swapped", "same-side", "features")
    undetermined: ClassVar[bool] = True

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Cups over marbles, and a course of which it is drawn beforehand whether it can be told
        where the cup asked about is."""
        shape = LEVELS[level]
        asked = draw_asked(draw, shape)
        cups, screen, *colours = draw.sample(COLOURS[:-2], 2 + shape.colours)
        marbles = [colours[number] for number in asked.marbles]
        places = places_of(row(shape.cups))
        scene = scene_of(marbles, cups, screen, draw.choice(LIGHTS), draw.choice(SCREENS))
        story = tuple(events_of(asked.course, places, colours))
        left = places_left(asked.course, asked.marbles, asked.start)
        labels = [str(place + 1) for place in range(shape.cups)]
        show = ShowAll(tuple(f"cup:{i}" for i in labels), tuple(f"marble:{i}" for i in labels))
        return Puzzle(
            scene=scene,
            story=story,
            ask=AtWhichPlace(f"cup:{asked.start + 1}", places),
            answer_type="label",
            answer=UNTOLD if asked.end is None else labels[asked.end],
            vocabulary=(*labels, UNTOLD),
            chance=1 / (shape.cups + 1),
            rivals={name: labels[place] for name, place in _wrong(asked).items()},
            facts={"cups": shape.cups, "steps": len(story)},
            key_facts={"places_left_open": len(left)},
            words={
                "count": ("count", shape.cups),
                "last": ("number", shape.cups),
                "colour": ("colour", cups),
                "screen": ("colour", screen),
                "marbles": ("colours", tuple(marbles)),
                "start": ("number", asked.start + 1),
            },
            all_choices=True,
            undetermined=asked.end is None,
            film=Film(wide=True, story=(show, *story)),
        )


def _wrong(asked: Asked) -> Mapping[str, int]:
    """Where the cup is for those who think that all who pause go on, or all turn back, and do not
    heed the looks; and for those who go by where its colour was seen last."""
    on = back = seen = asked.start
    for happening in asked.course:
        if isinstance(happening, Look):
            if happening.colour == asked.marbles[asked.start]:
                seen = happening.place
            continue
        on, seen = goes_to(on, happening.step), goes_to(seen, happening.step)
        back = back if happening.kind == "pause" else goes_to(back, happening.step)
    return {"start-place": asked.start, "swapped": on, "same-side": back, "features": seen}
