"""Pairs as a matrix that fits the terminal: models are numbered, and wide ones come in parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spatialbench.cli.common import console, plain, say

CELL = 6
SAME, OPEN, NONE = "·", "=", ""

Gap = tuple[str, str, float | None]
"""Two models and the gap of the first over the second, None where they cannot be told apart."""


def show_matrix(title: str, gaps: Sequence[Gap]) -> None:
    """A matrix of these gaps in points, below the names, each written once and whole."""
    out = console()
    out.print(f"\n{plain(title)}", style="italic")
    for line in matrix_lines(gaps, out.width):
        say(line)


def matrix_lines(gaps: Sequence[Gap], room: int) -> list[str]:
    """The names with their numbers, then the matrix in lines of at most `room` columns: all against
    all, or else those that come first in a pair against those that come second."""
    firsts = list(dict.fromkeys(a for a, _, _ in gaps))
    seconds = list(dict.fromkeys(b for _, b, _ in gaps))
    names = list(dict.fromkeys(firsts + seconds))
    numbers = {name: str(number) for number, name in enumerate(names, 1)}
    everything = 2 * len(gaps) == len(names) * (len(names) - 1)
    rows, columns = (names, names) if everything else (firsts, seconds)
    cells = _cells(gaps)
    digits = len(str(len(names)))
    fitting = max(1, (room - digits) // CELL)
    lines = [f"{numbers[name]:>{digits}}  {name}" for name in names]
    for start in range(0, len(columns), fitting):
        part = columns[start : start + fitting]
        lines += ["", " " * digits + _line([numbers[name] for name in part])]
        lines += [f"{numbers[row]:>{digits}}" + _line(_row(row, part, cells)) for row in rows]
    return lines


def _cells(gaps: Sequence[Gap]) -> dict[tuple[str, str], str]:
    cells = {}
    for a, b, gap in gaps:
        cells[a, b] = OPEN if gap is None else f"{100 * gap:+.1f}"
        cells[b, a] = OPEN if gap is None else f"{-100 * gap:+.1f}"
    return cells


def _row(row: str, part: Sequence[str], cells: Mapping[tuple[str, str], str]) -> list[str]:
    return [SAME if row == column else cells.get((row, column), NONE) for column in part]


def _line(cells: Sequence[str]) -> str:
    return "".join(f"{cell:>{CELL}}" for cell in cells).rstrip()
