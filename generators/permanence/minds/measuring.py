"""Who has seen what, by rays, and where a thing is when only that has happened.

Where people look is measured on their figures, as they are seen in films: from the axis of a
figure to the tip of its nose.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import radians, tan
from typing import NamedTuple

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.permanence.minds.kinds import Heeds, WhereLooks
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.scene import Scene
from spatialbench.verification.bodies import Poses, in_room, middle, placed, surface_of
from spatialbench.verification.found import Found, History
from spatialbench.verification.glimpses import glimpse
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import moved
from spatialbench.verification.rays import Doubles, first_hits

LOOKING = 0.3  # cosine between where one looks and what one heeds; below AWAY one heeds it not
AWAY = -0.2
AMONG = 0.45  # of the distance of the second place: as near as that is the one that is meant
WIDE = 16 / 9  # the picture of a film
LEAST = 0.35  # of a figure is seen where it is in the picture
_EVERY = 24  # of so many triangles of a figure, a ray is cast to one


def _figure(who: str) -> str:
    return f"person:{who}"


@moved.register
def _(event: Heeds, scene: Scene, poses: Poses) -> Poses:
    """The figure comes under these eyes, and its y axis toward their target."""
    name, eyes = _figure(event.who), np.array(event.eyes, np.float64)
    ahead = np.array(event.target, np.float64) - eyes
    x, y = ahead[:2] / np.linalg.norm(ahead[:2])
    pose = poses[name].copy()
    pose[:3, :3] = [[y, x, 0], [-x, y, 0], [0, 0, 1]]
    pose[:2, 3] = eyes[:2]
    return poses | {name: pose}


class Gaze(NamedTuple):
    """(3,) where eyes are, and (3,) along which direction they look."""

    eyes: Doubles
    ahead: Doubles


def _gaze(who: str, scene: Scene, poses: Poses) -> Gaze:
    """From the axis of the head to what sticks out farthest from it: the tip of the nose."""
    body, axis = scene.body(_figure(who)), middle(poses, _figure(who))
    corners = placed(surface_of(body.shape).corners, poses[body.name])
    head = corners[corners[:, 2] > axis[2]]
    tip = head[np.linalg.norm((head - axis)[:, :2], axis=1).argmax()]
    eyes = np.array([axis[0], axis[1], tip[2]])
    return Gaze(eyes, tip - eyes)


def _sees(gaze: Gaze, what: Doubles, walls: Doubles) -> bool:
    """Whether somebody who looks so sees a place: it lies ahead, and no wall is between. Refused
    where it is neither ahead nor behind."""
    ray = what - gaze.eyes
    if len(walls) and first_hits(gaze.eyes, ray[None], walls).distance[0] < 1:
        return False
    cosine = float(gaze.ahead @ ray / np.linalg.norm(gaze.ahead) / np.linalg.norm(ray))
    if AWAY < cosine < LOOKING:
        raise Refused("neither ahead nor behind", f"a cosine of {cosine:.2f} to the gaze")
    return cosine > 0


def _walls(scene: Scene, poses: Poses) -> Doubles:
    """(n, 3, 3) the triangles of all walls."""
    found = [in_room(body, poses) for body in scene.bodies if body.name.startswith("wall:")]
    return np.concatenate([np.empty((0, 3, 3)), *found])


@measured.register
def _(ask: WhereLooks, history: History) -> Found:
    """Where the body is when only that has happened which all of the minds saw, by rays from their
    eyes to the containers that move, and to each other."""
    scene, least = history.scene, 1.0
    thought = history.moments[0].poses
    for event, before in zip(history.story, history.moments, strict=False):
        if isinstance(event, Heeds):
            least = min(least, _shown(event, scene, moved(event, scene, before.poses)))
        elif _all_see(event, ask.minds, scene, before.poses):
            thought = moved(event, scene, thought)
    middles = np.array(ask.places, np.float64)
    away = np.linalg.norm((middles - middle(thought, ask.body))[:, :2], axis=1)
    first, second = np.sort(away)[:2].tolist()
    if first > AMONG * second:
        raise Refused("between places", f"{first:.0f} and {second:.0f} mm away from two")
    return Found(str(int(away.argmin()) + 1), {"least_seen": least})


def _all_see(event: Event, minds: Sequence[str], scene: Scene, poses: Poses) -> bool:
    """Whether all minds see all that moves, and the first the others; Refused where one sees a part
    of it."""
    walls = _walls(scene, poses)
    first, *others = (_gaze(mind, scene, poses) for mind in minds)
    goals = [middle(poses, name) for name in _moving(event, scene, poses)]
    each = [[_sees(gaze, goal, walls) for goal in goals] for gaze in (first, *others)]
    if any(any(part) and not all(part) for part in each):
        raise Refused("seen in part", f"of {len(goals)} bodies that move")
    return all(map(all, each)) and all(_sees(first, other.eyes, walls) for other in others)


def _moving(event: Event, scene: Scene, poses: Poses) -> list[str]:
    """The bodies that an event moves."""
    after = moved(event, scene, poses)
    return [name for name, pose in after.items() if (pose != poses[name]).any()]


# --- what the viewer sees -------------------------------------------------------------------------


def _shown(event: Heeds, scene: Scene, poses: Poses) -> float:
    """How much the camera sees of somebody who is in the room. Refused where that is little, or
    where some is seen of one who is out of the room."""
    seen = _seen_share(_figure(event.who), scene, poses)
    outside = event.how == "leaves"
    if (outside and seen > 0) or (not outside and seen < LEAST):
        raise Refused("hardly seen", f"{seen:.2f} of {event.who!r}, who {event.how}, is seen")
    return 1.0 if outside else seen


def _seen_share(name: str, scene: Scene, poses: Poses) -> float:
    """The share of the triangles of a body of which the middle is in the picture, and behind
    nothing but the body itself."""
    camera, names = scene.camera, [body.name for body in scene.bodies]
    eye = np.array(camera.position, np.float64)
    rays = in_room(scene.body(name), poses)[::_EVERY].mean(1) - eye
    aim = np.array(camera.target, np.float64) - eye
    inside = rays[_in_picture(rays, aim, camera.view_angle)]
    if not len(inside):
        return 0.0
    met = glimpse(scene, poses, names, eye, inside)
    return float((met == names.index(name)).sum() / len(rays))


def _in_picture(rays: Doubles, aim: Doubles, angle: int) -> Doubles:
    """(n,) which of (n, 3) rays from the eye are in the picture of an upright camera."""
    ahead = aim / np.linalg.norm(aim)
    right = np.cross(ahead, [0.0, 0.0, 1.0])
    right /= np.linalg.norm(right)
    depth, high = rays @ ahead, tan(radians(angle) / 2)
    across, up = np.abs(rays @ right), np.abs(rays @ np.cross(right, ahead))
    found: Doubles = (depth > 0) & (across <= high * WIDE * depth) & (up <= high * depth)
    return found
