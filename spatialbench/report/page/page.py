"""The report as one HTML page that loads nothing: styles, script, charts and data are inside.

Text is escaped by the template engine; the only markup put in as it is are our own charts, our own
style and script (allowed by their hashes), and JSON without `<`, `>` and `&`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any  # JSON

from spatialbench import __version__
from spatialbench.report.charts.charts import drawn_charts
from spatialbench.report.content import Content
from spatialbench.report.page.embedding import embedded
from spatialbench.report.tables.table import NUMERIC
from spatialbench.scoring.outcomes import STATUSES

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDED_SENTENCES = 6


def page(content: Content, browser: Mapping[str, Any] | None) -> str:
    """The page; `browser` is the data of the item browser, None for a page without one."""
    names = [name for section in content.sections for name in section.charts]
    style, script = part("page.css"), part("page.js")
    return _template().render(
        content=content,
        t=content.texts,
        language=content.texts.language,
        charts=drawn_charts(names, content.tables, content.texts),
        numeric=NUMERIC,
        folded_sentences=_FOLDED_SENTENCES,
        policy=policy(style, script),
        style=style,
        script=script,
        version=__version__,
        data=None if browser is None else embedded(browser),
        filters=None if browser is None else filters(browser["items"]),
        models=None if browser is None else browser["models"],
        kept=0 if browser is None else len(browser["items"]),
        browser=browser,
        statuses=STATUSES[1:],
    )


def filters(items: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The values that each dimension of the items takes."""
    names = ("task", "level", "language", "modality")
    return {name: sorted({str(item[name]) for item in items}) for name in names}


def policy(style: str, *scripts: str, pictures: str = "data:", connect: str | None = None) -> str:
    """The content security policy: nothing from anywhere but this style, these scripts, and
    pictures, which are inside the page unless another source is named; `connect` is the only
    address that the page may send to (None: it sends nothing)."""
    allowed = " ".join(f"'{_hash(script)}'" for script in scripts)
    sending = "" if connect is None else f"; connect-src {connect}"
    return (
        f"default-src 'none'; img-src {pictures}; base-uri 'none'; form-action 'none'; "
        f"style-src '{_hash(style)}'; script-src {allowed}{sending}"
    )


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


@cache
def part(name: str) -> str:
    """A file beside this one, which becomes a part of the page."""
    return (files("spatialbench.report.page") / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["zip"] = zip
    return environment.from_string(part("page.html"))
