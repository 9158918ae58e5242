"""What a camera sees of every body: visible, hidden, contained, out of view, or unclear.

Measured by counting pixels in an id pass. A body is visible when at least 35 % of the pixels that
it would cover alone show it, and hidden only when none does; in between, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from spatialbench.caster.frame import Poses, View, amodal, amodal_in_frame, cast, look, matrix
from spatialbench.caster.rays import Matrix4
from spatialbench.geometry.film import pose_matrix
from spatialbench.geometry.replay import holds
from spatialbench.geometry.scene import Camera, Pose, Scene

State = Literal["visible", "hidden", "contained", "out-of-view", "unclear"]

VISIBLE_FROM = 0.35
SIZE = 192
"""Pixels each way of the pass that counts."""


@dataclass(frozen=True, slots=True)
class Visibility:
    """How one body is seen: the state, the share of its pixels that show it (0 to 1), and the
    name of the container that it is inside of, if any."""

    state: State
    fraction: float
    inside: str | None = None


def container_of(scene: Scene, poses: Mapping[str, Matrix4], name: str) -> str | None:
    """The first container in the scene whose cavity the middle of the body is in."""
    body = scene.body(name)
    for container in scene.bodies:
        if container.name != name and container.shape.opens is not None:
            place = _within(poses[container.name], poses[name])
            if holds(container, Pose((0, 0, 0)), body, place):
                return container.name
    return None


def _within(container: Matrix4, body: Matrix4) -> Pose:
    """Where the body is in the container's own coordinates, to the millimetre."""
    by = [float(body[i, 3]) - float(container[i, 3]) for i in range(3)]
    x, y, z = (round(sum(float(container[i, j]) * by[i] for i in range(3))) for j in range(3))
    return Pose((x, y, z))


def _state(fraction: float, seen: int, in_view: bool, inside: str | None) -> State:
    if not in_view:
        return "out-of-view"
    if fraction >= VISIBLE_FROM:
        return "visible"
    if seen > 0:
        return "unclear"
    return "hidden" if inside is None else "contained"


def states(
    scene: Scene, poses: Poses | None = None, camera: Camera | None = None, *, size: int = SIZE
) -> dict[str, Visibility]:
    """How every body is seen, by name. Poses are `Pose`s or (4, 4) matrices, the scene's own by
    default, as is the camera.

    The fraction is of all pixels of the body alone, those beyond the edge of the frame included;
    a body of which nothing would be within the frame is out of view. "contained" is said of a
    body without a visible pixel that is inside a container; `inside` is set in every state.
    """
    view = look(scene, poses, camera, size)
    ids = cast(view).ids
    counts = np.bincount(ids[ids >= 0].ravel(), minlength=len(scene.bodies))
    places = {
        body.name: pose_matrix(body.pose) if poses is None else matrix(poses[body.name])
        for body in scene.bodies
    }
    return {
        target.body.name: _visibility(
            view, number, int(counts[number]), container_of(scene, places, target.body.name)
        )
        for number, target in enumerate(view.targets)
    }


def _visibility(view: View, number: int, seen: int, inside: str | None) -> Visibility:
    target = view.targets[number]
    alone = amodal(target, view)
    in_view = amodal_in_frame(target, view) > 0
    fraction = seen / alone if alone else 0.0
    return Visibility(_state(fraction, seen, in_view, inside), fraction, inside)
