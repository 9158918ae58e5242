"""The same words about the room's axes or about the cube's own: which colours are where?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from spatialbench.errors import Refused
from spatialbench.generators.cube.face_after_turns import colours_of
from spatialbench.generators.cube.kinds import Whose
from spatialbench.generators.cube.sequences import (
    AXIS,
    CUBE,
    PLAIN_SIDES,
    Step,
    TurnLevel,
    draw_turns,
    rotations_that,
    with_turns,
)
from spatialbench.generators.cube.turning import (
    ALL_EDGES,
    ONE_FACE,
    WRONG_WAYS,
    belt,
    cube_scene,
    draw_colours,
    key_facts,
    offered_pairs,
    opposite_pairs,
    outcome,
    turn_facts,
    wrong_values,
)
from spatialbench.geometry.asks import FacesAt
from spatialbench.geometry.rotations import FACES, Rotation, net_distance
from spatialbench.geometry.story import Turn
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Axis, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle, Value

AXES_LEVELS: Mapping[int, TurnLevel] = {
    1: TurnLevel((3, 3), sides=PLAIN_SIDES),
    2: TurnLevel((4, 4), sides=PLAIN_SIDES),
    3: TurnLevel((5, 6), (1, 2, 3)),
    4: TurnLevel((7, 8), (1, 2, 3)),
    5: TurnLevel((9, 12), (1, 2, 3)),
}
"""Three turns are the least that can bring any face anywhere and do else in the other frame."""

TRIES = 100

_SWAPPED = {
    "first-only": "last-only",
    "last-only": "first-only",
    "all-but-first": "all-but-last",
    "all-but-last": "all-but-first",
    "reversed-order": "other-frame",
}
"""Turns about the cube's own axes do what the same turns about the room's do in reversed order: so
the wrong ways of the one are those of the other under other names."""

Wrong = dict[str, Value]


def in_own_frame(steps: Sequence[Step]) -> list[Step]:
    """The turns about the room's axes, one after the other, that do the same as these about the
    cube's own."""
    return list(steps[::-1])


class WhoseAxes:
    """Each frame is meant in half of the probes. Sides and the faces that come there are drawn
    evenly, then any sequence of turns that brings them there in the frame that is meant and others
    in the other: where both give the same, the question would not be whose axes they are.

    One face is asked at level 1, two that meet at an edge above, as in `face-after-turns`."""

    id: ClassVar[str] = "cube/whose-axes-v1"
    answer_type: ClassVar[AnswerType] = "labels"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    axis: ClassVar[Axis] = AXIS._replace(least=3)
    levels: ClassVar = {
        n: level.numbers() | {"faces": min(n, 2)} for n, level in AXES_LEVELS.items()
    }
    rivals: ClassVar[tuple[str, ...]] = (
        *(name for name in WRONG_WAYS if name != "reversed-order"),
        "other-frame",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A cube, whose axes are meant, the sides, the faces that come there, and turns."""
        return _drawn(draw, AXES_LEVELS[level], ONE_FACE if level == 1 else ALL_EDGES)

    def draw_at(self, draw: Draw, steps: int) -> Puzzle:
        """The same of so many turns."""
        return _drawn(draw, with_turns(AXES_LEVELS[5], steps), ALL_EDGES)


def _drawn(draw: Draw, level: TurnLevel, asked: tuple[frozenset[str], ...]) -> Puzzle:
    colours, own = draw_colours(draw), draw.chance(1, 2)
    sides, source = draw.choice(asked), draw.choice(asked)
    room_steps = _draw_steps(draw, level, source, sides)
    told = in_own_frame(room_steps) if own else room_steps
    named = tuple(face for face in FACES if face in sides)
    answer = colours_of(colours, source)
    return Puzzle(
        scene=cube_scene(colours),
        story=_story(told, own=own),
        ask=FacesAt(CUBE, named),
        answer_type="labels",
        answer=answer,
        vocabulary=tuple(sorted(colours.values())),
        chance=1 / len(asked),
        rivals=_wrong(room_steps, colours, sides, own=own),
        offered=_offered(draw, colours, source),
        facts=turn_facts(told) | {"own_axes": int(own)},
        key_facts=key_facts(told) | {"net_distance": net_distance(outcome(room_steps))},
        words={
            "faces": ("faces", colours),
            "sides": ("sides", named),
            "whose": Whose("own" if own else "room"),
        },
        variant="" if len(named) == 1 else "-two",
    )


def _draw_steps(
    draw: Draw, level: TurnLevel, source: frozenset[str], sides: frozenset[str]
) -> list[Step]:
    """Turns about the room's axes that bring the faces there, and in reversed order do not."""
    count = draw.between(*level.turns)
    for _ in range(TRIES):
        steps = draw_turns(draw, level, count, rotations_that(source, sides))
        other = outcome(in_own_frame(steps))
        if frozenset(other.came_from(side) for side in sides) != source:
            return steps
    raise Refused("both frames agree", f"{TRIES} sequences of turns do the same in either frame")


def _story(steps: Sequence[Step], *, own: bool) -> tuple[Turn, ...]:
    return tuple(_owned(step.turn) if own else step.turn for step in steps)


def _owned(turn: Turn) -> Turn:
    return Turn(turn.body, turn.seen_from, turn.direction, turn.quarters, "own")


def _wrong(
    room_steps: Sequence[Step], colours: Mapping[str, str], sides: frozenset[str], *, own: bool
) -> dict[str, Value]:
    """What each wrong way gives; the names are those of the turns as they are told."""

    def value(way: Rotation) -> list[str]:
        return colours_of(colours, frozenset(way.came_from(side) for side in sides))

    names = _SWAPPED if own else {"reversed-order": "other-frame"}
    wrong = wrong_values(room_steps, value)
    return {names.get(name, name): found for name, found in wrong.items()}


def _offered(
    draw: Draw, colours: Mapping[str, str], source: frozenset[str]
) -> tuple[list[str], ...]:
    """The wrong choices, as in `face-after-turns`."""
    answer = colours_of(colours, source)
    if len(source) == 1:
        return tuple([colour] for colour in offered_pairs(draw, opposite_pairs(colours), answer[0]))
    others = [colours_of(colours, edge) for edge in belt(source)]
    return tuple(other for other in others if other != answer)
