"""The moments in between: things go through gaps, screens slide in lanes, screens are lifted."""

from __future__ import annotations

from dataclasses import replace

from spatialbench.generators.permanence.staging.acting import by_screens
from spatialbench.generators.permanence.staging.kinds import (
    Enter,
    LiftScreens,
    Tamper,
    TradeStands,
)
from spatialbench.generators.permanence.staging.stage import (
    BEFORE,
    BESIDE,
    LANES,
    LIFTED,
    PITCH,
    is_thing,
    screen_before,
)
from spatialbench.generators.permanence.stands import behind, screens_of
from spatialbench.geometry.film import Moments, filmed, matrices
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.replay import Poses, add, subtract
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Scene
from spatialbench.geometry.unseen import bared, unseen_after


def _at(poses: Poses, name: str, place: Vector) -> Poses:
    return poses | {name: replace(poses[name], position=place)}


@unseen_after.register(Enter)
@unseen_after.register(TradeStands)
@unseen_after.register(Tamper)
@unseen_after.register(LiftScreens)
def _(event: Event, scene: Scene, poses: Poses, unseen: frozenset[str]) -> frozenset[str]:
    hidden = {name for screen in screens_of(scene) for name in behind(scene, poses, screen)}
    return frozenset(name for name in hidden if is_thing(name))


@filmed.register
def _(event: Enter, scene: Scene, poses: Poses) -> Moments:
    """Through the gap to the left of a screen, one after the other."""
    for going in event.goes:
        name, (x, y, z) = going.body, going.to
        left, _, _ = poses[screen_before(scene, poses, going.to).name].position
        for depth in (BEFORE, BESIDE):
            yield matrices(_at(poses, name, (left - PITCH // 2, depth, z)))
        poses = _at(poses, name, (x, y, z))


@bared.register
def _(event: Enter, scene: Scene, poses: Poses) -> frozenset[str]:
    return frozenset(going.body for going in event.goes)


@filmed.register
def _(event: TradeStands, scene: Scene, poses: Poses) -> Moments:
    """Each screen in a lane of its own, one in front of the row and the others behind it."""
    for across, aside in ((0, 1), (1, 1), (2, 1), (3, 1)):
        now = poses
        for lane, (name, other) in zip(LANES, by_screens(event, scene, poses).moves, strict=False):
            x, _, _ = subtract(poses[other].position, poses[name].position)
            for each in (name, *behind(scene, poses, scene.body(name))):
                by = (x * across // 3, lane * aside, 0)
                now = _at(now, each, add(poses[each].position, by))
        yield matrices(now)


@filmed.register
def _(event: Tamper, scene: Scene, poses: Poses) -> Moments:
    return iter(())


@filmed.register
def _(event: LiftScreens, scene: Scene, poses: Poses) -> Moments:
    for screen in _lifted_screens(event, scene, poses):
        poses = _at(poses, screen.name, add(poses[screen.name].position, (0, 0, LIFTED)))
    yield matrices(poses)


@bared.register
def _(event: LiftScreens, scene: Scene, poses: Poses) -> frozenset[str]:
    lifted = _lifted_screens(event, scene, poses)
    return frozenset(name for screen in lifted for name in behind(scene, poses, screen))


def _lifted_screens(event: LiftScreens, scene: Scene, poses: Poses) -> list[Body]:
    return [s for s in screens_of(scene) if poses[s.name].position in event.places]
