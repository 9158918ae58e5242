"""Whether a film can be followed: somebody who sees the pictures and knows no names takes the
nearest thing of the next frame that looks the same to be the same one.

Places come from the film as it is drawn; what is in sight is asked of rays, and only where the
nearest thing is another: behind a screen nothing is followed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np

from spatialbench.errors import FormatError
from spatialbench.geometry.film import Frame, frames
from spatialbench.geometry.followed import in_paper, look_alikes
from spatialbench.geometry.footage import Footage
from spatialbench.geometry.replay import fitting_history
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.story import Story
from spatialbench.verification.bodies import in_room, middle
from spatialbench.verification.rays import Doubles, first_hits
from spatialbench.verification.sight import outline_rays

MOST_FRAMES = 5_000
EVERY = 9  # rays over an outline: some hundred tell whether anything of it is seen
TOUCHING = 1e-6  # in lengths of the rays


@dataclass(frozen=True, slots=True)
class Followed:
    """How much nearer the right one is in every step of a film, as a share of the distance to the
    nearest other: 1 where nothing looks alike or nothing moves, 0 and less where the nearest one is
    another. `fault` says in words where that is; empty if it is nowhere."""

    margin: float
    fault: str = ""


def follow(scene: Scene, story: Story, footage: Footage) -> Followed:
    """Watch the film of a story; FormatError where it has more than MOST_FRAMES frames."""
    told = footage.story if footage.story is not None else story
    film = list(islice(frames(scene, fitting_history(scene, told), footage), MOST_FRAMES + 1))
    if len(film) > MOST_FRAMES:
        raise FormatError(f"field 'film': expected at most {MOST_FRAMES:,} frames; got more")
    groups, margin = look_alikes(in_paper(scene, footage.wrapped), footage.counted), 1.0
    for number, (before, after) in enumerate(pairwise(film), 1):
        for group in groups:
            nearer, name = _nearer(scene, before, after, group)
            if nearer <= 0:
                told_of = f"from frame {number} to {number + 1} of the film the nearest one that"
                return Followed(nearer, f"{told_of} looks like {name!r} is another")
            margin = min(margin, nearer)
    return Followed(margin)


def _nearer(scene: Scene, before: Frame, after: Frame, group: Sequence[str]) -> tuple[float, str]:
    """How much nearer each is to itself than to any other at the least, and which that is."""
    shown = [name for name in group if name not in before.unseen | after.unseen]
    least, name = _least(before, after, shown)
    if least > 0:
        return least, name
    shown = [n for n in shown if _in_sight(scene, before, n) and _in_sight(scene, after, n)]
    return _least(before, after, shown)


def _least(before: Frame, after: Frame, names: Sequence[str]) -> tuple[float, str]:
    """The share by which the right one is nearer than any other, of the body for which it is
    smallest; 1 and no name where there is nothing to confuse."""
    if len(names) < 2:
        return 1.0, ""
    one, two = (np.array([f.poses[name][:3, 3] for name in names]) for f in (before, after))
    away = np.linalg.norm(one[:, None] - two[None], axis=2)
    own = np.diag(away).copy()
    np.fill_diagonal(away, np.inf)
    other = np.minimum(away.min(0), away.min(1))
    nearer = np.where(own > 0, 1 - own / np.maximum(other, 1e-9), 1.0)
    return float(nearer.min()), names[int(nearer.argmin())]


def _in_sight(scene: Scene, frame: Frame, name: str) -> bool:
    """Whether any ray from the camera over the outline of the body meets it first."""
    eye = np.array(scene.camera.position, np.float64)
    own = in_room(scene.body(name), frame.poses)
    rays = outline_rays(eye, own.reshape(-1, 3), middle(frame.poses, name))[::EVERY]
    near = first_hits(eye, rays, own).distance
    others = _others(scene, frame, {name, *frame.unseen})
    if not len(others):
        return True
    hit = np.isfinite(near)  # where two are at one place, each is in sight
    return bool((near[hit] <= first_hits(eye, rays[hit], others).distance + TOUCHING).any())


def _others(scene: Scene, frame: Frame, left_out: Collection[str]) -> Doubles:
    """(n, 3, 3) triangles of all other bodies that are drawn."""
    found = [in_room(b, frame.poses) for b in scene.bodies if b.name not in left_out]
    return np.concatenate(found) if found else np.empty((0, 3, 3))
