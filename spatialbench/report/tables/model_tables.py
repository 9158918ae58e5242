"""The first tables: every model with its accuracy, and how its answers could be read."""

from __future__ import annotations

from spatialbench.comparison import Comparison
from spatialbench.comparison.compare import Standing
from spatialbench.report.tables.table import Column, Table, table
from spatialbench.scoring.outcomes import STATUSES

_COUNTED = tuple(status for status in STATUSES if status != "ok")

MODELS = (
    Column("rank", "range"),
    Column("model", "model"),
    Column("standing", "word", words="standing"),
    Column("accuracy", "share"),
    Column("wilson", "interval"),
    Column("clustered", "interval"),
    Column("bounds", "interval", optional=True),
    Column("chance", "share"),
    Column("chance_corrected", "number"),
    Column("detectable", "points"),
    Column("right", "count"),
    Column("answered", "count"),
    Column("probes", "count"),
)
READINGS = (
    Column("model", "model"),
    Column("strict", "share"),
    Column("parsed_only", "share"),
    Column("best_case", "share"),
    Column("parse_rate", "share"),
    Column("with_missing", "share"),
    *(Column(status, "count") for status in _COUNTED),
)
CALIBRATION = (
    Column("model", "model"),
    Column("brier", "number"),
    Column("log_loss", "number"),
    Column("ece", "number"),
    Column("auroc", "number"),
    Column("aurc", "number"),
)
REPEATS = (
    Column("model", "model"),
    Column("mean", "share"),
    Column("all_correct", "share"),
    Column("any_correct", "share"),
    Column("majority", "share"),
    Column("agreement", "share"),
)


def models(comparison: Comparison) -> Table:
    """One row a model, the best first, with the ranks that the data leave open; of an
    incomplete model what is possible, too."""
    rows = []
    for one in comparison.leaderboard:
        whole, clustered = one.overall, one.overall.clustered
        rows.append(
            (
                None if one.rank is None else tuple(one.rank),
                one.model,
                _standing(one),
                whole.accuracy,
                (whole.low, whole.high),
                (clustered.low, clustered.high),
                None if one.complete else tuple(one.bounds),
                whole.chance,
                whole.chance_corrected,
                one.detectable,
                whole.right,
                whole.answered,
                whole.probes,
            )
        )
    return table("models", MODELS, rows)


def _standing(one: Standing) -> str:
    if one.reference:
        return "reference"
    return "compared" if one.complete else "incomplete"


def readings(comparison: Comparison) -> Table:
    """The treatments of unreadable and of missing answers side by side, and counts of both."""
    rows = []
    for one in comparison.leaderboard:
        whole = one.overall
        shares = (
            whole.accuracy,
            whole.parsed_only,
            whole.best_case,
            whole.parse_rate,
            whole.with_missing,
        )
        counts = (whole.statuses.get(status, 0) for status in _COUNTED)
        rows.append((one.model, *shares, *counts))
    return table("readings", READINGS, rows)


def calibrations(comparison: Comparison) -> Table:
    """What stated confidence is worth, for the models that state it."""
    names = [column.name for column in CALIBRATION[1:]]
    rows = [
        (one.model, *(getattr(one.calibration, name) for name in names))
        for one in comparison.leaderboard
        if one.calibration is not None
    ]
    return table("calibration", CALIBRATION, rows)


def repeats(comparison: Comparison) -> Table:
    """Repeated attempts, for the models that made some."""
    names = [column.name for column in REPEATS[1:]]
    rows = [
        (one.model, *(getattr(one.repeats, name) for name in names))
        for one in comparison.leaderboard
        if one.repeats is not None
    ]
    return table("repeats", REPEATS, rows)
