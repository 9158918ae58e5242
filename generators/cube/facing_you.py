"""Seen head-on, a cube shows one face: which colour do you see after the turns?"""

from __future__ import annotations

from typing import ClassVar

from spatialbench.generators.cube.looks import draw_look
from spatialbench.generators.cube.sequences import (
    AXIS,
    CUBE,
    LEVELS,
    TurnLevel,
    draw_turns,
    rotations_that,
    sources_of,
    with_turns,
)
from spatialbench.generators.cube.turning import (
    ONE_FACE,
    WRONG_WAYS,
    cube_scene,
    draw_colours,
    key_facts,
    offered_pairs,
    opposite_pairs,
    outcome,
    story_of,
    turn_facts,
    wrong_values,
)
from spatialbench.generators.cube.wrapping import draw_film
from spatialbench.geometry.asks import FaceToward
from spatialbench.geometry.rotations import FACES, OPPOSITE, net_distance
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Axis, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle

FRONT = frozenset(["front"])


class FacingYou:
    """The question of the article: "If I rotate this cube 90 degrees, which face is visible?"

    Which face comes to the front is drawn evenly. Whoever ignores the directions of the turns knows
    it or its opposite: that floor of one half is stated with the results."""

    id: ClassVar[str] = "cube/facing-you-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "image", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    axis: ClassVar[Axis] = AXIS
    levels: ClassVar = {n: level.numbers() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (*WRONG_WAYS, "opposite")
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A cube, the face that comes to the front, and turns that bring it there."""
        return _drawn(draw, LEVELS[level])

    def draw_at(self, draw: Draw, steps: int) -> Puzzle:
        """The same of so many turns."""
        return _drawn(draw, with_turns(LEVELS[5], steps))


def _drawn(draw: Draw, level: TurnLevel) -> Puzzle:
    colours, source = draw_colours(draw), draw.choice(FACES)
    count = draw.between(*level.turns)
    targets = rotations_that(frozenset([source]), FRONT)
    steps = draw_turns(draw, level, count, targets)
    answer = colours[source]
    rivals = wrong_values(steps, lambda way: colours[way.came_from("front")])
    look = draw_look(draw.child("look"))
    return Puzzle(
        scene=cube_scene(colours, look),
        story=story_of(steps),
        ask=FaceToward(CUBE),
        answer_type="label",
        answer=answer,
        vocabulary=tuple(sorted(colours.values())),
        chance=1 / len(sources_of(level, count, ONE_FACE, FRONT)),
        rivals=rivals | {"opposite": colours[OPPOSITE[source]]},
        offered=offered_pairs(draw, opposite_pairs(colours), answer),
        facts=turn_facts(steps),
        key_facts=key_facts(steps) | {"net_distance": net_distance(outcome(steps))},
        words={"faces": ("faces", colours)},
        pictures=look.views,
        film=draw_film(draw.child("film"), level),
    )
