"""The card as Markdown, LaTeX, a page, or JSON. Names of models come from strangers: nothing in
them is markup anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any  # JSON

from spatialbench.card.columns import columns_of
from spatialbench.card.page import heads_of, page_of
from spatialbench.card.row import Row
from spatialbench.scoring.plain import plain

NOTE = (
    "Accuracy in percent with its 95 % interval, clustered by probe; unreadable answers count as "
    "wrong, failed and missing ones are in no denominator. The floor is what the strongest "
    "half-understanding gets on the same items."
)
_MARKDOWN = str.maketrans({sign: "\\" + sign for sign in "\\`*_[]|~#"})
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "–": "--",
}  # fmt: skip
_MEANS = "".join(map(chr, range(32))) + "\x7f"


def markdown(rows: Sequence[Row]) -> str:
    """A table, with a line that says what the numbers are."""
    heads, cells = _told(rows, _as_markdown)
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)], *cells]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return f"{table}\n\n{NOTE}\n"


def _as_markdown(text: str) -> str:
    return escape(_one_line(text), quote=False).translate(_MARKDOWN)


def latex(rows: Sequence[Row]) -> str:
    """A tabular that needs nothing but LaTeX itself."""
    heads, cells = _told(rows, _as_latex)
    lines = [" & ".join(line) + r" \\" for line in (heads, *cells)]
    body = "\n".join([r"\hline", lines[0], r"\hline", *lines[1:], r"\hline"])
    columns = "l" + "r" * (len(heads) - 1)
    note = _as_latex(NOTE)
    return f"\\begin{{tabular}}{{{columns}}}\n{body}\n\\end{{tabular}}\n\n% {note}\n"


def _as_latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in _one_line(text))


def html(rows: Sequence[Row]) -> str:
    """A page with the table; nothing in it comes from elsewhere."""
    heads, cells = _told(rows, lambda text: escape(_one_line(text)))
    body = "\n".join(
        f'<tr><th scope="row">{line[0]}</th>{"".join(f"<td>{one}</td>" for one in line[1:])}</tr>'
        for line in cells
    )
    return page_of("spatialbench card", heads_of(heads), body, [NOTE])


def as_json(rows: Sequence[Row]) -> str:
    """A list of objects; shares are shares, and what is unknown is null."""
    return json.dumps([record(row) for row in rows], ensure_ascii=False, indent=1) + "\n"


def record(row: Row) -> dict[str, Any]:
    """A row as JSON."""
    found: dict[str, Any] = plain(row)
    return found


def _told(rows: Sequence[Row], written: Callable[[str], str]) -> tuple[list[str], list[list[str]]]:
    columns = columns_of(rows)
    heads = [written(column.heading) for column in columns]
    return heads, [[written(column.cell(row)) for column in columns] for row in rows]


def _one_line(text: str) -> str:
    return " ".join("".join(" " if sign in _MEANS else sign for sign in text).split())


FORMATS: Mapping[str, Callable[[Sequence[Row]], str]] = {
    "markdown": markdown,
    "latex": latex,
    "html": html,
    "json": as_json,
}
ENDINGS = {"md": "markdown", "tex": "latex", "html": "html", "json": "json"}
"""What names of files end in."""
