"""Where something is from a figure's place, as the figure looks: in front, to its left, …?

Some of the questions ask for a single skill: whoever fails where nothing happens and the viewer's
directions are asked does not see; whoever fails where the figure looks as the viewer does until it
turns does not turn; whoever fails only in the others does not put himself in the figure's place.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, degrees
from typing import ClassVar, Literal

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.view.bearings import (
    AWAY,
    Plane,
    bearing,
    labels,
    mirrored,
    offset_of,
    opposite,
)
from spatialbench.generators.view.courses import (
    LEVELS,
    Course,
    State,
    Turn,
    Walk,
    WhereLevel,
    states_of,
)
from spatialbench.generators.view.kinds import (
    Bearing,
    Named,
    Pivot,
    Standing,
    WalkAhead,
    Ways,
    Whose,
)
from spatialbench.generators.view.layouts import Layout, draw_layout
from spatialbench.generators.view.table import (
    LIGHTS,
    THINGS,
    UNIT,
    draw_camera,
    figure,
    thing,
)
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.scene import Body, Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle, Shot


class WhoseLeft:
    """Each direction is as often right."""

    id: ClassVar[str] = "view/whose-left-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "egocentric",
        "figure-looks",
        "mirrored",
        "opposite",
        "looks-forgotten",
        "turns-forgotten",
        "turns-reversed",
        "walks-forgotten",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """An answer, what happens, and a table on which that is the answer."""
        full = LEVELS[level]
        answer, skill = draw.choice(labels(full.parts)), _draw_skill(draw, full)
        whose: Whose = "viewer" if skill == "seeing" else "figure"
        asked = _alone(full, skill)
        layout = draw_layout(draw, asked, whose, answer)
        figures, things = _called(draw, layout)
        sought = (*figures[1:], *things)[0]
        bodies = _bodies(figures, things, layout)
        return Puzzle(
            scene=Scene(tuple(bodies), draw_camera(draw, bodies), light=draw.choice(LIGHTS)),
            story=_story(layout.course, figures),
            ask=Bearing(figures[0], sought, asked.parts, whose),
            answer_type="label",
            answer=answer,
            vocabulary=labels(asked.parts),
            chance=1 / asked.parts,
            rivals=_rivals(layout, asked, whose, answer),
            all_choices=True,
            facts={
                "things": asked.things,
                "turned": angle(layout.figures[0].looking),
                "viewers_left": int(whose == "viewer"),
                "turning_alone": int(skill == "turning"),
            },
            key_facts={"moves": len(layout.course)},
            words={
                "figure": Named(figures[0]),
                "thing": Named(sought),
                "standing": _standing(figures, layout, bodies),
                "directions": Ways(labels(asked.parts)),
            },
            pictures=(Shot(),),
            variant="-viewer" if whose == "viewer" else "",
        )


Skill = Literal["seeing", "turning", "both"]
"""What is needed: to see where things are, and to follow somebody who turns and looks at first as
the viewer does, alone; or to take another's place as well."""
ALONE = 12  # of so many questions in which something happens, one is about each skill alone


def _draw_skill(draw: Draw, level: WhereLevel) -> Skill:
    """Where nothing happens half are about seeing; else few, as they are easier."""
    if not level.turns:
        return "both" if draw.chance(1, 2) else "seeing"
    skills: tuple[Skill, ...] = ("seeing", "turning")
    number = draw.below(ALONE)
    return skills[number] if number < len(skills) else "both"


def _alone(level: WhereLevel, skill: Skill) -> WhereLevel:
    """The level with what is not needed left out."""
    if skill == "seeing":
        return level._replace(turns=0, walks=0)
    return level._replace(most_turned=0) if skill == "turning" else level


def angle(looking: Plane) -> int:
    """How far somebody is turned from the way that the viewer looks, in whole degrees."""
    return round(degrees(atan2(abs(looking[0]), looking[1])))


def _called(draw: Draw, layout: Layout) -> tuple[list[str], list[str]]:
    """The names of figures and of things, each of another colour; things of any kind."""
    nouns = ["figure"] * len(layout.figures)
    nouns += [draw.choice(tuple(THINGS)) for _ in layout.things]
    colours = draw.sample(COLOURS, len(nouns))
    names = [f"{noun}:{colour}" for noun, colour in zip(nouns, colours, strict=True)]
    return names[: len(layout.figures)], names[len(layout.figures) :]


def _bodies(figures: Sequence[str], things: Sequence[str], layout: Layout) -> list[Body]:
    """Figures, then things, by the names of their colours: the order says nothing."""
    standing = [figure(n, *state) for n, state in zip(figures, layout.figures, strict=True)]
    lying = [thing(n, at) for n, at in zip(things, layout.things, strict=True)]
    return [*sorted(standing, key=_colour), *sorted(lying, key=_colour)]


def _colour(body: Body) -> str:
    return body.colour


def _standing(figures: Sequence[str], layout: Layout, bodies: Sequence[Body]) -> Standing:
    """Where everything is, in words."""
    looks = dict(zip(figures, (state.looking for state in layout.figures), strict=True))
    places = [(body.name, body.pose.position) for body in bodies]
    return Standing(tuple((n, (x // UNIT, y // UNIT), looks.get(n, ())) for n, (x, y, _) in places))


def _story(course: Course, figures: Sequence[str]) -> tuple[Event, ...]:
    return tuple(
        Pivot(figures[step.figure], step.eighths)
        if isinstance(step, Turn)
        else WalkAhead(figures[step.figure], step.ahead)
        for step in course
    )


def _rivals(layout: Layout, asked: WhereLevel, whose: Whose, answer: str) -> dict[str, str]:
    """What is said by whoever looks as the other one does, mixes up the sides, or misses a part of
    what happens; nothing where that leads to a border of directions."""
    course, start = layout.course, layout.figures[0]
    end, there = _end(start, course), layout.sought(course)
    found = {"mirrored": mirrored(answer), "opposite": opposite(answer)}
    ways = {"figure-looks": (end, there)}
    if whose == "figure":
        ways = {"egocentric": (State(end.at, AWAY), there)}
    if course:
        walks = [step for step in course if isinstance(step, Walk)]
        turns = [step for step in course if isinstance(step, Turn)]
        other_way = [Turn(s.figure, -s.eighths) if isinstance(s, Turn) else s for s in course]
        ways["looks-forgotten"] = (_end(State(start.at, AWAY), course), there)
        ways |= {
            name: (_end(start, part), layout.sought(part))
            for name, part in (
                ("turns-forgotten", walks),
                ("walks-forgotten", turns),
                ("turns-reversed", other_way),
            )
        }
    seen = {n: bearing(offset_of(s.at, at), s.looking, asked.parts) for n, (s, at) in ways.items()}
    return found | {name: label for name, label in seen.items() if label}


def _end(start: State, course: Course) -> State:
    return states_of(start, course, 0)[-1]
