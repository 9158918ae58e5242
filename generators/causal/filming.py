"""Steady motion, frame by frame: so many frames a second, none left out."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from spatialbench.generators.causal.gliding import paths_of
from spatialbench.generators.causal.kinds import Glide
from spatialbench.generators.causal.paths import leg_at
from spatialbench.geometry.film import Matrix4, Moments, filmed, matrices
from spatialbench.geometry.replay import Poses
from spatialbench.geometry.scene import Scene


@filmed.register
def _(event: Glide, scene: Scene, poses: Poses) -> Moments:
    return _moments(event, scene, poses)


def _moments(event: Glide, scene: Scene, poses: Poses) -> Iterator[dict[str, Matrix4]]:
    paths, moment, step = paths_of(event, scene, poses), Fraction(0), Fraction(1, event.rate)
    while (moment := moment + step) < event.lasts():
        now = matrices(poses)
        for name, path in paths.items():
            x, y = leg_at(path, moment).at(moment)
            now[name][:2, 3] = (float(x), float(y))
        yield now
