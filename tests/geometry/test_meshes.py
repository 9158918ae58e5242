"""Meshes of shapes: closed, seen from outside, of the right size, with room inside."""

import subprocess
import sys
from math import cos, pi, sin

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.errors import FormatError
from spatialbench.geometry.meshes import cavity_of, mesh_of
from spatialbench.geometry.shapes import Box, Cup, Cylinder, Mesh, OpenBox, Shape, Sphere
from spatialbench.geometry.shapes.building import SECTIONS

BOX, BALL, CYLINDER = Box((30, 50, 70)), Sphere(22), Cylinder(30, 80)
CUP, OPEN_BOX = Cup(28, 38, 96, 3), OpenBox((74, 64, 84), 5)
TETRAHEDRON = Mesh(
    ((0, 0, 0), (6, 0, 0), (0, 6, 0), (0, 0, 6)), ((0, 2, 1), (0, 1, 3), (1, 2, 3), (2, 0, 3))
)
SHAPES = (BOX, BALL, CYLINDER, CUP, OPEN_BOX, TETRAHEDRON)
HOLLOW = (CUP, OPEN_BOX)

ROUND = SECTIONS / 2 * sin(2 * pi / SECTIONS) / pi
"""How much of a circle the polygon inside it covers."""


def kind_of(value: object) -> str | None:
    """The kind of a shape, as the name of a test."""
    return type(value).__name__ if isinstance(value, Shape) else None


def frustum(a: float, b: float, height: float) -> float:
    """The volume of a truncated cone, its circles cut into flat sides."""
    return ROUND * pi * height * (a * a + a * b + b * b) / 3


@pytest.mark.parametrize("shape", SHAPES, ids=kind_of)
def test_a_mesh_is_closed_and_seen_from_outside(shape: Shape) -> None:
    """Every edge has two triangles, and all normals point outward."""
    mesh = mesh_of(shape)
    assert mesh.is_watertight
    assert mesh.is_winding_consistent
    assert mesh.volume > 0


@pytest.mark.parametrize(
    ("shape", "volume"),
    [
        (BOX, 30 * 50 * 70),
        (CYLINDER, ROUND * pi * 30**2 * 80),
        (CUP, frustum(28, 38, 96) - frustum(25 + 10 * 3 / 96, 35, 93)),
        (OPEN_BOX, 74 * 64 * 84 - 64 * 54 * 79),
        (TETRAHEDRON, 36),
    ],
    ids=kind_of,
)
def test_a_mesh_has_the_volume_of_its_shape(shape: Shape, volume: float) -> None:
    """By the formula of the shape."""
    assert mesh_of(shape).volume == pytest.approx(volume)


def test_a_ball_is_round_to_a_hundredth() -> None:
    """All corners lie on the sphere, and little is cut off."""
    mesh = mesh_of(BALL)
    assert np.allclose(np.linalg.norm(mesh.vertices, axis=1), 22)
    assert mesh.volume == pytest.approx(4 / 3 * pi * 22**3, rel=0.02)
    assert cos(pi / SECTIONS) > 0.99


@pytest.mark.parametrize("shape", HOLLOW, ids=kind_of)
def test_the_cavity_is_what_is_missing_from_the_solid(shape: Shape) -> None:
    """The shell and its cavity together make the shape without its hollow."""
    cavity = cavity_of(shape)
    assert cavity is not None
    assert cavity.is_watertight
    assert cavity.volume > 0
    solid = 74 * 64 * 84 if shape == OPEN_BOX else frustum(28, 38, 96)
    assert mesh_of(shape).volume + cavity.volume == pytest.approx(solid)


@pytest.mark.parametrize(("shape", "lid"), [(CUP, 1), (OPEN_BOX, -1)], ids=kind_of)
def test_the_cavity_reaches_the_opening_and_keeps_from_the_closed_end(
    shape: Shape, lid: int
) -> None:
    """A cup is open below, a box above."""
    outside, cavity = mesh_of(shape).bounds, cavity_of(shape)
    assert cavity is not None
    gap = np.abs(outside - cavity.bounds)[:, 2]
    assert gap[::lid].tolist() == [0, 3 if shape == CUP else 5]


@pytest.mark.parametrize("shape", [BOX, BALL, CYLINDER, TETRAHEDRON], ids=kind_of)
def test_a_solid_has_no_cavity(shape: Shape) -> None:
    """Nothing can be inside it."""
    assert cavity_of(shape) is None


def test_a_shape_is_made_into_a_mesh_once() -> None:
    """Meshes are kept."""
    assert mesh_of(Box((3, 3, 3))) is mesh_of(Box((3, 3, 3)))


@settings(deadline=None)
@given(st.integers(4, 300), st.integers(4, 300), st.integers(4, 300), st.integers(1, 3))
def test_a_cup_of_any_size_is_closed(top: int, rim: int, height: int, wall: int) -> None:
    """Wider above or below, flat or tall."""
    cup = Cup(top, rim, height, wall)
    cavity = cavity_of(cup)
    assert mesh_of(cup).is_watertight
    assert cavity is not None
    assert 0 < cavity.volume < mesh_of(cup).convex_hull.volume


@pytest.mark.parametrize(
    "shape",
    [
        Box((0, 1, 1)),
        Box((1, -1, 1)),
        Sphere(0),
        Cylinder(1, 0),
        Cup(3, 9, 9, 3),
        Cup(9, 9, 9, 0),
        OpenBox((10, 10, 10), 5),
        OpenBox((10, 10, 5), 5),
    ],
    ids=repr,
)
def test_a_shape_without_room_is_an_error(shape: Shape) -> None:
    """It names the shape."""
    with pytest.raises(FormatError, match=type(shape).__name__):
        mesh_of(shape)


@pytest.mark.parametrize(
    "mesh",
    [
        Mesh(TETRAHEDRON.vertices, TETRAHEDRON.triangles[:3]),
        Mesh(TETRAHEDRON.vertices, tuple((c, b, a) for a, b, c in TETRAHEDRON.triangles)),
        Mesh(TETRAHEDRON.vertices, ((0, 1, 4),)),
        Mesh(TETRAHEDRON.vertices, ((0, 1, -1),)),
        Mesh((), ()),
    ],
    ids=["open", "inside-out", "no-such-corner", "negative", "empty"],
)
def test_a_mesh_that_bounds_nothing_is_an_error(mesh: Mesh) -> None:
    """Open, inside out, or without corners."""
    with pytest.raises(FormatError, match="triangles"):
        mesh_of(mesh)


def test_the_mesh_library_is_loaded_only_when_a_mesh_is_made() -> None:
    """Importing what can verify costs nothing yet."""
    code = "import sys, spatialbench.verification.keys; print('trimesh' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
