"""Flat sheets of square plates, bent at the edges where they are joined, in floating numbers.

Plates that have an edge in common are joined there; the hinge is that edge, measured. All is bent
up, out of what was the upper side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from spatialbench.geometry.scene import Body, Scene
from spatialbench.verification.bodies import OUTWARD, Poses, middle, surface_of
from spatialbench.verification.motion import rotation
from spatialbench.verification.rays import Doubles

NEAR = 0.2  # of a side: how far apart the edges of two joined plates may be
LEAST_APART = 0.5  # sides: how far apart the middles of two faces are; on a cube 0.7 at least
SLACK = 0.4  # sides: how far off a box may be, of which the next larger is a whole side longer


class Hinge(NamedTuple):
    """The plate that hangs on another, and (3,) a place on the axis and (3,) its unit direction,
    such that the plate goes up when it is turned counter-clockwise."""

    on: str
    plate: str
    place: Doubles
    axis: Doubles


def half_sides(body: Body) -> Doubles:
    """(3,) half the extents of a plate in its own coordinates."""
    half: Doubles = np.ptp(surface_of(body.shape).corners, axis=0) / 2
    return half


def edges(body: Body, poses: Poses) -> Doubles:
    """(4, 3) the middles of the edges of a plate in the room, between its two sides."""
    (wide, deep, _), turn = half_sides(body), poses[body.name][:3, :3]
    across, along = turn[:, 0] * wide, turn[:, 1] * deep
    found: Doubles = middle(poses, body.name) + np.array([across, -across, along, -along])
    return found


class Edge(NamedTuple):
    """Two plates that have an edge in common, and which of the four edges of each it is."""

    one: str
    other: str
    mine: int
    theirs: int

    def gap(self, scene: Scene, poses: Poses) -> float:
        """How far it is torn open, in sides."""
        mine = edges(scene.body(self.one), poses)[self.mine]
        theirs = edges(scene.body(self.other), poses)[self.theirs]
        return float(np.linalg.norm(mine - theirs)) / side_of(scene, (self.one,))


Measured = Mapping[str, Doubles]
"""(4, 3) the edges of each plate of a sheet."""


def _edges_of(scene: Scene, poses: Poses, sheet: Sequence[str]) -> Measured:
    return {name: edges(scene.body(name), poses) for name in sheet}


def _common_edge(scene: Scene, found: Measured, one: str, other: str) -> Edge | None:
    """The edge that two plates have in common; None if they have none."""
    apart = np.linalg.norm(found[one][:, None] - found[other], axis=2)
    near = int(apart.argmin())
    if not apart.flat[near] < NEAR * side_of(scene, (one,)):
        return None
    return Edge(one, other, *divmod(near, 4))


def _hinge(found: Measured, poses: Poses, edge: Edge) -> Hinge:
    """Halfway between the edges of both plates."""
    one, other, mine, theirs = edge
    start = found[one][mine]
    place = (start + found[other][theirs]) / 2
    along = np.cross(start - middle(poses, one), OUTWARD["top"])
    return Hinge(one, other, place, along / np.linalg.norm(along))


def hinges(scene: Scene, poses: Poses, sheet: Sequence[str]) -> list[Hinge]:
    """The hinges of a flat sheet, from its first plate outward."""
    measured, found = _edges_of(scene, poses, sheet), list[Hinge]()
    order = [sheet[0]]
    for name in order:
        for other in [other for other in sheet if other not in order]:
            edge = _common_edge(scene, measured, name, other)
            if edge is not None:
                found.append(_hinge(measured, poses, edge))
                order.append(other)
    return found


def _hanging(found: Sequence[Hinge], plate: str) -> list[str]:
    """A plate with all that hangs on it, directly or not."""
    names = [plate]
    for name in names:
        names += [hinge.plate for hinge in found if hinge.on == name]
    return names


def turned_about(poses: Poses, names: Sequence[str], place: Doubles, turn: Doubles) -> Poses:
    """The poses with these bodies turned about a place."""
    after = dict(poses)
    for name in names:
        pose = poses[name].copy()
        pose[:3, :3] = turn @ pose[:3, :3]
        pose[:3, 3] = turn @ (pose[:3, 3] - place) + place
        after[name] = pose
    return after


def bent(scene: Scene, poses: Poses, sheet: Sequence[str], degrees: float) -> Poses:
    """A sheet bent up at its hinges, the outermost plates first: until then every hinge is where it
    was when all was flat."""
    found = hinges(scene, poses, sheet)
    for hinge in reversed(found):
        names = _hanging(found, hinge.plate)
        poses = turned_about(poses, names, hinge.place, rotation(hinge.axis, degrees))
    return poses


# --- every way to bend --------------------------------------------------------------------------


def joined(scene: Scene, poses: Poses, sheet: Sequence[str]) -> list[Edge]:
    """All the edges that two plates have in common."""
    measured = _edges_of(scene, poses, sheet)
    found = (_common_edge(scene, measured, *pair) for pair in combinations(sheet, 2))
    return [edge for edge in found if edge is not None]


def reach(scene: Scene, poses: Poses, names: Sequence[str]) -> Doubles:
    """(3,) how far plates reach along the axes of the first of them, in sides, the least first."""
    found = np.concatenate([edges(scene.body(name), poses) for name in names])
    return np.sort(np.ptp(found @ poses[names[0]][:3, :3], axis=0)) / side_of(scene, names)


def side_of(scene: Scene, names: Sequence[str]) -> float:
    """How long a side of the first plate is."""
    return float(2 * half_sides(scene.body(names[0])).max())


def outermost(scene: Scene, poses: Poses, names: Sequence[str], name: str) -> bool:
    """Whether no plate reaches further out than a plate, out of what was its lower side."""
    outward = -poses[name][:3, 2]
    places = np.concatenate([edges(scene.body(other), poses) for other in names])
    further = float(((places - middle(poses, name)) @ outward).max())
    return further < SLACK * side_of(scene, names)


def ways_to_bend(scene: Scene, flat: Poses, sheet: Sequence[str], box: Doubles) -> Iterator[Poses]:
    """Every way in which a sheet is left flat or bent by 90° at each hinge, from the first plate
    outward, with no two plates at one place, and nowhere larger than a box with these (3,) sides,
    the least first."""
    found = hinges(scene, flat, sheet)
    waiting = [(0, flat)]
    while waiting:
        number, poses = waiting.pop()
        if number == len(found):
            yield poses
            continue
        names = [sheet[0], *(hinge.plate for hinge in found[: number + 1])]
        for degrees in (0.0, 90.0):
            after = _bent_at(found, number, flat, poses, degrees)
            if (
                _alone(after, names, LEAST_APART * side_of(scene, names))
                and (reach(scene, after, names) < box + SLACK).all()
            ):
                waiting.append((number + 1, after))


def _bent_at(
    found: Sequence[Hinge], number: int, flat: Poses, poses: Poses, degrees: float
) -> Poses:
    """One hinge bent, wherever what it hangs on has been taken."""
    hinge = found[number]
    carried = poses[hinge.on] @ np.linalg.inv(flat[hinge.on])
    place = carried[:3, :3] @ hinge.place + carried[:3, 3]
    turn = rotation(carried[:3, :3] @ hinge.axis, degrees)
    return turned_about(poses, _hanging(found, hinge.plate), place, turn)


def _alone(poses: Poses, names: Sequence[str], least: float) -> bool:
    """Whether the last plate is away from all before it."""
    places = np.array([middle(poses, name) for name in names])
    return bool(np.linalg.norm(places[:-1] - places[-1], axis=1).min() > least)
