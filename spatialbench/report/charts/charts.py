"""All the charts by name. They are drawn by the page's script, from data alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from spatialbench.report.both import Both
from spatialbench.report.charts.cause_bars import cause_bars
from spatialbench.report.charts.curve_charts import curve_charts, level_chart
from spatialbench.report.charts.floor_charts import floor_charts
from spatialbench.report.charts.gap_arrows import gap_arrows
from spatialbench.report.charts.horizon_charts import horizon_charts
from spatialbench.report.charts.letter_bars import letter_bars
from spatialbench.report.charts.power_curve import power_curve
from spatialbench.report.charts.series import Spec, Tables

CHARTS: Mapping[str, Callable[[Tables, Both], Spec | None]] = {
    "levels": level_chart,
    "floors": floor_charts,
    "horizons": horizon_charts,
    "curves": curve_charts,
    "causes": cause_bars,
    "letters": letter_bars,
    "gaps": gap_arrows,
    "power": power_curve,
}


def charts(names: Iterable[str], tables: Tables, both: Both) -> dict[str, Spec]:
    """These charts, without those that have nothing to show."""
    found = {name: CHARTS[name](tables, both) for name in names}
    labelled = {name: both(f"chart_label.{name}") for name in names}
    return {
        name: {**spec, "label": labelled[name]} for name, spec in found.items() if spec is not None
    }
