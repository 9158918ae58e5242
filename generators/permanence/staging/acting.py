"""How things behind screens, and screens, come to be elsewhere, exactly."""

from __future__ import annotations

from dataclasses import replace

from spatialbench.generators.permanence.kinds import Slide
from spatialbench.generators.permanence.staging.kinds import (
    Enter,
    LiftScreens,
    Tamper,
    TradeStands,
)
from spatialbench.generators.permanence.staging.stage import seen_behind
from spatialbench.generators.permanence.stands import screen_at
from spatialbench.geometry.replay import Inside, Poses, acted, fits
from spatialbench.geometry.scene import Scene


@acted.register(Enter)
@acted.register(Tamper)
def _(event: Enter | Tamper, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return poses | {g.body: replace(poses[g.body], position=g.to) for g in event.goes}


def by_screens(event: TradeStands, scene: Scene, poses: Poses) -> Slide:
    """The same, told by which screens stand there. ValueError where none does."""
    names: list[tuple[str, str]] = []
    for pair in event.moves:
        one, other = (screen_at(scene, poses, place) for place in pair)
        if one is None or other is None:
            raise ValueError(f"no screen stands at {pair[0]} or at {pair[1]}")
        names.append((one.name, other.name))
    return Slide(tuple(names))


@acted.register
def _(event: TradeStands, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return acted(by_screens(event, scene, poses), scene, poses, inside)


@acted.register
def _(event: LiftScreens, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return poses


@fits.register
def _(event: LiftScreens, scene: Scene, poses: Poses) -> bool:
    return seen_behind(scene, poses, event.places) == frozenset(event.shown)
