"""Tables in a terminal of any width: nothing is cut off, and no word, number or id is broken.

A table that is too wide has its sentences wrapped between words; where that is not enough, the
widest name goes to a line of its own above its row; where that is not enough either, each row
becomes a block of lines, `name  value`, which the terminal may fold but can be copied whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

GAP = 2  # columns of space between cells
_LEAST_COLUMNS = 4  # of fewer, blocks are as short


class Grid(NamedTuple):
    """Cells of one line each under names; `numeric` says which columns stand to the right."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: Sequence[bool]


def lines_of(grid: Grid, room: int) -> list[str]:
    """The table within so many columns, its header first and a rule below it; or blocks."""
    widths = _widths(grid, room)
    if widths is None:
        return _with_leads(grid, room) or list(_blocks(grid))
    return _table(grid, widths)


def _with_leads(grid: Grid, room: int) -> list[str]:
    """The table with its widest names on lines of their own; nothing where that is no help."""
    texts = [place for place, numeric in enumerate(grid.numeric) if not numeric]
    if not texts or len(grid.columns) < _LEAST_COLUMNS or not grid.rows:
        return []
    lead = max(texts, key=lambda place: max(width_of(row[place]) for row in grid.rows))
    rest = _without(grid, lead)
    widths = _widths(rest, room - GAP)
    if widths is None:
        return []
    lines = [grid.columns[lead], *_indented(_table(rest._replace(rows=()), widths))]
    for row, others in zip(grid.rows, rest.rows, strict=True):
        lines += [row[lead], *_indented(_wrapped(others, widths, rest.numeric))]
    return lines


def _without(grid: Grid, place: int) -> Grid:
    columns, *rows = ([*row[:place], *row[place + 1 :]] for row in (grid.columns, *grid.rows))
    return Grid(columns, rows, [*grid.numeric[:place], *grid.numeric[place + 1 :]])


def _indented(lines: Iterable[str]) -> list[str]:
    return [" " * GAP + line for line in lines]


def _table(grid: Grid, widths: Sequence[int]) -> list[str]:
    header = _line(grid.columns, widths, grid.numeric)
    rule = "─" * _total(widths)
    body = [line for row in grid.rows for line in _wrapped(row, widths, grid.numeric)]
    return ([header.rstrip(), rule] if any(grid.columns) else []) + body


def width_of(text: str) -> int:
    """How many columns a text takes; Chinese takes two a sign."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _widths(grid: Grid, room: int) -> list[int] | None:
    """The width of every column; None where even the longest words are too long."""
    cells = list(zip(grid.columns, *grid.rows, strict=True))
    natural = [max(map(width_of, column)) for column in cells]
    least = [
        wide if numeric else max(width_of(word) for cell in column for word in _words(cell))
        for column, wide, numeric in zip(cells, natural, grid.numeric, strict=True)
    ]
    spare = room - _total(least)
    if spare < 0:
        return None
    for place in sorted(range(len(least)), key=lambda place: natural[place] - least[place]):
        more = min(spare, natural[place] - least[place])
        least[place] += more
        spare -= more
    return least


def _words(cell: str) -> list[str]:
    return cell.split(" ") or [""]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _wrapped(row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> Iterator[str]:
    parts = [_broken(cell, width) for cell, width in zip(row, widths, strict=True)]
    for cells in zip_longest(*parts, fillvalue=""):
        yield _line(cells, widths, numeric).rstrip()


def _broken(cell: str, width: int) -> list[str]:
    """The cell in lines of at most that width, broken between words."""
    if width_of(cell) <= width:
        return [cell]
    lines = [""]
    for word in _words(cell):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if width_of(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines if lines[0] else lines[1:] or [""]


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = [
        _padded(cell, width, right=right)
        for cell, width, right in zip(cells, widths, numeric, strict=True)
    ]
    return (" " * GAP).join(padded)


def _padded(cell: str, width: int, *, right: bool) -> str:
    space = " " * (width - width_of(cell))
    return space + cell if right else cell + space


def _blocks(grid: Grid) -> Iterator[str]:
    name = max(map(width_of, grid.columns))
    for number, row in enumerate(grid.rows):
        if number:
            yield ""
        for column, cell in zip(grid.columns, row, strict=True):
            if cell:
                yield f"{_padded(column, name, right=False)}{' ' * GAP}{cell}".rstrip()
