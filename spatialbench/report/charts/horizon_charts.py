"""Chart: accuracy along the axes of tasks, with the curves that the horizons are read from."""

from __future__ import annotations

import math
from typing import Any  # rows

from spatialbench.report.both import Both
from spatialbench.report.charts.curve_charts import MOST_PANELS
from spatialbench.report.charts.series import Panel, Spec, Tables, panel, places, point, short, xy
from spatialbench.report.texts import Texts
from spatialbench.stats.horizons import share_at

_STEPS = 40
Rows = list[dict[str, Any]]


def horizon_charts(tables: Tables, both: Both) -> Spec | None:
    """A picture for each task that was asked along its axis, in each form."""
    shown = list(dict.fromkeys(map(_series, tables["horizon_points"].records())))[:MOST_PANELS]
    panels = [_panel(series, tables, both) for series in shown]
    return xy(panels, both("columns.accuracy"), log=True)


def _series(record: dict[str, Any]) -> tuple[str, str]:
    return record["task"], record["form"]


def _panel(series: tuple[str, str], tables: Tables, both: Both) -> Panel:
    own = [one for one in tables["horizon_points"].records() if _series(one) == series]
    fits = [one for one in tables["horizons"].records() if _series(one) == series]
    rank, lines = places(tables), []
    for fit in fits:
        along = [one for one in own if one["model"] == fit["model"]]
        if fit["horizon"] is not None and along:
            lines.append([rank[fit["model"]], _line(fit, along)])
    points = [point(rank[one["model"]], one["x"], one) for one in own]
    ticks = sorted({one["x"] for one in own})
    title = both.each(lambda texts: _title(own[0], texts))
    return panel(title, ticks, points=points, lines=lines)


def _title(record: dict[str, Any], texts: Texts) -> str:
    form, axis = texts.word("label", record["form"]), texts.word("fact", record["axis"])
    return f"{texts.word('task', record['task'])} · {form} · {axis}"


def _line(fit: dict[str, Any], along: Rows) -> list[float | None]:
    """x, y, x, y, …; guessing is what it is at the nearest number that was asked."""
    found: list[float | None] = []
    for x in _spread(along):
        near = min(along, key=lambda one: abs(math.log(one["x"] / x)))
        share = share_at(x, fit["horizon"], fit["steepness"], near["chance"])
        found += [short(x), short(share)]
    return found


def _spread(along: Rows) -> list[float]:
    """Numbers of steps from the least to the most, as many in every octave."""
    low, high = (math.log2(end(one["x"] for one in along)) for end in (min, max))
    return [2 ** (low + place * (high - low) / _STEPS) for place in range(_STEPS + 1)]
