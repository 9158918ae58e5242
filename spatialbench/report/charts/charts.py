"""All the charts by name, and how they become SVG. Altair loads when the first one is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from spatialbench.report.charts.cause_bars import cause_bars
from spatialbench.report.charts.curve_charts import curve_charts, level_chart
from spatialbench.report.charts.families import families
from spatialbench.report.charts.floor_charts import floor_charts
from spatialbench.report.charts.forest import forest
from spatialbench.report.charts.gap_arrows import gap_arrows
from spatialbench.report.charts.heat import heat
from spatialbench.report.charts.horizon_charts import horizon_charts
from spatialbench.report.charts.legend import Legend, gaps_legend, models_legend
from spatialbench.report.charts.letter_bars import letter_bars
from spatialbench.report.charts.power_curve import power_curve
from spatialbench.report.charts.series import Tables
from spatialbench.report.texts import Texts

if TYPE_CHECKING:
    import altair as alt

Chart = Callable[[Tables, Texts], "alt.TopLevelMixin | None"]

LEGENDS: Mapping[str, Callable[[Tables, Texts], Legend]] = {
    "levels": models_legend,
    "floors": models_legend,
    "horizons": models_legend,
    "curves": models_legend,
    "causes": models_legend,
    "power": gaps_legend,
}
CHARTS: Mapping[str, Chart] = {
    "forest": forest,
    "heat": heat,
    "families": families,
    "levels": level_chart,
    "floors": floor_charts,
    "horizons": horizon_charts,
    "curves": curve_charts,
    "causes": cause_bars,
    "letters": letter_bars,
    "gaps": gap_arrows,
    "power": power_curve,
}


class Drawn(NamedTuple):
    """A chart as an SVG element, with its legend where colours need one."""

    svg: str
    legend: Legend | None


def drawn_charts(names: Iterable[str], tables: Tables, texts: Texts) -> dict[str, Drawn]:
    """These charts, without those that have nothing to show."""
    from spatialbench.report.charts.drawing import svg

    found = {}
    for name in names:
        chart = CHARTS[name](tables, texts)
        if chart is not None:
            legend = LEGENDS[name](tables, texts) if name in LEGENDS else None
            found[name] = Drawn(svg(chart, name=name, label=texts(f"chart_label.{name}")), legend)
    return found
