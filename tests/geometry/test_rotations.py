"""The 24 rotations of a cube: a group, with the directions that the words promise."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation as Outside

from spatialbench.geometry.rotations import (
    FACES,
    IDENTITY,
    NORMALS,
    OPPOSITE,
    ROTATIONS,
    UPRIGHT,
    Rotation,
    apply,
    cross,
    dot,
    face_toward,
    net_distance,
    quarter_turns,
    rotation_of,
)

rotations = st.sampled_from(ROTATIONS)
faces = st.sampled_from(FACES)
vectors = st.tuples(*[st.integers(-1000, 1000)] * 3)


def oracle(face: str, quarters: int) -> Outside:
    """The same turn by scipy: counter-clockwise seen from outside of the face."""
    return Outside.from_rotvec(np.array(NORMALS[face]) * np.pi / 2 * quarters)


# --- a group ------------------------------------------------------------------------------------


def test_there_are_24_different_rotations() -> None:
    """No two have the same matrix."""
    assert len({r.matrix for r in ROTATIONS}) == 24
    assert [r.index for r in ROTATIONS] == list(range(24))


@pytest.mark.parametrize("rotation", ROTATIONS, ids=lambda r: str(r.index))
def test_a_rotation_keeps_lengths_and_handedness(rotation: Rotation) -> None:
    """Its matrix is orthogonal with determinant 1: no mirror images."""
    matrix = np.array(rotation.matrix)
    assert (matrix @ matrix.T == np.eye(3)).all()
    assert round(np.linalg.det(matrix)) == 1


@given(rotations, rotations)
def test_one_rotation_after_another_is_a_rotation(one: Rotation, two: Rotation) -> None:
    """The 24 are closed, and `then` multiplies from the left."""
    assert (np.array(one.then(two).matrix) == np.array(two.matrix) @ one.matrix).all()


@given(rotations, rotations, rotations)
def test_how_rotations_are_grouped_does_not_matter(a: Rotation, b: Rotation, c: Rotation) -> None:
    """The product is associative."""
    assert a.then(b).then(c) == a.then(b.then(c))


@given(rotations)
def test_the_inverse_undoes_a_rotation(rotation: Rotation) -> None:
    """From either side."""
    assert rotation.then(rotation.inverse) == rotation.inverse.then(rotation) == IDENTITY


@given(rotations)
def test_the_identity_changes_nothing(rotation: Rotation) -> None:
    """Before or after."""
    assert IDENTITY.then(rotation) == rotation.then(IDENTITY) == rotation


@given(rotations)
def test_a_rotation_is_found_by_its_matrix(rotation: Rotation) -> None:
    """The matrix says all."""
    assert rotation_of(rotation.matrix) == rotation


def test_a_mirror_is_no_rotation() -> None:
    """Its matrix is not among the 24."""
    with pytest.raises(KeyError):
        rotation_of(((-1, 0, 0), (0, 1, 0), (0, 0, 1)))


# --- turns --------------------------------------------------------------------------------------


@pytest.mark.parametrize("face", FACES)
def test_four_quarter_turns_and_no_fewer_bring_a_cube_back(face: str) -> None:
    """The order of a quarter turn is 4."""
    turn, now, seen = quarter_turns(face, 1), IDENTITY, []
    for _ in range(4):
        now = now.then(turn)
        seen.append(now)
    assert [r == IDENTITY for r in seen] == [False, False, False, True]


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("quarters", range(-4, 9))
def test_turns_are_those_of_scipy(face: str, quarters: int) -> None:
    """Outside oracle: the matrix of every turn."""
    assert np.allclose(quarter_turns(face, quarters).matrix, oracle(face, quarters).as_matrix())


@given(st.lists(st.tuples(faces, st.integers(1, 3)), max_size=12))
def test_turns_one_after_the_other_are_those_of_scipy(turns: list[tuple[str, int]]) -> None:
    """About the axes of the room, the later turn multiplies from the left."""
    ours, theirs = IDENTITY, Outside.identity()
    for face, quarters in turns:
        ours, theirs = ours.then(quarter_turns(face, quarters)), oracle(face, quarters) * theirs
    assert np.allclose(ours.matrix, theirs.as_matrix())


@given(st.lists(st.tuples(faces, st.integers(1, 3)), max_size=8))
def test_turns_about_own_axes_are_turns_of_the_room_in_reverse_order(
    turns: list[tuple[str, int]],
) -> None:
    """Intrinsic a, b, c equals extrinsic c, b, a."""
    own = room = IDENTITY
    for face, quarters in turns:
        own = quarter_turns(face, quarters).then(own)
    for face, quarters in reversed(turns):
        room = room.then(quarter_turns(face, quarters))
    assert own == room


@given(rotations, faces, st.integers(0, 3))
def test_conjugation_turns_the_axis(rotation: Rotation, face: str, quarters: int) -> None:
    """Undo a rotation, turn about a face, redo it: a turn about where that face goes."""
    around = rotation.inverse.then(quarter_turns(face, quarters)).then(rotation)
    assert around == quarter_turns(rotation.goes_to(face), quarters)


@given(faces, st.integers(0, 3))
def test_a_turn_looks_the_other_way_round_from_the_other_side(face: str, quarters: int) -> None:
    """Clockwise from a side is counter-clockwise from the opposite one."""
    assert quarter_turns(face, quarters) == quarter_turns(OPPOSITE[face], -quarters)


@pytest.mark.parametrize(
    ("seen_from", "ring"),
    [
        ("top", ("front", "right", "back", "left")),
        ("right", ("front", "bottom", "back", "top")),
        ("front", ("top", "left", "bottom", "right")),
    ],
)
def test_a_counterclockwise_turn_takes_each_face_to_the_next(
    seen_from: str, ring: tuple[str, ...]
) -> None:
    """Written out by hand, with a cube in hand."""
    turn = quarter_turns(seen_from, 1)
    assert [turn.goes_to(face) for face in ring] == [*ring[1:], ring[0]]
    assert turn.goes_to(seen_from) == seen_from


# --- faces and vectors --------------------------------------------------------------------------


@given(rotations, faces)
def test_where_a_face_went_is_where_it_came_from(rotation: Rotation, face: str) -> None:
    """`came_from` reads `goes_to` backwards."""
    assert rotation.came_from(rotation.goes_to(face)) == face


@given(rotations, faces)
def test_a_face_goes_where_its_normal_points(rotation: Rotation, face: str) -> None:
    """Faces and vectors are rotated alike."""
    assert face_toward(rotation(NORMALS[face])) == rotation.goes_to(face)


@given(rotations, faces)
def test_opposite_faces_stay_opposite(rotation: Rotation, face: str) -> None:
    """A rotation tears nothing apart."""
    assert rotation.goes_to(OPPOSITE[face]) == OPPOSITE[rotation.goes_to(face)]


@given(vectors, vectors)
def test_cross_and_dot_are_those_of_numpy(u: tuple[int, ...], v: tuple[int, ...]) -> None:
    """Right-handed."""
    assert cross(u, v) == tuple(np.cross(u, v))  # type: ignore[arg-type]
    assert dot(u, v) == np.dot(u, v)  # type: ignore[arg-type]


@given(rotations, vectors)
def test_a_matrix_is_applied_to_a_column(rotation: Rotation, vector: tuple[int, ...]) -> None:
    """Rows times vector."""
    rotated = apply(rotation.matrix, vector)  # type: ignore[arg-type]
    assert rotated == tuple(np.array(rotation.matrix) @ vector)


@pytest.mark.parametrize("face", FACES)
def test_the_top_of_an_upright_mark_lies_in_its_face(face: str) -> None:
    """Up is at a right angle to the normal."""
    assert dot(NORMALS[face], UPRIGHT[face]) == 0


# --- distances ----------------------------------------------------------------------------------


def test_orientations_lie_at_0_1_2_and_3_quarter_turns() -> None:
    """In numbers 1, 6, 11, 6."""
    assert Counter(map(net_distance, ROTATIONS)) == {0: 1, 1: 6, 2: 11, 3: 6}


@given(rotations, faces)
def test_a_quarter_turn_changes_the_distance_by_one_or_nothing(
    rotation: Rotation, face: str
) -> None:
    """Nothing is skipped."""
    turned = rotation.then(quarter_turns(face, 1))
    assert abs(net_distance(turned) - net_distance(rotation)) <= 1


@given(rotations)
def test_the_way_back_is_as_long(rotation: Rotation) -> None:
    """A rotation and its inverse are equally far from the start."""
    assert net_distance(rotation) == net_distance(rotation.inverse)
