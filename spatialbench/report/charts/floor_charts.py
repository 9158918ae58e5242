"""Chart: accuracy by task and level, with what guessing and half of an understanding get there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any  # rows

from spatialbench.audit.kept import Cell, Height, cell
from spatialbench.report.charts.series import Tables, colour, data, drawn, said, shape
from spatialbench.report.charts.theme import INK, SOFT
from spatialbench.report.figures import percent, share_interval
from spatialbench.report.texts import Texts

if TYPE_CHECKING:
    import altair as alt

MOST_PANELS = 24
_WIDTH, _HEIGHT, _COLUMNS = 230, 150, 3
_HALF = 0.42  # of a level, to both sides: how wide its lines are
_SPREAD = 0.56  # of a level, over which the models stand side by side
_MOST_WITH_INTERVALS = 5
_CLEAR = 0.02  # above chance: what is lower is not drawn


def floor_charts(tables: Tables, texts: Texts) -> alt.TopLevelMixin | None:
    """A picture for each task and form: models as points; lines for guessing (dashed), for each
    named strategy (thin), for the highest of all, learned ones among them (thick)."""
    import altair as alt

    rows = list(_rows(tables, texts))
    if not rows:
        return None
    names = drawn(tables, texts)
    levels = sorted({row["level"] for row in rows})
    y = alt.Y(
        "accuracy:Q",
        title=texts("columns.accuracy"),
        axis=alt.Axis(format="%", values=[0, 0.5, 1]),
        scale=alt.Scale(domain=[0, 1]),
    )
    x = alt.X(
        "x:Q",
        title=texts("columns.level"),
        axis=alt.Axis(values=levels, format="d", grid=False),
        scale=alt.Scale(domain=[levels[0] - 0.5, levels[-1] + 0.5], nice=False),
    )
    lines = alt.Chart().encode(x=x, x2="to:Q", y=y, description="said:N")
    layers = [
        lines.transform_filter("datum.kind == 'named'").mark_rule(color=SOFT, strokeWidth=1),
        lines.transform_filter("datum.kind == 'chance'").mark_rule(
            color=SOFT, strokeWidth=1.5, strokeDash=[3, 3]
        ),
        lines.transform_filter("datum.kind == 'highest'").mark_rule(color=INK, strokeWidth=2.5),
    ]
    points = alt.Chart().transform_filter("datum.kind == 'model'").encode(x=x, color=colour(names))
    if len(names) <= _MOST_WITH_INTERVALS:
        layers.append(points.mark_rule(strokeWidth=1.5).encode(y=alt.Y("low:Q"), y2="high:Q"))
    layers.append(
        points.mark_point(filled=True, size=55, opacity=1).encode(
            y=y, shape=shape(names), description="said:N"
        )
    )
    sized = alt.layer(*layers, data=data(rows)).properties(width=_WIDTH, height=_HEIGHT)
    panels = list(dict.fromkeys(str(row["panel"]) for row in rows))
    facet = alt.Facet("panel:N", title=None, sort=panels)
    faceted: alt.FacetChart = sized.facet(facet=facet, columns=_COLUMNS)
    independent: alt.FacetChart = faceted.resolve_axis(x="independent", y="independent")
    return independent


def _rows(tables: Tables, texts: Texts) -> Iterator[dict[str, Any]]:
    records = tables["floors"].records()
    names = drawn(tables, texts)
    places = list(dict.fromkeys((one["task"], one["form"]) for one in records))[:MOST_PANELS]
    forms = {form for _, form in places}
    lined: set[tuple[str, str, str]] = set()
    for one in records:
        task, form, level = place = one["task"], one["form"], one["level"]
        if (task, form) not in places:
            continue
        panel = texts.word("task", task)
        panel += f" · {texts.word('label', form)}" if len(forms) > 1 else ""
        if place not in lined:
            lined.add(place)
            known = cell(task, int(level), form) or Cell(one["chance"], (), ())
            yield from _lines(known, panel, int(level), texts)
        if one["model"] in names:
            yield _point(one, panel, names)


def _lines(known: Cell, panel: str, level: int, texts: Texts) -> Iterator[dict[str, Any]]:
    guessing = Height("guessing", known.chance, 0.0)
    kinds = [("chance", guessing), *[("named", height) for height in known.named]]
    if known.highest.value > known.chance:
        kinds.append(("highest", known.highest))
    for kind, height in kinds:
        if kind == "chance" or height.value > known.chance + _CLEAR:
            yield {
                "kind": kind,
                "panel": panel,
                "level": level,
                "x": level - _HALF,
                "to": level + _HALF,
                "accuracy": height.value,
                "said": said(texts.word("strategy", height.strategy), percent(height.value)),
            }


def _point(one: dict[str, Any], panel: str, names: dict[str, str]) -> dict[str, Any]:
    place, (low, high) = list(names).index(one["model"]), one["clustered"]
    aside = _SPREAD * ((place + 0.5) / len(names) - 0.5)
    label = names[one["model"]]
    return {
        "kind": "model",
        "panel": panel,
        "level": int(one["level"]),
        "label": label,
        "x": int(one["level"]) + aside,
        "accuracy": one["accuracy"],
        "low": low,
        "high": high,
        "said": said(label, percent(one["accuracy"]), share_interval(low, high)),
    }
