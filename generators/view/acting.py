"""What figures do, exactly but for an eighth of a turn, which no fractions have."""

from __future__ import annotations

from dataclasses import replace

from spatialbench.generators.view.bearings import EIGHTH, QUARTER
from spatialbench.generators.view.kinds import Pivot, WalkAhead
from spatialbench.geometry.quaternions import turned
from spatialbench.geometry.replay import Inside, Poses, acted, add
from spatialbench.geometry.scene import Scene


@acted.register
def _(event: Pivot, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    pose = poses[event.figure]
    quarters, eighth = divmod(event.eighths % 8, 2)
    now = pose.orientation
    for part in (*(QUARTER,) * quarters, *(EIGHTH,) * eighth):
        now = turned(now, part)
    return poses | {event.figure: replace(pose, orientation=now)}


@acted.register
def _(event: WalkAhead, scene: Scene, poses: Poses, inside: Inside) -> Poses:
    """To the nearest millimetre."""
    pose = poses[event.figure]
    x, y, z = pose.orientation((0, event.length, 0))
    place = add(pose.position, (round(x), round(y), round(z)))
    return poses | {event.figure: replace(pose, position=place)}
