"""Chart: how likely a run of so many questions is to show a gap, with this run marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spatialbench.report.charts.legend import gap_name
from spatialbench.report.charts.series import Tables, data, said
from spatialbench.report.charts.theme import INK, SERIES, SHAPES, SOFT
from spatialbench.report.figures import count, percent
from spatialbench.report.texts import Texts

if TYPE_CHECKING:
    import altair as alt

_WIDTH, _HEIGHT = 620, 250


def power_curve(tables: Tables, texts: Texts) -> alt.TopLevelMixin | None:
    """A curve for each gap over the number of questions, on a logarithmic axis."""
    import altair as alt

    rows = [
        {
            "gap": gap_name(one["gap"], texts),
            "questions": one["questions"],
            "power": one["power"],
            "said": said(
                gap_name(one["gap"], texts), count(one["questions"]), percent(one["power"])
            ),
        }
        for one in tables["power"].records()
    ]
    if not rows:
        return None
    gaps = list(dict.fromkeys(str(row["gap"]) for row in rows))
    colour = alt.Color("gap:N", scale=alt.Scale(domain=gaps, range=list(SERIES[: len(gaps)])))
    shape = alt.Shape("gap:N", scale=alt.Scale(domain=gaps, range=list(SHAPES[: len(gaps)])))
    ticks = alt.Axis(values=[25, 50, 100, 200, 500, 1000, 2000, 5000], format=",")
    base = alt.Chart(data(rows)).encode(
        x=alt.X(
            "questions:Q", scale=alt.Scale(type="log"), axis=ticks, title=texts("chart.questions")
        ),
        y=alt.Y(
            "power:Q",
            axis=alt.Axis(format="%"),
            scale=alt.Scale(domain=[0, 1]),
            title=texts("columns.power"),
        ),
    )
    curves = base.mark_line(strokeWidth=2).encode(color=colour)
    dots = base.mark_point(filled=True, size=40, opacity=1).encode(
        color=colour, shape=shape, description="said:N"
    )
    layers = alt.layer(_aim(), curves, dots, *_this_run(tables, texts))
    return layers.properties(width=_WIDTH, height=_HEIGHT)


def _aim() -> alt.Chart:
    """The line at 80 %, which plans aim for."""
    import altair as alt

    aim: alt.Chart = (
        alt.Chart(data([{"y": 0.8}])).mark_rule(color=SOFT, strokeDash=[4, 4]).encode(y="y:Q")
    )
    return aim


def _this_run(tables: Tables, texts: Texts) -> list[alt.Chart]:
    """A line where this run is, if it is within the chart."""
    import altair as alt

    questions = tables["run"].records()[0]["questions_effective"]
    sizes = [one["questions"] for one in tables["power"].records()]
    if not min(sizes) <= questions <= max(sizes):
        return []
    mark = data([{"x": questions, "text": texts("chart.this_run", n=count(questions))}])
    base = alt.Chart(mark).encode(x="x:Q")
    note = base.mark_text(align="left", dx=5, baseline="bottom", color=INK).encode(
        text="text:N", y=alt.value(_HEIGHT - 4)
    )
    return [base.mark_rule(color=INK, strokeWidth=2), note]
