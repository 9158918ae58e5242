"""Small pictures cast by rays: which body each of a grid of rays meets first, and how alike two
such pictures are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from spatialbench.geometry.scene import Scene
from spatialbench.verification.bodies import Poses, in_room
from spatialbench.verification.rays import Doubles, Integers, first_hits

FINE = 48  # rays each way
NOTHING = -1
_UP = np.array([0.0, 0.0, 1.0])


def rays_of(eye: Doubles, aim: Doubles, angle: float) -> Doubles:
    """(FINE², 3) directions over a square picture of so many degrees from top to bottom, row by row
    from the top, for an upright camera that looks from `eye` to `aim`."""
    ahead = (aim - eye) / np.linalg.norm(aim - eye)
    right = np.cross(ahead, _UP)
    right /= np.linalg.norm(right)
    half = np.tan(np.radians(angle) / 2)
    steps = half * ((2 * np.arange(FINE) + 1) / FINE - 1)
    up = -steps[:, None, None] * np.cross(right, ahead)
    found: Doubles = ahead + up + steps[None, :, None] * right
    return found.reshape(-1, 3)


def glimpse(
    scene: Scene, poses: Poses, names: Sequence[str], eye: Doubles, rays: Doubles
) -> Integers:
    """(r,) the place in `names` of the body that each ray from the eye meets first, −1 for none."""
    found, nearest = np.full(len(rays), NOTHING), np.full(len(rays), np.inf)
    ways = rays / np.linalg.norm(rays, axis=1)[:, None]
    for number, name in enumerate(names):
        triangles = in_room(scene.body(name), poses)
        near = np.flatnonzero(ways @ _toward(eye, triangles) >= _narrowest(eye, triangles))
        if len(near):
            far = first_hits(eye, rays[near], triangles).distance
            closer = near[far < nearest[near]]
            nearest[near] = np.minimum(nearest[near], far)
            found[closer] = number
    return found


def _toward(eye: Doubles, triangles: Doubles) -> Doubles:
    """(3,) the direction of length one to the middle of triangles."""
    way = triangles.mean((0, 1)) - eye
    found: Doubles = way / np.linalg.norm(way)
    return found


def _narrowest(eye: Doubles, triangles: Doubles) -> float:
    """The cosine of the widest angle between that direction and any corner."""
    ways = triangles.reshape(-1, 3) - eye
    return float((ways @ _toward(eye, triangles) / np.linalg.norm(ways, axis=1)).min())


def overlap(one: Integers, other: Integers, count: int) -> float:
    """The least overlap of any of so many bodies with itself in the other picture: the share of
    the rays that meet it in either of the two that meet it in both; 1 for one that none meets."""
    found = []
    for number in range(count):
        here, there = one == number, other == number
        either = int((here | there).sum())
        found.append(int((here & there).sum()) / either if either else 1.0)
    return min(found)


def moved_to(poses: Poses, places: Mapping[str, Sequence[float] | Doubles]) -> Poses:
    """Poses with the middles of bodies elsewhere."""
    after = dict(poses)
    for name, place in places.items():
        after[name] = poses[name].copy()
        after[name][:3, 3] = place
    return after
