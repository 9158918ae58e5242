"""Chart: the accuracy of every model with both intervals, and what blind guessing gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any  # rows

from spatialbench.report.charts.series import Tables, data, labels, said
from spatialbench.report.charts.theme import INK, SERIES, SOFT
from spatialbench.report.figures import percent, share_interval
from spatialbench.report.texts import Texts

if TYPE_CHECKING:
    import altair as alt

_WIDTH, _ROW = 640, 36

Pair = tuple[float | None, float | None]


def forest(tables: Tables, texts: Texts) -> alt.TopLevelMixin | None:
    """A row for each model that answered: thick Wilson's interval, thin the clustered one."""
    import altair as alt

    rows = _rows(tables, texts)
    if not rows:
        return None
    order = [str(row["label"]) for row in rows]
    base = alt.Chart(data(rows)).encode(y=alt.Y("label:N", sort=order, title=None))
    share = alt.Axis(format="%", grid=True, values=[0, 0.2, 0.4, 0.6, 0.8, 1])
    x = alt.X(
        "accuracy:Q",
        title=texts("columns.accuracy"),
        axis=share,
        scale=alt.Scale(domain=[0, 1]),
    )
    layers = (
        base.mark_tick(color=SOFT, thickness=2, height=22).encode(x="chance:Q"),
        base.mark_rule(color=SERIES[0], strokeWidth=7, opacity=0.5).encode(x="low:Q", x2="high:Q"),
        base.mark_rule(color=INK, strokeWidth=1.5).encode(
            x="clustered_low:Q", x2="clustered_high:Q"
        ),
        base.mark_point(filled=True, color=INK, size=70, opacity=1).encode(
            x=x, description="said:N"
        ),
        base.mark_text(align="center", dy=-13).encode(x="accuracy:Q", text="shown:N"),
    )
    return alt.layer(*layers).properties(width=_WIDTH, height=max(_ROW * len(rows), 60))


def _rows(tables: Tables, texts: Texts) -> list[dict[str, object]]:
    names = labels(tables, texts)
    return [
        {
            "label": names[one["model"]],
            "accuracy": one["accuracy"],
            "low": thick[0],
            "high": thick[1],
            "clustered_low": thin[0],
            "clustered_high": thin[1],
            "chance": one["chance"],
            "shown": percent(one["accuracy"]),
            "said": said(names[one["model"]], percent(one["accuracy"]), share_interval(*thick)),
        }
        for one in tables["models"].records()
        if one["accuracy"] is not None
        for thick, thin in [_intervals(one)]
    ]


def _intervals(record: dict[str, Any]) -> tuple[Pair, Pair]:
    """The thick and the thin interval; of an incomplete model what is possible, and none."""
    if record["bounds"] is not None:
        return record["bounds"], (None, None)
    return record["wilson"], record["clustered"]
