"""Legends of charts: drawn by the page, so that long names wrap like all other text."""

from __future__ import annotations

from typing import NamedTuple

from spatialbench.report.charts.series import Tables, drawn, labels
from spatialbench.report.charts.theme import SHAPES
from spatialbench.report.figures import tenths
from spatialbench.report.texts import Texts


class Entry(NamedTuple):
    """A name with the number of its colour (from 1) and the outline of its shape."""

    name: str
    colour: int
    outline: str


class Legend(NamedTuple):
    """Entries, and how many series are not drawn because they are too many to tell apart."""

    entries: tuple[Entry, ...]
    left_out: int


_OUTLINES = {
    "circle": "M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0",
    "square": "M-5,-5h10v10h-10Z",
    "triangle-up": "M0,-5L5.5,4.5H-5.5Z",
    "diamond": "M0,-6L4.5,0L0,6L-4.5,0Z",
    "cross": "M-6,-2h4v-4h4v4h4v4h-4v4h-4v-4h-4Z",
    "triangle-down": "M0,5L5.5,-4.5H-5.5Z",
    "triangle-right": "M5,0L-4.5,5.5V-5.5Z",
    "triangle-left": "M-5,0L4.5,5.5V-5.5Z",
}


def models_legend(tables: Tables, texts: Texts) -> Legend:
    """The models that charts with colours draw."""
    names = list(drawn(tables, texts).values())
    return Legend(_entries(names), len(labels(tables, texts)) - len(names))


def gaps_legend(tables: Tables, texts: Texts) -> Legend:
    """The gaps of the power curve."""
    gaps = dict.fromkeys(one["gap"] for one in tables["power"].records())
    return Legend(_entries([gap_name(gap, texts) for gap in gaps]), 0)


def gap_name(gap: float, texts: Texts) -> str:
    """The name of a gap's curve."""
    return texts("chart.gap", gap=tenths(gap))


def _entries(names: list[str]) -> tuple[Entry, ...]:
    return tuple(
        Entry(name, number, _OUTLINES[shape])
        for number, (name, shape) in enumerate(zip(names, SHAPES, strict=False), 1)
    )
