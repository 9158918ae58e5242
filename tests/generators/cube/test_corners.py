"""`cube/hidden-face`: what corners tell, against facts from outside, and what is drawn of them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_cubes import AROUND, OPPOSITE

from spatialbench.generators.cube.corners import (
    CORNERS,
    COVERED,
    VIEWS,
    Roles,
    corner_of,
    cubes,
    fitting,
    from_the_least,
    opposite,
    possible,
    possible_either_way,
    seen_in,
    turns_to,
)
from spatialbench.generators.cube.hidden_face import HIDDEN_LEVELS, UNTOLD
from spatialbench.items.choices import choices_of
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find

TASK = "cube/hidden-face"
LEVELS = range(1, 6)
MANY = 800
SIX = (1, 1, 1, 1, 1, 1)

some_cube = st.sampled_from(cubes(SIX))


@cache
def probes(level: int) -> tuple[Probe, ...]:
    """Many probes of a level."""
    return tuple(make(TASK, seed="drawn", level=level, index=i) for i in range(MANY))


@pytest.mark.parametrize(
    ("counts", "number"),
    [(SIX, 30), ((2, 1, 1, 1, 1), 15), ((2, 2, 1, 1), 8), ((3, 3), 2), ((6,), 1), ((2, 2, 2), 6)],
)
def test_there_are_as_many_cubes_as_is_known(counts: tuple[int, ...], number: int) -> None:
    """MacMahon's thirty, and what Burnside's lemma counts for colours that repeat."""
    assert len(cubes(counts)) == number


def test_a_cube_has_eight_corners_each_seen_in_three_ways() -> None:
    """As the table of another reader has them, clockwise."""
    assert len(CORNERS) == 8
    assert all(len(turns_to(corner)) == 3 for corner in CORNERS)
    around = {corner_of(turn) for corner in CORNERS for turn in turns_to(corner)}
    assert around == set(AROUND)
    assert len(VIEWS) == 32


@given(cube=some_cube)
def test_two_corners_at_an_edge_tell_what_lies_across_it(cube: Roles) -> None:
    """A, B, C and B, A, D clockwise: C is opposite D."""
    faces = dict(zip(OPPOSITE, cube, strict=True))
    one = next(a for a in AROUND if a[:2] == ("top", "right"))
    other = next(a for a in AROUND if a[:2] == ("right", "top"))
    seen = [tuple(faces[side] for side in corner) for corner in (one, other)]
    assert possible(SIX, seen, faces[one[2]]) == {faces[other[2]]}  # type: ignore[arg-type]


@given(cube=some_cube, view=st.sampled_from(VIEWS))
def test_of_one_corner_nothing_follows_of_what_is_opposite(cube: Roles, view: object) -> None:
    """But that it is none of those beside it."""
    triple = seen_in(cube, view, turns_to(view.corner)[0])  # type: ignore[attr-defined, arg-type]
    for role in set(triple) - {COVERED}:
        assert possible(SIX, [triple], role) == set(range(6)) - set(triple)


@given(cube=some_cube, data=st.data())
def test_the_cube_itself_always_fits(cube: Roles, data: st.DataObject) -> None:
    """Whatever is seen of it; and who does not heed the way round knows less, never else."""
    views = data.draw(st.lists(st.sampled_from(VIEWS), min_size=1, max_size=5))
    seen = [
        seen_in(cube, view, data.draw(st.sampled_from(turns_to(view.corner)))) for view in views
    ]
    role = data.draw(st.integers(0, 5))
    assert fitting(SIX, seen) >> cubes(SIX).index(cube) & 1
    assert opposite(cube, role) in possible(SIX, seen, role) <= possible_either_way(SIX, seen, role)


@given(cube=some_cube, data=st.data())
def test_a_mirrored_world_has_the_same_opposites(cube: Roles, data: st.DataObject) -> None:
    """Every corner the other way round: another cube, what is opposite is the same."""
    views = data.draw(st.lists(st.sampled_from(VIEWS), min_size=1, max_size=4))
    seen = [seen_in(cube, view, turns_to(view.corner)[0]) for view in views]
    role = data.draw(st.integers(0, 5))
    mirrored = [(c, b, a) for a, b, c in seen]
    assert possible(SIX, mirrored, role) == possible(SIX, seen, role)


@pytest.mark.parametrize("start", list(permutations((1, 2, 3)))[:3])
def test_where_one_begins_around_a_corner_does_not_matter(start: tuple[int, int, int]) -> None:
    a, b, c = start
    assert from_the_least((a, b, c)) == from_the_least((b, c, a)) == from_the_least((c, a, b))
    assert from_the_least((a, b, c)) != from_the_least((c, b, a))


# --- drawn naturally ----------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_it_cannot_be_told_in_a_quarter_of_the_probes(level: int) -> None:
    """That is chance: of four answers, each place of the offered colours as often right, too."""
    places = Counter(p.vocabulary.index(p.answer) for p in probes(level))  # type: ignore[arg-type]
    assert {p.chance for p in probes(level)} == {1 / 4}
    assert all(places[i] / MANY == pytest.approx(1 / 4, abs=0.06) for i in range(4))
    assert not any(probe.refused for probe in probes(level))


def test_the_colour_of_two_faces_is_always_offered_and_right_as_often_as_another() -> None:
    """Else its being offered, or named first, would say something."""
    twice = [p.words["palette"].colours[0][0] for p in probes(3)]  # type: ignore[union-attr]
    assert all(two in p.vocabulary for two, p in zip(twice, probes(3), strict=True))
    right = sum(two == p.answer for two, p in zip(twice, probes(3), strict=True))
    assert right / MANY == pytest.approx(1 / 4, abs=0.06)


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_means_what_it_says(level: int) -> None:
    """How many views, in how many a face is covered, and whether the way round must be heeded."""
    declared = HIDDEN_LEVELS[level]
    for probe in probes(level)[:200]:
        corners = probe.words["corners"].corners  # type: ignore[union-attr]
        assert len(corners) == declared.views
        assert sum("" in corner for corner in corners) == declared.covered
        told = probe.answer != UNTOLD
        ignoring = probe.rivals["which-way-round-ignored"] if told else UNTOLD
        assert (ignoring == UNTOLD) == (declared.handed or not told)


@pytest.mark.parametrize("level", LEVELS)
def test_all_answers_are_offered(level: int) -> None:
    """Three colours, that can be opposite for all one sees at a glance, and that it is not told."""
    for probe in probes(level)[:60]:
        assert sorted(map(str, choices_of(probe))) == sorted(probe.vocabulary)
        assert len(probe.vocabulary) == 4


@pytest.mark.parametrize("level", [3, 4, 5])
@pytest.mark.parametrize("rival", find(TASK).rivals)
def test_no_half_of_an_understanding_is_worth_twenty_points(rival: str, level: int) -> None:
    """Who ignores one of the views, or which way round the corners go, or only excludes."""
    right = sum(p.rivals.get(rival) == p.answer for p in probes(level)) / MANY
    assert right < 1 / 4 + 0.20 + 0.02  # and two standard errors of less than a point each
