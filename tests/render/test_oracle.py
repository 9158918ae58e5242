"""Ids and depth, against triangles met one by one in float64."""

from functools import cache

import numpy as np
import pytest
from sample_scenes import SHAPES, Moment, moments, one, turned
from triangle_oracle import depths, mesh_of

from spatialbench.render import render

SIZE = 40
POSES = {
    "upright": turned((0, 0, 1), 0),
    "over": turned((1, 0, 0), 180),
    "tipped": turned((1, 0, 0), 90, (10, -20, 5)),
    "in between": turned((1, 0, 0), 60, (5, 0, 10)) @ turned((0, 0, 1), 30),
}


@cache
def expected_depths(shape: str, pose: str) -> np.ndarray:
    """What the oracle says of one shape in the middle of the room."""
    return depths(mesh_of(SHAPES[shape]), POSES[pose], one(SHAPES[shape]).camera, SIZE)


def away_from_edges(mask: np.ndarray) -> np.ndarray:
    """Pixels whose neighbours are all alike."""
    calm = np.ones_like(mask, dtype=bool)
    for axis in (0, 1):
        for step in (1, -1):
            calm &= np.roll(mask, step, axis) == mask
    return calm


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_where_its_triangles_are(shape: str, pose: str) -> None:
    """Away from outlines the body covers exactly the pixels that its triangles cover."""
    scene = one(SHAPES[shape])
    found = render(scene, poses={"it": POSES[pose]}, size=SIZE)
    expected = np.isfinite(expected_depths(shape, pose))
    calm = away_from_edges(expected)
    assert expected.any()
    np.testing.assert_array_equal((found.ids == 0)[calm], expected[calm])


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize("shape", SHAPES)
def test_depth_is_that_of_the_nearest_triangle(shape: str, pose: str) -> None:
    """Depth agrees to half a millimetre on all but a few pixels at inner outlines."""
    scene = one(SHAPES[shape])
    found = render(scene, poses={"it": POSES[pose]}, size=SIZE).depth
    expected = expected_depths(shape, pose)
    both = np.isfinite(found) & np.isfinite(expected)
    close = np.abs(found[both] - expected[both]) < 0.5
    assert close.mean() > 0.985


@pytest.mark.parametrize("name", ["screens", "a tipped box", "a cup lifted and a bowl"])
def test_the_nearest_body_wins(name: str) -> None:
    """In a scene of several bodies every calm pixel shows the body with the least depth."""
    moment: Moment = moments()[name]
    scene, poses = moment.scene, moment.all_poses
    found = render(scene, poses=moment.all_poses, size=SIZE).ids
    every = np.stack(
        [depths(mesh_of(b.shape), poses[b.name], scene.camera, SIZE) for b in scene.bodies]
    )
    nearest = np.where(np.isfinite(every.min(0)), every.argmin(0), -1)
    calm = away_from_edges(nearest)
    assert (found[calm] == nearest[calm]).mean() > 0.995
