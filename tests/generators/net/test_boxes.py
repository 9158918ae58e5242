"""Sheets laid on boxes: what is known of them from elsewhere, and what their algebra keeps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_sheets import folds as folds_by_bending

from spatialbench.errors import Refused
from spatialbench.generators.net.boxes import (
    CUBE,
    Box,
    area,
    folds,
    hangs_together,
    laid,
    open_spots,
    removable,
    surface,
    unfolded,
)
from spatialbench.generators.net.folds import LEVELS, draw_pair, hexominoes, near_misses, ways
from spatialbench.generators.net.looks import looks_of
from spatialbench.generators.net.nets import nets, polyominoes, read
from spatialbench.probes.draw import Draw

BOXES: tuple[Box, ...] = (CUBE, (2, 1, 1), (3, 1, 1), (2, 2, 1), (3, 2, 1))
of_boxes = pytest.mark.parametrize("box", BOXES, ids=lambda box: "x".join(map(str, box)))
draws = st.integers(0, 10**9).map(lambda number: Draw("boxes", number))


# --- surfaces -----------------------------------------------------------------------------------


@of_boxes
def test_a_square_lies_on_each_place_in_four_ways(box: Box) -> None:
    """And each way is come to from four others."""
    on = surface(box)
    assert len(on.place) == 4 * area(box)
    assert sorted(on.place.count(place) for place in set(on.place)) == [4] * area(box)
    for number in range(4):
        assert len({after[number] for after in on.after}) == len(on.after)


@of_boxes
def test_there_and_back_is_where_one_was(box: Box) -> None:
    """Right and left, up and down."""
    on = surface(box)
    for way, after in enumerate(on.after):
        assert [on.after[after[i]][i ^ 1] for i in range(4)] == [way] * 4


@of_boxes
def test_straight_on_one_comes_round(box: Box) -> None:
    """After twice the two sides of the box that lie along the way."""
    on, rounds = surface(box), {2 * (a + b) for a in box for b in box}
    for way in range(len(on.after)):
        now, steps = on.after[way][0], 1
        while now != way:
            now, steps = on.after[now][0], steps + 1
        assert steps in rounds


@pytest.mark.parametrize(("box", "count"), [(CUBE, 1), ((2, 1, 1), 5), ((2, 2, 1), 8)])
def test_ways_are_one_where_the_box_can_be_turned(box: Box, count: int) -> None:
    """24 ways on a cube by 24 turns; 40 and 64 by eight."""
    assert len(surface(box).starts) == count


# --- what folds ---------------------------------------------------------------------------------


def test_laid_on_a_cube_eleven_hexominoes_fold() -> None:
    """The same that a rolled cube finds, in all their ways."""
    assert {net for net in polyominoes(6) if folds(net, CUBE)} == set(nets())
    assert {whether: len(found) for whether, found in hexominoes().items()} == {True: 11, False: 24}


@pytest.mark.slow
def test_a_box_of_two_cubes_has_723_nets() -> None:
    """As is known of the box of 1 by 1 by 2 and of the 4,655 decominoes."""
    fixed = polyominoes(10)
    assert len({ways(net)[0] for net in fixed}) == 4655
    assert len({ways(net)[0] for net in fixed if folds(net, (2, 1, 1))}) == 723


@of_boxes
def test_a_straight_row_does_not_fold(box: Box) -> None:
    """It comes round and lies on itself."""
    assert not folds(tuple((x, 0) for x in range(area(box))), box)


@of_boxes
@settings(max_examples=15, deadline=None)
@given(draw=draws)
def test_what_is_unfolded_folds(box: Box, draw: Draw) -> None:
    """In every way that it can lie; and so says the solver that bends edge by edge."""
    cells = unfolded(draw, box)
    if len(cells) == area(box):
        net = read(cells)
        assert all(folds(way, box) for way in ways(net))
        assert folds_by_bending(set(net), sorted(box))


@of_boxes
@settings(max_examples=15, deadline=None)
@given(draw=draws)
def test_a_sheet_with_any_square_elsewhere_folds_or_not_for_both(box: Box, draw: Draw) -> None:
    """Laid on the box, or bent edge by edge."""
    cells = unfolded(draw, box)
    square = draw.choice(removable(cells))
    rest = [cell for cell in cells if cell != square]
    other = read([*rest, draw.choice(open_spots(rest))])
    assert folds(other, box) == folds_by_bending(set(other), sorted(box))


def test_a_wall_inside_is_no_box() -> None:
    """Ten squares that are no larger than the box, each at a place of its own, one of them across
    the middle and one end open."""
    cells = ((4, 2), (3, 1), (4, 1), (5, 1), (0, 0), (1, 0), (2, 0), (3, 0), (5, 0), (6, 0))
    assert not folds(cells, (2, 1, 1))
    assert not folds_by_bending(set(cells), [1, 1, 2])


def test_where_two_squares_meet_nothing_is_laid() -> None:
    """Nor where neighbours would be torn apart."""
    on = surface(CUBE)
    assert laid(tuple((x, 0) for x in range(5)), 0, on) is None
    assert laid(((0, 0), (1, 0), (0, 1), (1, 1)), 0, on) is None
    assert laid(((0, 0), (1, 0), (0, 1)), 0, on) is not None


def test_squares_without_which_a_sheet_falls_apart_are_not_removable() -> None:
    """Of a row of three the middle one."""
    assert removable([(0, 0), (1, 0), (2, 0)]) == [(0, 0), (2, 0)]
    assert not hangs_together([(0, 0), (2, 0)])


# --- near misses --------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [3, 4, 5])
@settings(max_examples=25, deadline=None)
@given(draw=draws)
def test_both_of_a_pair_look_alike_and_differ_in_one_square(level: int, draw: Draw) -> None:
    """In all that can be counted; one folds, the other does not."""
    box = LEVELS[level].box
    try:
        net, other = draw_pair(draw, box)
    except Refused:
        return
    assert looks_of(net) == looks_of(other)
    assert folds(net, box) > folds(other, box)
    moved = [
        len(set(net) & {(x + dx, y + dy) for x, y in other})
        for dx in range(-1, 2)
        for dy in range(-1, 2)
    ]
    assert max(moved) == area(box) - 1


@pytest.mark.parametrize("row", [3, 4])
def test_near_misses_of_a_cube_are_one_square_away_from_a_net(row: int) -> None:
    """All five of them."""
    for other in near_misses(False, row):
        away = [len(set(net) - set(way)) for net in nets() for way in shifted(other)]
        assert min(away) == 1


def shifted(net: tuple[tuple[int, int], ...]) -> list[set[tuple[int, int]]]:
    """A sheet moved a little."""
    return [{(x + dx, y + dy) for x, y in net} for dx in range(-1, 2) for dy in range(-1, 2)]
