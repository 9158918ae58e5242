"""Rational rotations, against scipy and against the 24 of the grid."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation as ScipyRotation

from spatialbench.errors import FormatError
from spatialbench.geometry.quaternions import Quaternion, quaternion_of, turned
from spatialbench.geometry.rotations import ROTATIONS, Rotation

PARTS = st.integers(-30, 30)
QUATERNIONS = st.tuples(PARTS, PARTS, PARTS, PARTS).filter(any).map(lambda q: Quaternion(*q))
GRID = st.sampled_from(ROTATIONS)
EITHER = st.one_of(QUATERNIONS, GRID)


def scipy_of(q: Quaternion) -> ScipyRotation:
    """The same rotation by scipy, which puts the real part last."""
    return ScipyRotation.from_quat([q.x, q.y, q.z, q.w])


def floats(q: Quaternion | Rotation) -> np.ndarray:
    """(3, 3) float64."""
    return np.array([[float(v) for v in row] for row in q.matrix])


@given(QUATERNIONS)
def test_the_matrix_is_that_of_scipy(q: Quaternion) -> None:
    """Up to rounding, which only scipy does."""
    assert np.allclose(floats(q), scipy_of(q).as_matrix(), atol=1e-12)


@given(QUATERNIONS, QUATERNIONS)
def test_one_after_the_other_is_extrinsic(first: Quaternion, then: Quaternion) -> None:
    """The second turns about the axes of the room."""
    both = first.then(then)
    assert np.allclose(floats(both), (scipy_of(then) * scipy_of(first)).as_matrix(), atol=1e-12)


@given(QUATERNIONS)
def test_the_inverse_undoes_it_exactly(q: Quaternion) -> None:
    """Not nearly: in fractions."""
    there = q((3, -5, 7))
    assert q.inverse(there) == (3, -5, 7)
    assert sum(v * v for v in there) == Fraction(83)


@given(GRID)
def test_a_rotation_of_the_grid_is_the_same_as_a_quaternion(rotation: Rotation) -> None:
    """Entry by entry."""
    assert quaternion_of(rotation).matrix == rotation.matrix


@given(EITHER, EITHER)
def test_both_kinds_can_follow_each_other(
    first: Rotation | Quaternion, then: Rotation | Quaternion
) -> None:
    """What comes out is the product of the matrices."""
    assert np.allclose(floats(turned(first, then)), floats(then) @ floats(first), atol=1e-12)


def test_nothing_is_not_a_rotation() -> None:
    """It would divide by zero."""
    with pytest.raises(FormatError, match="other than 0"):
        Quaternion(0, 0, 0, 0)
