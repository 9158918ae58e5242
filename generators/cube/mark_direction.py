"""A cube with an arrow on every face is turned: which way does the arrow on a named side point?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from spatialbench.errors import Refused
from spatialbench.generators.cube.arrows import (
    POINTS,
    QUARTERS,
    Pointing,
    arrow_at,
    arrow_scene,
    mirrored,
    pointing_of,
    sides_around,
    turns_that_bring,
)
from spatialbench.generators.cube.kinds import ArrowAt, Arrows, Sides
from spatialbench.generators.cube.looks import draw_look
from spatialbench.generators.cube.sequences import (
    ANY_AXIS,
    AXIS,
    CUBE,
    LEVELS,
    Step,
    TurnLevel,
    draw_turns,
    ways,
    with_turns,
)
from spatialbench.generators.cube.turning import (
    WRONG_WAYS,
    draw_colours,
    key_facts,
    outcome,
    story_of,
    turn_facts,
    wrong_values,
)
from spatialbench.generators.cube.wrapping import draw_film
from spatialbench.geometry.rotations import FACES, OPPOSITE, net_distance
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Axis, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle

DIRECTIONS = 4

ARROW_LEVELS: Mapping[int, TurnLevel] = {
    1: LEVELS[1],
    2: LEVELS[2],
    3: TurnLevel((4, 5), (1, 2, 3)),
    4: TurnLevel((6, 8), (1, 2, 3)),
    5: TurnLevel((9, 12), (1, 2, 3)),
}
"""Of three turns, all the other way round, nearly every second arrow is right."""


class MarkDirection:
    """The face that comes to the named side must be found, and how its arrow has turned with it.

    Arrows and side are drawn evenly, then where the arrow points in the end, then any sequence of
    turns that does it: who does not see the turns knows nothing, nor who does not see the arrows.
    Which arrow it is, nobody knows who ignores the directions of the turns."""

    id: ClassVar[str] = "cube/mark-direction-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    axis: ClassVar[Axis] = AXIS
    levels: ClassVar = {n: level.numbers() for n, level in ARROW_LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (*WRONG_WAYS, "rotation-ignored", "mirror", "opposite")
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A cube with arrows, a side, where the arrow there points in the end, and turns."""
        return _drawn(draw, ARROW_LEVELS[level])

    def draw_at(self, draw: Draw, steps: int) -> Puzzle:
        """The same of so many turns."""
        return _drawn(draw, with_turns(ARROW_LEVELS[5], steps))


def _drawn(draw: Draw, level: TurnLevel) -> Puzzle:
    colours = draw_colours(draw)
    marks = {face: draw.choice(QUARTERS) for face in FACES}
    pointing, side, look = pointing_of(marks), draw.choice(FACES), draw_look(draw)
    count = draw.between(*level.turns)
    _check_all_can_come(pointing, side, level, count)
    answer = draw.choice(sides_around(side))
    targets = turns_that_bring(pointing, side, answer)
    steps = draw_turns(draw, level, count, targets)
    source = outcome(steps).came_from(side)
    return Puzzle(
        scene=arrow_scene(colours, marks, look.near, look.light),
        story=story_of(steps),
        ask=ArrowAt(CUBE, side),
        answer_type="label",
        answer=answer,
        vocabulary=sides_around(side),
        chance=1 / DIRECTIONS,
        rivals=_wrong(steps, pointing, side)
        | {"rotation-ignored": POINTS[side][marks[source]], "opposite": OPPOSITE[answer]},
        all_choices=True,
        facts=turn_facts(steps),
        key_facts=key_facts(steps) | {"net_distance": net_distance(outcome(steps))},
        words={
            "faces": Arrows(tuple((f, colours[f], pointing[f]) for f in FACES)),
            "side": ("side", side),
            "directions": Sides(sides_around(side)),
        },
        pictures=look.views,
        film=draw_film(draw.child("film"), level),
    )


def _check_all_can_come(pointing: Pointing, side: str, level: TurnLevel, count: int) -> None:
    """Refused where so many turns cannot make the arrow point to all four sides: the cube alone
    would then say which it is not."""
    for to in sides_around(side):
        targets = turns_that_bring(pointing, side, to)
        if not any(ways(level, count, target.index, ANY_AXIS) for target in targets):
            raise Refused("not every direction", f"{count} turns never bring an arrow to {to}")


def _wrong(steps: list[Step], pointing: Pointing, side: str) -> dict[str, str]:
    """What each wrong way of turning gives, and the right one with the mirrored cube."""
    wrong = wrong_values(steps, partial(arrow_at, pointing, side=side))
    return wrong | {"mirror": arrow_at(mirrored(pointing), outcome(steps), side)}
