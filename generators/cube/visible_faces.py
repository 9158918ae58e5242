"""If I turn this cube, which faces are visible from a given corner, or head-on?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.cube.turning import (
    CUBE,
    LEVELS,
    SIDE,
    TRIES,
    VIEWS,
    Step,
    TurnLevel,
    all_ways,
    cube_scene,
    draw_colours,
    draw_turns,
    must_differ,
    offered_pairs,
    outcome,
    story_of,
    turn_facts,
)
from spatialbench.geometry.asks import VisibleFaces
from spatialbench.geometry.rotations import (
    FACES,
    IDENTITY,
    NORMALS,
    OPPOSITE,
    Rotation,
    Vector,
    dot,
    net_distance,
)
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle

DISTANCE = 400  # of the camera from the middle of the cube, along each axis it is off


class ViewLevel(NamedTuple):
    """The viewpoints of a level, as the sides that the camera is off to."""

    turning: TurnLevel
    viewpoints: tuple[tuple[str, ...], ...]


def _corners(heights: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(product(("front", "back"), ("left", "right"), heights))


_HEAD_ON = tuple((side,) for side in FACES)
_FRONT_TOP = (("front", "left", "top"), ("front", "right", "top"))

VIEW_LEVELS = {
    1: ViewLevel(LEVELS[1], _FRONT_TOP),
    2: ViewLevel(LEVELS[2], _FRONT_TOP),
    3: ViewLevel(LEVELS[3], _corners(("top",))),
    4: ViewLevel(LEVELS[4], _corners(("top", "bottom")) + _HEAD_ON[:4]),
    5: ViewLevel(LEVELS[5], _corners(("top", "bottom")) + _HEAD_ON),
}


# How often the unchanged view is among the choices though the answer is elsewhere: one quarter turn
# never leads back to it, nor to its opposite.
DECOY = {1: (0, 10), 2: (3, 10), 3: (3, 10), 4: (3, 10), 5: (3, 10)}


def camera_at(viewpoint: tuple[str, ...]) -> Vector:
    """Where the camera is: off to each of these sides by the same distance."""
    x, y, z = (sum(NORMALS[side][i] for side in viewpoint) * DISTANCE for i in range(3))
    return (x, y, z)


def sides_seen(camera: Vector) -> tuple[str, ...]:
    """The sides of a cube in the middle whose outside the camera is on, exactly."""
    return tuple(side for side in FACES if 2 * dot(NORMALS[side], camera) > SIDE)


def colours_seen(
    colours: dict[str, str], rotation: Rotation, viewpoint: tuple[str, ...]
) -> list[str]:
    """The colours in view, sorted by name."""
    return sorted([colours[rotation.came_from(side)] for side in sides_seen(camera_at(viewpoint))])


def _ways(
    colours: dict[str, str], steps: Sequence[Step], viewpoint: tuple[str, ...]
) -> dict[str, list[str]]:
    """What is in view by the right way and by each wrong one."""
    ways = all_ways(steps)
    rotations = {name: ways.wrong[name] for name in VisibleFaceSet.rivals if name in ways.wrong}
    rotations["right"] = ways.right
    seen = {name: colours_seen(colours, way, viewpoint) for name, way in rotations.items()}
    return seen | {"opposite-corner": colours_seen(colours, ways.right, _across(viewpoint))}


def _pairs(
    colours: dict[str, str], viewpoint: tuple[str, ...]
) -> list[tuple[list[str], list[str]]]:
    """What is seen from each viewpoint with what is seen from the opposite one."""
    views = _all_views(viewpoint)
    half = [view for view in views if views.index(view) < views.index(_across(view))]
    return [
        (colours_seen(colours, IDENTITY, v), colours_seen(colours, IDENTITY, _across(v)))
        for v in half
    ]


def _across(viewpoint: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(OPPOSITE[side] for side in viewpoint)


def _all_views(viewpoint: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return _corners(("top", "bottom")) if len(viewpoint) == 3 else _HEAD_ON


class VisibleFaceSet:
    """The answer is the set of colours in view: three from a corner, one head-on."""

    id: ClassVar[str] = "cube/visible-faces-v1"
    answer_type: ClassVar[AnswerType] = "labels"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {
        n: level.turning.numbers() | {"viewpoints": len(level.viewpoints)}
        for n, level in VIEW_LEVELS.items()
    }
    rivals: ClassVar[tuple[str, ...]] = (
        "unchanged",
        "opposite-corner",
        "inverse-turns",
        "one-turn-short",
        "wrong-axis",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A cube, turns and a viewpoint; the same faces are in view as often as chance has it."""
        turning, viewpoints = VIEW_LEVELS[level]
        colours = draw_colours(draw)
        viewpoint = draw.choice(viewpoints)
        views = _all_views(viewpoint)
        same = draw.chance(1, len(views))
        differ = must_differ(draw, self.rivals, len(views))
        for _ in range(TRIES):
            steps = draw_turns(draw, turning, draw.between(*turning.turns))
            seen = _ways(colours, steps, viewpoint)
            answer = seen.pop("right")
            if (seen["unchanged"] == answer) == same and (
                same or all(seen[name] != answer for name in differ & seen.keys())
            ):
                break
        else:
            raise Refused("rivals right too often")
        return Puzzle(
            scene=cube_scene(colours),
            story=story_of(steps),
            ask=VisibleFaces(CUBE, camera_at(viewpoint)),
            answer_type="labels",
            answer=answer,
            vocabulary=tuple(sorted(colours.values())),
            chance=1 / len(views),
            rivals=seen,
            offered=offered_pairs(
                draw, _pairs(colours, viewpoint), answer, seen["unchanged"], DECOY[level]
            ),
            facts=turn_facts(steps) | {"faces_in_view": len(answer)},
            key_facts={"net_distance": net_distance(outcome(steps))},
            words={"faces": ("faces", colours), "viewpoint": ("viewpoint", viewpoint)},
            pictures=VIEWS,
        )
