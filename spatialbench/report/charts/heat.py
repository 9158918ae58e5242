"""Chart: every model against every other; colour only where the data tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any  # rows

from spatialbench.report.charts.series import Tables, data, labels, said
from spatialbench.report.charts.theme import AHEAD, BEHIND, INK, OPEN, PAPER, SOFT
from spatialbench.report.figures import p_value, points
from spatialbench.report.texts import Texts

if TYPE_CHECKING:
    import altair as alt

MOST_MODELS = 16
_STEPS = (0.05, 0.15)  # gaps at which the colour gets stronger
_CELL = 62
_SHADES = (*BEHIND, *AHEAD, OPEN)


def heat(tables: Tables, texts: Texts) -> alt.TopLevelMixin | None:
    """The gap of the row's model over the column's, in points; None for fewer than two models."""
    import altair as alt

    if "pairs" not in tables:
        return None
    names = dict(list(labels(tables, texts).items())[:MOST_MODELS])
    rows = _rows(tables, names)
    if not rows:
        return None
    order = list(names.values())
    axis = alt.Axis(labelAngle=-35, orient="top", domain=False, ticks=False, grid=False)
    base = alt.Chart(data(rows)).encode(
        x=alt.X("column:N", sort=order, title=None, axis=axis),
        y=alt.Y("row:N", sort=order, title=None, axis=alt.Axis(domain=False, ticks=False)),
    )
    shade = alt.Color("shade:N", scale=alt.Scale(domain=list(_SHADES), range=list(_SHADES)))
    cells = base.mark_rect(stroke=PAPER, strokeWidth=2).encode(color=shade, description="said:N")
    told = alt.condition("datum.told", alt.value(INK), alt.value(SOFT))
    numbers = base.mark_text(fontSize=12).encode(text="shown:N", color=told)
    size = _CELL * len(names)
    return alt.layer(cells, numbers).properties(width=size, height=30 * len(names))


def _rows(tables: Tables, names: dict[str, str]) -> list[dict[str, Any]]:
    rows = []
    for one in tables["pairs"].records():
        a, b, gap = one["first"], one["second"], one["gap"]
        if a in names and b in names and gap is not None:
            told = one["better"] is not None
            rows.append(_cell(names[a], names[b], gap, told, one["p_holm"]))
            rows.append(_cell(names[b], names[a], -gap, told, one["p_holm"]))
    return rows


def _cell(row: str, column: str, gap: float, told: bool, p: float) -> dict[str, Any]:
    return {
        "row": row,
        "column": column,
        "shade": shade(gap, told=told),
        "told": told,
        "shown": points(gap),
        "said": said(f"{row} − {column}", points(gap), f"p {p_value(p)} (Holm)"),
    }


def shade(gap: float, *, told: bool) -> str:
    """The colour of a gap: none unless the models are told apart, stronger for wider gaps."""
    if not told:
        return OPEN
    strength = sum(abs(gap) >= step for step in _STEPS)
    return (AHEAD if gap > 0 else BEHIND)[strength]
