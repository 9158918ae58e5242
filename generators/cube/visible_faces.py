"""If I turn this cube, which faces are visible from a given corner?"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import ClassVar, NamedTuple

from spatialbench.generators.cube.looks import draw_look
from spatialbench.generators.cube.sequences import (
    AXIS,
    CUBE,
    TurnLevel,
    draw_turns,
    rotations_that,
    sources_of,
    with_turns,
)
from spatialbench.generators.cube.turning import (
    SIDE,
    WRONG_WAYS,
    cube_scene,
    draw_colours,
    key_facts,
    outcome,
    story_of,
    turn_facts,
    wrong_values,
)
from spatialbench.geometry.asks import VisibleFaces
from spatialbench.geometry.rotations import FACES, NORMALS, OPPOSITE, Vector, dot, net_distance
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Axis, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle

DISTANCE = 400  # of the camera from the middle of the cube, along each axis it is off
_PLAIN_SIDES = ("top", "front", "right")

Viewpoint = tuple[str, ...]
"""The sides that a camera is off to."""


class ViewLevel(NamedTuple):
    """The turns and the viewpoints of a level."""

    turning: TurnLevel
    viewpoints: tuple[Viewpoint, ...]


def _corners(heights: tuple[str, ...]) -> tuple[Viewpoint, ...]:
    return tuple(product(("front", "back"), ("left", "right"), heights))


CORNERS = _corners(("top", "bottom"))
_CORNER_SETS = tuple(map(frozenset, CORNERS))
_FRONT_TOP = (("front", "left", "top"), ("front", "right", "top"))

# One turn never leads back to the corner that was seen, nor to its opposite: two are the least.
VIEW_LEVELS = {
    1: ViewLevel(TurnLevel((2, 2), sides=_PLAIN_SIDES), _FRONT_TOP),
    2: ViewLevel(TurnLevel((3, 3), sides=_PLAIN_SIDES), _FRONT_TOP),
    3: ViewLevel(TurnLevel((4, 5), (1, 2, 3)), _corners(("top",))),
    4: ViewLevel(TurnLevel((6, 8), (1, 2, 3)), CORNERS),
    5: ViewLevel(TurnLevel((9, 12), (1, 2, 3)), CORNERS),
}


def camera_at(viewpoint: Viewpoint) -> Vector:
    """Where the camera is: off to each of these sides by the same distance."""
    x, y, z = (sum(NORMALS[side][i] for side in viewpoint) * DISTANCE for i in range(3))
    return (x, y, z)


def sides_seen(camera: Vector) -> tuple[str, ...]:
    """The sides of a cube in the middle whose outside the camera is on, exactly."""
    return tuple(side for side in FACES if 2 * dot(NORMALS[side], camera) > SIDE)


def across(viewpoint: Viewpoint) -> Viewpoint:
    """The viewpoint on the other side of the cube."""
    return tuple(OPPOSITE[side] for side in viewpoint)


def tetrahedron(corner: frozenset[str]) -> list[frozenset[str]]:
    """The four corners that quarter turns, an even number of them, can bring to where this one is:
    which it is, nobody knows who ignores their directions."""
    corners = [frozenset(viewpoint) for viewpoint in CORNERS]
    return [other for other in corners if len(other & corner) % 2 == 1]


class VisibleFaceSet:
    """The answer is the set of the three colours in view.

    Which faces come there is drawn evenly, so that the cube says nothing without the turns."""

    id: ClassVar[str] = "cube/visible-faces-v1"
    answer_type: ClassVar[AnswerType] = "labels"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    axis: ClassVar[Axis] = AXIS
    levels: ClassVar = {
        n: level.turning.numbers() | {"viewpoints": len(level.viewpoints)}
        for n, level in VIEW_LEVELS.items()
    }
    rivals: ClassVar[tuple[str, ...]] = (*WRONG_WAYS, "opposite-corner")
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A cube, a viewpoint, the faces that come into its view, and turns."""
        return _drawn(draw, VIEW_LEVELS[level])

    def draw_at(self, draw: Draw, steps: int) -> Puzzle:
        """The same of so many turns."""
        turning, viewpoints = VIEW_LEVELS[5]
        return _drawn(draw, ViewLevel(with_turns(turning, steps), viewpoints))


def _drawn(draw: Draw, level: ViewLevel) -> Puzzle:
    turning, viewpoints = level
    colours, viewpoint = draw_colours(draw), draw.choice(viewpoints)
    source = frozenset(draw.choice(CORNERS))
    seen = frozenset(sides_seen(camera_at(viewpoint)))
    count = draw.between(*turning.turns)
    steps = draw_turns(draw, turning, count, rotations_that(source, seen))
    answer, end = _colours(colours, source), outcome(steps)
    beyond = frozenset(end.came_from(side) for side in across(viewpoint))
    rivals = wrong_values(
        steps, lambda way: _colours(colours, frozenset(way.came_from(side) for side in seen))
    )
    look = draw_look(draw.child("look"))
    return Puzzle(
        scene=cube_scene(colours, look),
        story=story_of(steps),
        ask=VisibleFaces(CUBE, camera_at(viewpoint)),
        answer_type="labels",
        answer=answer,
        vocabulary=tuple(sorted(colours.values())),
        chance=1 / len(sources_of(turning, count, _CORNER_SETS, seen)),
        rivals=rivals | {"opposite-corner": _colours(colours, beyond)},
        offered=tuple(
            other
            for corner in tetrahedron(source)
            if (other := _colours(colours, corner)) != answer
        ),
        facts=turn_facts(steps),
        key_facts=key_facts(steps) | {"net_distance": net_distance(end)},
        words={"faces": ("faces", colours), "viewpoint": ("viewpoint", viewpoint)},
        pictures=look.views,
    )


def _colours(colours: Mapping[str, str], faces: frozenset[str]) -> list[str]:
    """The colours of some faces, sorted by name."""
    return sorted(colours[face] for face in faces)
