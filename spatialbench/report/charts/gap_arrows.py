"""Chart: from one form of the same puzzles to another, an arrow for each model with the interval
of its length."""

from __future__ import annotations

from typing import Any  # rows

from spatialbench.report.both import Both, Said
from spatialbench.report.charts.series import Panel, Spec, Tables, bars, panel, places, short

_MOST_PANELS = 8

Kind = tuple[str, str, str]


def gap_arrows(tables: Tables, both: Both) -> Spec | None:
    """A picture for each pair of labels; the arrow runs from the first to the second."""
    records = tables["gaps"].records()
    kinds = list(dict.fromkeys(map(_kind, records)))[:_MOST_PANELS]
    rank = places(tables)
    return bars([_panel(kind, records, rank, both) for kind in kinds], most=1, arrows=True)


def _kind(record: dict[str, Any]) -> Kind:
    return record["respect"], record["first"], record["second"]


def _panel(kind: Kind, records: list[dict[str, Any]], rank: dict[str, int], both: Both) -> Panel:
    """Of each model: from where to where, how far, and the interval of that; the table has the
    gap of the first over the second, which is the arrow backwards."""
    _, first, second = kind
    told = both.word("label", first), both.word("label", second)
    title = Said(f"{told[0].en} → {told[1].en}", f"{told[0].zh} → {told[1].zh}")
    rows = [
        [
            rank[one["model"]],
            *map(short, (one["first_accuracy"], one["second_accuracy"])),
            *map(short, (-one["gap"], *(-end for end in reversed(one["gap_interval"])))),
        ]
        for one in records
        if _kind(one) == kind
    ]
    return panel(title, (), rows=rows)
