"""Which colour is on a named face of a cube after k turns?"""

from __future__ import annotations

from typing import ClassVar

from spatialbench.generators.cube.turning import (
    CUBE,
    LEVELS,
    VIEWS,
    cube_scene,
    draw_colours,
    draw_fair_turns,
    offered_pairs,
    opposite_pairs,
    story_of,
    turn_facts,
)
from spatialbench.geometry.asks import FaceAt
from spatialbench.geometry.rotations import net_distance
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle


class FaceAfterTurns:
    """The answer is one of six colours; in one of six cases the face keeps its colour."""

    id: ClassVar[str] = "cube/face-after-turns-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level.numbers() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "unchanged",
        "inverse-turns",
        "one-turn-short",
        "wrong-axis",
        "reversed-order",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A cube, turns, and a side at which no wrong way of turning is right too often."""
        colours = draw_colours(draw)
        fair = draw_fair_turns(draw, LEVELS[level], self.rivals)
        side = draw.choice(fair.sides)
        answer = colours[fair.right.came_from(side)]
        return Puzzle(
            scene=cube_scene(colours),
            story=story_of(fair.steps),
            ask=FaceAt(CUBE, side),
            answer_type="label",
            answer=answer,
            vocabulary=tuple(sorted(colours.values())),
            chance=1 / 6,
            rivals={name: colours[way.came_from(side)] for name, way in fair.wrong.items()},
            offered=offered_pairs(
                draw, opposite_pairs(colours), answer, colours[side], LEVELS[level].decoy
            ),
            facts=turn_facts(fair.steps),
            key_facts={"net_distance": net_distance(fair.right)},
            words={"faces": ("faces", colours), "side": ("side", side)},
            pictures=VIEWS,
            film=Film(wrapped=(CUBE,)),
        )
