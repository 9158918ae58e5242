"""Directions again, from meshes and with floating numbers.

Where a figure looks is found from its surface: toward the corner that is farthest from its axis.
"""

from __future__ import annotations

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.view.kinds import Bearing, Pivot, WalkAhead
from spatialbench.geometry.scene import Scene
from spatialbench.verification.bodies import OUTWARD, Poses, in_room, middle
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import moved, rotation, shifted
from spatialbench.verification.rays import Doubles

LEAST_OFF = 1.0  # degrees from the border of a direction
ROUND = ("front", "front-left", "left", "back-left", "behind", "back-right", "right", "front-right")


@moved.register
def _(event: Pivot, scene: Scene, poses: Poses) -> Poses:
    pose = poses[event.figure].copy()
    pose[:3, :3] = rotation(OUTWARD["top"], 45.0 * event.eighths) @ pose[:3, :3]
    return poses | {event.figure: pose}


@moved.register
def _(event: WalkAhead, scene: Scene, poses: Poses) -> Poses:
    tip = looks_toward(scene, poses, event.figure)
    by = np.array([*tip, 0.0]) * event.length / np.hypot(*tip)
    return shifted(poses, [event.figure], by)


def looks_toward(scene: Scene, poses: Poses, name: str) -> Doubles:
    """(2,) from the axis of a figure to the tip of the arrow that it stands on."""
    corners = in_room(scene.body(name), poses).reshape(-1, 3)[:, :2] - middle(poses, name)[:2]
    tip: Doubles = corners[(corners**2).sum(1).argmax()]
    return tip


def degrees(direction: Doubles) -> float:
    """Counter-clockwise from the viewer's right."""
    return float(np.degrees(np.arctan2(direction[1], direction[0])))


@measured.register
def _(ask: Bearing, history: History) -> Found:
    scene, poses = history.scene, history.poses
    there = middle(poses, ask.body)[:2] - middle(poses, ask.figure)[:2]
    own = ask.whose == "figure"
    ahead = looks_toward(scene, poses, ask.figure) if own else OUTWARD["back"][:2]
    wide = 360 / ask.parts
    part, off = divmod(degrees(there) - degrees(ahead) + wide / 2, wide)
    margin = min(off, wide - off)
    if margin < LEAST_OFF:
        raise Refused("between directions", f"{margin:.1f}° from the border of two")
    return Found(ROUND[int(part) % ask.parts * (8 // ask.parts)], {"degrees": margin})
