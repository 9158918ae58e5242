"""Accuracy along the axes of tasks, and at how many steps half of it is left."""

from __future__ import annotations

from spatialbench.comparison import Comparison
from spatialbench.report.tables.table import Column, Table, table

HORIZONS = (
    Column("task", "text"),
    Column("axis", "word", words="fact"),
    Column("form", "word", words="label"),
    Column("model", "model"),
    Column("horizon", "number"),
    Column("horizon_interval", "reach"),
    Column("steepness", "number"),
    Column("note", "word", words="note", optional=True),
)
POINTS = (
    Column("task", "text"),
    Column("axis", "word", words="fact"),
    Column("form", "word", words="label"),
    Column("model", "model"),
    Column("x", "number"),
    Column("accuracy", "share"),
    Column("wilson", "interval"),
    Column("chance", "share"),
    Column("right", "count"),
    Column("answered", "count"),
)


def horizons(comparison: Comparison) -> Table:
    """The number of steps at which accuracy is half of the way from guessing to 1."""
    rows = [
        (
            one.task,
            one.axis,
            one.form,
            one.model,
            one.horizon.value,
            (one.horizon.low, one.horizon.high),
            one.horizon.steepness,
            one.horizon.note,
        )
        for one in comparison.horizons
    ]
    return table("horizons", HORIZONS, rows)


def horizon_points(comparison: Comparison) -> Table:
    """What was measured at every number of steps that was asked."""
    rows = [
        (
            one.task,
            one.axis,
            one.form,
            one.model,
            point.x,
            point.right / point.n,
            (point.low, point.high),
            chance,
            point.right,
            point.n,
        )
        for one in comparison.horizons
        for point, chance in zip(one.points, one.chance, strict=True)
    ]
    return table("horizon_points", POINTS, rows)
