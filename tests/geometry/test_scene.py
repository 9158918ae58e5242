"""Scenes: marks turn with their faces, boxes bound their shapes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation as Outside

from spatialbench.geometry.meshes import mesh_of
from spatialbench.geometry.rotations import FACES, NORMALS, ROTATIONS, UPRIGHT, Rotation
from spatialbench.geometry.scene import (
    Body,
    Camera,
    Mark,
    Pose,
    Scene,
    coloured_cube,
    marks_in_room,
)
from spatialbench.geometry.shapes import Box, Cup, Cylinder, Mesh, OpenBox, Shape, Sphere

COLOURS = ("red", "green", "blue", "white", "black", "pink")

rotations = st.sampled_from(ROTATIONS)
marks = st.fixed_dictionaries(
    {
        face: st.builds(Mark, st.sampled_from(COLOURS), st.just("A"), st.integers(0, 3))
        for face in FACES
    }
)
sizes = st.integers(1, 500)


def marked(of: dict[str, Mark]) -> Body:
    """A cube with these marks."""
    return Body("cube", Box((2, 2, 2)), Pose((0, 0, 0)), "grey", tuple(of.items()))


def points(of: dict[str, Mark], rotation: Outside) -> set[tuple[str, tuple[int, ...]]]:
    """The colour of each mark with the place of its middle and of its top, rotated by scipy."""
    found = set()
    for face, mark in of.items():
        normal = np.array(NORMALS[face])
        top = Outside.from_rotvec(normal * np.pi / 2 * mark.turn).apply(UPRIGHT[face])
        places = rotation.apply(np.vstack([normal, normal + top / 2]))
        found.add((mark.colour, tuple(np.rint(2 * places).astype(int).ravel().tolist())))
    return found


@given(marks, rotations)
def test_marks_are_where_their_points_are(of: dict[str, Mark], rotation: Rotation) -> None:
    """Rotating points of the marks gives the same places and directions as `marks_in_room`."""
    seen = marks_in_room(marked(of), rotation)
    assert points(seen, Outside.identity()) == points(of, Outside.from_matrix(rotation.matrix))


@given(marks)
def test_an_unturned_body_shows_its_marks_as_they_are(of: dict[str, Mark]) -> None:
    """The names of own faces and of the room's sides are the same at first."""
    assert marks_in_room(marked(of), ROTATIONS[0]) == of


@given(marks, rotations)
def test_turning_loses_no_mark_and_no_glyph(of: dict[str, Mark], rotation: Rotation) -> None:
    """Six marks stay six marks of the same colours."""
    seen = marks_in_room(marked(of), rotation)
    assert sorted(m.colour for m in seen.values()) == sorted(m.colour for m in of.values())
    assert {m.glyph for m in seen.values()} == {"A"}


def test_a_coloured_cube_has_its_colours_on_its_faces() -> None:
    """Face by face."""
    colours = dict(zip(FACES, COLOURS, strict=True))
    cube = coloured_cube("cube", 10, colours, (0, 0, 0))
    assert {face: mark.colour for face, mark in cube.marks} == colours


def test_a_body_is_found_by_its_name() -> None:
    """And another name is an error."""
    cube = coloured_cube("cube", 10, dict.fromkeys(FACES, "red"), (0, 0, 0))
    scene = Scene((cube,), Camera((0, -9, 0), (0, 0, 0)))
    assert scene.body("cube") is cube
    with pytest.raises(KeyError):
        scene.body("ball")


@settings(deadline=None)  # loading the mesh library takes its time once
@given(
    st.one_of(
        st.builds(Box, st.tuples(sizes, sizes, sizes)),
        st.builds(Sphere, sizes),
        st.builds(Cylinder, sizes, sizes),
        st.builds(Cup, st.integers(5, 99), st.integers(5, 99), st.integers(5, 99), st.just(2)),
        st.builds(OpenBox, st.tuples(*[st.integers(9, 99)] * 3), st.just(2)),
    )
)
def test_the_half_extent_bounds_the_shape_to_the_millimetre(shape: Shape) -> None:
    """The mesh reaches as far, and no whole millimetre less would do."""
    reach = np.abs(mesh_of(shape).bounds).max(0)
    assert (np.array(shape.extent()) == np.ceil(reach - 1e-9)).all()


def test_the_half_extent_of_a_mesh_is_that_of_its_farthest_corner() -> None:
    """Measured from its origin, whichever side it is on."""
    corners = ((0, 0, 0), (4, 0, 0), (0, -5, 0), (0, 0, 6))
    assert Mesh(corners, ((0, 1, 2),)).extent() == (4, 5, 6)
