"""The columns of the card, and how their cells are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from spatialbench.card.row import Reached, Row, Share

UNKNOWN = "unknown"
NONE = "–"
HASH = 12  # characters that name a set

TOOLS = {"no": "no tools", "yes": "with tools", None: "tools unknown"}
"""With and without tools are never mixed: each has a column."""


class Column(NamedTuple):
    """A heading and the cell of a row."""

    heading: str
    cell: Callable[[Row], str]


def columns_of(rows: Sequence[Row]) -> list[Column]:
    """The columns that these rows need, in order."""
    kinds = [kind for kind in TOOLS if any(_tools(row) == kind for row in rows)]
    shown = [kind for kind in TOOLS if kind in kinds or kind is not None]
    return [
        Column("model", _model),
        *(Column(TOOLS[kind] or "", _with(kind)) for kind in shown),
        Column("answers", lambda row: f"{row.accuracy.n:,}"),
        Column("probes", lambda row: f"{row.probes:,}"),
        Column("chance", lambda row: percent(row.chance)),
        Column("floor", lambda row: UNKNOWN if row.floor is None else percent(row.floor)),
        *_parts(rows, "families"),
        *_parts(rows, "languages"),
        *_parts(rows, "modalities"),
        *_horizons(rows),
        *(Column(name.replace("_", " "), _said(name)) for name in _SAID),
        Column("avg@k", lambda row: f"avg@{row.attempts}"),
        *(Column(name.replace("_", "-"), _count(name)) for name in _COUNTS),
        Column("date", lambda row: row.protocol.date or UNKNOWN),
        Column("set", lambda row: f"{row.set_name} {row.set_hash[:HASH]}"),
        Column("spatialbench", lambda row: row.package),
    ]


def _model(row: Row) -> str:
    return row.model if row.origin is None else f"{row.model} ({row.origin})"


_SAID = ("provider", "effort", "temperature", "max_tokens")
_COUNTS = ("unparsed", "off_list", "refused", "failed", "missing")


def _tools(row: Row) -> str | None:
    """`no`, `yes`, or None where it is not known."""
    said = row.protocol.tools
    return said if said in {"no", None} else "yes"


def _with(kind: str | None) -> Callable[[Row], str]:
    return lambda row: interval(row.accuracy) if _tools(row) == kind else NONE


def _said(name: str) -> Callable[[Row], str]:
    return lambda row: getattr(row.protocol, name) or UNKNOWN


def _count(name: str) -> Callable[[Row], str]:
    return lambda row: f"{getattr(row, name):,}"


def _parts(rows: Sequence[Row], name: str) -> list[Column]:
    """A column for each part that a row has."""
    parts = dict.fromkeys(part for row in rows for part in getattr(row, name))
    return [Column(part, _part(name, part)) for part in parts]


def _part(name: str, part: str) -> Callable[[Row], str]:
    return lambda row: interval(getattr(row, name).get(part, Share(None, None, None, 0)))


def _horizons(rows: Sequence[Row]) -> list[Column]:
    """A column for each task that some row was asked along its axis."""
    named = dict.fromkeys(_named(one) for row in rows for one in row.horizons)
    return [Column(f"half at, {name}", _horizon(name)) for name in named]


def _named(one: Reached) -> str:
    return f"{one.task} ({one.axis}, {one.form})"


def _horizon(name: str) -> Callable[[Row], str]:
    def cell(row: Row) -> str:
        return next((_steps(one) for one in row.horizons if _named(one) == name), NONE)

    return cell


def _steps(one: Reached) -> str:
    """The number of steps with its interval, or why there is none; an end that is open is told."""
    if one.steps is None:
        return (one.note or UNKNOWN).replace("_", " ")
    low, high = ("?" if end is None else f"{end:.1f}" for end in (one.low, one.high))
    return f"{one.steps:.1f} ({low}–{high})"


def percent(share: float | None) -> str:
    """A share in percent with one decimal; a dash where there is none."""
    return NONE if share is None else f"{100 * share:.1f}"


def interval(share: Share) -> str:
    """An accuracy in percent with its interval."""
    if share.value is None or share.low is None or share.high is None:
        return percent(share.value)
    return f"{percent(share.value)} ({percent(share.low)}–{percent(share.high)})"
