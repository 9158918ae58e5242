"""The page around a table: it loads nothing, sorts by any heading, and scrolls sideways."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files

from spatialbench.report.page.page import policy


@cache
def _part(name: str) -> str:
    return (files("spatialbench.card") / name).read_text(encoding="utf-8")


def heads_of(headings: Sequence[str]) -> str:
    """The cells of the first row, each of which sorts; headings are HTML."""
    return "".join(
        f'<th scope="col"{" class=name" * (heading == "model")}><button>{heading}</button></th>'
        for heading in headings
    )


def page_of(title: str, head: str, body: str, notes: Sequence[str]) -> str:
    """The page. `head` and `body` are rows of a table, as HTML; title and notes are text."""
    style, script = _part("card.css"), _part("card.js")
    told = "\n".join(f"<p>{escape(note)}</p>" for note in notes)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{escape(policy(style, script))}">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body>
<h1>{escape(title)}</h1>
<div class="wide" tabindex="0">
<table>
<thead><tr>{head}</tr></thead>
<tbody>
{body}
</tbody>
</table>
</div>
{told}
<script>{script}</script>
</body>
</html>
"""
