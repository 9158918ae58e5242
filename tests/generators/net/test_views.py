"""Cubes with marks, and how they can be seen: what their algebra keeps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from reading_nets import normals

from spatialbench.generators.net.fold_view import LEVELS, draw_marks
from spatialbench.generators.net.nets import Net, nets
from spatialbench.generators.net.views import (
    can_be,
    corners,
    cube_of,
    faces_of,
    frames,
    lying,
    rotated,
    turned,
    ways_to_see,
)
from spatialbench.geometry.rotations import FACES, NORMALS, ROTATIONS, quarter_turns
from spatialbench.geometry.scene import Body, Mark, marks_in_room
from spatialbench.probes.draw import Draw

some_net = st.sampled_from(nets())
some_rotation = st.sampled_from(ROTATIONS)
draws = st.integers(0, 10**9).map(lambda number: Draw("views", number))


@given(net=some_net)
def test_every_square_becomes_a_face_of_its_own(net: Net) -> None:
    """Seen from above and folded away, it looks out of that face; vectors say the same."""
    looking = normals(list(net))
    for cell, face in faces_of(net).items():
        assert NORMALS[face] == looking[cell]
    assert set(faces_of(net).values()) == set(FACES)


@given(net=some_net)
def test_squares_that_share_an_edge_share_it_on_the_cube(net: Net) -> None:
    """What is to the right of a square is, folded, where its right has gone."""
    for (x, y), turn in frames(net).items():
        for step, side in (((1, 0), "right"), ((0, 1), "back")):
            other = (x + step[0], y + step[1])
            if other in net:
                assert faces_of(net)[other] == turn.goes_to(side)


@given(rotation=some_rotation, turns=st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_marks_turn_with_their_cube(rotation: object, turns: list[int]) -> None:
    """As a body's marks do in a scene."""
    cube = {face: Mark("red", "F", turn) for face, turn in zip(FACES, turns, strict=True)}
    body = Body("cube", None, None, "red", tuple(cube.items()))  # type: ignore[arg-type]
    assert rotated(cube, rotation) == marks_in_room(body, rotation)  # type: ignore[arg-type]


@given(face=st.sampled_from(FACES), turn=st.integers(0, 3), quarters=st.integers(0, 3))
def test_turning_a_cube_about_a_face_turns_its_mark(face: str, turn: int, quarters: int) -> None:
    """Counter-clockwise seen from outside, as marks are."""
    assert lying(quarter_turns(face, quarters), face, turn) == (face, (turn + quarters) % 4)


@given(draw=draws, net=some_net, rotation=some_rotation)
def test_a_cube_can_look_as_it_does(draw: Draw, net: Net, rotation: object) -> None:
    """Turned in any way; with a mark of the three turned by a quarter it cannot."""
    cube = cube_of(net, draw_marks(draw, LEVELS[3], net))
    view = rotated({face: cube[face] for face in corners()[0]}, rotation)  # type: ignore[arg-type]
    assert can_be(cube, view)
    for side in view:
        assert not can_be(cube, {**view, side: turned(view[side], 1)})


def test_a_corner_is_seen_in_three_ways() -> None:
    """Its faces go round."""
    seen = frozenset(("front", "right", "top"))
    for corner in corners():
        ways = ways_to_see(corner, seen)
        assert len(ways) == 3
        assert {way.goes_to(corner[0]) for way in ways} == seen
