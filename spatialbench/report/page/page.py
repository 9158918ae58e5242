"""The report as one HTML page that loads nothing: styles, script, charts and data are inside.

Text is escaped by the template engine; the only markup put in as it is are our own style and script
(allowed by their hashes), and JSON without `<`, `>` and `&`. Every text is there in both languages:
one stands in the page, the other in the data, by number.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any  # JSON

from spatialbench import __version__
from spatialbench.report.both import Both
from spatialbench.report.charts.charts import charts
from spatialbench.report.charts.series import labels
from spatialbench.report.content import Content
from spatialbench.report.page.embedding import embedded
from spatialbench.report.page.grids import pair_grid, parts, ranking
from spatialbench.report.page.spoken import Spoken, Words
from spatialbench.report.tables.table import NUMERIC, Table
from spatialbench.scoring.outcomes import STATUSES
from spatialbench.scoring.results import Results

if TYPE_CHECKING:
    from jinja2 import Template

_FOLDED_SENTENCES = 6
MOST_ROWS = 500
"""So many rows of a table go into the page; the CSV and JSON forms of the report have all."""
MOST_FIRST = 6
"""So many models, the best ones, are drawn before anybody picks others."""
SCRIPTS = ("base.js", "charts.js", "film.js", "question.js", "browser.js")
"""They become one script, in this order."""


def page(
    contents: Mapping[str, Content],
    results: Sequence[Results],
    browser: Mapping[str, Any] | None,
    *,
    language: str,
) -> str:
    """The page from what there is to say in either language, opened in the one; `browser` is the
    data of the question browser, None for a page without one."""
    both = Both(contents["en"].texts, contents["zh"].texts)
    content, words = contents[language], Words(language)
    t = Spoken(both, words)
    names = [name for section in content.sections for name in section.charts]
    drawn = charts(names, content.tables, both)
    style, script = part("page.css"), "\n".join(map(part, SCRIPTS))
    found = labels(content.tables, both)
    body = _template().render(
        content=content,
        contents=contents,
        t=t,
        language=language,
        charts=drawn,
        grid_of=lambda name: _grid(name, contents, t),
        sentences_of=lambda name: t.zipped(
            *(one.tables[name].sentences(one.texts) for one in _pair(contents))
        ),
        explained=t.explained,
        terms=[name for name in _columns(content) if t.explained(name) is not None],
        ranking=ranking(content.comparison, results, both),
        parts=parts(content.comparison, results, both),
        pairs=pair_grid(content.comparison, both),
        labels=found,
        numeric=NUMERIC,
        folded_sentences=_FOLDED_SENTENCES,
        policy=policy(style, script),
        style=style,
        script=script,
        version=__version__,
        filters=None if browser is None else filters(browser["items"]),
        browser=browser,
        kept=0 if browser is None else len(browser["items"]),
        statuses=STATUSES[1:],
    )
    data = {
        "language": language,
        "names": {code: [getattr(name, code) for name in found] for code in ("en", "zh")},
        "texts": words.other,
        "page": {name: both(f"page.{name}") for name in ("dark", "light")},
        "drawn": min(MOST_FIRST, len(found)),
        "charts": drawn,
        "browser": browser,
    }
    return body.replace(_PLACE, _DATA + embedded(data), 1)


_DATA = 'id="data">'
_PLACE = f"{_DATA}@@data@@"  # text from outside is escaped, and cannot be this


def _columns(content: Content) -> list[str]:
    """The columns of all tables of the page, each once."""
    shown = [name for one in content.sections for name in (*one.shown, *one.folded)]
    tables = [content.tables[name].without_sentences() for name in shown]
    return list(dict.fromkeys(column.name for table in tables for column in table.columns))


def _pair(contents: Mapping[str, Content]) -> tuple[Content, Content]:
    return contents["en"], contents["zh"]


def _grid(name: str, contents: Mapping[str, Content], t: Spoken) -> dict[str, Any]:
    """Columns, header and cells of a table in both languages."""
    plain = [one.tables[name].without_sentences() for one in _pair(contents)]
    left = len(plain[0].rows) - MOST_ROWS
    short = [Table(one.name, one.columns, one.rows[:MOST_ROWS]) for one in plain]
    texts = [one.texts for one in _pair(contents)]
    cells = [one.cells(words) for one, words in zip(short, texts, strict=True)]
    return {
        "columns": plain[0].columns,
        "header": t.zipped(*(o.header(words) for o, words in zip(short, texts, strict=True))),
        "rows": [t.zipped(*row) for row in zip(*cells, strict=True)],
        "left": max(0, left),
    }


def filters(items: Sequence[Mapping[str, Any]]) -> dict[str, list[str]]:
    """The values that each dimension of the items takes."""
    names = ("task", "level", "language", "modality", "form")
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
