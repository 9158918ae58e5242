"""How a die rolls, exactly."""

from __future__ import annotations

from spatialbench.generators.die.dice import SIDE_OF, TIPS
from spatialbench.generators.die.kinds import Roll
from spatialbench.geometry.quaternions import turned
from spatialbench.geometry.replay import Inside, Poses, acted, add
from spatialbench.geometry.rotations import NORMALS
from spatialbench.geometry.scene import Pose, Scene


@acted.register
def _(event: Roll, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    pose, side = poses[event.body], 2 * scene.body(event.body).shape.extent()[0]
    x, y, z = NORMALS[SIDE_OF[event.toward]]
    place = add(pose.position, (side * x, side * y, side * z))
    return poses | {event.body: Pose(place, turned(pose.orientation, TIPS[event.toward]))}
