"""The moments of the permanence tasks' own events."""

from __future__ import annotations

from dataclasses import replace

from spatialbench.generators.permanence.acting import (
    by_places,
    screens_at,
    shifted_to,
    ways_of,
    with_what_is_behind,
)
from spatialbench.generators.permanence.kinds import (
    LookBehind,
    Shift,
    ShiftScreens,
    TradePlaces,
)
from spatialbench.geometry.film import Moments, bared, filmed, lift_height, matrices
from spatialbench.geometry.replay import Poses, add, holds, step
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Scene

FORWARD = 112  # millimetres in front of the row, where the body goes from one cup to the other
AROUND = 170  # in front of the row, where screens go that come to its other end
STRIDE = 160  # millimetres from frame to frame at most: less than from one such screen to another


@filmed.register
def _(event: Shift, scene: Scene, poses: Poses) -> Moments:
    """The cup is lifted off the body, the body goes along in front of the row, and the other cup is
    lifted over it and set down again."""
    old, new = shifted_to(event, scene, poses, holds)
    after, name = step(scene, poses, event), event.body
    up_old, up_new = (_lifted(scene, poses, cup.name) for cup in (old, new))
    here, there = poses[name].position, after[name].position
    yield matrices(up_old)
    yield matrices(_at(poses, name, add(here, (0, -FORWARD, 0))))
    yield matrices(_at(up_new, name, add(there, (0, -FORWARD, 0))))
    yield matrices(_at(up_new, name, there))


def _lifted(scene: Scene, poses: Poses, name: str) -> Poses:
    return _at(poses, name, add(poses[name].position, (0, 0, lift_height(scene, name))))


def _at(poses: Poses, name: str, place: Vector) -> Poses:
    return poses | {name: replace(poses[name], position=place)}


@filmed.register
def _(event: TradePlaces, scene: Scene, poses: Poses) -> Moments:
    """Each in a lane of its own, as in any exchange."""
    return filmed(by_places(event, poses), scene, poses)


@filmed.register
def _(event: LookBehind, scene: Scene, poses: Poses) -> Moments:
    for screen in screens_at(event, scene, poses):
        height = 2 * screen.shape.extent()[2]
        poses = _at(poses, screen.name, add(poses[screen.name].position, (0, 0, height)))
    yield matrices(poses)


@filmed.register
def _(event: ShiftScreens, scene: Scene, poses: Poses) -> Moments:
    """Screens that come to the other end step forward and go in front of the others, which move
    along meanwhile; then they step back into the row."""
    ways = ways_of(event, poses)
    around = [(way, by[0] * event.places < 0) for way, by in ways]
    parts = -(-max(abs(by[0]) for _, by in ways) // STRIDE)
    for part in range(parts + 1):
        now = dict(poses)
        for (screen, turned), (_, by) in zip(around, ways, strict=True):
            aside = (by[0] * part // parts, -AROUND if turned else 0, 0)
            for name in with_what_is_behind(scene, poses, screen):
                now = _at(now, name, add(poses[name].position, aside))
        yield matrices(now)


@bared.register
def _(event: Shift, scene: Scene, poses: Poses) -> frozenset[str]:
    return frozenset({event.body})
