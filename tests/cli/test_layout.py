"""Tables and matrices in terminals of any width: nothing is cut, no word is broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.cli.layout import Grid, lines_of, width_of
from spatialbench.cli.matrix import matrix_lines

WORD = st.text(alphabet="ab/-.红立", min_size=1, max_size=30)
CELL = st.lists(WORD, max_size=5).map(" ".join)


def grids(columns: int) -> st.SearchStrategy[Grid]:
    row = st.lists(CELL, min_size=columns, max_size=columns)
    return st.builds(
        Grid,
        st.lists(WORD, min_size=columns, max_size=columns),
        st.lists(row, min_size=1, max_size=4),
        st.lists(st.booleans(), min_size=columns, max_size=columns),
    )


@given(st.integers(1, 7).flatmap(grids), st.integers(10, 140))
def test_every_word_of_a_table_stands_in_it_whole(grid: Grid, room: int) -> None:
    """Whatever the width: ids can be copied."""
    text = "\n".join(lines_of(grid, room))
    found = set(text.split())
    for cell in [cell for row in grid.rows for cell in row]:
        assert set(cell.split()) <= found


@given(st.integers(1, 7).flatmap(grids), st.integers(10, 140))
def test_a_table_is_as_wide_as_the_terminal_at_most(grid: Grid, room: int) -> None:
    """But for a cell that is too wide in itself, which the terminal folds."""
    widest = max(width_of(cell) for row in grid.rows for cell in (*row, *grid.columns))
    label = max(map(width_of, grid.columns))
    for line in lines_of(grid, room):
        assert width_of(line) <= max(room, label + 2 + widest)


def test_sentences_are_wrapped_before_anything_else() -> None:
    """Between words."""
    grid = Grid(("task", "why"), [("cube/turn", "no one has ever seen it")], (False, False))
    assert lines_of(grid, 24) == [
        "task       why",
        "─" * 24,
        "cube/turn  no one has",
        "           ever seen it",
    ]


def test_long_names_go_to_a_line_of_their_own() -> None:
    """So that the numbers still stand below each other."""
    grid = Grid(
        ("model", "right", "of", "%"),
        [("provider/a-long-name", "9", "10", "90.0"), ("short", "1", "10", "10.0")],
        (False, True, True, True),
    )
    assert lines_of(grid, 25) == [
        "model",
        "  right  of     %",
        "  ───────────────",
        "provider/a-long-name",
        "      9  10  90.0",
        "short",
        "      1  10  10.0",
    ]


def test_a_terminal_too_narrow_for_that_gets_blocks() -> None:
    """A line for each cell."""
    grid = Grid(("id", "n"), [("0123456789abcdef", "1")], (False, True))
    assert lines_of(grid, 12) == ["id  0123456789abcdef", "n   1"]


# --- matrices -----------------------------------------------------------------------------------


def all_pairs(count: int) -> list[tuple[str, str, float | None]]:
    names = [f"provider/model-{number}" for number in range(count)]
    return [(a, b, 0.123) for i, a in enumerate(names) for b in names[i + 1 :]]


def test_twelve_models_fit_eighty_columns() -> None:
    """As one matrix: names, a line of numbers, twelve rows."""
    lines = matrix_lines(all_pairs(12), 80)
    assert max(map(len, lines)) <= 80
    assert len(lines) == 12 + 2 + 12


@pytest.mark.parametrize("count", [2, 5, 12, 30])
@pytest.mark.parametrize("room", [40, 80, 120])
def test_no_gap_is_lost_in_a_matrix(count: int, room: int) -> None:
    """Wide ones come in parts."""
    lines = matrix_lines(all_pairs(count), room)
    cells = " ".join(lines[count:]).split()
    pairs = count * (count - 1) // 2
    assert (cells.count("+12.3"), cells.count("-12.3"), cells.count("·")) == (pairs, pairs, count)
    assert max(map(len, lines[count:])) <= room


def test_what_cannot_be_told_apart_has_a_sign_of_its_own() -> None:
    """No number that could be taken for a difference."""
    assert matrix_lines([("a", "b", None)], 80)[-2:] == ["1     ·     =", "2     =     ·"]


def test_models_against_others_are_rows_against_columns() -> None:
    """Not all against all."""
    lines = matrix_lines([("a", "x", 0.5), ("b", "x", None)], 80)
    assert lines == ["1  a", "2  b", "3  x", "", "      3", "1 +50.0", "2     ="]
