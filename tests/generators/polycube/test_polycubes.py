"""Polycubes: how many there are, and what turning and mirroring does to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.generators.polycube.polycubes import (
    LONGEST,
    MIRRORS,
    Polycube,
    beside,
    canonical,
    canonical_or_mirror,
    draw_handed,
    extent,
    is_handed,
    mirrored,
    polycubes,
    turned,
    ways_to_lie,
)
from spatialbench.geometry.rotations import ROTATIONS
from spatialbench.probes.draw import Draw

some_turn = st.sampled_from(ROTATIONS)
some_mirror = st.sampled_from(MIRRORS)
some_polycube = st.sampled_from(sorted(polycubes(5)))
some_handed = st.builds(
    lambda seed, count: draw_handed(Draw("handed", seed), count),
    st.integers(0, 10**6),
    st.integers(5, 12),
)


@pytest.mark.parametrize(
    ("count", "fixed", "one_sided", "free"),
    [(1, 1, 1, 1), (2, 3, 1, 1), (3, 15, 2, 2), (4, 86, 8, 7), (5, 534, 29, 23)],
)
def test_there_are_as_many_as_is_known(count: int, fixed: int, one_sided: int, free: int) -> None:
    """All ways to lie apart (OEIS A001931), only mirror images apart (A000162), none (A038119)."""
    found = polycubes(count)
    assert len(found) == fixed
    assert len({canonical(cells) for cells in found}) == one_sided
    assert len({canonical_or_mirror(cells) for cells in found}) == free


@pytest.mark.slow
def test_there_are_as_many_hexacubes_as_is_known() -> None:
    """166 with their mirror images, 112 without."""
    found = polycubes(6)
    assert len(found) == 3481
    assert len({canonical(cells) for cells in found}) == 166
    assert len({canonical_or_mirror(cells) for cells in found}) == 112


def test_the_groups_of_pentacubes_divide_24() -> None:
    """So that all ways to lie of all one-sided pentacubes make the 534 (orbits and stabilisers)."""
    one_sided = {canonical(cells) for cells in polycubes(5)}
    assert sum(len(ways_to_lie(cells)) for cells in one_sided) == 534
    assert all(24 % len(ways_to_lie(cells)) == 0 for cells in one_sided)


def test_one_pair_of_tetracubes_is_handed_but_each_has_a_half_turn() -> None:
    """The two screws of four cubes, of which no question is asked."""
    screws = {
        canonical(c) for c in polycubes(4) if canonical(c) != canonical(mirrored(c, MIRRORS[0]))
    }
    assert len(screws) == 2
    assert {len(ways_to_lie(c)) for c in screws} == {12}
    assert not any(is_handed(c) for c in polycubes(4))


def test_six_pairs_of_pentacubes_are_handed() -> None:
    """29 less 23; as is well known."""
    handed = [
        c for c in {canonical(c) for c in polycubes(5)} if c != canonical(mirrored(c, (-1, 1, 1)))
    ]
    assert len(handed) == 12


@given(cells=some_polycube, turn=some_turn)
def test_turning_there_and_back_changes_nothing(cells: Polycube, turn: object) -> None:
    """The inverse undoes."""
    assert turned(turned(cells, turn), turn.inverse) == cells  # type: ignore[arg-type, attr-defined]


@given(cells=some_handed, turn=some_turn, mirror=some_mirror)
def test_no_turn_is_a_mirror(cells: Polycube, turn: object, mirror: tuple[int, int, int]) -> None:
    """A handed shape turned is the same, mirrored it is not, in whichever mirror."""
    there = turned(cells, turn)  # type: ignore[arg-type]
    assert canonical(there) == canonical(cells)
    assert canonical(mirrored(there, mirror)) != canonical(cells)
    assert mirrored(mirrored(there, mirror), mirror) == there


@given(cells=some_handed)
def test_drawn_shapes_hang_together_face_to_face(cells: Polycube) -> None:
    """As many joints as cubes less one: arms and branches, no cube twice, none too far away."""
    assert len(set(cells)) == len(cells)
    assert sum(place in cells for cell in cells for place in beside(cell)) == 2 * (len(cells) - 1)
    assert max(extent(cells)) <= LONGEST
    reached = {cells[0]}
    waiting = [cells[0]]
    for cell in waiting:
        fresh = [place for place in beside(cell) if place in cells and place not in reached]
        reached.update(fresh)
        waiting += fresh
    assert reached == set(cells)
