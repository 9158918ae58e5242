"""Chart: accuracy along the axes of tasks, with the curves that the horizons are read from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any  # rows

from spatialbench.report.charts.curve_charts import MOST_PANELS, measured, panels
from spatialbench.report.charts.series import Tables, drawn
from spatialbench.report.texts import Texts
from spatialbench.stats.horizons import share_at

if TYPE_CHECKING:
    import altair as alt

_STEPS = 40
Rows = list[dict[str, Any]]


def horizon_charts(tables: Tables, texts: Texts) -> alt.TopLevelMixin | None:
    """A picture for each task that was asked along its axis, in each form."""
    names = drawn(tables, texts)
    records = [one for one in tables["horizon_points"].records() if one["model"] in names]
    shown = list(dict.fromkeys(map(_series, records)))[:MOST_PANELS]
    records = [one for one in records if _series(one) in shown]
    rows = [measured(one, one["x"], _panel(one, texts), names) for one in records]
    for fit in tables["horizons"].records():
        along = [o for o in records if (_series(o), o["model"]) == (_series(fit), fit["model"])]
        if fit["horizon"] is not None and along:
            label = names[fit["model"]]
            rows += [_on_line(fit, x, along, _panel(fit, texts), label) for x in _spread(along)]
    title = texts("columns.accuracy")
    return panels(rows, names, title, steps=True) if rows else None


def _series(record: dict[str, Any]) -> tuple[str, str]:
    return record["task"], record["form"]


def _panel(record: dict[str, Any], texts: Texts) -> str:
    form, axis = texts.word("label", record["form"]), texts.word("fact", record["axis"])
    return f"{record['task']} · {form} · {axis}"


def _spread(along: Rows) -> list[float]:
    """Numbers of steps from the least to the most, as many in every octave."""
    low, high = (math.log2(end(one["x"] for one in along)) for end in (min, max))
    return [2 ** (low + place * (high - low) / _STEPS) for place in range(_STEPS + 1)]


def _on_line(fit: dict[str, Any], x: float, along: Rows, panel: str, label: str) -> dict[str, Any]:
    """A place of the curve; guessing is what it is at the nearest number that was asked."""
    near = min(along, key=lambda one: abs(math.log(one["x"] / x)))
    share = share_at(x, fit["horizon"], fit["steepness"], near["chance"])
    return {"kind": "line", "panel": panel, "label": label, "x": x, "fitted": share}
