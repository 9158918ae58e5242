"""A leaderboard: rows of the card with ranges of ranks, on one page that can be sorted.

It is made from results files alone, which must be of one set; ranks are ranges because most
neighbours cannot be told apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from spatialbench.card.columns import NONE, Column, columns_of
from spatialbench.card.formats import NOTE
from spatialbench.card.page import heads_of, page_of
from spatialbench.card.row import Row, row_of
from spatialbench.comparison import compare
from spatialbench.scoring.results import Results

RANKS = (
    "A rank is the range of places that the paired comparisons leave open (Holm's correction over "
    "all pairs): models that cannot be told apart share theirs. Press a heading to sort."
)


def leaderboard(results: Sequence[Results]) -> str:
    """The page, the best first. MismatchError where the results are of several sets."""
    comparison = compare(list(results))
    rows = {one.model: row_of(one) for one in results}
    ordered = sorted(rows.values(), key=_best_first)
    ranks = {
        one.model: NONE if one.rank is None else _range(one.rank.low, one.rank.high)
        for one in comparison.leaderboard
    }
    columns = [Column("rank", lambda row: ranks.get(row.model, NONE)), *columns_of(ordered)]
    head = heads_of([escape(column.heading) for column in columns])
    body = "\n".join(_line(row, columns) for row in ordered)
    title = f"spatialbench: {ordered[0].set_name}" if ordered else "spatialbench"
    return page_of(title, head, body, [RANKS, NOTE])


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _best_first(row: Row) -> tuple[float, str]:
    return (-(row.accuracy.value or 0.0), row.model)


def _line(row: Row, columns: Sequence[Column]) -> str:
    cells = [escape(column.cell(row)) for column in columns]
    rank, model, *others = cells
    rest = "".join(f"<td>{cell}</td>" for cell in others)
    return f'<tr><td>{rank}</td><th scope="row">{model}</th>{rest}</tr>'
