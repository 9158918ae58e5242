"""The report as Markdown. Text from outside cannot make links, markup or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spatialbench.report.content import Content
from spatialbench.report.tables.table import NUMERIC, Table
from spatialbench.report.texts import Texts

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$&@]|:(?=//)|(?<=www)\.|^[#+=:-]|(?<=^\d)[.)]", re.IGNORECASE)
_HTML = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
MOST_ROWS = 60
"""Longer tables are cut off in Markdown; CSV and JSON have all rows."""


def markdown(content: Content) -> str:
    """The whole report: summary, then every section with its tables."""
    return "\n".join(_lines(content)).rstrip() + "\n"


def _lines(content: Content) -> Iterator[str]:
    yield f"# {safe(content.title)}"
    yield ""
    for sentence in (content.headline, content.warning, *content.summary):
        if sentence is not None:
            yield safe(sentence)
            yield ""
    for section in content.sections:
        yield f"## {safe(content.heading(section.name))}"
        yield ""
        yield safe(content.lead(section.name))
        yield ""
        for name in (*section.shown, *section.folded):
            yield from _table(content.tables[name], content.texts)


def _table(table: Table, texts: Texts) -> Iterator[str]:
    plain = table.without_sentences()
    yield f"### {safe(texts(f'table.{table.name}'))}"
    yield ""
    yield _row(plain.header(texts))
    yield _row_of(["--:" if column.kind in NUMERIC else ":--" for column in plain.columns])
    for cells in plain.cells(texts)[:MOST_ROWS]:
        yield _row(cells)
    if len(plain.rows) > MOST_ROWS:
        yield ""
        yield safe(texts("page.more_rows", n=len(plain.rows) - MOST_ROWS))
    yield ""
    for sentence in table.sentences(texts)[:MOST_ROWS]:
        yield f"- {safe(sentence)}"
    yield ""


def _row(cells: tuple[str, ...]) -> str:
    return _row_of([safe(cell) for cell in cells])


def _row_of(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def safe(text: str) -> str:
    """One line of text that Markdown shows as it is. Where a sign would mean something, it is
    written as an entity or with a backslash."""
    return _SPECIAL.sub(lambda sign: _HTML.get(sign[0], "\\" + sign[0]), text)
