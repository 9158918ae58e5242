"""Folding exactly: what is known of reflections and of folded paper, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from spatialbench.generators.paper.folding import (
    OFF,
    Crease,
    creases,
    cut_by,
    folded,
    middle_of,
    mirror_of,
    part_of,
    pile,
    possible,
    square,
    table_of,
)
from spatialbench.generators.paper.holes import names_of
from spatialbench.generators.paper.rivals import rivals_of
from spatialbench.generators.paper.stories import doubled_area

SIZES = (4, 5, 6, 7, 8)

some_size = st.sampled_from(SIZES)
some_point = st.tuples(st.integers(-40, 40), st.integers(-40, 40))


@st.composite
def some_crease(draw: st.DrawFn) -> Crease:
    """Any crease of a sheet of eight by eight."""
    return draw(st.sampled_from(creases(8, draw(st.booleans()))))


@st.composite
def some_folds(draw: st.DrawFn) -> tuple[int, list[Crease]]:
    """A sheet, and up to five folds that are possible one after the other."""
    cells = draw(some_size)
    outline, folds = square(cells), []
    for _ in range(draw(st.integers(1, 5))):
        found = possible(outline, cells, draw(st.booleans()))
        if found:
            folds.append(draw(st.sampled_from(found)))
            outline = folded(outline, folds[-1]) or outline
    assume(folds)
    return cells, folds


def named(cells: int, folds: list[Crease], place: str) -> list[str]:
    """The cells under a place, by name."""
    names = names_of(cells)
    return sorted(names[cell] for cell in pile(cells, folds).under([names.index(place)]))


def right_over(c: int) -> Crease:
    """What is right of the c-th line from the left is turned over."""
    return Crease(1, 0, 2 * c)


def top_over(c: int) -> Crease:
    """What is above the c-th line from below is turned over."""
    return Crease(0, 1, 2 * c)


# --- what is known of reflections -----------------------------------------------------------------


@given(crease=some_crease(), point=some_point)
def test_a_reflection_undoes_itself(crease: Crease, point: tuple[int, int]) -> None:
    """And what was beyond is as far on this side."""
    on_grid = (point[0], point[1] + (point[0] + point[1]) % 2)  # where both are exact
    assert crease.mirrored(crease.mirrored(on_grid)) == on_grid
    assert crease.beyond(crease.mirrored(on_grid)) == -crease.beyond(on_grid)


@given(point=some_point, c=st.integers(0, 8), d=st.integers(0, 8))
def test_reflections_in_lines_at_right_angles_commute(
    point: tuple[int, int], c: int, d: int
) -> None:
    """Together they are half a turn about the point where the lines meet."""
    one, other = right_over(c), top_over(d)
    both = one.mirrored(other.mirrored(point))
    assert both == other.mirrored(one.mirrored(point))
    assert both == (4 * c - point[0], 4 * d - point[1])


@given(point=some_point, c=st.integers(0, 8), d=st.integers(0, 8))
def test_reflections_in_parallel_lines_are_a_shift_by_twice_their_distance(
    point: tuple[int, int], c: int, d: int
) -> None:
    """First in one, then in the other."""
    x, y = right_over(d).mirrored(right_over(c).mirrored(point))
    assert (x, y) == (point[0] + 4 * (d - c), point[1])


@given(crease=some_crease())
def test_middles_of_cells_come_to_lie_on_middles_of_cells(crease: Crease) -> None:
    """Whichever line it is; so a place holds whole cells, or halves where a crease is."""
    for cell in range(64):
        x, y = crease.mirrored(middle_of(cell, 8))
        assert x % 2 == y % 2 == 1


# --- what is known of folded paper ----------------------------------------------------------------


@pytest.mark.parametrize("folds", range(1, 7))
def test_folding_in_half_doubles_the_layers(folds: int) -> None:
    """Two to the power of the folds, everywhere."""
    halves = [right_over(4), top_over(4), right_over(2), top_over(2), right_over(1), top_over(1)]
    sheet = pile(8, halves[:folds])
    assert {sheet.layers([place]) for place in sheet.whole()} == {2**folds}
    assert len(sheet.whole()) == 64 // 2**folds


def test_a_hole_in_a_sheet_that_is_folded_in_four_makes_four() -> None:
    """One in every quarter, as far from both middle lines."""
    assert named(4, [right_over(2), top_over(2)], "B4") == ["B1", "B4", "C1", "C4"]
    assert named(6, [top_over(3), right_over(3)], "A4") == ["A3", "A4", "F3", "F4"]


def test_a_paper_snowflake_of_three_folds_has_the_eight_symmetries_of_the_square() -> None:
    """In half, in half again, across: eight holes that look alike from all sides."""
    across = Crease(1, -1, 0)  # below the diagonal from the lower left corner
    found = named(8, [right_over(4), top_over(4), across], "B6")
    assert len(found) == 8
    spots = {(2 * (ord(name[0]) - ord("A")) - 7, 2 * int(name[1]) - 9) for name in found}
    assert spots == {(-y, x) for x, y in spots} == {(-x, y) for x, y in spots}


def test_a_corner_that_is_folded_in_makes_a_pair_across_the_diagonal() -> None:
    """The lower right corner of a sheet of four over its diagonal, pricked beside the middle."""
    diagonal = Crease(1, -1, 0)
    assert named(4, [diagonal], "A2") == ["A2", "C4"]
    assert named(4, [diagonal], "B1") == ["B1", "D3"]


def test_a_letter_that_is_folded_in_three_has_three_layers() -> None:
    """The right third over the middle, then the left third over both."""
    letter = [right_over(4), Crease(-1, 0, -4)]
    assert named(6, letter, "C2") == ["B2", "C2", "F2"]
    assert named(6, letter, "D5") == ["A5", "D5", "E5"]


# --- what always holds ----------------------------------------------------------------------------


@given(made=some_folds())
def test_no_paper_is_lost(made: tuple[int, list[Crease]]) -> None:
    """Every cell lies somewhere on the sheet, and those that stay are where they were."""
    cells, folds = made
    sheet = pile(cells, folds)
    assert OFF not in sheet.places
    for place in sheet.whole():
        assert place in sheet.under([place])


@given(made=some_folds())
def test_the_outline_is_what_is_under_it(made: tuple[int, list[Crease]]) -> None:
    """The whole places lie inside, and fill it but for the halves at creases."""
    cells, folds = made
    outline = square(cells)
    for crease in folds:
        rest = folded(outline, crease)
        assert rest is not None
        assert doubled_area(rest) * 2 >= doubled_area(outline)
        assert part_of(outline, crease)
        outline = rest
    sheet = pile(cells, folds)
    area = doubled_area(outline)  # eight of it are a cell
    places = set(sheet.places)
    halves = {place for place in places if place in sheet.torn}
    assert 8 * len(places - halves) <= area <= 8 * len(places)


@given(made=some_folds(), order=st.randoms())
def test_the_holes_of_all_places_are_all_cells_once(
    made: tuple[int, list[Crease]], order: object
) -> None:
    """No cell lies at two places."""
    cells, folds = made
    sheet = pile(cells, folds)
    found = [cell for place in set(sheet.places) for cell in sheet.under([place])]
    assert sorted(found) == list(range(cells * cells))


@pytest.mark.parametrize("cells", SIZES)
def test_only_creases_across_cells_cut_them(cells: int) -> None:
    """And those they cut stay at their place."""
    for crease in creases(cells, diagonal=False):
        assert not cut_by(crease, cells)
    for crease in creases(cells, diagonal=True):
        assert cut_by(crease, cells)
        assert all(table_of(crease, cells)[place] == place for place in cut_by(crease, cells))
        assert all(mirror_of(crease, cells)[place] == place for place in cut_by(crease, cells))


def test_what_would_stick_out_is_not_folded() -> None:
    """The larger part over the smaller one, or a corner over too narrow a rest."""
    assert folded(square(6), right_over(2)) is None
    assert folded(square(6), right_over(3)) is not None
    assert folded(square(6), right_over(6)) is None
    narrow = folded(square(6), right_over(3)) or ()
    assert folded(narrow, Crease(1, 1, 6)) is None


def test_rivals_of_a_letter_by_hand() -> None:
    """The right third of a sheet of six is folded over, then the left third; pricked in C2."""
    folds, names = (right_over(4), Crease(-1, 0, -4)), names_of(6)
    rivals = rivals_of(6, folds, (names.index("C2"),))
    found = {name: sorted(names[cell] for cell in cells) for name, cells in rivals.items()}
    assert found["no-mirroring"] == ["C2"]
    assert found["first-fold-only"] == found["last-fold-ignored"] == ["C2", "F2"]
    assert found["last-fold-only"] == found["first-fold-ignored"] == ["B2", "C2"]
    assert found["slid"] == ["A2", "C2", "E2"]
    assert found["all-mirrored"] == ["B2", "C2", "F2"]
