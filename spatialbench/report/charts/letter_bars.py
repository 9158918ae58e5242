"""Chart: how often each letter was chosen, against how often it is right."""

from __future__ import annotations

from collections import Counter
from typing import Any  # rows

from spatialbench.report.both import Both
from spatialbench.report.charts.series import Spec, Tables, bars, labels, panel, places, short


def letter_bars(tables: Tables, both: Both) -> Spec | None:
    """A picture for each model, for the number of options that most items have."""
    records = [one for one in tables["letters"].records() if one["said"]]
    if not records:
        return None
    options = most_frequent_options(records)
    rank, names = places(tables), labels(tables, both)
    rows: dict[int, list[list[Any]]] = {}
    for one in records:
        if one["options"] == options:
            row = [one["letter"], short(one["said_share"]), short(one["key_share"]), False, ""]
            rows.setdefault(rank[one["model"]], []).append(row)
    panels = [panel(names[place], (), model=place, rows=rows[place]) for place in sorted(rows)]
    most = max(row[1] for one in rows.values() for row in one)
    return bars(panels, most=1 if most > 0.5 else 0.5)


def most_frequent_options(records: list[dict[str, Any]]) -> int:
    """The number of options with the most letters said."""
    counts: Counter[int] = Counter()
    for record in records:
        counts[record["options"]] += record["said"]
    return max(counts, key=lambda options: (counts[options], -options))
