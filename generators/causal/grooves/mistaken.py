"""What wrong ways of thinking say that discs did to whether two others touch."""

from __future__ import annotations

from collections.abc import Mapping

from spatialbench.generators.causal.grooves.arranging import Arranged
from spatialbench.generators.causal.grooves.effects import (
    CAUSED,
    ENABLED,
    NONE,
    PREVENTED,
    World,
    Worlds,
)
from spatialbench.generators.causal.grooves.lanes import REST

Effects = dict[int, str]


def _said(worlds: Worlds, named: set[int], touch: bool) -> Effects:
    """Those named caused it, where the two touch; prevented it, where they do not."""
    effect = CAUSED if touch else PREVENTED
    return {n: effect if n in named else NONE for n in worlds.others}


def _touched(world: World, pair: tuple[int, int]) -> list[int]:
    """Which others touched one of the two, in order of time, before these touched."""
    ends = set(pair)
    pairs = [{hit.one, hit.other} for hit in world.before()]
    return [n for both in pairs if len(both & ends) == 1 for n in both - ends]


def _alone(worlds: Worlds) -> Effects:
    """Each disc with the two and no other."""
    two = sum(1 << n for n in worlds.pair)
    without = worlds.touch(two)
    found = {}
    for n in worlds.others:
        touch = worlds.touch(two | 1 << n)
        found[n] = NONE if touch == without else CAUSED if touch else PREVENTED
    return found


def mistaken(worlds: Worlds, arranged: Arranged) -> Mapping[str, Effects]:
    """By name, those that say anything."""
    world, pair = worlds.of(worlds.all), worlds.pair
    touch, touched = world.touch is not None, _touched(world, pair)
    pushed = {n for n in worlds.others if worlds.discs[n].way != REST}
    return {
        "touched-caused": _said(worlds, set(touched), touch),
        "last-touch": _said(worlds, set(touched[-1:]), touch),
        "pushed-caused": _said(worlds, pushed, touch),
        "enabled-caused": {n: CAUSED if e == ENABLED else e for n, e in arranged.effects.items()},
        "each-alone": _alone(worlds),
    }
