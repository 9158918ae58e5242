"""Small pictures cast by rays: what is where in them, and how they are compared."""

from __future__ import annotations

import numpy as np
import pytest

from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box, Sphere
from spatialbench.render import ids
from spatialbench.verification.glimpses import FINE, NOTHING, glimpse, moved_to, overlap, rays_of
from spatialbench.verification.motion import possible_worlds

CAMERA = Camera((0, -600, 200), (0, 0, 30), 40)
SCENE = Scene(
    (
        Body("ball:red", Sphere(40), Pose((-60, 0, 40)), "red"),
        Body("cube:blue", Box((60, 60, 60)), Pose((90, 120, 30)), "blue"),
        Body("cube:pink", Box((90, 20, 50)), Pose((70, 20, 25)), "pink"),
    ),
    CAMERA,
)
NAMES = tuple(body.name for body in SCENE.bodies)
EYE, AIM = (np.array(place, np.float64) for place in (CAMERA.position, CAMERA.target))


def seen(places: dict[str, tuple[float, float, float]]) -> np.ndarray:  # type: ignore[type-arg]
    """What rays meet where some of the bodies are elsewhere."""
    (world,) = possible_worlds(SCENE, ())
    poses = moved_to(world.poses, places)
    return glimpse(SCENE, poses, NAMES, EYE, rays_of(EYE, AIM, CAMERA.view_angle))


def test_rays_show_what_a_picture_shows() -> None:
    """Pixel by pixel, but for a few on the edges: two roads to one picture."""
    cast, drawn = seen({}).reshape(FINE, FINE), ids(SCENE, size=FINE)
    assert set(np.unique(cast)) == {NOTHING, 0, 1, 2}
    assert (cast != drawn).mean() < 0.01


@pytest.mark.parametrize(("aside", "least", "most"), [(0, 1, 1), (20, 0.5, 0.9), (90, 0, 0)])
def test_a_body_overlaps_with_itself_the_less_the_farther_it_is_moved(
    aside: int, least: float, most: float
) -> None:
    """A ball eighty millimetres wide."""
    share = overlap(seen({}), seen({"ball:red": (-60 - aside, 0, 40)}), len(NAMES))
    assert least <= share <= most


def test_what_is_in_neither_picture_does_not_count() -> None:
    """A body behind the eye in both."""
    gone = {"cube:pink": (0.0, -900.0, 25.0)}
    assert overlap(seen(gone), seen(gone), len(NAMES)) == 1
    assert overlap(seen({}), seen(gone), len(NAMES)) == 0
