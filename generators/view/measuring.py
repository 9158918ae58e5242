"""Directions again, from meshes and with floating numbers.

Where a figure looks is found from its surface: toward the corner that is farthest from its axis.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from spatialbench.errors import Refused
from spatialbench.generators.view.kinds import (
    Bearing,
    Changed,
    PictureSeen,
    Pivot,
    Sees,
    ThirdView,
    WalkAhead,
)
from spatialbench.geometry.scene import Scene
from spatialbench.verification.bodies import OUTWARD, Poses, in_room, middle
from spatialbench.verification.found import Found, History
from spatialbench.verification.glimpses import glimpse, moved_to, overlap, rays_of
from spatialbench.verification.measure import measured
from spatialbench.verification.motion import moved, rotation, shifted
from spatialbench.verification.rays import Doubles, Integers, first_hits
from spatialbench.verification.sight import outline_rays

LEAST_OFF = 1.0  # degrees from the border of a direction
LEAST_INSIDE = 3.0  # degrees from the border of what a figure sees
VISIBLE = 0.35  # of a body alone, from which it is seen; else nothing of it may be
SAME = 0.08  # at least every body overlaps with itself in pictures of one table from one place
OTHER = 0.03  # at most some body overlaps with itself in any other picture
EVERY = 7  # of the rays over an outline is one sent
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


# --- what a figure sees -------------------------------------------------------------------------


@measured.register
def _(ask: Sees, history: History) -> Found:
    """The colours of the bodies that rays from the eyes meet first."""
    scene, poses = history.scene, history.poses
    eye = middle(poses, ask.figure).copy()
    eye[2] = ask.eyes
    found, margins = [], {"seen": 1.0, "degrees": 180.0}
    for name in ask.bodies:
        inside, off = _in_field(scene, poses, ask, name)
        share = _share(scene, poses, ask.figure, name, eye) if inside else 0.0
        margins["degrees"] = min(margins["degrees"], off)
        if 0 < share < VISIBLE or off < LEAST_INSIDE:
            raise Refused("hardly seen", f"{share:.2f} of {name!r}, {off:.1f}° inside its view")
        if share:
            found.append(scene.body(name).colour)
            margins["seen"] = min(margins["seen"], share)
    return Found(sorted(found), margins)


def _in_field(scene: Scene, poses: Poses, ask: Sees, name: str) -> tuple[bool, float]:
    """Whether a body is within the field of view, and how far all of it is from the border."""
    corners = in_room(scene.body(name), poses).reshape(-1, 3)[:, :2] - middle(poses, ask.figure)[:2]
    ahead = degrees(looks_toward(scene, poses, ask.figure))
    angles = np.degrees(np.arctan2(corners[:, 1], corners[:, 0])) - ahead
    aside = np.abs((angles + 180) % 360 - 180)
    inside = bool(aside.max() < ask.field)
    return inside, float(ask.field - aside.max() if inside else aside.min() - ask.field)


def _share(scene: Scene, poses: Poses, figure: str, name: str, eye: Doubles) -> float:
    """How much of a body's outline is seen from an eye, past all but the figure itself."""
    own = in_room(scene.body(name), poses)
    rays = outline_rays(eye, own.reshape(-1, 3), middle(poses, name))[::EVERY]
    far = first_hits(eye, rays, own).distance
    rays, far = rays[np.isfinite(far)], far[np.isfinite(far)]
    others = [in_room(b, poses) for b in scene.bodies if b.name not in (figure, name)]
    before = first_hits(eye, rays, np.concatenate(others)).distance if others else np.inf
    return float((far < before).mean())


# --- what a picture shows -----------------------------------------------------------------------


@measured.register
def _(ask: PictureSeen, history: History) -> Found:
    """The picture in which rays meet what they meet from the eyes of the figure."""
    scene, poses = history.scene, history.poses
    eye = middle(poses, ask.figure).copy()
    eye[2] = ask.eyes
    tip = looks_toward(scene, poses, ask.figure)
    from_eyes, toward = (np.array(p, np.float64) for p in (ask.from_eyes, ask.toward))
    level, drop = np.hypot(*(toward - from_eyes).T[:2]).mean(), (toward - from_eyes)[:, 2].mean()
    ahead = np.array([*tip / np.hypot(*tip) * level, drop])
    seen = glimpse(scene, poses, ask.bodies, eye, rays_of(eye, eye + ahead, ask.degrees))
    alike = []
    for place, aim, places in zip(from_eyes, toward, ask.places, strict=True):
        there = moved_to(poses, dict(zip(ask.bodies, places, strict=True)))
        shown = glimpse(scene, there, ask.bodies, place, rays_of(place, aim, ask.degrees))
        alike.append(overlap(seen, shown, len(ask.bodies)))
    return _the_one(ask.pictures, alike)


def _the_one(pictures: Sequence[str], alike: Sequence[float]) -> Found:
    """The one picture in which all bodies are where they should be; in all others some are not."""
    *others, best = sorted(alike)
    if best < SAME or others[-1] > OTHER:
        raise Refused("not one picture", f"bodies overlap by {others[-1]:.2f} and {best:.2f}")
    margins = {"overlap": best, "elsewhere": 1 - others[-1]}
    return Found(pictures[list(alike).index(best)], margins)


@measured.register
def _(ask: ThirdView, history: History) -> Found:
    """The picture of the one table that looks like this one to both eyes, where either eye alone
    would leave another one, and that looks like no other from where the pictures are taken."""
    names, count = (*ask.bodies, *ask.boards), len(ask.bodies)
    tables = [history.poses]
    tables += [moved_to(history.poses, dict(zip(ask.bodies, p, strict=True))) for p in ask.places]
    aim, alike = np.array(ask.toward, np.float64), []
    for place in (*ask.eyes, ask.camera):
        eye = np.array(place, np.float64)
        rays = rays_of(eye, aim, ask.degrees)
        own, *others = (glimpse(history.scene, table, names, eye, rays) for table in tables)
        alike.append([overlap(own, other, count) for other in others])
    *known, new = alike
    found = _the_one(ask.pictures, np.min(known, axis=0).tolist())
    if any(sum(share > SAME for share in one) < 2 for one in known):
        raise Refused("one view is enough", f"bodies overlap by {known}")
    if _the_one(ask.pictures, new).value != found.value:
        raise Refused("not that picture", f"bodies overlap by {new} in the pictures")
    return found


# --- what happened between two pictures ---------------------------------------------------------

HIGHER, FARTHER = 6.0, 0.1  # degrees, and share of the distance: less than half is no change


@measured.register
def _(ask: Changed, history: History) -> Found:
    """The one turn of the camera that shows the posts, and then the one turn of the plate that
    shows the bodies, where rays of the second picture meet them."""
    scene, poses, aim = history.scene, history.poses, np.array(ask.toward, np.float64)
    before, eye = np.array(ask.before, np.float64), np.array(ask.after, np.float64)
    far, start = eye - aim, before - aim
    level = start * np.hypot(*far[:2]) / np.hypot(*start[:2])
    level[2] = far[2]
    steps = [str(number) for number in range(8)]
    turns = [rotation(OUTWARD["top"], -45.0 * number) @ level + aim for number in range(8)]

    def shown(names: Sequence[str], there: Poses, place: Doubles) -> Integers:
        return glimpse(scene, there, names, place, rays_of(place, aim, ask.degrees))

    own = shown(ask.posts, poses, eye)
    posts = [overlap(own, shown(ask.posts, poses, turn), len(ask.posts)) for turn in turns]
    now = moved_to(poses, dict(zip(ask.bodies, ask.places, strict=True)))
    own, things = shown(ask.bodies, now, eye), []
    for number in range(8):
        turn = rotation(OUTWARD["top"], 45.0 * number)
        spots = {name: turn @ middle(poses, name) for name in ask.bodies}
        there = shown(ask.bodies, moved_to(poses, spots), eye)
        things.append(overlap(own, there, len(ask.bodies)))
    camera, plate = _the_one(steps, posts), _the_one(steps, things)
    found = [f"C{camera.value}", f"P{plate.value}", *_nearer_and_higher(start, far)]
    margins = {name: min(camera.margins[name], plate.margins[name]) for name in plate.margins}
    return Found(sorted(code for code in found if not code.endswith("0")), margins)


def _nearer_and_higher(before: Doubles, after: Doubles) -> tuple[str, str]:
    """Whether an eye is higher or lower than it was, and closer or farther away."""
    tilts = [np.degrees(np.arctan2(v[2], np.hypot(*v[:2]))) for v in (before, after)]
    signs = []
    for off, least in (
        (tilts[1] - tilts[0], HIGHER),
        (1 - np.linalg.norm(after) / np.linalg.norm(before), FARTHER),
    ):
        if least / 2 < abs(off) < least:
            raise Refused("hardly moved", f"{off:.2f}, where {least} is clear")
        signs.append("0" if abs(off) < least else "1" if off > 0 else "2")
    return f"H{signs[0]}", f"D{signs[1]}"
