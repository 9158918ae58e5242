"""Who has seen what, by rays, and where a thing is when only that has happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.permanence.minds.kinds import Heeds, WhereLooks
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Scene
from spatialbench.verification.bodies import Poses, in_room, middle
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import moved
from spatialbench.verification.rays import Doubles, first_hits

LOOKING = 0.6  # cosine between where one looks and what one heeds; below AWAY one heeds it not
AWAY = -0.2
AMONG = 0.3  # of the distance of the second place: as near as that is the one that is meant


@moved.register
def _(event: Heeds, scene: Scene, poses: Poses) -> Poses:
    return poses


def _sees(gaze: tuple[Vector, Vector], what: Doubles, scene: Scene, poses: Poses) -> bool:
    """Whether somebody whose eyes are there and look at that target sees a place: it lies ahead,
    and no wall is between. Refused where it is neither ahead nor behind."""
    eyes, target = (np.array(place, np.float64) for place in gaze)
    ahead, ray = target - eyes, what - eyes
    walls = [in_room(body, poses) for body in scene.bodies if body.name.startswith("wall:")]
    if first_hits(eyes, ray[None], np.concatenate(walls)).distance[0] < 1:
        return False
    cosine = float(ahead @ ray / np.linalg.norm(ahead) / np.linalg.norm(ray))
    if AWAY < cosine < LOOKING:
        raise Refused("neither ahead nor behind", f"a cosine of {cosine:.2f} to the gaze")
    return cosine > 0


@measured.register
def _(ask: WhereLooks, history: History) -> Found:
    """Where the body is when only that has happened which all of the minds saw, by rays from their
    eyes to the containers that move, and to each other."""
    scene, gazes = history.scene, {a.name: (a.position, a.target) for a in history.scene.agents}
    thought = history.moments[0].poses
    for event, before in zip(history.story, history.moments, strict=False):
        if isinstance(event, Heeds):
            gazes[event.who] = (event.eyes, event.target)
        elif _all_see(event, ask.minds, gazes, scene, before.poses):
            thought = moved(event, scene, thought)
    middles = np.array(ask.places, np.float64)
    away = np.linalg.norm((middles - middle(thought, ask.body))[:, :2], axis=1)
    first, second = np.sort(away)[:2].tolist()
    if first > AMONG * second:
        raise Refused("between places", f"{first:.0f} and {second:.0f} mm away from two")
    return Found(str(int(away.argmin()) + 1), {"clear": LOOKING})


def _all_see(
    event: Event,
    minds: Sequence[str],
    gazes: Mapping[str, tuple[Vector, Vector]],
    scene: Scene,
    poses: Poses,
) -> bool:
    """Whether all minds see all that moves, and the first the others; Refused where one sees a part
    of it."""
    first, *others = (gazes[mind] for mind in minds)
    goals = [middle(poses, name) for name in _moving(event, scene, poses)]
    saw = [_sees(gaze, goal, scene, poses) for gaze in (first, *others) for goal in goals]
    each = [saw[n * len(goals) : (n + 1) * len(goals)] for n in range(len(minds))]
    if any(any(part) and not all(part) for part in each):
        raise Refused("seen in part", f"of {len(goals)} bodies that move")
    return all(saw) and all(
        _sees(first, np.array(eyes, np.float64), scene, poses) for eyes, _ in others
    )


def _moving(event: Event, scene: Scene, poses: Poses) -> list[str]:
    """The bodies that an event moves."""
    after = moved(event, scene, poses)
    return [name for name, pose in after.items() if (pose != poses[name]).any()]
