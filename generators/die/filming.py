"""The moment between: a die that stands on its edge."""

from __future__ import annotations

import numpy as np

from spatialbench.generators.die.dice import SIDE_OF
from spatialbench.generators.die.kinds import Roll
from spatialbench.geometry.film import Moments, axis_rotation, filmed, matrices, pose_matrix
from spatialbench.geometry.replay import Poses
from spatialbench.geometry.rotations import NORMALS, cross
from spatialbench.geometry.scene import Scene

HALFWAY = 45.0  # degrees


@filmed.register
def _(event: Roll, scene: Scene, poses: Poses) -> Moments:
    out, up = NORMALS[SIDE_OF[event.toward]], NORMALS["top"]
    pose, half = pose_matrix(poses[event.body]), scene.body(event.body).shape.extent()[0]
    edge = pose[:3, 3] + half * (np.array(out) - np.array(up))
    pose[:3, 3] -= edge
    pose = axis_rotation(cross(up, out), HALFWAY) @ pose
    pose[:3, 3] += edge
    yield matrices(poses) | {event.body: pose}
