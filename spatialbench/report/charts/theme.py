"""Colours of charts: drawn with stand-ins, shown with the page's own, so that one drawing serves
the light and the dark theme. The series are told apart by colour-blind readers, too (after Okabe
and Ito), and never by colour alone: every series has a shape of its own.
"""

from __future__ import annotations

INK, SOFT, FAINT, PAPER = "#010101", "#020202", "#030303", "#040404"
SERIES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8c564b", "#5a5a5a")
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right",
          "triangle-left")  # fmt: skip
BEHIND = ("#100001", "#100002", "#100003")
AHEAD = ("#200001", "#200002", "#200003")
OPEN = "#300001"

VARIABLES: dict[str, str] = {
    INK: "ink",
    SOFT: "soft",
    FAINT: "faint",
    PAPER: "paper",
    OPEN: "open",
    **{colour: f"series-{number}" for number, colour in enumerate(SERIES, 1)},
    **{colour: f"behind-{number}" for number, colour in enumerate(BEHIND, 1)},
    **{colour: f"ahead-{number}" for number, colour in enumerate(AHEAD, 1)},
}
"""Which of the page's variables stands for which stand-in."""

MOST_SERIES = len(SERIES)
"""So many models are drawn in a chart that tells them apart by colour; tables have all."""

_AXIS = {
    "domainColor": SOFT,
    "gridColor": FAINT,
    "labelColor": INK,
    "tickColor": SOFT,
    "titleColor": INK,
    "labelFontSize": 12,
    "titleFontSize": 12,
    "titleFontWeight": "normal",
    "labelLimit": 0,  # names are shown whole
}
CONFIG = {
    "background": None,
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": _AXIS,
    "legend": {"disable": True},  # the page draws them
    "header": {"labelColor": INK, "labelFontSize": 12, "labelFontWeight": "bold", "title": None},
    "text": {"color": INK, "fontSize": 12},
    "rule": {"color": INK},
    "range": {"category": list(SERIES)},
}
"""The look of all charts."""
