"""Chart: which named wrong ways of thinking the wrong answers equal, against chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any  # rows

from spatialbench.report.charts.series import Tables, colour, data, drawn, said
from spatialbench.report.charts.theme import INK
from spatialbench.report.figures import percent
from spatialbench.report.texts import Texts

if TYPE_CHECKING:
    import altair as alt

MOST_RIVALS = 10
_WIDTH, _BAR = 560, 11
FEW = 10
"""Bars that rest on fewer wrong answers are pale."""


def cause_bars(tables: Tables, texts: Texts) -> alt.TopLevelMixin | None:
    """Bars for the rivals that explain most, a tick where chance alone would be."""
    import altair as alt

    names = drawn(tables, texts)
    records = [one for one in tables["causes"].records() if one["model"] in names and one["wrong"]]
    if not records:
        return None
    rivals = commonest(records)
    rows = [_row(one, names, texts) for one in records if one["rival"] in rivals]
    order = [texts.word("rival", rival) for rival in rivals]
    base = alt.Chart(data(rows)).encode(
        y=alt.Y("rival:N", sort=order, title=None, scale=alt.Scale(paddingInner=0.3)),
        yOffset=alt.YOffset("label:N", sort=list(names.values())),
    )
    x = alt.X("share:Q", title=texts("columns.share"), axis=alt.Axis(format="%", tickCount=5))
    opacity = alt.Opacity("opacity:Q", scale=None)
    bars = base.mark_bar().encode(x=x, color=colour(names), opacity=opacity, description="said:N")
    ticks = base.mark_tick(color=INK, thickness=2.5, height=_BAR, opacity=1).encode(x="expected:Q")
    height = len(rivals) * (len(names) * _BAR + 14)
    return alt.layer(bars, ticks).properties(width=_WIDTH, height=height)


def commonest(records: list[dict[str, Any]]) -> list[str]:
    """The rivals that wrong answers equal most often, over all models."""
    equal: dict[str, int] = {}
    for record in records:
        equal[record["rival"]] = equal.get(record["rival"], 0) + record["equal"]
    return sorted(equal, key=lambda rival: (-equal[rival], rival))[:MOST_RIVALS]


def _row(record: dict[str, Any], names: dict[str, str], texts: Texts) -> dict[str, Any]:
    label, rival = names[record["model"]], texts.word("rival", record["rival"])
    counts = f"{record['equal']} / {record['wrong']}"
    shares = f"{percent(record['share'])} ({percent(record['expected'])})"
    return {
        "label": label,
        "rival": rival,
        "share": record["share"],
        "expected": record["expected"],
        "opacity": 0.4 if record["wrong"] < FEW else 1,
        "said": said(label, rival, counts, shares),
    }
