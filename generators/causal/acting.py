"""Steady motion, exactly."""

from __future__ import annotations

from dataclasses import replace

from spatialbench.generators.causal.gliding import paths_of
from spatialbench.generators.causal.kinds import Glide
from spatialbench.generators.causal.paths import leg_at
from spatialbench.geometry.replay import Inside, Poses, acted
from spatialbench.geometry.scene import Scene


@acted.register
def _(event: Glide, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    """Where all are at the end; the nearest whole millimetre, were it between two."""
    after, end = dict(poses), event.lasts()
    for name, path in paths_of(event, scene, poses).items():
        x, y = leg_at(path, end).at(end)
        place = (round(x), round(y), poses[name].position[2])
        after[name] = replace(poses[name], position=place)
    return after
