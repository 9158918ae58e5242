"""The models of a chart: labels that differ, and one colour and shape each, the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any  # rows

from spatialbench.report.charts.drawing import SAID
from spatialbench.report.charts.theme import MOST_SERIES, SERIES, SHAPES
from spatialbench.report.tables.table import Table
from spatialbench.report.texts import Texts

if TYPE_CHECKING:
    import altair as alt

Tables = Mapping[str, Table]


def labels(tables: Tables, texts: Texts) -> dict[str, str]:
    """The label of every model, the best model first."""
    found: dict[str, str] = {}
    for record in tables["models"].records():
        label = texts.model(record["model"])
        while label in found.values():  # names that differ only beyond what is shown
            label += "′"
        found[record["model"]] = label
    return found


def drawn(tables: Tables, texts: Texts) -> dict[str, str]:
    """The labels of the models that charts with colours show: the first few."""
    return dict(list(labels(tables, texts).items())[:MOST_SERIES])


def colour(names: Mapping[str, str]) -> alt.Color:
    """The channel that gives every model its colour."""
    import altair as alt

    domain = list(names.values())
    return alt.Color("label:N", scale=alt.Scale(domain=domain, range=list(SERIES[: len(domain)])))


def shape(names: Mapping[str, str]) -> alt.Shape:
    """The channel that gives every model its shape."""
    import altair as alt

    domain = list(names.values())
    return alt.Shape("label:N", scale=alt.Scale(domain=domain, range=list(SHAPES[: len(domain)])))


def said(*parts: str) -> str:
    """What a mark says where the pointer rests on it."""
    return SAID + " · ".join(parts)


def data(rows: Sequence[Mapping[str, Any]]) -> alt.InlineData:
    """Rows for a chart."""
    import altair as alt

    return alt.InlineData(values=[dict(row) for row in rows])
