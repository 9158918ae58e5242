"""For notebooks: short names of things, tables as HTML, and rows as a table of pandas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any  # rows of any values

from spatialbench.errors import MissingExtra

if TYPE_CHECKING:
    import pandas

_LONGEST = 60


def named(kind: str, *parts: object) -> str:
    """The name of a thing: what it is and what tells it from others, on one short line.

    >>> named("Item", "cube/facing-you-v1", "level 2")
    '<Item cube/facing-you-v1, level 2>'
    """
    return f"<{kind} {', '.join(str(part) for part in parts)}>"


def shortened(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def paragraph(text: str) -> str:
    """A paragraph in which nothing is markup."""
    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>"


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table as HTML, in which nothing is markup; texts stand to the left, all else to the
    right."""
    sample = rows[0] if rows else columns
    sides = ["left" if isinstance(value, str) else "right" for value in sample]
    head = "".join(_cell("th", name, side) for name, side in zip(columns, sides, strict=True))
    body = "".join(
        f"<tr>{''.join(_cell('td', one, side) for one, side in zip(row, sides, strict=True))}</tr>"
        for row in rows
    )
    caption = f"<caption style='text-align:left;font-weight:bold'>{escape(title)}</caption>"
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(tag: str, value: object, side: str) -> str:
    text = escape("–" if value is None else str(value))
    return f"<{tag} style='text-align:{side};padding:0.2em 0.7em'>{text}</{tag}>"


def share(value: float | None) -> str | None:
    """A share in percent, as these tables say it."""
    return None if value is None else f"{100 * value:.1f} %"


def data_frame(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None = None
) -> pandas.DataFrame:
    """The rows as a DataFrame; `columns` name them where there may be no row. MissingExtra without
    pandas."""
    try:
        from pandas import DataFrame
    except ImportError:
        raise MissingExtra("pandas", "pandas") from None
    return DataFrame(list(rows), columns=None if columns is None else list(columns))
