"""How films are parted so that what looks alike can be followed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.geometry.followed import (
    CLEARLY,
    MOST_PARTS,
    between,
    followed,
    in_paper,
    look_alikes,
    parts_between,
)
from spatialbench.geometry.scene import Body, Camera, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box

CUBE = Box((10, 10, 10))
CAMERA = Camera((0, -900, 300), (0, 0, 0))
PLACES = st.lists(
    st.tuples(st.integers(-500, 500), st.integers(-500, 500), st.just(0)),
    min_size=4, max_size=4, unique=True,
)  # fmt: skip


def moment(*places: tuple[float, float, float]) -> dict[str, np.ndarray]:
    """Bodies by letters, where they are."""
    found = {}
    for name, place in zip("abcd", places, strict=False):
        found[name] = np.eye(4)
        found[name][:3, 3] = place
    return found


def middles(at: dict[str, np.ndarray]) -> np.ndarray:
    """(n, 3) where they are."""
    return np.array([pose[:3, 3] for pose in at.values()])


def test_bodies_of_the_same_shape_and_colours_look_alike() -> None:
    """Marks count, names and places do not; what is wrapped is all in one paper; what is counted is
    left out."""
    marks = (("top", Mark("white", "1")),)
    bodies = [
        Body("a", CUBE, Pose((0, 0, 0)), "red"),
        Body("b", CUBE, Pose((50, 0, 0)), "red"),
        Body("c", CUBE, Pose((99, 0, 0)), "red", marks),
        Body("d", CUBE, Pose((150, 0, 0)), "blue"),
        Body("e", Box((10, 10, 11)), Pose((200, 0, 0)), "red"),
    ]
    scene = Scene(tuple(bodies), CAMERA)
    assert look_alikes(scene) == [["a", "b"]]
    assert look_alikes(in_paper(scene, ("a", "c", "d"))) == [["a", "c", "d"]]
    assert look_alikes(scene, counted=("b",)) == []


@pytest.mark.parametrize(("way", "share"), [(10, 1 / 9), (45, 45 / 55), (50, 1.0), (80, 4.0)])
def test_a_way_counts_by_the_distance_to_the_nearest_other(way: int, share: float) -> None:
    """Of two 100 apart, one comes nearer to the other."""
    one, two = (middles(moment((x, 0, 0), (100, 0, 0))) for x in (0, way))
    assert followed(one, two) == pytest.approx(share)


def test_what_stands_where_another_stood_has_not_been_seen_to_move() -> None:
    """The two pictures are the same."""
    one, two = moment((0, 0, 0), (100, 0, 0)), moment((100, 0, 0), (0, 0, 0))
    assert followed(middles(one), middles(two)) == 0
    assert parts_between(one, two, [["a", "b"]], ()) == 1


@given(PLACES, PLACES)
def test_every_part_can_be_followed_or_there_is_one(
    here: list[tuple[int, int, int]], there: list[tuple[int, int, int]]
) -> None:
    """As few parts as will do, of the same length."""
    one, two = moment(*here), moment(*there)
    parts = parts_between(one, two, ["abcd"], ())
    stops = [one, *between(one, two, parts), two]
    assert 1 <= parts <= MOST_PARTS
    assert len(stops) == parts + 1
    steps = [middles(b) - middles(a) for a, b in pairwise(stops)]
    assert all(np.allclose(step, steps[0]) for step in steps)
    if parts > 1:
        assert max(followed(middles(a), middles(b)) for a, b in pairwise(stops)) <= CLEARLY
        fewer = [one, *between(one, two, parts - 1), two]
        assert max(followed(middles(a), middles(b)) for a, b in pairwise(fewer)) > CLEARLY


def test_what_is_out_of_sight_is_not_followed() -> None:
    """Nor does it part the way of what is seen."""
    one = moment((0, 0, 0), (100, 0, 0), (300, 0, 0))
    two = moment((0, 80, 0), (100, 0, 0), (0, 0, 0))
    assert parts_between(one, two, ["abc"], ("c",)) == 2
    assert parts_between(one, two, ["abc"], ("a", "c")) == 1
