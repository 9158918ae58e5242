"""Rays and triangles against formulas: what is hit first, and what is enclosed."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spatialbench.errors import Refused
from spatialbench.geometry.meshes import cavity_of, mesh_of
from spatialbench.geometry.shapes import Box, Cup, OpenBox, Shape, Sphere
from spatialbench.geometry.shapes.building import SECTIONS
from spatialbench.verification.motion import rotation
from spatialbench.verification.rays import Doubles, distances, enclosure, first_hits

numbers = st.floats(-90, 90, allow_nan=False)
points = st.tuples(numbers, numbers, numbers).map(np.array)
BOX, CUP, OPEN_BOX = Box((40, 60, 80)), Cup(28, 38, 96, 3), OpenBox((74, 74, 84), 5)


def triangles(shape: Shape) -> Doubles:
    """The surface of a shape."""
    return np.asarray(mesh_of(shape).triangles)


def slabs(eye: Doubles, ray: Doubles, half: Doubles) -> float:
    """How far along the ray a box begins, by the slab method; infinite where it is missed."""
    with np.errstate(divide="ignore"):
        near, far = np.sort([(-half - eye) / ray, (half - eye) / ray], axis=0)
    enters, leaves = near.max(), far.min()
    return float(enters) if 0 < enters <= leaves else np.inf


@settings(deadline=None)
@given(points, points)
def test_a_box_is_met_where_the_slabs_say(eye: Doubles, aim: Doubles) -> None:
    """Outside oracle, from any place outside, at any angle."""
    half, ray = np.array([20.0, 30.0, 40.0]), aim / 2 - eye
    assume((np.abs(eye) > half + 0.1).any())
    assume((np.abs(ray) > 1e-3).all())
    expected = slabs(eye, ray, half)
    assume(np.isinf(expected) == np.isinf(slabs(eye, ray, half - 1e-6)))
    assume(np.isinf(expected) == np.isinf(slabs(eye, ray, half + 1e-6)))
    found = first_hits(eye, ray[None], triangles(BOX))
    assert found.distance[0] == pytest.approx(expected)
    assert (found.triangle[0] >= 0) == np.isfinite(expected)


@settings(deadline=None)
@given(points)
def test_the_first_hit_is_the_nearest_of_all(eye: Doubles) -> None:
    """No other triangle is met before it."""
    assume(np.linalg.norm(eye) > 23)
    rays = np.random.default_rng(1).normal(size=(40, 3)) * 5 - eye
    surface = triangles(Sphere(22))
    along, hits = distances(eye, rays, surface), first_hits(eye, rays, surface)
    assert (hits.distance == along.min(1)).all()
    assert (hits.distance < 1).all()


def test_a_ray_along_a_plane_misses_it() -> None:
    """Nothing is divided by nought."""
    flat = np.array([[[0.0, 0, 0], [1, 0, 0], [0, 1, 0]]])
    eye, rays = np.array([-1.0, 0.1, 0]), np.array([[1.0, 0, 0]])
    assert np.isinf(distances(eye, rays, flat)).all()


def test_what_lies_behind_the_eye_is_not_met() -> None:
    """Rays go one way."""
    eye = np.array([0.0, -100, 0])
    found = first_hits(eye, np.array([[0.01, -1, 0.02]]), triangles(BOX))
    assert (found.triangle[0], found.distance[0]) == (-1, np.inf)


def test_a_triangle_without_extent_is_not_met() -> None:
    """Corners that fall together bound nothing."""
    line = np.array([[[0.0, 0, 0], [1, 1, 1], [2, 2, 2]]])
    eye, rays = np.array([0.0, 5, 0]), np.array([[0.0, -5, 0], [1, -4, 1]])
    assert np.isinf(distances(eye, rays, line)).all()


# --- inside -------------------------------------------------------------------------------------


def depth_in(shape: Shape, at: Doubles) -> float:
    """How deep a place is inside the cavity, by formula; negative outside."""
    x, y, z = at
    if isinstance(shape, OpenBox):
        return float(min(32 - abs(x), 32 - abs(y), z + 37, 42 - z))
    radius = 28 + (48 - z) * 10 / 96 - 3
    return float(min(radius - np.hypot(x, y), z + 48, 45 - z))


@settings(deadline=None)
@given(points, st.sampled_from((CUP, OPEN_BOX)))
def test_a_place_is_enclosed_if_the_formula_says_so(at: Doubles, shape: Shape) -> None:
    """Away from the wall by more than what the flat sides of a cup cut off."""
    depth = depth_in(shape, at / 2)
    assume(abs(depth) > 38 * (1 - np.cos(np.pi / SECTIONS)) + 1e-6)
    found = enclosure(at / 2, np.asarray(cavity_of(shape).triangles))  # type: ignore[union-attr]
    assert found.inside == (depth > 0)
    assert not found.inside or found.clearance >= min(depth, 1e9) - 0.5


def test_a_place_on_the_surface_is_refused() -> None:
    """There rays disagree."""
    with pytest.raises(Refused) as caught:
        enclosure(np.array([20.0, 1.0, 2.0]), triangles(BOX))
    assert caught.value.reason == "on an edge"


# --- turning ------------------------------------------------------------------------------------


@given(st.sampled_from(np.vstack([np.eye(3), -np.eye(3)]).tolist()), numbers)
def test_a_turn_is_a_rotation_that_keeps_its_axis(axis: list[float], degrees: float) -> None:
    """Orthogonal, of determinant 1, by that angle."""
    turned = rotation(np.array(axis), degrees)
    assert np.allclose(turned @ turned.T, np.eye(3))
    assert np.linalg.det(turned) == pytest.approx(1)
    assert np.allclose(turned @ axis, axis)
    assert np.trace(turned) == pytest.approx(1 + 2 * np.cos(np.radians(degrees)))


def test_a_positive_turn_is_counterclockwise_seen_from_the_tip() -> None:
    """About z, x goes to y."""
    assert np.allclose(rotation(np.array([0.0, 0, 1]), 90) @ [1, 0, 0], [0, 1, 0])
