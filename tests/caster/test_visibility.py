"""What is visible, hidden, contained or out of view."""

import numpy as np
import pytest

from spatialbench.caster.visibility import container_of, states
from spatialbench.geometry.film import pose_matrix
from spatialbench.geometry.replay import holds
from spatialbench.geometry.rotations import ROTATIONS, quarter_turns
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box, Cup, Mesh, OpenBox, Sphere

BALL = Body("ball", Sphere(20), Pose((0, 0, 20)), "red")
CUP = Body("cup", Cup(28, 36, 90, 3), Pose((0, 0, 45)), "blue")
BOX = Body("box", OpenBox((120, 80, 100), 4), Pose((0, 0, 50)), "orange")
SCREEN = Body("screen", Box((140, 10, 200)), Pose((0, -100, 100)), "green")


def scene_of(*bodies: Body, eye: tuple[int, int, int] = (0, -700, 300)) -> Scene:
    """Bodies on the table, seen from the front."""
    return Scene(bodies, Camera(eye, (0, 0, 50)))


@pytest.mark.parametrize(
    ("scene", "state"),
    [
        (scene_of(BALL), "visible"),
        (scene_of(BALL, CUP), "contained"),
        (scene_of(BALL, SCREEN), "hidden"),
        (scene_of(BALL, BOX, eye=(0, -900, 100)), "contained"),
        (scene_of(BALL, eye=(0, -700, 30)), "visible"),
    ],
)
def test_states_of_a_ball(scene: Scene, state: str) -> None:
    """Alone, under a cup, behind a screen, in a deep box."""
    assert states(scene)["ball"].state == state


def test_looking_the_other_way_it_is_out_of_view() -> None:
    """Nothing of it is within the frame, wherever else it is."""
    away = Camera((0, -700, 300), (0, -1400, 300))
    assert states(scene_of(BALL, CUP), None, away)["ball"].state == "out-of-view"


def test_a_sliver_is_unclear() -> None:
    """More than nothing and less than 35 % of its pixels."""
    cover = Body("cover", Box((60, 10, 100)), Pose((-22, -60, 50)), "green")
    found = states(scene_of(BALL, cover, eye=(0, -700, 20)))["ball"]
    assert found.state == "unclear"
    assert 0 < found.fraction < 0.35


def test_a_body_mostly_beyond_the_frame_is_not_visible() -> None:
    """The pixels that the frame cuts off count as not seen."""
    camera = Camera((0, -700, 20), (205, 0, 20))
    found = states(scene_of(BALL), None, camera)["ball"]
    assert found.fraction < 0.8


def test_in_an_open_box_seen_from_above_it_is_visible_and_inside() -> None:
    """`inside` is told in every state."""
    found = states(scene_of(BALL, BOX, eye=(0, -100, 900)))["ball"]
    assert (found.state, found.inside) == ("visible", "box")


def test_nothing_is_inside_of_itself_or_of_a_solid() -> None:
    """Only cups and open boxes contain."""
    found = states(scene_of(BALL, SCREEN, CUP))
    assert found["cup"].inside is None
    assert found["screen"].inside is None


@pytest.mark.parametrize("rotation", ROTATIONS, ids=lambda r: str(r.index))
def test_containment_is_that_of_replay(rotation) -> None:
    """For every orientation of the box and places in and out of it."""
    for x, y, z in ((0, 0, 0), (50, 0, 0), (0, 50, 0), (0, 0, 48), (55, 35, -45)):
        pose, place = Pose((10, 20, 60), rotation), Pose((10 + x, 20 + y, 60 + z))
        scene = scene_of(BALL, BOX)
        found = container_of(scene, {"ball": pose_matrix(place), "box": pose_matrix(pose)}, "ball")
        assert (found == "box") == holds(BOX, pose, BALL, place)


def test_poses_may_be_matrices_or_whole_poses() -> None:
    """Both give the same."""
    turned = Pose((0, 0, 45), quarter_turns("front", 2))
    poses = {"ball": BALL.pose, "cup": turned}
    scene = scene_of(BALL, CUP)
    matrices = {name: pose_matrix(pose) for name, pose in poses.items()}
    assert states(scene, poses) == states(scene, matrices)


def test_a_ball_in_a_bowl_is_seen_from_above() -> None:
    """A cup that is turned over is open to the sky."""
    bowl = Pose((0, 0, 45), quarter_turns("front", 2))
    poses = {"ball": Pose((0, 0, 30)), "cup": bowl}
    found = states(scene_of(BALL, CUP, eye=(0, -10, 900)), poses)["ball"]
    assert found.state == "visible"


def test_a_mesh_hides_as_a_box_does() -> None:
    """The same screen as twelve triangles hides and shows the same."""
    corners = [(x, y, z) for x in (-70, 70) for y in (-5, 5) for z in (-100, 100)]
    sides = [(0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3)]
    triangles = [t for a, b, c, d in sides for t in ((a, b, c), (a, c, d))]
    mesh = Body("screen", Mesh(tuple(corners), tuple(triangles)), SCREEN.pose, "green")
    box, found = states(scene_of(BALL, CUP, SCREEN)), states(scene_of(BALL, CUP, mesh))
    assert found["ball"] == box["ball"]
    assert found["cup"].fraction == pytest.approx(box["cup"].fraction, abs=0.01)
    assert np.isclose(found["screen"].fraction, 1)
