"""Where the numbers come from: the set, the answer files, versions and settings."""

from __future__ import annotations

from spatialbench.comparison import Comparison
from spatialbench.report.tables.table import Column, Table, table

SOURCE = (Column("what", "word", words="source"), Column("value", "text"))
FILES = (
    Column("model", "model"),
    Column("named", "text"),
    Column("file", "text"),
    Column("sha256", "text"),
    Column("rows", "count"),
    Column("folded", "count"),
    Column("retried", "count"),
    Column("unknown", "count"),
    Column("protocols", "text"),
    Column("missing_ids", "text"),
)


def source(comparison: Comparison) -> Table:
    """The set and the settings, as names and values."""
    of_set, cochran = comparison.question_set, comparison.cochran
    rows = [
        ("set", of_set.name),
        ("items", of_set.items),
        ("probes", of_set.probes),
        ("items_sha256", of_set.items_sha256),
        ("key_sha256", of_set.key_sha256),
        ("package", comparison.package),
        ("confidence", comparison.confidence),
        ("alpha", comparison.alpha),
        ("baseline", comparison.baseline),
        ("cochran_q", cochran.statistic),
        ("cochran_p", cochran.p),
        ("all_right", comparison.items.all_right),
        ("all_wrong", comparison.items.all_wrong),
    ]
    return table("source", SOURCE, [row for row in rows if row[1] is not None])


def answer_files(comparison: Comparison) -> Table:
    """The answer file of every model, and what was peculiar about its rows."""
    rows = []
    for one in comparison.leaderboard:
        told = one.answers
        protocols, missing = "; ".join(told.protocols), ", ".join(one.missing_ids)
        counts = (told.rows, told.folded, told.retried, told.unknown)
        rows.append(
            (
                one.model,
                told.model,
                told.source,
                told.sha256,
                *counts,
                protocols or None,
                missing or None,
            )
        )
    return table("answer_files", FILES, rows)
