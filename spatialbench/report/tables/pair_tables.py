"""Models against each other, and against what is claimed of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any  # rows

from spatialbench.comparison import Comparison
from spatialbench.comparison.pairs import Pair
from spatialbench.report.tables.table import Column, Table, table

PAIRS = (
    Column("first", "model"),
    Column("second", "model"),
    Column("gap", "gap"),
    Column("gap_interval", "gaps"),
    Column("questions", "count"),
    Column("first_only", "count"),
    Column("second_only", "count"),
    Column("p_mcnemar", "p"),
    Column("p_clustered", "p"),
    Column("p_holm", "p"),
    Column("better", "model"),
    Column("probability_better", "share"),
    Column("detectable", "points"),
    Column("needed_unpaired", "count"),
    Column("needed_paired", "count"),
    Column("verdict", "sentence"),
)
CLAIMS = (
    Column("claim", "text"),
    Column("claimed", "share"),
    Column("model", "model"),
    Column("measured", "share"),
    Column("interval", "interval"),
    Column("outcome", "word", words="outcome"),
    Column("nearest", "text"),
    Column("needed", "count"),
    Column("needed_against_measured", "count"),
    Column("verdict", "sentence"),
)


def pairs(comparison: Comparison) -> Table:
    """Every pair of models, with the test that decides and the verdict in words."""
    return table("pairs", PAIRS, _pair_rows(comparison.pairs))


def references(comparison: Comparison) -> Table:
    """Every model against each reference row."""
    return table("references", PAIRS, _pair_rows(comparison.references))


def _pair_rows(pairs: Sequence[Pair]) -> list[tuple[Any, ...]]:
    rows = []
    for pair in pairs:
        test, interval = pair.test, pair.test.interval
        rows.append(
            (
                pair.a,
                pair.b,
                test.difference.point,
                (interval.low, interval.high),
                test.questions,
                test.a_only,
                test.b_only,
                test.p_mcnemar,
                test.p_clustered,
                pair.p_holm,
                pair.better,
                pair.probability_a_better,
                pair.detectable,
                pair.needed_unpaired,
                pair.needed_paired,
                pair.verdict,
            )
        )
    return rows


def claims(comparison: Comparison) -> Table:
    """Every claim beside its measurement."""
    rows = [
        (
            check.claim.model,
            check.claim.accuracy,
            check.model,
            check.measured,
            (check.low, check.high),
            check.outcome.replace(" ", "-"),
            check.nearest,
            check.needed,
            check.needed_against_measured,
            check.verdict,
        )
        for check in comparison.claims
    ]
    return table("claims", CLAIMS, rows)
