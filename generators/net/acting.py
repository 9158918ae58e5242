"""How plates fold up into cubes, and cubes are stacked, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spatialbench.generators.net.kinds import FoldBack, FoldUp, Stack
from spatialbench.geometry.quaternions import turned
from spatialbench.geometry.replay import Inside, Poses, acted, add, subtract
from spatialbench.geometry.rotations import (
    IDENTITY,
    NORMALS,
    Rotation,
    Vector,
    quarter_turns,
)
from spatialbench.geometry.scene import Pose, Scene

BENT: dict[str, Rotation] = {
    "right": quarter_turns("front", 1),
    "left": quarter_turns("front", 3),
    "back": quarter_turns("right", 1),
    "front": quarter_turns("right", 3),
}
"""How a plate on that side of another turns when it is bent up."""


def times(v: Vector, factor: int) -> Vector:
    """The vector so many times."""
    return (factor * v[0], factor * v[1], factor * v[2])


def folded(sheet: Sequence[str], poses: Poses, side: int, toward_which: str = "top") -> Poses:
    """A tree of hinges with its root in the first plate: each plate stands half a side out and half
    a side up (or down: "bottom") from the one it hangs on, in the frame of that one."""
    flat = {poses[name].position: name for name in sheet}
    bent = {sheet[0]: IDENTITY}
    after = {sheet[0]: poses[sheet[0]]}
    waiting = [sheet[0]]
    for name in waiting:
        for toward, bend in BENT.items():
            other = flat.get(add(poses[name].position, times(NORMALS[toward], side)))
            if other is not None and other not in bent:
                bend = bend if toward_which == "top" else bend.inverse
                bent[other] = bend.then(bent[name])
                out = times(add(NORMALS[toward], NORMALS[toward_which]), side // 2)
                place = add(after[name].position, bent[name](out))
                after[other] = Pose(place, turned(poses[other].orientation, bent[other]))
                waiting.append(other)
    return poses | after


@acted.register
def _(event: FoldUp, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    after = poses
    for sheet in event.sheets:
        after = folded(sheet, after, scene.body(sheet[0]).shape.extent()[0] * 2)
    return after


@acted.register
def _(event: FoldBack, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    side = scene.body(event.sheet[0]).shape.extent()[0] * 2
    return folded(event.sheet, poses, side, "bottom")


def middle_of(cube: Sequence[str], poses: Poses) -> Vector:
    """The middle of the places of a cube's plates."""
    x, y, z = (sum(poses[name].position[axis] for name in cube) // len(cube) for axis in range(3))
    return (x, y, z)


def across(cube: Sequence[str], poses: Poses, name: str) -> str:
    """The plate on the other side of the middle."""
    there = subtract(times(middle_of(cube, poses), 2), poses[name].position)
    return next(other for other in cube if poses[other].position == there)


TIPPED = (IDENTITY, *BENT.values(), quarter_turns("right", 2))
"""The ways to tip a cube: not at all, over one edge, upside down about the left-right axis."""


@cache
def downward(vector: Vector) -> Rotation:
    """The way to tip a cube so that a vector along an axis points down."""
    below = times(NORMALS["bottom"], sum(map(abs, vector)))
    return next(tip for tip in TIPPED if tip(vector) == below)


def _set_on(cube: Sequence[str], poses: Poses, bottom: str, to: Vector) -> Poses:
    """A cube turned so that its plate `bottom` is below, and moved."""
    middle = middle_of(cube, poses)
    turn = downward(subtract(poses[bottom].position, middle))
    return {
        name: replace(
            poses[name],
            position=add(to, turn(subtract(poses[name].position, middle))),
            orientation=turned(poses[name].orientation, turn),
        )
        for name in cube
    }


@acted.register
def _(event: Stack, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    after, bottom = dict(poses), event.bottom
    place = middle_of(event.cubes[0], poses)
    wide, _, thick = scene.body(bottom).shape.extent()
    for number, cube in enumerate(event.cubes):
        if number:
            colour = scene.body(across(event.cubes[number - 1], poses, bottom)).colour
            bottom = next(name for name in cube if scene.body(name).colour == colour)
            place = add(place, (0, 0, 2 * (wide + thick)))
        after |= _set_on(cube, poses, bottom, place)
    return after
