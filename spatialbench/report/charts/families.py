"""Chart: one small picture for each family, all models side by side, on the same scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spatialbench.report.charts.series import Tables, data, labels, said
from spatialbench.report.charts.theme import INK, SERIES, SOFT
from spatialbench.report.figures import percent, share_interval
from spatialbench.report.texts import Texts

if TYPE_CHECKING:
    import altair as alt

_WIDTH, _ROW, _COLUMNS = 230, 26, 3


def families(tables: Tables, texts: Texts) -> alt.TopLevelMixin | None:
    """The families, or the tasks where there is one family only."""
    dimension = "family" if "by_family" in tables else "task"
    if f"by_{dimension}" not in tables:
        return None
    return small_multiples(dimension, tables, texts)


def small_multiples(dimension: str, tables: Tables, texts: Texts) -> alt.TopLevelMixin | None:
    """A picture for each value of the dimension: accuracy, Wilson's interval, chance."""
    import altair as alt

    rows = _rows(dimension, tables, texts)
    if not rows:
        return None
    axis = alt.Axis(format="%", values=[0, 0.5, 1])
    base = alt.Chart().encode(
        y=alt.Y("label:N", sort=list(labels(tables, texts).values()), title=None)
    )
    x = alt.X("accuracy:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, 1]))
    layers = alt.layer(
        base.mark_tick(color=SOFT, thickness=2, height=16).encode(x="chance:Q"),
        base.mark_rule(color=SERIES[0], strokeWidth=4, opacity=0.55).encode(x="low:Q", x2="high:Q"),
        base.mark_point(filled=True, color=INK, size=50, opacity=1).encode(
            x=x, description="said:N"
        ),
        data=data(rows),
    )
    models = len({row["label"] for row in rows})
    parts = [str(part) for part in dict.fromkeys(row["part"] for row in rows)]
    sized = layers.properties(width=_WIDTH, height=max(_ROW * models, 40))
    facet = alt.Facet("part:N", title=None, sort=parts)
    faceted: alt.FacetChart = sized.facet(facet=facet, columns=_COLUMNS)
    independent: alt.FacetChart = faceted.resolve_axis(x="independent")
    return independent


def _rows(dimension: str, tables: Tables, texts: Texts) -> list[dict[str, object]]:
    names = labels(tables, texts)
    return [
        {
            "part": texts.word(dimension, one[dimension]),
            "label": names[one["model"]],
            "accuracy": one["accuracy"],
            "low": one["wilson"][0],
            "high": one["wilson"][1],
            "chance": one["chance"],
            "said": said(
                names[one["model"]], percent(one["accuracy"]), share_interval(*one["wilson"])
            ),
        }
        for one in tables[f"by_{dimension}"].records()
        if one["accuracy"] is not None
    ]
