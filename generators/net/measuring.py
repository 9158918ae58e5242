"""Folding, stacking and opposites again, on meshes with floating numbers.

Plates that have an edge in common are joined there; the hinge is that edge, measured. What lies
opposite is what rays through the middle of a cube meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.net.kinds import FoldUp, OnTop, OppositeTo, Stack
from spatialbench.geometry.scene import Body, Scene
from spatialbench.verification.bodies import OUTWARD, Poses, in_room, middle, surface_of
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import moved, rotation
from spatialbench.verification.rays import Doubles, first_hits

NEAR = 0.2  # of a side: how far apart the edges of two joined plates may be
LEAST_APART = 0.5  # sides: how far apart the middles of two faces are; on a cube 0.7 at least
SPREAD = 0.5  # of a plate, from its middle: as far as rays are sent
FAR = 20  # sides: how high above a tower the eye is


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


class Plate(NamedTuple):
    """A plate of a flat sheet: its name, (3,) its middle, (4, 3) the middles of its edges, and how
    long these are."""

    name: str
    middle: Doubles
    edges: Doubles
    side: float


def _plate(scene: Scene, poses: Poses, name: str) -> Plate:
    body = scene.body(name)
    side = 2 * half_sides(body)[:2].mean()
    return Plate(name, middle(poses, name), edges(body, poses), side)


def _hinge(one: Plate, other: Plate) -> Hinge | None:
    """The edge that two plates have in common, halfway between theirs; None if they have none."""
    between = one.edges[:, None] - other.edges
    apart = np.sqrt((between * between).sum(2))
    i, j = divmod(int(apart.argmin()), 4)
    if apart[i, j] > NEAR * one.side:
        return None
    place = (one.edges[i] + other.edges[j]) / 2
    x, y, _ = one.edges[i] - one.middle
    along = np.array([y, -x, 0.0])  # outward × up
    return Hinge(one.name, other.name, place, along / np.linalg.norm(along))


def hinges(scene: Scene, poses: Poses, sheet: Sequence[str]) -> list[Hinge]:
    """The hinges of a flat sheet, from its first plate outward."""
    plates = [_plate(scene, poses, name) for name in sheet]
    found: list[Hinge] = []
    order, names = [plates[0]], [sheet[0]]
    for plate in order:
        for other in [other for other in plates if other.name not in names]:
            hinge = _hinge(plate, other)
            if hinge is not None:
                found.append(hinge)
                order.append(other)
                names.append(other.name)
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


@moved.register
def _(event: FoldUp, scene: Scene, poses: Poses) -> Poses:
    """The outermost plates first: until then every hinge is where it was when all was flat."""
    for sheet in event.sheets:
        found = hinges(scene, poses, sheet)
        for hinge in reversed(found):
            names = _hanging(found, hinge.plate)
            poses = turned_about(poses, names, hinge.place, rotation(hinge.axis, 90))
    return poses


# --- what is opposite ---------------------------------------------------------------------------


def centre(poses: Poses, names: Sequence[str]) -> Doubles:
    """(3,) the middle of the middles of bodies."""
    found: Doubles = np.mean([middle(poses, name) for name in names], axis=0)
    return found


def met(scene: Scene, poses: Poses, names: Sequence[str], eye: Doubles, rays: Doubles) -> str:
    """The one body that all rays from the eye meet first; Refused if they meet several, or miss."""
    triangles = [in_room(scene.body(name), poses) for name in names]
    owner = np.repeat(np.arange(len(names)), [len(part) for part in triangles])
    hit = first_hits(eye, rays, np.concatenate(triangles)).triangle
    numbers: set[int] = set(owner[hit[hit >= 0]].tolist())
    if len(numbers) != 1 or (hit < 0).any():
        raise Refused("no one face", f"rays meet {len(numbers)} of {len(names)} plates")
    return names[numbers.pop()]


def _check_closed(scene: Scene, poses: Poses, plates: Sequence[str]) -> None:
    """Refused unless there are six plates and no two of them are at the same face."""
    places = np.array([middle(poses, name) for name in plates])
    apart = np.linalg.norm(places[:, None] - places, axis=2) + np.diag([np.inf] * len(plates))
    side = 2 * half_sides(scene.body(plates[0])).max()
    if len(plates) != 6 or apart.min() < LEAST_APART * side:
        raise Refused("not a cube", "the plates do not close to a cube, each at its own face")


def facing(scene: Scene, poses: Poses, plates: Sequence[str], name: str) -> str:
    """The plate that rays from a plate through the middle of its cube meet."""
    _check_closed(scene, poses, plates)
    eye, others = middle(poses, name), [other for other in plates if other != name]
    aside = in_room(scene.body(name), poses).reshape(-1, 3) - eye
    inward = 2 * (centre(poses, plates) - eye)
    return met(scene, poses, others, eye, inward + SPREAD * aside)


@measured.register
def _(ask: OppositeTo, history: History) -> Found:
    scene, poses = history.scene, history.poses
    found = facing(scene, poses, ask.plates, ask.body)
    return Found(scene.body(found).colour, {"clear": 1 - SPREAD})


@measured.register
def _(ask: OnTop, history: History) -> Found:
    """The colour of the one plate that rays from far above meet."""
    scene, poses = history.scene, history.poses
    corners = np.concatenate([in_room(scene.body(n), poses).reshape(-1, 3) for n in ask.plates])
    side = 2 * half_sides(scene.body(ask.plates[0])).max()
    top = corners[corners[:, 2] > corners[:, 2].max() - NEAR * side]
    eye = top.mean(axis=0) + FAR * side * OUTWARD["top"]
    aims = top.mean(axis=0) + SPREAD * (top - top.mean(axis=0))
    found = met(scene, poses, ask.plates, eye, aims - eye)
    return Found(scene.body(found).colour, {"clear": 1 - SPREAD})


# --- the tower ----------------------------------------------------------------------------------


def downward(vector: Doubles) -> Doubles:
    """(3, 3) the shortest rotation that turns a vector to point down."""
    ahead = vector / np.linalg.norm(vector)
    axis = np.cross(ahead, OUTWARD["bottom"])
    sine = float(np.linalg.norm(axis))
    cosine = float(ahead @ OUTWARD["bottom"])
    if sine < 1e-9:  # up or down already: about the left-right axis
        return rotation(OUTWARD["right"], 0 if cosine > 0 else 180)
    return rotation(axis / sine, float(np.degrees(np.arctan2(sine, cosine))))


def heights(scene: Scene, poses: Poses, names: Sequence[str]) -> Doubles:
    """(n,) how high the corners of bodies are."""
    found = [in_room(scene.body(name), poses)[..., 2].ravel() for name in names]
    return np.concatenate(found)


def _set_on(scene: Scene, poses: Poses, cube: Sequence[str], bottom: str, to: Doubles) -> Poses:
    """A cube turned so that its plate `bottom` is below, its middle above a place and its lowest
    corner as high as that."""
    there = centre(poses, cube)
    after = turned_about(poses, cube, there, downward(middle(poses, bottom) - there))
    by = to - there
    by[2] = to[2] - heights(scene, after, cube).min()
    for name in cube:
        after[name][:3, 3] += by
    return after


@moved.register
def _(event: Stack, scene: Scene, poses: Poses) -> Poses:
    after, bottom = poses, event.bottom
    foot = centre(poses, event.cubes[0])
    foot[2] = 0.0
    for number, cube in enumerate(event.cubes):
        if number:
            colour = scene.body(facing(scene, after, event.cubes[number - 1], bottom)).colour
            bottom = _of_colour(scene, cube, colour)
            foot[2] = heights(scene, after, event.cubes[number - 1]).max()
        after = _set_on(scene, after, cube, bottom, foot)
    return after


def _of_colour(scene: Scene, cube: Sequence[str], colour: str) -> str:
    found = [name for name in cube if scene.body(name).colour == colour]
    if len(found) != 1:
        raise Refused("no one face", f"{len(found)} plates of the next cube are {colour}")
    return found[0]
