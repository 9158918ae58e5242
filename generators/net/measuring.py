"""Folding, stacking and opposites again, on meshes with floating numbers.

Sheets are bent as `verification.sheets` has it. What lies opposite is what rays through the middle
of a cube meet; what is seen of a cube is what rays from the eye meet.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.net.kinds import (
    Closes,
    FoldBack,
    FoldUp,
    OnTop,
    OppositeTo,
    Stack,
    WhichView,
)
from spatialbench.geometry.scene import Scene
from spatialbench.verification.bodies import OUTWARD, Poses, in_room, middle
from spatialbench.verification.found import Found, History
from spatialbench.verification.looks import ALIKE, can_look_so, seen_from, seen_mark
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import moved, rotation
from spatialbench.verification.rays import Doubles, first_hits
from spatialbench.verification.sheets import (
    LEAST_APART,
    SLACK,
    bent,
    half_sides,
    joined,
    outermost,
    reach,
    turned_about,
    ways_to_bend,
)

NEAR = 0.2  # sides: how near to the top of a tower a corner is that is of its top
SPREAD = 0.5  # of a plate, from its middle: as far as rays are sent
FAR = 20  # sides: how high above a tower the eye is


@moved.register
def _(event: FoldUp, scene: Scene, poses: Poses) -> Poses:
    for sheet in event.sheets:
        poses = bent(scene, poses, sheet, 90)
    return poses


@moved.register
def _(event: FoldBack, scene: Scene, poses: Poses) -> Poses:
    return bent(scene, poses, event.sheet, -90)


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


# --- closed or not ------------------------------------------------------------------------------


@measured.register
def _(ask: Closes, history: History) -> Found:
    """Every way to bend the sheet is tried; one in which no edge is torn, every plate is
    outermost, and which reaches as far as the box does, is enough."""
    scene, flat = history.scene, history.poses
    box = np.sort(np.array(ask.box, np.float64))
    edges = joined(scene, flat, ask.plates)
    closed = any(
        (reach(scene, poses, ask.plates) > box - SLACK).all()
        and all(edge.gap(scene, poses) < SLACK for edge in edges)
        and all(outermost(scene, poses, ask.plates, name) for name in ask.plates)
        for poses in ways_to_bend(scene, flat, ask.plates, box)
    )
    return Found("yes" if closed else "no", {"clear": SLACK})


# --- views --------------------------------------------------------------------------------------


@measured.register
def _(ask: WhichView, history: History) -> Found:
    """The one that can be turned so that all marks that are seen of it lie as on the cube."""
    scene, poses = history.scene, history.poses
    _check_closed(scene, poses, ask.plates)
    marks = [seen_mark(scene.body(name), poses, "top") for name in ask.plates]
    eyes = [np.array(eye, np.float64) for eye in ask.eyes]
    views = [
        (name, seen_from(scene.body(name), poses, eye))
        for name, eye in zip(ask.views, eyes, strict=True)
    ]
    found = [name for name, view in views if can_look_so(marks, view)]
    if len(found) != 1:
        raise Refused("not one view", f"{len(found)} of the views can be the cube")
    return Found(found[0], {"clear": 1 - ALIKE})


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
