"""Chart: how likely a run of so many questions is to show a gap, with this run marked."""

from __future__ import annotations

from typing import Any  # rows

from spatialbench.report.both import Both
from spatialbench.report.charts.series import Spec, Tables, panel, short, xy
from spatialbench.report.figures import count, tenths

_TICKS = (25, 100, 500, 2000, 5000)
AIM = 0.8
"""What plans aim for."""


def power_curve(tables: Tables, both: Both) -> Spec | None:
    """A curve for each gap over the number of questions, on a logarithmic axis; its series are
    gaps, not models."""
    records = tables["power"].records()
    if not records:
        return None
    gaps = list(dict.fromkeys(one["gap"] for one in records))
    lines: list[list[Any]] = []
    for place, gap in enumerate(gaps):
        own = [one for one in records if one["gap"] == gap]
        curve = [short(value) for one in own for value in (one["questions"], one["power"])]
        lines.append([place, curve])
    asked = [one["questions"] for one in records]
    run = tables["run"].records()[0]["questions_effective"]
    here = [run, both("chart.this_run", n=count(run))] if min(asked) <= run <= max(asked) else None
    title = both("table.power")
    drawn = panel(title, _TICKS, x=both("chart.questions"), points=[], lines=lines, wide=True)
    names = [both("chart.gap", gap=tenths(gap)) for gap in gaps]
    flat = [["chance", min(asked), max(asked), AIM, both("chart.aim")]]
    return xy([{**drawn, "flat": flat, "here": here}], both("columns.power"), log=True, names=names)
