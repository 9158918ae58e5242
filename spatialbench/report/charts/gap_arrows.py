"""Chart: from one form of the same puzzles to another, an arrow for each model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any  # rows

from spatialbench.report.charts.series import Tables, colour, data, drawn, said
from spatialbench.report.charts.theme import FAINT
from spatialbench.report.figures import percent, points
from spatialbench.report.texts import Texts

if TYPE_CHECKING:
    import altair as alt

_WIDTH, _ROW, _COLUMNS, _MOST_PANELS = 300, 26, 2, 8


def gap_arrows(tables: Tables, texts: Texts) -> alt.TopLevelMixin | None:
    """A picture for each pair of labels; the arrow runs from the first to the second."""
    import altair as alt

    names = drawn(tables, texts)
    rows = _rows(tables, names, texts) if "gaps" in tables else []
    if not rows:
        return None
    axis = alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
    order = [label for label in names.values() if any(row["label"] == label for row in rows)]
    base = alt.Chart().encode(
        y=alt.Y("label:N", sort=order, title=None),
        x=alt.X("from:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, 1])),
        color=colour(names),
    )
    head = base.mark_point(filled=True, size=80, opacity=1).encode(
        x="to:Q",
        shape=alt.Shape(
            "direction:N",
            scale=alt.Scale(domain=["up", "down", "none"],
                            range=["triangle-right", "triangle-left", "circle"]),
        ),
        description="said:N",
    )  # fmt: skip
    layers = alt.layer(
        base.mark_tick(thickness=2.5, height=12),
        base.mark_rule(strokeWidth=2.5).encode(x2="to:Q"),
        head,
        data=data(rows),
        view=alt.ViewConfig(stroke=FAINT),
    )
    sized = layers.properties(width=_WIDTH, height=max(_ROW * len(order), 40))
    panels = list(dict.fromkeys(row["panel"] for row in rows))
    faceted: alt.FacetChart = sized.facet(
        facet=alt.Facet("panel:N", title=None, sort=panels), columns=_COLUMNS
    )
    independent: alt.FacetChart = faceted.resolve_axis(x="independent")
    return independent


def _rows(tables: Tables, names: dict[str, str], texts: Texts) -> list[dict[str, Any]]:
    records = [one for one in tables["gaps"].records() if one["model"] in names]
    kinds = list(dict.fromkeys((one["respect"], one["first"], one["second"]) for one in records))
    shown = set(kinds[:_MOST_PANELS])
    return [
        _row(one, names[one["model"]], texts)
        for one in records
        if (one["respect"], one["first"], one["second"]) in shown
    ]


def _row(record: dict[str, Any], label: str, texts: Texts) -> dict[str, Any]:
    start, end = record["first_accuracy"], record["second_accuracy"]
    arrow = "none" if start == end else "up" if end > start else "down"
    panel = " → ".join(texts.word("label", record[name]) for name in ("first", "second"))
    return {
        "panel": panel,
        "label": label,
        "from": start,
        "to": end,
        "direction": arrow,
        "said": said(label, panel, f"{percent(start)} → {percent(end)}", points(end - start)),
    }
