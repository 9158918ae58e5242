"""Which colours are on two named faces of a cube after k turns?"""

from __future__ import annotations

from collections.abc import Mapping
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
    story_of,
    turn_facts,
    wrong_values,
)
from spatialbench.generators.cube.wrapping import draw_film
from spatialbench.geometry.asks import FacesAt
from spatialbench.geometry.rotations import FACES, net_distance
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Axis, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle


class FaceAfterTurns:
    """One face where there is one turn, and two that meet at an edge where there are more: of one
    face, whoever ignores the directions of the turns would know every second colour.

    Which faces come there is drawn evenly, so that the cube says nothing without the turns."""

    id: ClassVar[str] = "cube/face-after-turns-v1"
    answer_type: ClassVar[AnswerType] = "labels"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    axis: ClassVar[Axis] = AXIS
    levels: ClassVar = {n: level.numbers() | {"faces": min(n, 2)} for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = WRONG_WAYS
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A cube, the sides that are asked about, the faces that come there, and turns."""
        return _drawn(draw, LEVELS[level], ONE_FACE if level == 1 else ALL_EDGES)

    def draw_at(self, draw: Draw, steps: int) -> Puzzle:
        """The same of so many turns; few of them do not bring every two faces there."""
        return _drawn(draw, with_turns(LEVELS[5], steps), ALL_EDGES)


def _drawn(draw: Draw, level: TurnLevel, asked: tuple[frozenset[str], ...]) -> Puzzle:
    colours, sides, source = draw_colours(draw), draw.choice(asked), draw.choice(asked)
    count = draw.between(*level.turns)
    steps = draw_turns(draw, level, count, rotations_that(source, sides))
    answer = colours_of(colours, source)
    named = tuple(face for face in FACES if face in sides)
    look = draw_look(draw.child("look"))
    return Puzzle(
        scene=cube_scene(colours, look),
        story=story_of(steps),
        ask=FacesAt(CUBE, named),
        answer_type="labels",
        answer=answer,
        vocabulary=tuple(sorted(colours.values())),
        chance=1 / len(sources_of(level, count, asked, sides)),
        rivals=wrong_values(
            steps,
            lambda way: colours_of(colours, frozenset(way.came_from(side) for side in named)),
        ),
        offered=_offered(draw, colours, source, answer),
        facts=turn_facts(steps),
        key_facts=key_facts(steps) | {"net_distance": net_distance(outcome(steps))},
        words={"faces": ("faces", colours), "sides": ("sides", named)},
        pictures=look.views,
        film=draw_film(draw.child("film"), level),
        variant="" if len(named) == 1 else "-two",
    )


def colours_of(colours: Mapping[str, str], faces: frozenset[str]) -> list[str]:
    """The colours of some faces, sorted by name."""
    return sorted(colours[face] for face in faces)


def _offered(
    draw: Draw, colours: Mapping[str, str], source: frozenset[str], answer: list[str]
) -> tuple[list[str], ...]:
    """The wrong choices: the other edges parallel to that of the answer; of one face, its opposite
    and another pair of opposites."""
    if len(source) == 2:
        others = [colours_of(colours, edge) for edge in belt(source)]
        return tuple(other for other in others if other != answer)
    return tuple([colour] for colour in offered_pairs(draw, opposite_pairs(colours), answer[0]))
