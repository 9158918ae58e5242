"""All the tables of a report by name; the page, Markdown, CSV, JSON and the terminal share them."""

from __future__ import annotations

from collections.abc import Sequence

from spatialbench.comparison import Comparison
from spatialbench.report.tables import (
    error_tables,
    horizon_tables,
    model_tables,
    pair_tables,
    planning_tables,
    slice_tables,
)
from spatialbench.report.tables.provenance import answer_files, source
from spatialbench.report.tables.table import Column, Table, Tables

__all__ = ["Column", "Table", "Tables", "tables"]

_EACH = (
    model_tables.models,
    model_tables.readings,
    pair_tables.claims,
    pair_tables.pairs,
    pair_tables.references,
    horizon_tables.horizons,
    horizon_tables.horizon_points,
    slice_tables.curves,
    slice_tables.fits,
    slice_tables.gaps,
    slice_tables.steadiness,
    error_tables.causes,
    error_tables.letters,
    error_tables.letter_bias,
    error_tables.values,
    error_tables.hardest,
    error_tables.suspicious,
    model_tables.calibrations,
    model_tables.repeats,
    source,
    answer_files,
)


def tables(comparison: Comparison, more: Sequence[Table] = ()) -> Tables:
    """The tables that have rows, with `more`, by name, in the order in which they are read."""
    run = planning_tables.this_run(comparison)
    found = [make(comparison) for make in _EACH]
    found += slice_tables.slices(comparison)
    found += more
    found += [planning_tables.run(run), planning_tables.power(run)]
    return Tables((table.name, table) for table in found if table.rows)
