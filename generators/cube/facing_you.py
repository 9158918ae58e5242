"""Seen head-on, a cube shows one face: which colour do you see after the turns?"""

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
from spatialbench.geometry.asks import FaceToward
from spatialbench.geometry.rotations import net_distance
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle


class FacingYou:
    """The question of the article: "If I rotate this cube 90 degrees, which face is visible?" """

    id: ClassVar[str] = "cube/facing-you-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "image", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level.numbers() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = ("unchanged", "inverse-turns", "one-turn-short", "opposite")
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A cube and turns; in one of six cases the same face is in front again."""
        colours = draw_colours(draw)
        fair = draw_fair_turns(draw, LEVELS[level], self.rivals, ("front",))
        answer = colours[fair.right.came_from("front")]
        return Puzzle(
            scene=cube_scene(colours),
            story=story_of(fair.steps),
            ask=FaceToward(CUBE),
            answer_type="label",
            answer=answer,
            vocabulary=tuple(sorted(colours.values())),
            chance=1 / 6,
            rivals={name: colours[way.came_from("front")] for name, way in fair.wrong.items()},
            offered=offered_pairs(
                draw, opposite_pairs(colours), answer, colours["front"], LEVELS[level].decoy
            ),
            facts=turn_facts(fair.steps),
            key_facts={"net_distance": net_distance(fair.right)},
            words={"faces": ("faces", colours)},
            pictures=VIEWS,
            film=Film(wrapped=(CUBE,)),
        )
