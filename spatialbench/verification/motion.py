"""A story told on meshes: where everything can be at the end, in floating numbers.

Where the story leaves open whether something happened unseen, there is one world for each way it
can have gone; a world in which something else was to be seen than the story shows is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache, singledispatch
from math import cos, radians, sin

import numpy as np

from spatialbench.errors import Refused
from spatialbench.geometry.kinds import Event, beside, bring
from spatialbench.geometry.meshes import KEPT
from spatialbench.geometry.quaternions import Quaternion
from spatialbench.geometry.rotations import Rotation, Vector
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.story import (
    ComeOut,
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
    is_hollow,
    middle,
)
from spatialbench.verification.found import Moment
from spatialbench.verification.rays import Doubles

CLEARLY = 0.5  # of the distance of the second: as near as that stands the body that is meant


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """One way things can be: the poses, which bodies were left somewhere unseen, and the moments
    so far: the start, and the end of each event."""

    poses: Poses
    left: frozenset[str] = frozenset()
    moments: tuple[Moment, ...] = ()


def poses_at_start(scene: Scene) -> Poses:
    """Where everything is at time 0."""
    poses = {}
    for body in scene.bodies:
        pose = _turned_so(body.pose.orientation).copy()
        pose[:3, 3] = body.pose.position
        poses[body.name] = pose
    return poses


@lru_cache(maxsize=KEPT)
def _turned_so(orientation: Rotation | Quaternion) -> Matrix4:
    """(4, 4) the pose of a body at the origin; kept and shared, so never change it."""
    pose = np.eye(4)
    pose[:3, :3] = orientation.matrix
    return pose


def rotation(axis: Doubles, degrees: float) -> Doubles:
    """(3, 3) rotation about a unit axis, counter-clockwise seen from its tip (Rodrigues)."""
    x, y, z = axis.tolist()
    c, s = cos(radians(degrees)), sin(radians(degrees))
    xy, yz, zx = (1 - c) * (x * y), (1 - c) * (y * z), (1 - c) * (z * x)
    return np.array(
        [
            [c + (1 - c) * (x * x), xy - s * z, zx + s * y],
            [xy + s * z, c + (1 - c) * (y * y), yz - s * x],
            [zx - s * y, yz + s * x, c + (1 - c) * (z * z)],
        ]
    )


def shifted(poses: Poses, names: list[str], by: Doubles) -> Poses:
    """The poses with these bodies moved by (3,) millimetres."""
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
        after = shifted(after, [name, *contents(scene, poses, name)], by)
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
    return shifted(poses, [event.body, *contents(scene, poses, event.body)], by)


@singledispatch
def moved(event: Event, scene: Scene, poses: Poses) -> Poses:
    """The poses after an event, on meshes: what an ability's `measuring.py` says of its events."""
    after: Poses = beside(moved, event, "measuring")(event, scene, poses)
    return after


@moved.register
def _(event: Turn, scene: Scene, poses: Poses) -> Poses:
    return _turned(poses, event)


@moved.register(Move)
@moved.register(GoBehind)
@moved.register(ComeOut)
def _(event: Move | GoBehind | ComeOut, scene: Scene, poses: Poses) -> Poses:
    return _carried(scene, poses, ((event.body, event.to),))


@moved.register
def _(event: Exchange, scene: Scene, poses: Poses) -> Poses:
    names = _nearest_hollow(scene, poses, [place for place, _ in event.moves])
    moves = tuple((name, to) for name, (_, to) in zip(names, event.moves, strict=True))
    return _carried(scene, poses, moves)


def _nearest_hollow(scene: Scene, poses: Poses, places: list[Vector]) -> list[str]:
    """For each place the hollow body whose middle is nearest to it; Refused where that is not
    clear."""
    hollow = [body.name for body in scene.bodies if is_hollow(body)]
    if not places:
        return []
    if not hollow:
        raise Refused("between places", f"no one body stands at {places[0]}")
    middles = np.array([middle(poses, name) for name in hollow])
    away = np.linalg.norm(middles - np.array(places, np.float64)[:, None], axis=2)
    for place, far in zip(places, np.sort(away, axis=1).tolist(), strict=True):
        if len(hollow) > 1 and far[0] > CLEARLY * far[1]:
            raise Refused("between places", f"no one body stands at {place}")
    return [hollow[number] for number in away.argmin(axis=1).tolist()]


@moved.register
def _(event: Hide, scene: Scene, poses: Poses) -> Poses:
    return _put_inside(scene, poses, event)


@moved.register
def _(event: Leave, scene: Scene, poses: Poses) -> Poses:
    by = np.array(event.to, np.float64) - middle(poses, event.body)
    return shifted(poses, [event.body], by)


@moved.register(Lift)
@moved.register(Nudge)
@moved.register(Show)
@moved.register(MayLeave)
def _(event: Event, scene: Scene, poses: Poses) -> Poses:
    return poses


@singledispatch
def possible(event: Event, scene: Scene, worlds: list[World]) -> list[World]:
    """The worlds after an event: each as it was moved, unless it can have gone in several ways or
    something else was to be seen than the event shows."""
    bring(event, "measuring")
    own = possible.dispatch(type(event))
    if own is not possible.dispatch(object):
        return own(event, scene, worlds)
    return [World(moved(event, scene, world.poses), world.left, world.moments) for world in worlds]


@possible.register
def _(event: MayLeave, scene: Scene, worlds: list[World]) -> list[World]:
    """All worlds, and those in which it happened: once for a body, and out of the container."""
    taken = Leave(event.body, event.container, event.screen, event.to)
    return worlds + [
        World(moved(taken, scene, world.poses), world.left | {event.body}, world.moments)
        for world in worlds
        if event.body not in world.left
        and inside(scene.body(event.container), world.poses, event.body).inside
    ]


@possible.register
def _(event: Show, scene: Scene, worlds: list[World]) -> list[World]:
    return [world for world in worlds if _shows(scene, world, event)]


def _shows(scene: Scene, world: World, event: Show) -> bool:
    return set(contents(scene, world.poses, event.body)) == set(event.contents)


def possible_worlds(scene: Scene, story: Story) -> list[World]:
    """All the ways things can be after the story; Refused if none fits what it shows."""
    start, time = poses_at_start(scene), Fraction(0)
    worlds = [World(start, moments=(Moment(time, start),))]
    for number, event in enumerate(story):
        time += event.lasts()
        worlds = [
            World(world.poses, world.left, (*world.moments, Moment(time, world.poses)))
            for world in possible(event, scene, worlds)
        ]
        if not worlds:
            raise Refused("no history fits", f"event {number} shows what cannot be")
    return worlds
