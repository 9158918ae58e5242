"""Chart: how often each letter was chosen, against how often it is right."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any  # rows

from spatialbench.report.charts.series import Tables, colour, data, drawn, said
from spatialbench.report.charts.theme import INK
from spatialbench.report.figures import percent
from spatialbench.report.texts import Texts

if TYPE_CHECKING:
    import altair as alt

_COLUMNS, _HEIGHT, _BAR, _WIDTH = 4, 110, 26, 200


def letter_bars(tables: Tables, texts: Texts) -> alt.TopLevelMixin | None:
    """A picture for each model, for the number of options that most items have."""
    import altair as alt

    names = drawn(tables, texts)
    records = [one for one in tables["letters"].records() if one["model"] in names and one["said"]]
    if not records:
        return None
    options = most_frequent_options(records)
    rows = [_row(one, names) for one in records if one["options"] == options]
    base = alt.Chart().encode(x=alt.X("letter:N", title=None, axis=alt.Axis(labelAngle=0)))
    y = alt.Y(
        "said_share:Q", title=texts("columns.said_share"), axis=alt.Axis(format="%", tickCount=4)
    )
    bars = base.mark_bar(width=_BAR - 8).encode(y=y, color=colour(names), description="said:N")
    ticks = base.mark_tick(color=INK, thickness=2.5, width=_BAR - 2).encode(y="key_share:Q")
    layers = alt.layer(bars, ticks, data=data(rows))
    sized = layers.properties(width=max(_WIDTH, _BAR * options), height=_HEIGHT)
    order = [label for label in names.values() if any(row["label"] == label for row in rows)]
    faceted: alt.FacetChart = sized.facet(
        facet=alt.Facet("label:N", title=None, sort=order), columns=_COLUMNS
    )
    independent: alt.FacetChart = faceted.resolve_axis(x="independent")
    return independent


def most_frequent_options(records: list[dict[str, Any]]) -> int:
    """The number of options with the most letters said."""
    counts: Counter[int] = Counter()
    for record in records:
        counts[record["options"]] += record["said"]
    return max(counts, key=lambda options: (counts[options], -options))


def _row(record: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    label = names[record["model"]]
    return {
        "label": label,
        "letter": record["letter"],
        "said_share": record["said_share"],
        "key_share": record["key_share"],
        "said": said(label, record["letter"], percent(record["said_share"])),
    }
