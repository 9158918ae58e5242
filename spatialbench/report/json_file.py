"""The report as JSON: every table with its raw values, and what stands above them."""

from __future__ import annotations

from typing import Any  # JSON

from spatialbench.answers.rows import ORIGINS
from spatialbench.comparison.compare import Standing
from spatialbench.report.content import Content
from spatialbench.report.page.embedding import embedded
from spatialbench.report.tables.table import PAIRS, Column, Table
from spatialbench.scoring.plain import plain

FORMAT = 1


def json_text(content: Content) -> str:
    """One object; no character in it steers a terminal or ends a script element."""
    comparison = content.comparison
    told = {
        "format": FORMAT,
        "language": content.texts.language,
        "title": content.title,
        "headline": content.headline,
        "summary": list(content.summary),
        "warning": content.warning,
        "models": [_model(standing) for standing in comparison.leaderboard],
        "tables": {name: _rows(table) for name, table in content.tables.items()},
    }
    return embedded(plain(told), indent=1) + "\n"


def _model(standing: Standing) -> dict[str, Any]:
    return {
        "name": standing.model,
        "origin": standing.origin,
        "simulated": standing.origin in ORIGINS,
        "reference": standing.reference,
        "complete": standing.complete,
    }


def _rows(table: Table) -> list[dict[str, Any]]:
    return [
        {
            column.name: _value(column, value)
            for column, value in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    ]


def _value(column: Column, value: Any) -> Any:
    if column.kind in PAIRS and value is not None:
        return {"low": value[0], "high": value[1]}
    return value
