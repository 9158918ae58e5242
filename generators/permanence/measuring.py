"""The permanence tasks' own events once more, on meshes."""

from __future__ import annotations

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.permanence.kinds import (
    LookBehind,
    Shift,
    ShiftScreens,
    TradePlaces,
)
from spatialbench.geometry.scene import Scene
from spatialbench.verification.bodies import (
    Poses,
    cavity_in_room,
    contents,
    in_room,
    inside,
    middle,
)
from spatialbench.verification.motion import World, moved, possible, shifted

EDGE = 0.01  # of its height: a room that comes as near to the bottom of a body is open there


@moved.register
def _(event: Shift, scene: Scene, poses: Poses) -> Poses:
    """Cups are what has a room that is open below; they are counted along x."""
    cups = [body for body in scene.bodies if _opens_below(scene, poses, body.name)]
    cups.sort(key=lambda cup: float(middle(poses, cup.name)[0]))
    over = [n for n, cup in enumerate(cups) if inside(cup, poses, event.body).inside]
    if len(over) != 1 or not 0 <= over[0] + event.places < len(cups):
        raise Refused("no such cup", f"{len(over)} cups cover {event.body!r}")
    cavity = cavity_in_room(cups[over[0] + event.places], poses)
    if cavity is None:
        raise Refused("no room", "the cup is not hollow")
    bottom = in_room(scene.body(event.body), poses)[..., 2].min()
    by = (cavity.min((0, 1)) + cavity.max((0, 1))) / 2 - middle(poses, event.body)
    by[2] = cavity[..., 2].min() - bottom
    return shifted(poses, [event.body], by)


def _opens_below(scene: Scene, poses: Poses, name: str) -> bool:
    """Whether the room inside reaches down to the bottom of the body."""
    cavity = cavity_in_room(scene.body(name), poses)
    if cavity is None:
        return False
    outside = in_room(scene.body(name), poses)[..., 2]
    return bool(abs(cavity[..., 2].min() - outside.min()) < EDGE * np.ptp(outside))


@moved.register
def _(event: TradePlaces, scene: Scene, poses: Poses) -> Poses:
    """Each goes the way from its middle to that of the other, with what its room holds."""
    after = poses
    for name, other in event.moves:
        by = middle(poses, other) - middle(poses, name)
        after = shifted(after, [name, *contents(scene, poses, name)], by)
    return after


@moved.register
def _(event: LookBehind, scene: Scene, poses: Poses) -> Poses:
    return poses


@moved.register
def _(event: ShiftScreens, scene: Scene, poses: Poses) -> Poses:
    """Screens in the order of their middles; the place of each becomes that of another."""
    middles = np.array([middle(poses, name) for name in event.screens])
    order = np.argsort(middles[:, 0], kind="stable")
    goes_to = np.roll(order, -event.places)  # who stands where each in the row comes to
    after = poses
    for number, other in zip(order.tolist(), goes_to.tolist(), strict=True):
        name = event.screens[number]
        along = [name, *_behind(name, scene, poses)]
        after = shifted(after, along, middles[other] - middles[number])
    return after


@possible.register
def _(event: LookBehind, scene: Scene, worlds: list[World]) -> list[World]:
    """Only worlds in which nothing is behind the screens: those nearest to the places."""
    return [
        world
        for world in worlds
        if not any(_behind(n, scene, world.poses) for n in _nearest(event, scene, world.poses))
    ]


def _nearest(event: LookBehind, scene: Scene, poses: Poses) -> list[str]:
    names = [body.name for body in scene.bodies]
    middles = np.array([middle(poses, name) for name in names])
    away = np.linalg.norm(middles - np.array(event.places, np.float64)[:, None], axis=2)
    return [names[number] for number in away.argmin(axis=1).tolist()]


def _behind(name: str, scene: Scene, poses: Poses) -> list[str]:
    """What has its middle within the width of the screen, and farther back than any of it."""
    screen = in_room(scene.body(name), poses)
    low, high = screen.min((0, 1)), screen.max((0, 1))
    return [
        body.name
        for body in scene.bodies
        if low[0] <= (place := middle(poses, body.name))[0] <= high[0] and place[1] > high[1]
    ]
