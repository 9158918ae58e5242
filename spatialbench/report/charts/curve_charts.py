"""Charts: accuracy by level, and along the numbers of difficulty with the fitted curves."""

from __future__ import annotations

import math
from typing import Any  # rows

from spatialbench.report.both import Both, Said
from spatialbench.report.charts.series import Panel, Spec, Tables, panel, places, point, short, xy

MOST_PANELS = 9
_STEPS = 24
_SPREAD = 0.3  # of a level, over which the models stand side by side


def level_chart(tables: Tables, both: Both) -> Spec | None:
    """Accuracy by level, in one picture; points of a model are joined."""
    rank = places(tables)
    records = [one for one in tables["by_level"].records() if one["accuracy"] is not None]
    if not records:
        return None
    points = [point(rank[one["model"]], float(one["level"]), one) for one in records]
    ticks = sorted({float(one["level"]) for one in records})
    title = both("columns.level")
    drawn = panel(title, ticks, points=points, join=True, wide=True)
    return xy([drawn], both("columns.accuracy"), aside=_SPREAD)


def curve_charts(tables: Tables, both: Both) -> Spec | None:
    """A picture for each family and fact: what was measured, and the curve through it."""
    records = tables["curves"].records()
    shown = list(dict.fromkeys((one["family"], one["fact"]) for one in records))[:MOST_PANELS]
    return xy([_panel(place, tables, both) for place in shown], both("columns.accuracy"))


def _panel(place: tuple[str, str], tables: Tables, both: Both) -> Panel:
    family, fact = place
    rank = places(tables)
    own = [o for o in tables["curves"].records() if (o["family"], o["fact"]) == place]
    fits = [o for o in tables["fits"].records() if (o["family"], o["fact"]) == place]
    along = [one["x"] for one in own]
    told = (both.word("family", family), both.word("fact", fact))
    title = Said(f"{told[0].en} · {told[1].en}", f"{told[0].zh} · {told[1].zh}")
    lines = [
        [rank[one["model"]], line]
        for one in fits
        if (line := _line(one, min(along), max(along))) is not None
    ]
    points = [point(rank[one["model"]], one["x"], one) for one in own]
    return panel(title, sorted(set(along)), points=points, lines=lines)


def _line(record: dict[str, Any], low: float, high: float) -> list[float | None] | None:
    """x, y, x, y, … of a fitted curve; None where there is none."""
    intercept, slope = record["intercept"], record["slope"]
    if intercept is None or slope is None:
        return None
    along = [low + step * (high - low) / _STEPS for step in range(_STEPS + 1)]
    return [short(one) for x in along for one in (x, logistic(intercept + slope * x))]


def logistic(logit: float) -> float:
    """The share that a logit stands for, without overflow."""
    return 0.5 * (1 + math.tanh(logit / 2))
