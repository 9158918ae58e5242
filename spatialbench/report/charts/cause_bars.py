"""Chart: which named wrong ways of thinking the wrong answers equal, against chance."""

from __future__ import annotations

from typing import Any  # rows

from spatialbench.report.both import Both
from spatialbench.report.charts.series import Panel, Spec, Tables, bars, panel, places, short

MOST_RIVALS = 10
FEW = 10
"""Bars that rest on fewer wrong answers are pale."""


def cause_bars(tables: Tables, both: Both) -> Spec | None:
    """Bars for the rivals that explain most, a tick where chance alone would be."""
    records = [one for one in tables["causes"].records() if one["wrong"]]
    rank = places(tables)
    panels = [_panel(rival, records, rank, both) for rival in commonest(records)]
    most = max((row[1] for one in panels for row in one["rows"]), default=0.0)
    return bars(panels, most=1 if most > 0.5 else 0.5)


def commonest(records: list[dict[str, Any]]) -> list[str]:
    """The rivals that wrong answers equal most often, over all models."""
    equal: dict[str, int] = {}
    for record in records:
        equal[record["rival"]] = equal.get(record["rival"], 0) + record["equal"]
    return sorted(equal, key=lambda rival: (-equal[rival], rival))[:MOST_RIVALS]


def _panel(rival: str, records: list[dict[str, Any]], rank: dict[str, int], both: Both) -> Panel:
    """Of each model: the share, chance, whether it rests on few, and the counts."""
    rows = [
        [
            rank[one["model"]],
            short(one["share"]),
            short(one["expected"]),
            one["wrong"] < FEW,
            f"{one['equal']} / {one['wrong']}",
        ]
        for one in records
        if one["rival"] == rival
    ]
    return panel(both.word("rival", rival), (), rows=rows)
