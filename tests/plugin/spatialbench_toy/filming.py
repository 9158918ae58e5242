"""One ball sinks, the other rises."""

from __future__ import annotations

from spatialbench.geometry.film import Moments, filmed, matrices
from spatialbench.geometry.replay import Poses
from spatialbench.geometry.scene import Scene
from spatialbench_toy.kinds import Tip


@filmed.register
def _(event: Tip, scene: Scene, poses: Poses) -> Moments:
    now = matrices(poses)
    sign = 1 if event.down == "left" else -1
    now[event.left][2, 3] -= 60 * sign
    now[event.right][2, 3] += 60 * sign
    yield now
