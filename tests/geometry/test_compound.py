"""Shapes put together of others: as large and as heavy as their parts, drawn and measured."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.caster.frame import cast, look
from spatialbench.errors import FormatError
from spatialbench.geometry.meshes import triangles_of
from spatialbench.geometry.program import decode, encode
from spatialbench.geometry.rotations import ROTATIONS
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box, Compound, Part
from spatialbench.geometry.shapes.building import volume
from spatialbench.verification.rays import first_hits

CELLS = st.sets(st.tuples(*[st.integers(-1, 1)] * 3), min_size=1, max_size=8)
SIDE = 20


def polycube(cells: set[tuple[int, int, int]]) -> Compound:
    """Cubes of 20 mm at these places of the grid."""
    cube = Box((SIDE, SIDE, SIDE))
    at = [(SIDE * x, SIDE * y, SIDE * z) for x, y, z in sorted(cells)]
    return Compound(tuple(Part(cube, place) for place in at))


@given(CELLS)
def test_a_polycube_is_as_large_as_its_cubes(cells: set[tuple[int, int, int]]) -> None:
    """Faces that touch count for both and cancel."""
    assert volume(triangles_of(polycube(cells))) == pytest.approx(len(cells) * SIDE**3)


@given(CELLS, st.sampled_from(ROTATIONS))
def test_its_box_holds_it_however_its_parts_are_turned(cells, turn) -> None:
    """The extent is exact for boxes that keep to the grid."""
    parts = tuple(Part(Box((10, 16, 20)), part.at, turn) for part in polycube(cells).parts)
    corners = triangles_of(Compound(parts)).vertices
    assert (np.abs(corners).max(0) == Compound(parts).extent()).all()


@given(CELLS)
def test_it_comes_back_from_a_file(cells: set[tuple[int, int, int]]) -> None:
    """Parts and all."""
    assert decode(encode(polycube(cells))) == polycube(cells)


def test_a_compound_of_compounds_is_refused() -> None:
    """One level says all."""
    one = polycube({(0, 0, 0)})
    with pytest.raises(FormatError, match="shapes that have no parts"):
        Compound((Part(one, (0, 0, 0)),))


@pytest.mark.parametrize("turn", ROTATIONS[::5])
def test_what_is_drawn_is_what_rays_meet(turn) -> None:
    """The picture of an L of five cubes, pixel by pixel, against rays on its triangles."""
    shape = polycube({(0, 0, 0), (1, 0, 0), (-1, 0, 0), (1, 1, 0), (1, 1, 1)})
    camera = Camera((150, -260, 190), (0, 0, 0), 30)
    scene = Scene((Body("it", shape, Pose((0, 0, 0), turn), "red"),), camera, floor=False)
    view = look(scene, size=48)
    drawn = cast(view).ids >= 0
    surface = triangles_of(shape)
    corners = surface.vertices[surface.faces] @ np.array(turn.matrix, float).T
    p = view.pencil
    rays = (
        np.array(p.z[:3])
        + view.grid.x[0, None, :, None] * np.array(p.x[:3])
        + view.grid.y[:, :, None] * np.array(p.y[:3])
    )
    hit = first_hits(np.array(camera.position, float), rays.reshape(-1, 3), corners).triangle
    assert ((hit >= 0).reshape(drawn.shape) != drawn).mean() < 0.005
    assert 0.05 < drawn.mean() < 0.9
