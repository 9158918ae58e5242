"""Bodies in the room: what is kept for the next look is what a first look would find."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.errors import Refused
from spatialbench.geometry.scene import Body, Pose
from spatialbench.geometry.shapes import Box, Cup, OpenBox, Shape
from spatialbench.verification.bodies import Poses, cavity_in_room, in_room, inside
from spatialbench.verification.motion import rotation
from spatialbench.verification.rays import OUTSIDE, Doubles, enclosure

places = st.tuples(*[st.integers(-60, 60)] * 3).map(lambda place: np.array(place, np.float64))


def posed(place: Doubles, turn: Doubles) -> Doubles:
    """(4, 4) the pose."""
    pose = np.eye(4)
    pose[:3, :3], pose[:3, 3] = turn, place
    return pose


@settings(deadline=None)
@given(
    places,
    places,
    st.integers(0, 3),
    st.sampled_from([OpenBox((74, 74, 84), 5), Cup(28, 38, 96, 3)]),
)
def test_what_is_inside_is_what_rays_in_the_room_say(
    place: Doubles, standing: Doubles, quarters: int, shape: Shape
) -> None:
    """Whether looked at for the first time or again."""
    turn = rotation(np.array([1.0, 0.0, 0.0]), 90 * quarters)
    container = Body("box", shape, Pose((0, 0, 0)), "grey")
    poses: Poses = {"box": posed(standing, turn), "ball": posed(place, np.eye(3))}
    cavity = cavity_in_room(container, poses)
    assert cavity is not None
    try:
        expected = enclosure(place, cavity)
        found = inside(container, poses, "ball")
    except Refused:
        return
    assert found.inside == expected.inside
    if found == OUTSIDE:
        assert expected == OUTSIDE
    else:
        assert found == inside(container, poses, "ball")
        assert found.clearance > 0


def test_what_is_kept_of_a_body_cannot_be_changed() -> None:
    """It is shared."""
    body = Body("cube", Box((10, 10, 10)), Pose((0, 0, 0)), "grey")
    with pytest.raises(ValueError, match="read-only"):
        in_room(body, {"cube": np.eye(4)})[0, 0, 0] = 1.0


@settings(deadline=None)
@given(places, places, st.floats(-720, 720))
def test_a_rotation_turns_as_rodrigues_says(axis: Doubles, vector: Doubles, degrees: float) -> None:
    """v cos + (axis × v) sin + axis (axis · v)(1 − cos)."""
    axis = axis + np.array([0.5, 0.0, 0.0])
    axis /= np.linalg.norm(axis)
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    expected = vector * c + np.cross(axis, vector) * s + axis * (axis @ vector) * (1 - c)
    assert rotation(axis, degrees) @ vector == pytest.approx(expected, abs=1e-9)
