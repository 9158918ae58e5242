"""Moments in between, as many as it takes to follow with the eyes what looks alike.

Who watches a film of things that look alike takes the nearest one of the next frame to be the same
one, as multiple object tracking has it (Pylyshyn & Storm 1988). So none may go farther in a frame
than a share of its distance to the nearest other; longer ways are parted evenly.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from spatialbench.geometry.scene import Scene

Matrix4 = NDArray[np.float64]
Moment = Mapping[str, Matrix4]
"""(4, 4) poses of all bodies by name."""

CLEARLY = 0.76
"""Of the distance to the nearest other: depth on the table, which a picture from 53° above it shows
as four fifths, still tells them apart."""
MOST_PARTS = 16
_TINY = 1e-6  # millimetres


def in_paper(scene: Scene, wrapped: Collection[str]) -> Scene:
    """The scene with these bodies as they look when all are in the same paper."""
    bodies = [
        replace(body, colour="grey", marks=()) if body.name in wrapped else body
        for body in scene.bodies
    ]
    return replace(scene, bodies=tuple(bodies))


def look_alikes(scene: Scene, counted: Collection[str] = ()) -> list[list[str]]:
    """The names of bodies that nothing but their places tells apart, in groups of two and more;
    those that are counted are left out."""
    groups: dict[object, list[str]] = {}
    for body in scene.bodies:
        if body.name not in counted:
            groups.setdefault((body.shape, body.colour, body.marks), []).append(body.name)
    return [names for names in groups.values() if len(names) > 1]


def followed(one: Matrix4, two: Matrix4) -> float:
    """How far the (n, 3) bodies go from one moment to the next: the largest of their ways as a
    share of the distance to the nearest other, one now and one then. 0 where what is seen stays the
    same."""
    away = np.linalg.norm(one[:, None] - two[None], axis=2)
    if away.min(0).max() < _TINY and away.min(1).max() < _TINY:
        return 0.0
    own = np.diag(away).copy()
    np.fill_diagonal(away, np.inf)
    return float((own / np.maximum(np.minimum(away.min(0), away.min(1)), _TINY)).max())


def parts_between(
    before: Moment, after: Moment, groups: Sequence[Sequence[str]], unseen: Collection[str]
) -> int:
    """Into how many parts the way from one moment to the next is parted so that all are followed;
    1 where any number of parts would not do."""
    parts = 1
    for group in groups:
        names = [name for name in group if name not in unseen]
        one, two = (np.array([m[n][:3, 3] for n in names]).reshape(-1, 3) for m in (before, after))
        if len(names) > 1 and not np.array_equal(one, two):
            parts = max(parts, _parts(one, two))
    return parts


def _parts(one: Matrix4, two: Matrix4) -> int:
    for parts in range(1, MOST_PARTS + 1):
        stops = [one + (two - one) * (number / parts) for number in range(parts + 1)]
        if all(followed(stops[i], stops[i + 1]) <= CLEARLY for i in range(parts)):
            return parts
    return 1


def between(before: Moment, after: Moment, parts: int) -> list[dict[str, Matrix4]]:
    """The moments that part the way evenly, without its ends; what turns is turned at the end."""
    found = []
    for number in range(1, parts):
        now = {name: pose.copy() for name, pose in before.items()}
        for name, pose in now.items():
            pose[:3, 3] += (after[name][:3, 3] - pose[:3, 3]) * (number / parts)
        found.append(now)
    return found
