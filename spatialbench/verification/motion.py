"""A story told on meshes: where everything can be at the end, in floating numbers.

Where the story leaves open whether something happened unseen, there is one world for each way it
can have gone; a world in which something else was to be seen than the story shows is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np

from spatialbench.errors import Refused
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.story import (
    ComeOut,
    Event,
    Exchange,
    GoBehind,
    Hide,
    Leave,
    Lift,
    MayLeave,
    Move,
    Nudge,
    Show,
    Story,
    Turn,
)
from spatialbench.verification.bodies import (
    OUTWARD,
    Matrix4,
    Poses,
    cavity_in_room,
    contents,
    in_room,
    inside,
    middle,
)
from spatialbench.verification.rays import Doubles


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """One way things can be: the poses, and which bodies were left somewhere unseen."""

    poses: Poses
    left: frozenset[str] = frozenset()


def poses_at_start(scene: Scene) -> Poses:
    """Where everything is at time 0."""
    poses = {}
    for body in scene.bodies:
        pose = np.eye(4)
        pose[:3, :3] = body.pose.orientation.matrix
        pose[:3, 3] = body.pose.position
        poses[body.name] = pose
    return poses


def rotation(axis: Doubles, degrees: float) -> Doubles:
    """(3, 3) rotation about a unit axis, counter-clockwise seen from its tip (Rodrigues)."""
    x, y, z = axis
    c, s = cos(radians(degrees)), sin(radians(degrees))
    across = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    turned: Doubles = c * np.eye(3) + s * across + (1 - c) * np.outer(axis, axis)
    return turned


def _shifted(poses: Poses, names: list[str], by: Doubles) -> Poses:
    after = dict(poses)
    for name in names:
        pose = poses[name].copy()
        pose[:3, 3] += by
        after[name] = pose
    return after


def _turned(poses: Poses, event: Turn) -> Poses:
    pose: Matrix4 = poses[event.body].copy()
    axis = OUTWARD[event.seen_from]
    if event.frame == "own":
        axis = pose[:3, :3] @ axis
    sign = {"counterclockwise": 1, "clockwise": -1}[event.direction]
    pose[:3, :3] = rotation(axis, sign * 90 * event.quarters) @ pose[:3, :3]
    return poses | {event.body: pose}


def _carried(scene: Scene, poses: Poses, moves: tuple[tuple[str, Vector], ...]) -> Poses:
    """Bodies moved at once, each with what was inside it before any of them moved."""
    after = poses
    for name, to in moves:
        by = np.array(to, np.float64) - middle(poses, name)
        after = _shifted(after, [name, *contents(scene, poses, name)], by)
    return after


def _put_inside(scene: Scene, poses: Poses, event: Hide) -> Poses:
    """The body, with what is inside it, set down in the middle of the bottom of a cavity."""
    cavity = cavity_in_room(scene.body(event.container), poses)
    if cavity is None:
        raise Refused("nothing to hide in", f"{event.container!r} is not hollow")
    low, high = cavity.min((0, 1)), cavity.max((0, 1))
    bottom = in_room(scene.body(event.body), poses)[..., 2].min()
    by = (low + high) / 2 - middle(poses, event.body)
    by[2] = low[2] - bottom
    return _shifted(poses, [event.body, *contents(scene, poses, event.body)], by)


def _moved(scene: Scene, poses: Poses, event: Event) -> Poses:
    match event:
        case Turn():
            return _turned(poses, event)
        case Move(body=body, to=to) | GoBehind(body=body, to=to) | ComeOut(body=body, to=to):
            return _carried(scene, poses, ((body, to),))
        case Exchange(moves=moves):
            return _carried(scene, poses, moves)
        case Hide():
            return _put_inside(scene, poses, event)
        case Leave(body=body, to=to):
            return _shifted(poses, [body], np.array(to, np.float64) - middle(poses, body))
        case Lift() | Nudge() | Show() | MayLeave():
            return poses


def _may_leave(scene: Scene, worlds: list[World], event: MayLeave) -> list[World]:
    """All worlds, and those in which it happened: once for a body, and out of the container."""
    taken = Leave(event.body, event.container, event.screen, event.to)
    return worlds + [
        World(_moved(scene, world.poses, taken), world.left | {event.body})
        for world in worlds
        if event.body not in world.left
        and inside(scene.body(event.container), world.poses, event.body).inside
    ]


def _shows(scene: Scene, world: World, event: Show) -> bool:
    return set(contents(scene, world.poses, event.body)) == set(event.contents)


def _next(scene: Scene, worlds: list[World], event: Event) -> list[World]:
    match event:
        case MayLeave():
            return _may_leave(scene, worlds, event)
        case Show():
            return [world for world in worlds if _shows(scene, world, event)]
        case _:
            return [World(_moved(scene, world.poses, event), world.left) for world in worlds]


def possible_worlds(scene: Scene, story: Story) -> list[World]:
    """All the ways things can be after the story; Refused if none fits what it shows."""
    worlds = [World(poses_at_start(scene))]
    for number, event in enumerate(story):
        worlds = _next(scene, worlds, event)
        if not worlds:
            raise Refused("no history fits", f"event {number} shows what cannot be")
    return worlds
