"""Rolling and reading a die again, on meshes: it is turned about the lowest edge that is measured
on its triangles, and rays from outside meet the face that counts."""

from __future__ import annotations

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.die.kinds import Compass, PipsOn, Roll
from spatialbench.geometry.scene import Scene
from spatialbench.verification.bodies import OUTWARD, SIDES, Poses, in_room, surface_of
from spatialbench.verification.found import Found, History
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import moved, rotation
from spatialbench.verification.rays import Doubles, first_hits
from spatialbench.verification.sight import eye_out_of, straight_rays

NEAR = 0.05  # of the size of a body: corners that lie at one height, or equally far out
PIPS = "pips-"
TOWARD: dict[Compass, Doubles] = {
    "north": OUTWARD["back"],
    "east": OUTWARD["right"],
    "south": OUTWARD["front"],
    "west": OUTWARD["left"],
}


def lower_edge(corners: Doubles, toward: Doubles) -> Doubles:
    """(n, 3) the corners that are lowest and, among these, the farthest out."""
    slack = NEAR * float(np.ptp(corners, axis=0).max())
    lowest = corners[corners[:, 2] < corners[:, 2].min() + slack]
    far = lowest @ toward
    edge: Doubles = lowest[far > far.max() - slack]
    return edge


@moved.register
def _(event: Roll, scene: Scene, poses: Poses) -> Poses:
    toward = TOWARD[event.toward]
    corners = in_room(scene.body(event.body), poses).reshape(-1, 3)
    edge = lower_edge(corners, toward).mean(0)
    turn = rotation(np.cross(OUTWARD["top"], toward), 90)
    pose = poses[event.body].copy()
    pose[:3, :3] = turn @ pose[:3, :3]
    pose[:3, 3] = turn @ (pose[:3, 3] - edge) + edge
    return poses | {event.body: pose}


def pips_at(scene: Scene, poses: Poses, name: str, side: str) -> int:
    """The pips on the one face that rays from far out of a side meet; Refused if they meet several,
    or a face without pips."""
    body = scene.body(name)
    eye = eye_out_of(body, poses, side)
    hit = first_hits(eye, straight_rays(body, poses, eye), in_room(body, poses)).triangle
    faces = set(surface_of(body.shape).faces[hit[hit >= 0]].tolist())
    if len(faces) != 1 or (hit < 0).any():
        raise Refused("no one face", f"rays at the {side} of {name!r} meet {len(faces)}")
    glyph = dict(body.marks)[SIDES[faces.pop()]].glyph or ""
    if not glyph.removeprefix(PIPS).isdigit():
        raise Refused("no pips", f"the face at the {side} of {name!r} shows {glyph!r}")
    return int(glyph.removeprefix(PIPS))


@measured.register
def _(ask: PipsOn, history: History) -> Found:
    """The pips of all the sides together."""
    if not ask.sides:
        raise Refused("no sides", "the ask names no side")
    scene, poses = history.scene, history.poses
    return Found(sum(pips_at(scene, poses, ask.body, side) for side in ask.sides), {})
