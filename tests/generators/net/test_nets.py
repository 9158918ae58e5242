"""Nets of a cube: what is known of them from elsewhere, and what their algebra keeps."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_nets import in_line, normals, opposite

from spatialbench.generators.net.nets import (
    Cell,
    Net,
    beside,
    farthest,
    folded,
    longest_row,
    nets,
    pairs,
    polyominoes,
    read,
    so_far_away,
    steps_from,
)
from spatialbench.geometry.rotations import OPPOSITE

# The eleven, as they are drawn in textbooks: one row of four with a flap on either side (six ways),
# rows of three and two and one (three), two rows of three, and the stairs of two.
TEXTBOOK = """
#...  #...  #...  #...  .#..  .#..  ##...  ##..  ##...  ###..  ##..
####  ####  ####  ####  ####  ####  .###.  .###  .###.  ..###  .##.
#...  .#..  ..#.  ...#  .#..  ..#.  .#...  ..#.  ...#.  .....  ..##
"""


def textbook() -> list[Net]:
    """The drawings as nets."""
    rows = [line.split() for line in TEXTBOOK.strip().splitlines()]
    return [
        read(
            (x, -y) for y, line in enumerate(drawing) for x, sign in enumerate(line) if sign == "#"
        )
        for drawing in zip(*rows, strict=True)
    ]


def placed(net: Net, turns: int, mirrored: bool) -> Net:
    """A net turned by quarters, and mirrored."""
    cells: list[Cell] = [(-x, y) if mirrored else (x, y) for x, y in net]
    for _ in range(turns):
        cells = [(-y, x) for x, y in cells]
    return read(cells)


def all_ways(net: Net) -> frozenset[Net]:
    """A net in all the ways that it can lie."""
    return frozenset(placed(net, turns, m) for turns in range(4) for m in (False, True))


some_net = st.sampled_from(nets())
some_pair = st.sampled_from(list(pairs().values()))


@pytest.mark.parametrize(
    ("count", "fixed", "free"),
    [(1, 1, 1), (2, 2, 1), (3, 6, 2), (4, 19, 5), (5, 63, 12), (6, 216, 35)],
)
def test_there_are_as_many_polyominoes_as_is_known(count: int, fixed: int, free: int) -> None:
    """Golomb's polyominoes: with turned and mirrored ones apart (OEIS A001168), and as one
    (A000105)."""
    found = polyominoes(count)
    assert len(found) == fixed
    assert len({all_ways(net) for net in found}) == free


def test_eleven_of_the_thirty_five_hexominoes_fold_into_a_cube() -> None:
    """And they are those of the textbooks."""
    assert len({all_ways(net) for net in nets()}) == 11
    assert {all_ways(net) for net in nets()} == {all_ways(net) for net in textbook()}


def test_no_two_drawings_of_the_textbook_are_the_same() -> None:
    """Eleven of them."""
    assert len({all_ways(net) for net in textbook()}) == len(textbook()) == 11


def test_each_net_lies_in_all_its_ways() -> None:
    """Eight, or four where it has a symmetry of its own: 64 in all."""
    assert {net for drawn in textbook() for net in all_ways(drawn)} == set(nets())
    assert sorted(len(all_ways(net)) for net in textbook()) == [4] * 6 + [8] * 5
    assert len(nets()) == 64


@given(net=some_net)
def test_a_net_has_no_square_of_four_and_no_row_of_five(net: Net) -> None:
    """Either would fold two squares onto one face; and it fits in 3 by 4, or 2 by 5."""
    corners = [{(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)} for x, y in net]
    assert not any(block <= set(net) for block in corners)
    assert longest_row(net) <= 4
    assert sorted(max(c[a] for c in net) + 1 for a in (0, 1)) in ([3, 4], [2, 5])


@given(net=some_net)
def test_five_edges_hold_a_net_together(net: Net) -> None:
    """Of the twelve edges of a cube seven are cut (Euler)."""
    assert sum(there in net for cell in net for there in beside(cell)) == 2 * 5


@given(net=some_net)
def test_every_face_of_the_cube_is_made_once(net: Net) -> None:
    """Six squares, six faces."""
    assert set(folded(net).values()) == set(OPPOSITE)


@pytest.mark.parametrize("net", sorted(polyominoes(6) - set(nets()))[::19])
def test_what_does_not_fold_makes_a_face_twice(net: Net) -> None:
    """And leaves another open."""
    assert len(set(folded(net).values())) < 6


@given(pair=some_pair)
def test_the_opposite_of_the_opposite_is_the_square(pair: object) -> None:
    """Three pairs in each net."""
    net, square, there, _ = pair  # type: ignore[misc]
    assert pairs()[net, there].opposite == square


@given(pair=some_pair)
def test_vectors_find_the_same_opposite(pair: object) -> None:
    """By a road of its own: frames carried over the edges, no cube rolled."""
    net, square, there, _ = pair  # type: ignore[misc]
    assert opposite(dict.fromkeys(net, ""), square) == there


@given(pair=some_pair, turns=st.integers(0, 3), mirrored=st.booleans())
def test_turning_the_paper_changes_nothing(pair: object, turns: int, mirrored: bool) -> None:
    """What is opposite stays opposite when the net is turned and mirrored."""
    net, square, there, hops = pair  # type: ignore[misc]
    both = {square, there}
    cells = [(c, c in both) for c in net]
    moved = [((-x, y) if mirrored else (x, y), marked) for (x, y), marked in cells]
    for _ in range(turns):
        moved = [((-y, x), marked) for (x, y), marked in moved]
    left, low = (min(c[axis] for c, _ in moved) for axis in (0, 1))
    one, other = [(x - left, y - low) for (x, y), marked in moved if marked]
    found = pairs()[placed(net, turns, mirrored), one]
    assert (found.opposite, found.hops) == (other, hops)


@given(pair=some_pair)
def test_neighbours_are_never_opposite_and_two_along_always_are(pair: object) -> None:
    """One fold stands upright, two in a row close over it; around a corner they meet."""
    net, square, there, hops = pair  # type: ignore[misc]
    assert there not in beside(square)
    assert in_line(dict.fromkeys(net, ""), square) in ([], [there])
    assert (hops == 2) == bool(in_line(dict.fromkeys(net, ""), square))


def test_opposite_squares_are_two_to_five_steps_apart() -> None:
    """So many of the 384 squares of the 64 nets."""
    counted = Counter(pair.hops for pair in pairs().values())
    assert counted == {2: 224, 3: 120, 4: 32, 5: 8}


@given(net=some_net)
def test_steps_grow_by_one_from_square_to_square(net: Net) -> None:
    """Neighbours differ by one; the farthest are those with the most."""
    away = steps_from(net, net[0])
    assert set(away) == set(net)
    assert all(abs(away[c] - away[t]) == 1 for c in net for t in beside(c) if t in net)
    assert {away[c] for c in farthest(net, net[0])} == {max(away.values())}
    assert sum(len(so_far_away(net, net[0], n)) for n in range(6)) == 6


@given(net=some_net)
def test_squares_are_in_the_order_in_which_one_reads(net: Net) -> None:
    """The upper row first, then from the left, against both axes."""
    assert all((-a[1], a[0]) < (-b[1], b[0]) for a, b in pairwise(net))
    assert min(x for x, _ in net) == min(y for _, y in net) == 0


def test_the_solver_s_own_folding_closes() -> None:
    """Six directions, for every net."""
    assert all(len(set(normals(list(net)).values())) == 6 for net in nets())
