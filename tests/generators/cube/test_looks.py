"""The pictures of the cube tasks: all in view, large enough, and each a little different."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from looking import SIZE, inside, pixels, scene_of, shots, thumbnail
from numpy.typing import NDArray

from spatialbench.generators.cube import looks
from spatialbench.geometry.film import axis_rotation
from spatialbench.geometry.rotations import FACES
from spatialbench.geometry.scene import Camera, Mark, Scene
from spatialbench.probes.probe import Probe, Shot
from spatialbench.render import ids

TASKS = (
    "cube/face-after-turns",
    "cube/facing-you",
    "cube/mark-direction",
    "cube/hidden-face",
    "cube/which-turn",
)
LEVELS = range(1, 6)
LARGE = 24 * 24  # of a 512 picture


def test_the_cube_is_whole_in_every_picture_that_can_be_drawn() -> None:
    """At all ends of the ranges that camera, target and angle are drawn from, however it turns."""
    aside = list(product((-looks._ASIDE, looks._ASIDE), repeat=3))
    corners = [corner for axis in np.eye(3) for corner in _turned_about(axis)]
    for right, up, (angle, *ends) in product(looks._RIGHT, looks._UP, looks._LENSES):
        for distance, target in product(ends, aside):
            eye = looks._place(right, up, distance)
            assert inside(Camera(eye, target, angle), corners)


def _turned_about(axis: NDArray[np.float64]) -> list[tuple[float, float, float]]:
    """Where the corners of the cube come to, every five degrees."""
    corners = np.array(list(product((-50, 50), repeat=3)), float)
    turns = (axis_rotation(tuple(axis), degrees)[:3, :3] for degrees in range(0, 90, 5))
    return [tuple(corner) for turn in turns for corner in corners @ turn.T]


def test_the_opposite_corner_is_seen_as_large() -> None:
    """The far camera is the near one through the middle of the cube."""
    for probe, shot in shots("cube/mark-direction", 3, 4):
        assert (ids(scene_of(probe, shot), camera=shot.camera, size=SIZE) == 0).sum() > 40 * LARGE


@pytest.mark.parametrize("task", TASKS)
def test_each_of_three_faces_covers_enough(task: str) -> None:
    """Measured by painting all but one of them alike: more than 24 by 24 pixels, by far."""
    for probe, shot in shots(task, 4, 3):
        scene = scene_of(probe, shot)
        image = pixels(probe, shot).astype(int)
        changed = [_pixels_changed(probe, shot, scene, face, image) for face in FACES]
        assert sorted(n > 16 * LARGE for n in changed) == [False] * 3 + [True] * 3
        assert sorted(n == 0 for n in changed) == [False] * 3 + [True] * 3


def _pixels_changed(
    probe: Probe, shot: Shot, scene: Scene, face: str, image: NDArray[np.int64]
) -> int:
    """How many pixels another colour of a face changes."""
    other = pixels(probe, _with_marks(shot, scene, face)).astype(int)
    return int((np.abs(image - other).sum(2) > 0).sum())


def _with_marks(shot: Shot, scene: Scene, face: str | None) -> Shot:
    """The picture with a face painted brown, or without arrows."""
    marks = tuple(
        (
            f,
            Mark("grey" if m.colour != "grey" else "black")
            if f == face
            else (replace(m, glyph=None) if face is None else m),
        )
        for f, m in scene.bodies[0].marks
    )
    body = replace(scene.bodies[0], marks=marks)
    return replace(shot, scene=replace(scene, bodies=(body,)))


def test_every_arrow_is_drawn_large() -> None:
    """Three a picture: the ink of each covers more than 24 by 24 pixels, by far."""
    for probe, shot in shots("cube/mark-direction", 2, 4):
        plain = scene_of(probe, shot)
        image = pixels(probe, shot).astype(int)
        bare = pixels(probe, _with_marks(shot, plain, None)).astype(int)
        inked = np.abs(image - bare).sum(2) > 60
        assert inked.sum() > 3 * 4 * LARGE


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("level", LEVELS)
def test_pictures_differ(task: str, level: int) -> None:
    """Of forty at least thirty-eight have other gradients, on a thumbnail of nine by eight."""
    assert len({thumbnail(task, level, index) for index in range(40)}) >= 38
