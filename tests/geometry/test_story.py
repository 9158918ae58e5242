"""Events: what a turn says and what it does."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.geometry.rotations import FACES, IDENTITY, OPPOSITE
from spatialbench.geometry.story import Direction, Event, Turn

faces = st.sampled_from(FACES)
directions = st.sampled_from(get_args(Direction))
OTHER = {"clockwise": "counterclockwise", "counterclockwise": "clockwise"}


@pytest.mark.parametrize(
    ("seen_from", "direction", "face", "goes_to"),
    [
        ("top", "clockwise", "front", "left"),
        ("top", "counterclockwise", "front", "right"),
        ("front", "clockwise", "top", "right"),
        ("front", "counterclockwise", "right", "top"),
        ("right", "clockwise", "front", "top"),
        ("left", "clockwise", "top", "front"),
        ("bottom", "clockwise", "front", "right"),
        ("back", "clockwise", "top", "left"),
    ],
)
def test_a_quarter_turn_goes_the_way_it_is_said_to(
    seen_from: str, direction: Direction, face: str, goes_to: str
) -> None:
    """Written out by hand, with a cube in hand."""
    assert Turn("cube", seen_from, direction, 1).rotation.goes_to(face) == goes_to


@given(faces, directions, st.integers(1, 3))
def test_the_other_direction_undoes_a_turn(face: str, direction: Direction, quarters: int) -> None:
    """Clockwise and back."""
    there = Turn("cube", face, direction, quarters).rotation
    back = Turn("cube", face, OTHER[direction], quarters).rotation  # type: ignore[arg-type]
    assert there.then(back) == IDENTITY


@given(faces)
def test_half_a_turn_has_no_direction(face: str) -> None:
    """180° one way is 180° the other way."""
    assert (
        Turn("cube", face, "clockwise", 2).rotation
        == Turn("cube", face, "counterclockwise", 2).rotation
    )


@given(faces, directions, st.integers(1, 3))
def test_from_the_opposite_side_a_turn_goes_the_other_way(
    face: str, direction: Direction, quarters: int
) -> None:
    """One and the same turn, seen from two sides."""
    here = Turn("cube", face, direction, quarters).rotation
    there = Turn("cube", OPPOSITE[face], OTHER[direction], quarters).rotation  # type: ignore[arg-type]
    assert here == there


@given(faces, directions)
def test_three_quarters_are_a_quarter_the_other_way(face: str, direction: Direction) -> None:
    """270° clockwise is 90° counter-clockwise."""
    three = Turn("cube", face, direction, 3).rotation
    one = Turn("cube", face, OTHER[direction], 1).rotation  # type: ignore[arg-type]
    assert three == one


def test_every_event_says_what_it_is_about() -> None:
    """A story can be read without knowing the kinds of events."""
    unsaid = [e.__name__ for e in get_args(Event) if not {"body", "moves"} & set(e.__slots__)]
    assert unsaid == []
