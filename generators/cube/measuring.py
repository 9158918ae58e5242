"""The asks of the cube tasks once more, on meshes: arrows as vectors, corners as they look."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations, product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.errors import Refused
from spatialbench.generators.cube.kinds import ArrowAt, BringTo, OppositeSeen
from spatialbench.geometry.scene import Body
from spatialbench.verification.bodies import (
    OUTWARD,
    SIDES,
    Poses,
    colour_of,
    in_room,
    middle,
    surface_of,
)
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import UNTOLD, built, measured
from spatialbench.verification.motion import rotation
from spatialbench.verification.rays import Doubles, Integers, first_hits
from spatialbench.verification.sight import eye_out_of, straight_rays

LEAST_ALONG = 0.9  # cosine between an arrow and the side that it points to
LEAST_TOWARD = 0.15  # cosine between a normal and the eye from which a face counts as seen
MOST_TRIED = 2000  # sequences of turns of the last length; no level has more than 144
SAME_PLACE = 0.2  # of the size: as near are two corners of triangles that are one

UP: dict[str, Doubles] = {
    "front": OUTWARD["top"],
    "back": OUTWARD["top"],
    "left": OUTWARD["top"],
    "right": OUTWARD["top"],
    "top": OUTWARD["back"],
    "bottom": OUTWARD["front"],
}
"""Where an upright mark on each own face has its upper end."""


@measured.register
def _(ask: ArrowAt, history: History) -> Found:
    """The side that is nearest to the arrow of the one face that rays from that side meet."""
    body, poses = history.scene.body(ask.body), history.poses
    eye = eye_out_of(body, poses, ask.side)
    hit = first_hits(eye, straight_rays(body, poses, eye), in_room(body, poses)).triangle
    faces = set(surface_of(body.shape).faces[hit[hit >= 0]].tolist())
    if len(faces) != 1 or (hit < 0).any():
        raise Refused("no one face", f"rays at the {ask.side} of {ask.body!r} meet {len(faces)}")
    arrow = poses[ask.body][:3, :3] @ _own_arrow(body, SIDES[faces.pop()])
    along = {side: float(arrow @ outward) for side, outward in OUTWARD.items()}
    nearest = max(along, key=lambda side: along[side])
    if along[nearest] < LEAST_ALONG:
        raise Refused("arrow askew", f"the arrow is at a cosine of {along[nearest]:.2f} to a side")
    return Found(nearest, {"along": along[nearest]})


def _own_arrow(body: Body, face: str) -> Doubles:
    mark = dict(body.marks).get(face)
    if mark is None or mark.glyph != "arrow":
        raise Refused("no arrow", f"the {face} face of {body.name!r} has no arrow")
    turned: Doubles = rotation(OUTWARD[face], 90 * mark.turn) @ UP[face]
    return turned


# --- what corners tell --------------------------------------------------------------------------


class Faces(NamedTuple):
    """(6, 3) the middles of the faces of a body in the room and their outward unit normals."""

    middles: Doubles
    normals: Doubles


def faces_of(body: Body, poses: Poses) -> Faces:
    """The faces by own number, from the triangles."""
    triangles, owner = in_room(body, poses), surface_of(body.shape).faces
    middles = np.array([triangles[owner == f].mean((0, 1)) for f in range(len(SIDES))])
    outward = middles - middle(poses, body.name)
    return Faces(middles, outward / np.linalg.norm(outward, axis=1, keepdims=True))


def clockwise(faces: Sequence[int], places: Doubles, eye: Doubles, centre: Doubles) -> list[int]:
    """Faces in the order in which they come around the line of sight, clockwise for the eye."""
    sight = (eye - centre) / np.linalg.norm(eye - centre)
    first = places[faces[0]] - centre
    up = first - sight * (sight @ first)
    right = np.cross(up, sight)
    offsets = [places[face] - centre for face in faces]
    angles = [float(np.arctan2(o @ right, o @ up)) % (2 * np.pi) for o in offsets]
    return [face for _, face in sorted(zip(angles, faces, strict=True))]


def corner_seen(body: Body, poses: Poses, eye: Doubles) -> tuple[list[int], float]:
    """The three faces that are turned to the eye, clockwise, and how clearly they are, and the
    others are not."""
    faces, centre = faces_of(body, poses), middle(poses, body.name)
    toward = eye - faces.middles
    cosine = np.einsum("ij,ij->i", toward, faces.normals) / np.linalg.norm(toward, axis=1)
    seen = [int(face) for face in np.flatnonzero(cosine > LEAST_TOWARD)]
    if len(seen) != 3 or (np.abs(cosine) < LEAST_TOWARD).any():
        raise Refused("no corner", f"{len(seen)} faces are turned to the eye")
    return clockwise(seen, faces.middles, eye, centre), float(np.abs(cosine).min())


def mesh_corners(body: Body, poses: Poses) -> Integers:
    """(8, 3) the faces that meet at each corner of the mesh, clockwise from outside."""
    triangles, owner = in_room(body, poses), surface_of(body.shape).faces
    faces, centre = faces_of(body, poses), middle(poses, body.name)
    points, numbers = triangles.reshape(-1, 3), np.repeat(owner, 3)
    near = SAME_PLACE * float(np.ptp(points, axis=0).max())
    found: dict[frozenset[int], list[int]] = {}
    for point in points:
        there = np.linalg.norm(points - point, axis=1) < near
        meeting = frozenset(numbers[there].tolist())
        out = centre + 3 * (point - centre)
        found.setdefault(meeting, clockwise(sorted(meeting), faces.middles, out, centre))
    return np.array(list(found.values()))


@lru_cache(maxsize=16)
def _paintings(colours: tuple[int, ...]) -> Integers:
    """(n, 6) all ways to put these colours on numbered faces."""
    return np.array(sorted(set(permutations(colours))))


def _has_corner(
    painted: Integers, seen: Sequence[int], own: Sequence[str], covered: str
) -> NDArray[np.bool_]:
    """(n,) whether there is among (n, 8, 3) painted corners one that looks as what was seen."""
    names = sorted(set(own))
    wanted = [-1 if SIDES[face] == covered else names.index(own[face]) for face in seen]
    found = np.zeros(len(painted), np.bool_)
    for i in range(3):
        turned = np.array(wanted[i:] + wanted[:i])
        found |= ((painted == turned) | (turned < 0)).all(2).any(1)
    return found


@measured.register
def _(ask: OppositeSeen, history: History) -> Found:
    """Every way to paint the mesh that has somewhere each corner that was seen."""
    body, poses = history.scene.body(ask.body), history.poses
    own = [colour_of(body, face) for face in range(len(SIDES))]
    names = sorted(set(own))
    if own.count(ask.colour) != 1:
        raise Refused("no one face", f"{own.count(ask.colour)} faces are {ask.colour}")
    paintings = _paintings(tuple(sorted(names.index(colour) for colour in own)))
    corners, clear = mesh_corners(body, poses), 1.0
    fits = np.ones(len(paintings), np.bool_)
    for view in ask.views:
        seen, clearly = corner_seen(body, poses, np.array(view.eye, np.float64))
        if view.covered and SIDES.index(view.covered) not in seen:
            raise Refused("covered unseen", f"the {view.covered} face is not at the corner")
        fits &= _has_corner(paintings[:, corners], seen, own, view.covered)
        clear = min(clear, clearly)
    middles = faces_of(body, poses).middles
    across = np.linalg.norm(middles[:, None] - middles, axis=2).argmax(1)
    asked = paintings[fits] == names.index(ask.colour)
    found = {names[i] for i in paintings[fits][:, across][asked].tolist()}
    if not found:
        raise Refused("no cube fits", "no cube has all the corners that were seen")
    return Found(found.pop() if len(found) == 1 else UNTOLD, {"toward": clear})


# --- turns that were written down ---------------------------------------------------------------


class Lying(NamedTuple):
    """(6, 3) outward unit normals of the faces of a body, and their colours."""

    normals: Doubles
    colours: tuple[str, ...]

    def sides(self, turn: Doubles) -> dict[str, str]:
        """The colours by the side of the room that the faces are toward, once turned by (3, 3)."""
        along = self.normals @ turn.T @ np.array(list(OUTWARD.values())).T
        if along.max(1).min() < LEAST_ALONG:
            raise Refused("face askew", "a face is toward no side of the room")
        return {SIDES[s]: c for s, c in zip(along.argmax(1), self.colours, strict=True)}


def _lying(history: History, name: str) -> Lying:
    body = history.scene.body(name)
    colours = tuple(colour_of(body, face) for face in range(len(SIDES)))
    return Lying(faces_of(body, history.poses).normals, colours)


def _carried_out(steps: Sequence[str]) -> Doubles:
    """(3, 3) all quarter turns, one after the other."""
    turn = np.eye(3)
    for step in steps:
        side, _, way = step.partition(" ")
        turn = rotation(OUTWARD[side], {"clockwise": -90, "counterclockwise": 90}[way]) @ turn
    return turn


@built.register
def _(ask: BringTo, history: History, steps: Sequence[str]) -> bool:
    """Whether all sides have the colours that they have on the other body."""
    if not 0 < len(steps) <= ask.most or not set(steps) <= set(ask.steps):
        return False
    goal = _lying(history, ask.goal).sides(np.eye(3))
    return _lying(history, ask.body).sides(_carried_out(steps)) == goal


@measured.register
def _(ask: BringTo, history: History) -> Found:
    """The first that does it of all sequences, the shorter ones first."""
    if len(ask.steps) ** ask.most > MOST_TRIED:
        raise Refused("too many turns", f"more than {MOST_TRIED} sequences are possible")
    body, goal = _lying(history, ask.body), _lying(history, ask.goal).sides(np.eye(3))
    if body.sides(np.eye(3)) == goal:
        raise Refused("nothing to do", "the body lies so already")
    for count in range(1, ask.most + 1):
        for steps in product(ask.steps, repeat=count):
            if body.sides(_carried_out(steps)) == goal:
                return Found(list(steps), {})
    raise Refused("no such turns", f"{ask.most} turns never do it")
