"""Accuracy in parts of the set: by family, task, level, language, modality and form; along the
numbers of difficulty; and between twins."""

from __future__ import annotations

from collections.abc import Mapping

from spatialbench.comparison import Comparison
from spatialbench.report.tables.table import Column, Table, table
from spatialbench.scoring.aggregates import Aggregate

CURVES = (
    Column("family", "word", words="family"),
    Column("fact", "word", words="fact"),
    Column("model", "model"),
    Column("x", "number"),
    Column("accuracy", "share"),
    Column("wilson", "interval"),
    Column("right", "count"),
    Column("answered", "count"),
)
FITS = (
    Column("family", "word", words="family"),
    Column("fact", "word", words="fact"),
    Column("model", "model"),
    Column("intercept", "number"),
    Column("slope", "number"),
    Column("slope_se", "number"),
    Column("threshold_75", "number"),
    Column("note", "word", words="note"),
)
GAPS = (
    Column("respect", "word", words="respect"),
    Column("model", "model"),
    Column("first", "word", words="label"),
    Column("second", "word", words="label"),
    Column("first_accuracy", "share"),
    Column("second_accuracy", "share"),
    Column("gap", "gap"),
    Column("gap_interval", "gaps"),
    Column("p_holm", "p"),
    Column("pairs", "count"),
    Column("verdict", "sentence"),
)
STEADINESS = (
    Column("model", "model"),
    Column("steady_kind", "word", words="steady"),
    Column("groups", "count"),
    Column("all_same", "share"),
    Column("pairwise", "share"),
    Column("vanilla", "share"),
    Column("circular", "share"),
)


def slices(comparison: Comparison) -> list[Table]:
    """A table for each dimension in which the set has two values or more."""
    return [
        _by(dimension, labels) for dimension, labels in comparison.slices.items() if len(labels) > 1
    ]


def _by(dimension: str, labels: Mapping[str, Mapping[str, Aggregate]]) -> Table:
    columns = (
        Column(dimension, "word", words="label" if dimension in _LABELLED else dimension),
        Column("model", "model"),
        Column("accuracy", "share"),
        Column("wilson", "interval"),
        Column("chance", "share"),
        Column("right", "count"),
        Column("answered", "count"),
    )
    rows = [
        (label, model, one.accuracy, (one.low, one.high), one.chance, one.right, one.answered)
        for label, parts in labels.items()
        for model, one in parts.items()
    ]
    return table(f"by_{dimension}", columns, rows)


_LABELLED = frozenset({"language", "modality", "form"})


def curves(comparison: Comparison) -> Table:
    """The points of every curve."""
    rows = [
        (
            curve.family,
            curve.fact,
            curve.model,
            point.x,
            point.right / point.n,
            (point.low, point.high),
            point.right,
            point.n,
        )
        for curve in comparison.curves
        for point in curve.points
    ]
    return table("curves", CURVES, rows)


def fits(comparison: Comparison) -> Table:
    """The fitted curves: logit of accuracy = intercept + slope times the fact."""
    rows = []
    for curve in comparison.curves:
        fit = curve.fit
        slope_se = None if fit.se is None else fit.se[1]
        numbers = (fit.intercept, fit.slope, slope_se, fit.threshold_75)
        rows.append((curve.family, curve.fact, curve.model, *numbers, fit.note))
    return table("fits", FITS, rows)


def gaps(comparison: Comparison) -> Table:
    """The gaps between twins: modality, language, form."""
    rows = []
    for gap in comparison.gaps:
        test, interval = gap.test, gap.test.interval
        rows.append(
            (
                gap.respect,
                gap.model,
                gap.a,
                gap.b,
                (test.both + test.a_only) / test.n,
                (test.both + test.b_only) / test.n,
                test.difference.point,
                (interval.low, interval.high),
                gap.p_holm,
                test.n,
                gap.verdict,
            )
        )
    return table("gaps", GAPS, rows)


def steadiness(comparison: Comparison) -> Table:
    """How alike questions that ask the same are answered."""
    rows = [
        (
            one.model,
            one.kind,
            one.groups,
            one.consistency.all_same,
            one.consistency.pairwise,
            one.circular.vanilla,
            one.circular.circular,
        )
        for one in comparison.steadiness
    ]
    return table("steadiness", STEADINESS, rows)
