"""Replaying a story: exact poses of every body after every event.

`replay` knows nothing about what is asked. What is carried along is found by geometry, through
`inside`, which `verify` replaces by a measurement on meshes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import singledispatch
from itertools import product

from spatialbench.geometry.kinds import Event, beside, bring
from spatialbench.geometry.quaternions import turned
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Pose, Scene
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
    """Whether the middle of the body lies within the room in the container, exactly."""
    offset = subtract(body_pose.position, pose.position)
    if max(map(abs, offset)) > sum(container.shape.extent()):  # too far away, however it is turned
        return False
    return container.shape.holds(pose.orientation.inverse(offset))


def standing_at(scene: Scene, poses: Mapping[str, Pose], place: Vector) -> str:
    """The name of the hollow body whose middle is there; ValueError if there is none."""
    for body in scene.bodies:
        if body.shape.opens is not None and poses[body.name].position == place:
            return body.name
    raise ValueError(f"no hollow body stands at {place}")


def carried_by(scene: Scene, poses: Mapping[str, Pose], name: str, inside: Inside) -> list[str]:
    """The names of the bodies inside the body of that name."""
    container = scene.body(name)
    if container.shape.opens is None:
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
    bottom = z - container.shape.extent()[2] + container.shape.floor()
    return (x, y, bottom + body.shape.extent()[2])


def _hide(scene: Scene, poses: Poses, event: Hide) -> Poses:
    container, body = scene.body(event.container), scene.body(event.body)
    place = place_inside(container, poses[event.container], body)
    return poses | {event.body: replace(poses[event.body], position=place)}


def _turn(poses: Poses, event: Turn) -> Poses:
    pose, turn = poses[event.body], event.rotation
    now = pose.orientation
    after = turned(now, turn) if event.frame == "room" else turned(turn, now)
    return poses | {event.body: replace(pose, orientation=after)}


def _exchange(scene: Scene, poses: Poses, event: Exchange, inside: Inside) -> Poses:
    after = poses
    for place, to in event.moves:  # who is carried is decided before anybody moves
        name = standing_at(scene, poses, place)
        by = subtract(to, poses[name].position)
        after = _moved(after, [name, *carried_by(scene, poses, name, inside)], by)
    return after


@singledispatch
def acted(event: Event, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    """The poses after one event, exactly: what an ability's `acting.py` says of its own events."""
    after: Poses = beside(acted, event, "acting")(event, scene, poses, inside)
    return after


@acted.register
def _(event: Turn, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return _turn(poses, event)


@acted.register(Move)
@acted.register(GoBehind)
@acted.register(ComeOut)
def _(event: Move | GoBehind | ComeOut, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return _carry(scene, poses, event.body, event.to, inside)


@acted.register
def _(event: Hide, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return _hide(scene, poses, event)


@acted.register
def _(event: Exchange, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return _exchange(scene, poses, event, inside)


@acted.register
def _(event: Leave, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return poses | {event.body: replace(poses[event.body], position=event.to)}


@acted.register(Lift)
@acted.register(Nudge)
@acted.register(Show)
def _(event: Event, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return poses


@acted.register
def _(event: MayLeave, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    raise ValueError("a story with MayLeave has several histories; replay one of them")


@singledispatch
def fits(event: Event, scene: Scene, poses: Poses) -> bool:
    """Whether an event can happen as it is told, given the poses before it; most always can."""
    bring(event, "acting")
    own = fits.dispatch(type(event))
    return True if own is fits.dispatch(object) else bool(own(event, scene, poses))


@fits.register
def _(event: Show, scene: Scene, poses: Poses) -> bool:
    return set(event.contents) == set(carried_by(scene, poses, event.body, holds))


def step(scene: Scene, poses: Poses, event: Event, inside: Inside = holds) -> Poses:
    """The poses after one event. An undecided `MayLeave` is an error: take `histories` first."""
    return acted(event, scene, poses, inside)


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
    """Every way a story may have gone: of what may happen unseen, one thing did, or nothing; and
    what is free to go in several ways went in any."""
    happened = [event.happening() for event in story]
    choices = [i for i, event in enumerate(happened) if event is not None]
    for chosen in [None, *choices]:
        way = [
            e if done is None else done
            for i, (e, done) in enumerate(zip(story, happened, strict=True))
            if done is None or i == chosen
        ]
        yield from product(*(event.freely() or (event,) for event in way))


def fitting_history(scene: Scene, story: Story) -> Story:
    """The first history in which every event can happen as it is told."""
    for history in histories(story):
        states = replay(scene, history)
        if all(fits(event, scene, before) for event, before in zip(history, states, strict=False)):
            return history
    raise ValueError("no history of this story fits what it shows")
