"""Cameras by name: from where they look, and that they show everything."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.caster.cameras import STYLES, camera_of
from spatialbench.caster.frame import amodal, amodal_in_frame, look
from spatialbench.caster.visibility import states
from spatialbench.errors import InputError
from spatialbench.geometry.rotations import FACES
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box, Sphere

PLACES = st.tuples(*[st.integers(-500, 500)] * 3)
SIZES = st.sampled_from([(64, 64), (96, 54), (40, 80)])
CUBE = Scene(
    (Body("cube", Box((100, 100, 100)), Pose((30, -20, 50)), "red"),), Camera((0, 0, 9), (0, 0, 0))
)


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(STYLES), st.lists(PLACES, min_size=1, max_size=5), SIZES)
def test_every_body_is_within_the_picture(style: str, places: list, size: tuple[int, int]) -> None:
    """Whatever the scene and the shape of the picture."""
    bodies = tuple(
        Body(str(i), Box((60, 90, 40)) if i % 2 else Sphere(40), Pose(place), "red")
        for i, place in enumerate(places)
    )
    scene = Scene(bodies, CUBE.camera, floor=False)
    view = look(scene, camera=camera_of(style, scene, size=size), size=size)
    for target in view.targets:
        assert amodal(target, view) == amodal_in_frame(target, view) > 0


@pytest.mark.parametrize(
    ("style", "faces"), [("head-on", "front"), ("corner", "front right top"), ("top", "top")]
)
def test_a_style_shows_these_faces_of_a_cube(style: str, faces: str) -> None:
    """The front alone, three faces, or the top alone."""
    view = look(CUBE, camera=camera_of(style, CUBE), size=64)
    near = view.targets[0].aimed.outer.near
    assert {FACES[code] for _, code in near} == set(faces.split())


def test_a_scene_fills_its_picture() -> None:
    """The cube is at least half as wide as the picture."""
    for style in STYLES:
        view = look(CUBE, camera=camera_of(style, CUBE), size=128)
        window = view.targets[0].whole
        assert max(window.right - window.left, window.bottom - window.top) > 64


def test_poses_move_what_a_camera_shows() -> None:
    """It looks at the bodies where they are."""
    poses = {"cube": Pose((5000, 0, 50))}
    camera = camera_of("corner", CUBE, poses=poses)
    assert camera.target[0] == 5000
    assert states(CUBE, poses, camera)["cube"].state == "visible"


def test_a_scene_without_bodies_has_cameras_too() -> None:
    """They look at the origin."""
    empty = Scene((), CUBE.camera)
    assert camera_of("top", empty).target == (0, 0, 0)


def test_an_unknown_style_is_named() -> None:
    """With those that there are."""
    with pytest.raises(InputError, match="'side' is unknown; there are head-on, corner, top"):
        camera_of("side", CUBE)


def test_the_top_has_away_from_the_viewer_upwards() -> None:
    """A body farther back is higher in the picture."""
    bodies = (
        Body("near", Sphere(20), Pose((0, -90, 20)), "red"),
        Body("far", Sphere(20), Pose((0, 90, 20)), "blue"),
    )
    scene = Scene(bodies, CUBE.camera)
    near, far = look(scene, camera=camera_of("top", scene), size=64).targets
    assert far.whole.bottom < near.whole.top
    assert np.isclose(far.whole.left, near.whole.left)
