"""Chart: accuracy along the numbers of difficulty, with the fitted curves."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any  # rows

from spatialbench.report.charts.series import Tables, colour, data, drawn, said, shape
from spatialbench.report.figures import number, percent, share_interval
from spatialbench.report.texts import Texts

if TYPE_CHECKING:
    import altair as alt

MOST_PANELS = 9
_STEPS, _MOST_TICKS = 24, 6
_WIDTH, _HEIGHT, _COLUMNS = 260, 160, 3
_MOST_WITH_INTERVALS = 3  # intervals of more models hide each other; the table has them


def curve_charts(tables: Tables, texts: Texts) -> alt.TopLevelMixin | None:
    """A picture for each family and fact: what was measured, and the curve through it."""
    rows = _rows(tables, texts) if "curves" in tables else []
    return panels(rows, drawn(tables, texts), texts("columns.accuracy")) if rows else None


def level_chart(tables: Tables, texts: Texts) -> alt.TopLevelMixin | None:
    """Accuracy by level, in one picture."""
    names = drawn(tables, texts)
    rows = [
        measured(one, float(one["level"]), texts("columns.level"), names)
        for one in (tables["by_level"].records() if "by_level" in tables else [])
        if one["model"] in names and one["accuracy"] is not None
    ]
    lines = [{**row, "kind": "line", "fitted": row["accuracy"]} for row in rows]
    return panels(rows + lines, names, texts("columns.accuracy"), width=520) if rows else None


def panels(
    rows: list[dict[str, Any]],
    names: dict[str, str],
    title: str,
    *,
    width: int = _WIDTH,
    steps: bool = False,
) -> alt.TopLevelMixin:
    """Small pictures with points, their intervals and lines, one colour and shape a model; numbers
    of `steps` stand as far apart as they double."""
    import altair as alt

    asked = {row["x"] for row in rows if row["kind"] == "point"}
    ticks = min(_MOST_TICKS, max(1, len(asked) - 1))
    if steps:
        scale = alt.Scale(type="log", base=2, padding=12)
        axis = alt.Axis(format="~f", tickCount=ticks)
    else:
        scale = alt.Scale(zero=False, padding=12)
        axis = alt.Axis(tickMinStep=1, format="~f", tickCount=ticks)
    x = alt.X("x:Q", title=None, axis=axis, scale=scale)
    base = alt.Chart().encode(x=x, color=colour(names))
    share = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
    y = alt.Y("accuracy:Q", title=title, axis=share, scale=alt.Scale(domain=[0, 1]))
    points = base.transform_filter(alt.datum.kind == "point")
    lines = base.transform_filter(alt.datum.kind == "line").mark_line(strokeWidth=2)
    dots = points.mark_point(filled=True, size=46, opacity=0.9)
    layers = [
        lines.encode(y="fitted:Q"),
        dots.encode(y=y, shape=shape(names), description="said:N"),
    ]
    if len(names) <= _MOST_WITH_INTERVALS:
        rules = points.mark_rule(strokeWidth=1, opacity=0.5)
        layers.insert(0, rules.encode(y="low:Q", y2="high:Q"))
    layered = alt.layer(*layers, data=data(rows))
    order = list(dict.fromkeys(str(row["panel"]) for row in rows))
    sized = layered.properties(width=width, height=_HEIGHT)
    facet = alt.Facet("panel:N", title=None, sort=order)
    faceted: alt.FacetChart = sized.facet(facet=facet, columns=_COLUMNS)
    independent: alt.FacetChart = faceted.resolve_scale(x="independent")
    return independent


def _rows(tables: Tables, texts: Texts) -> list[dict[str, Any]]:
    names = drawn(tables, texts)
    shown = list(dict.fromkeys((one["family"], one["fact"]) for one in tables["curves"].records()))
    shown = shown[:MOST_PANELS]
    points: list[dict[str, Any]] = [
        measured(one, one["x"], _panel(one, texts), names)
        for one in tables["curves"].records()
        if one["model"] in names and (one["family"], one["fact"]) in shown
    ]
    lines = [
        row
        for one in tables["fits"].records()
        if one["model"] in names and (one["family"], one["fact"]) in shown
        for row in _line(one, points, _panel(one, texts), names)
    ]
    return points + lines


def _panel(record: dict[str, Any], texts: Texts) -> str:
    return f"{texts.word('family', record['family'])} · {texts.word('fact', record['fact'])}"


def measured(record: dict[str, Any], x: float, panel: str, names: dict[str, str]) -> dict[str, Any]:
    """A point of a picture, from a row with accuracy and interval."""
    label, (low, high) = names[record["model"]], record["wilson"]
    told = said(label, number(x), percent(record["accuracy"]), share_interval(low, high))
    return {
        "kind": "point",
        "panel": panel,
        "label": label,
        "x": x,
        "accuracy": record["accuracy"],
        "low": low,
        "high": high,
        "said": told,
    }


def _line(
    record: dict[str, Any], points: list[dict[str, Any]], panel: str, names: dict[str, str]
) -> list[dict[str, Any]]:
    intercept, slope = record["intercept"], record["slope"]
    along = [one["x"] for one in points if one["panel"] == panel]
    if intercept is None or slope is None or not along:
        return []
    low, step = min(along), (max(along) - min(along)) / _STEPS
    return [
        {
            "kind": "line",
            "panel": panel,
            "label": names[record["model"]],
            "x": low + place * step,
            "fitted": logistic(intercept + slope * (low + place * step)),
        }
        for place in range(_STEPS + 1)
    ]


def logistic(logit: float) -> float:
    """The share that a logit stands for, without overflow."""
    return 0.5 * (1 + math.tanh(logit / 2))
