"""A lever that has tipped goes back: nothing stays changed."""

from __future__ import annotations

from spatialbench.geometry.replay import Inside, Poses, acted
from spatialbench.geometry.scene import Scene
from spatialbench_toy.kinds import Tip


@acted.register
def _(event: Tip, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return poses
