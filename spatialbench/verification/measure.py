"""The answer to an ask, measured on meshes: a second way to every key, apart from the generators.

A measurement that is too close to call is `Refused`, never rounded to an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, singledispatch

import numpy as np

from spatialbench.errors import Refused
from spatialbench.geometry.asks import (
    AtWhichPlace,
    BehindWhich,
    FacesAt,
    FaceToward,
    InWhich,
    VisibleFaces,
)
from spatialbench.geometry.kinds import Ask, beside
from spatialbench.geometry.program import Program
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.story import Story
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Value
from spatialbench.verification.bodies import (
    OUTWARD,
    Poses,
    colour_of,
    in_room,
    inside,
    middle,
    placed,
    surface_of,
)
from spatialbench.verification.found import Found, History, Margins
from spatialbench.verification.jitter import jittered
from spatialbench.verification.motion import possible_worlds
from spatialbench.verification.rays import Doubles, crossed, first_hits
from spatialbench.verification.sight import (
    colours_seen,
    eye_out_of,
    size_of,
    straight_rays,
)

UNTOLD = "cannot be told"
LEAST_SEEN = 0.05  # share of the outline from which a colour counts as seen; below, none may be
LEAST_FACING = 0.9  # cosine between the normal of a face and the side it is toward
LEAST_NEARER = 0.2  # how much nearer the nearest place is than the second
KEPT = 64  # the items of one probe come one after the other, and it is measured once


@dataclass(frozen=True, slots=True)
class Measured:
    """A value in the form of a probe's answer, how clear it was (shares and ratios, larger is
    clearer), and whether several histories fit that end differently."""

    value: Value
    margins: Margins = field(default_factory=dict)
    undetermined: bool = False
    note: str = ""


@lru_cache(maxsize=KEPT)
def measure(scene: Scene, story: Story, ask: Ask) -> Measured:
    """The answer to the ask after the story, with its margins; "cannot be told" where histories
    that fit the story equally well disagree.

    Refused if no history fits, or if the measurement is too close to call.
    """
    return _measured_afresh(scene, story, ask)


def _measured_afresh(scene: Scene, story: Story, ask: Ask) -> Measured:
    """The same, without looking whether it is known: what is off differs every time."""
    found = [
        measured(ask, History(scene, story, world.poses, world.moments))
        for world in possible_worlds(scene, story)
    ]
    values = [one.value for one in found]
    margins = _least(one.margins for one in found)
    note = f"{len(found)} histories fit" if len(found) > 1 else ""
    if any(value != values[0] for value in values):
        return Measured(UNTOLD, margins, undetermined=True, note=note)
    return Measured(values[0], margins, undetermined=values[0] == UNTOLD, note=note)


def jitter_holds(
    scene: Scene, story: Story, ask: Ask, *, value: Value, draw: Draw, times: int = 3
) -> bool:
    """Whether the answer is still this value when places, sizes and cameras are off by up to 2 %,
    drawn as many times."""
    program = Program(scene, story, ask)
    return all(
        _still_measures(jittered(program, draw.child(number)), value) for number in range(times)
    )


def _still_measures(program: Program, value: Value) -> bool:
    try:
        return _measured_afresh(*program).value == value
    except Refused:
        return False


def _least(margins: Iterable[Margins]) -> Margins:
    least: dict[str, float] = {}
    for one in margins:
        for name, value in one.items():
            least[name] = min(value, least.get(name, value))
    return least


@singledispatch
def measured(ask: Ask, history: History) -> Found:
    """What the ask is answered with in one history: an ability's `measuring.py` says so of its
    own asks."""
    found: Found = beside(measured, ask, "measuring")(ask, history)
    return found


@singledispatch
def built(ask: Ask, history: History, steps: Sequence[str]) -> bool:
    """Whether a construction does what the ask wants, carried out on meshes: an ability's
    `measuring.py` says so of its own asks."""
    found: bool = beside(built, ask, "measuring")(ask, history, steps)
    return found


def builds(scene: Scene, story: Story, ask: Ask, steps: Sequence[str]) -> bool:
    """Whether a construction does what the ask wants, in every history that fits the story."""
    return all(
        built(ask, History(scene, story, world.poses, world.moments), steps)
        for world in possible_worlds(scene, story)
    )


@measured.register
def _(ask: FacesAt, history: History) -> Found:
    """The colours at these sides, sorted by name."""
    if not ask.sides:
        raise Refused("no sides", "the ask names no side")
    found = [_face_at(history, ask.body, side) for side in ask.sides]
    return Found(sorted(colour for colour, _ in found), {"facing": min(f for _, f in found)})


def _face_at(history: History, name: str, side: str) -> tuple[str, float]:
    """The colour that rays from far out of a side meet, all of them, and how straight they do."""
    body, poses = history.scene.body(name), history.poses
    eye = eye_out_of(body, poses, side)
    triangles = in_room(body, poses)
    hit = first_hits(eye, straight_rays(body, poses, eye), triangles).triangle
    faces = set(surface_of(body.shape).faces[hit[hit >= 0]].tolist())
    if len(faces) != 1 or (hit < 0).any():
        raise Refused("no one face", f"rays at the {side} of {name!r} meet {len(faces)}")
    first, second, third = triangles[sorted(set(hit.tolist()))].transpose(1, 2, 0)
    normals = crossed(second - first, third - first)
    facing = float((OUTWARD[side] @ normals / np.linalg.norm(normals, axis=0)).min())
    if facing < LEAST_FACING:
        raise Refused("face askew", f"the face is at a cosine of {facing:.2f} to the {side}")
    return colour_of(body, faces.pop()), facing


@measured.register
def _(ask: VisibleFaces, history: History) -> Found:
    eye = np.array(ask.camera, np.float64)
    return _visible(history.scene, history.poses, ask.body, eye)


def _visible(scene: Scene, poses: Poses, name: str, eye: Doubles) -> Found:
    """The colours that are seen from the eye, sorted by name."""
    shares = colours_seen(scene, poses, name, eye)
    seen = sorted(colour for colour, share in shares.items() if share >= LEAST_SEEN)
    least = min((shares[colour] for colour in seen), default=0.0)
    most = max((shares[colour] for colour in shares if colour not in seen), default=0.0)
    if most > 0 or not seen:
        raise Refused("hardly seen", f"a colour shows on {most:.3f} of the outline")
    return Found(seen, {"least_seen": least, "unseen_below": LEAST_SEEN - most})


@measured.register
def _(ask: FaceToward, history: History) -> Found:
    """The one colour that is seen from straight in front."""
    scene, poses = history.scene, history.poses
    body = scene.body(ask.body)
    found = _visible(scene, poses, ask.body, eye_out_of(body, poses, "front"))
    if not isinstance(found.value, list) or len(found.value) != 1:
        raise Refused("no one face", f"from the front one sees {found.value}")
    return Found(found.value[0], found.margins)


@measured.register
def _(ask: InWhich, history: History) -> Found:
    """The colour of the one container whose cavity has the middle of the body in it."""
    scene, poses = history.scene, history.poses
    holding = []
    for name in ask.containers:
        container = scene.body(name)
        enclosed = inside(container, poses, ask.body)
        if enclosed.inside:
            holding.append((container.colour, enclosed.clearance / size_of(container)))
    if len(holding) != 1:
        raise Refused("not in one", f"{ask.body!r} is inside {len(holding)} of the containers")
    colour, clearance = holding[0]
    return Found(colour, {"clearance": clearance})


@measured.register
def _(ask: AtWhichPlace, history: History) -> Found:
    """The number of the nearest place."""
    number, nearer = _nearest(ask.places, history.poses, ask.body)
    return Found(str(number), {"nearer": nearer})


def _nearest(places: Sequence[Vector], poses: Poses, name: str) -> tuple[int, float]:
    """The number of the place nearest to the middle of a body, and by what share it is nearer."""
    if not places:
        raise Refused("no places", "the ask names no place")
    away = np.linalg.norm(np.array(places, np.float64) - middle(poses, name), axis=1)
    nearest, *others = np.argsort(away, kind="stable")
    nearer = float(1 - away[nearest] / away[others].min()) if others else 1.0
    if not nearer >= LEAST_NEARER:
        raise Refused("between places", f"the nearest place is nearer by {nearer:.2f} only")
    return int(nearest) + 1, nearer


@measured.register
def _(ask: BehindWhich, history: History) -> Found:
    """The container if the body is inside it, else the place of the screen that hides it all."""
    scene, poses = history.scene, history.poses
    container = scene.body(ask.container)
    enclosed = inside(container, poses, ask.body)
    if enclosed.inside:
        return Found(ask.container, {"clearance": enclosed.clearance / size_of(container)})
    if not ask.screens:
        raise Refused("no screens", f"{ask.body!r} is not inside, and the ask names no screen")
    hidden = _hidden_by(scene, poses, ask)
    number = int(hidden.argmax())
    if hidden[number] < 1:
        raise Refused(
            "partly in view", f"{hidden[number]:.2f} of {ask.body!r} is behind one screen"
        )
    place, nearer = _nearest(ask.places, poses, ask.screens[number])
    return Found(str(place), {"hidden_share": float(hidden[number]), "nearer": nearer})


def _hidden_by(scene: Scene, poses: Poses, ask: BehindWhich) -> Doubles:
    """(n,) for each screen the share of the body's corners for which it is what the ray from the
    camera meets first."""
    eye = np.array(scene.camera.position, np.float64)
    body = scene.body(ask.body)
    corners = placed(surface_of(body.shape).corners, poses[ask.body])
    screens = [in_room(scene.body(name), poses) for name in ask.screens]
    owner = np.repeat(np.arange(len(screens)), [len(s) for s in screens])
    hits = first_hits(eye, corners - eye, np.concatenate(screens))
    behind = owner[hits.triangle[hits.distance < 1]]
    return np.bincount(behind, minlength=len(screens)) / len(hits.triangle)
