"""Replaying a story: exact poses of every body after every event.

`replay` knows nothing about what is asked. What is carried along is found by geometry, through
`inside`, which `verify` replaces by a measurement on meshes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Cup, OpenBox, Pose, Scene, Sphere, half_extent
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

Poses = dict[str, Pose]
Inside = Callable[[Body, Pose, Body, Pose], bool]
"""(container, its pose, body, its pose) → whether the body is inside the container."""


def add(u: Vector, v: Vector) -> Vector:
    """The sum of two vectors."""
    return (u[0] + v[0], u[1] + v[1], u[2] + v[2])


def subtract(u: Vector, v: Vector) -> Vector:
    """The difference of two vectors."""
    return (u[0] - v[0], u[1] - v[1], u[2] - v[2])


def holds(container: Body, pose: Pose, body: Body, body_pose: Pose) -> bool:
    """Whether the middle of the body lies within the cavity of the container, exactly."""
    offset = subtract(body_pose.position, pose.position)
    x, y, z = pose.orientation.inverse(offset)
    match container.shape:
        case Cup(top_radius=a, rim_radius=b, height=h):
            # twice the height above the rim runs from 0 to 2h; the radius shrinks from b to a
            up = 2 * z + h
            radius = b * (2 * h - up) + a * up  # 2h times the radius at that height
            return 0 <= up <= 2 * h and (x * x + y * y) * 4 * h * h <= radius * radius
        case OpenBox(size=(width, depth, height)):
            return abs(2 * x) < width and abs(2 * y) < depth and abs(2 * z) < height
        case _:
            return False


def carried_by(scene: Scene, poses: Mapping[str, Pose], name: str, inside: Inside) -> list[str]:
    """The names of the bodies inside the body of that name."""
    container = scene.body(name)
    if not isinstance(container.shape, (Cup, OpenBox)):
        return []
    return [
        body.name
        for body in scene.bodies
        if body.name != name and inside(container, poses[name], body, poses[body.name])
    ]


def _moved(poses: Poses, names: list[str], by: Vector) -> Poses:
    return poses | {n: replace(poses[n], position=add(poses[n].position, by)) for n in names}


def _carry(scene: Scene, poses: Poses, name: str, to: Vector, inside: Inside) -> Poses:
    by = subtract(to, poses[name].position)
    return _moved(poses, [name, *carried_by(scene, poses, name, inside)], by)


def place_inside(container: Body, pose: Pose, body: Body) -> Vector:
    """Where the middle of a body rests in an upright container: on the table or on its floor."""
    x, y, z = pose.position
    below = z - half_extent(container.shape)[2]
    floor = container.shape.wall if isinstance(container.shape, OpenBox) else 0
    rest = body.shape.radius if isinstance(body.shape, Sphere) else half_extent(body.shape)[2]
    return (x, y, below + floor + rest)


def _hide(scene: Scene, poses: Poses, event: Hide) -> Poses:
    container, body = scene.body(event.container), scene.body(event.body)
    place = place_inside(container, poses[event.container], body)
    return poses | {event.body: replace(poses[event.body], position=place)}


def _turn(poses: Poses, event: Turn) -> Poses:
    pose, turn = poses[event.body], event.rotation
    now = pose.orientation
    after = now.then(turn) if event.frame == "room" else turn.then(now)
    return poses | {event.body: replace(pose, orientation=after)}


def _exchange(scene: Scene, poses: Poses, event: Exchange, inside: Inside) -> Poses:
    after = poses
    for name, to in event.moves:  # who is carried is decided before anybody moves
        by = subtract(to, poses[name].position)
        after = _moved(after, [name, *carried_by(scene, poses, name, inside)], by)
    return after


def step(scene: Scene, poses: Poses, event: Event, inside: Inside = holds) -> Poses:
    """The poses after one event. An undecided `MayLeave` is an error: take `histories` first."""
    match event:
        case Turn():
            return _turn(poses, event)
        case Move(body=body, to=to) | GoBehind(body=body, to=to) | ComeOut(body=body, to=to):
            return _carry(scene, poses, body, to, inside)
        case Hide():
            return _hide(scene, poses, event)
        case Exchange():
            return _exchange(scene, poses, event, inside)
        case Leave(body=body, to=to):
            return poses | {body: replace(poses[body], position=to)}
        case Lift() | Nudge() | Show():
            return poses
        case MayLeave():
            raise ValueError("a story with MayLeave has several histories; replay one of them")


def start(scene: Scene) -> Poses:
    """The poses at time 0."""
    return {body.name: body.pose for body in scene.bodies}


def replay(scene: Scene, story: Story, inside: Inside = holds) -> list[Poses]:
    """The poses at time 0 and after each event: one more than there are events."""
    states = [start(scene)]
    for event in story:
        states.append(step(scene, states[-1], event, inside))
    return states


def histories(story: Story) -> Iterator[Story]:
    """Every way a story may have gone: no body is left more than once, or it is never left."""
    choices = [i for i, event in enumerate(story) if isinstance(event, MayLeave)]
    for chosen in [None, *choices]:
        yield tuple(
            Leave(e.body, e.container, e.screen, e.to) if isinstance(e, MayLeave) else e
            for i, e in enumerate(story)
            if not isinstance(e, MayLeave) or i == chosen
        )


def fitting_history(scene: Scene, story: Story) -> Story:
    """The first history in which every `Show` shows what the story says that it shows."""
    for history in histories(story):
        states = replay(scene, history)
        if all(
            set(event.contents) == set(carried_by(scene, before, event.body, holds))
            for event, before in zip(history, states, strict=False)
            if isinstance(event, Show)
        ):
            return history
    raise ValueError("no history of this story fits what it shows")
