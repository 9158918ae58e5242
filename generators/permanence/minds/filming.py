"""How people turn, go and come."""

from __future__ import annotations

from spatialbench.generators.permanence.minds.kinds import Heeds
from spatialbench.generators.permanence.minds.people import (
    a_pace_out,
    facing,
    gaze_of,
    name_of,
)
from spatialbench.geometry.film import Moments, filmed, matrices
from spatialbench.geometry.replay import Poses, step
from spatialbench.geometry.scene import Pose, Scene


@filmed.register
def _(event: Heeds, scene: Scene, poses: Poses) -> Moments:
    """Half-way round, or one pace from the seat, with the face to where they go."""
    name = name_of(event.who)
    before, after = poses[name], step(scene, poses, event)[name]
    x, y = gaze_of(event.eyes, event.target)
    between = {
        "leaves": Pose(a_pace_out(before.position), facing((-x, -y))),
        "returns": Pose(a_pace_out(after.position), facing((x, y))),
        "turns-away": Pose(after.position, facing((-y, x))),
        "turns-back": Pose(after.position, facing((y, -x))),
    }
    yield matrices(poses | {name: between[event.how]})
