"""Where the plates of a sheet are after a fold, exactly; a plate that is bent stays where it is.

How deep in the pile a plate lies is not told apart: paper is thin.
"""

from __future__ import annotations

from dataclasses import replace

from spatialbench.generators.paper.kinds import Fold, Punch
from spatialbench.geometry.quaternions import Quaternion, turned
from spatialbench.geometry.replay import Inside, Poses, acted, subtract
from spatialbench.geometry.rotations import NORMALS, Vector
from spatialbench.geometry.scene import Pose, Scene


def _beyond(event: Fold, place: Vector) -> int:
    """Above 0 for a place on the side that is turned over."""
    (sx, _, sz), (ex, _, ez) = event.line
    dx, dz = ex - sx, ez - sz
    side = sum(NORMALS[name][0] * dz - NORMALS[name][2] * dx for name in event.moved)
    ahead = (place[0] - sx) * dz - (place[2] - sz) * dx
    return ahead if side > 0 else -ahead


def _turned_over(event: Fold, pose: Pose) -> Pose:
    """The pose after half a turn about the line."""
    dx, dy, dz = subtract(event.line[1], event.line[0])
    half = Quaternion(0, dx, dy, dz)
    x, y, z = half(subtract(pose.position, event.line[0]))
    sx, sy, sz = event.line[0]
    place = (int(x) + sx, int(y) + sy, int(z) + sz)
    return replace(pose, position=place, orientation=turned(pose.orientation, half))


@acted.register
def _(event: Fold, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return {
        name: _turned_over(event, pose) if _beyond(event, pose.position) > 0 else pose
        for name, pose in poses.items()
    }


@acted.register
def _(event: Punch, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    return poses
