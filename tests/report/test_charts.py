"""Charts: drawn from the tables, and stripped to shapes in the page's own colours."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from answered_sets import plain_set, rows_of
from report_cases import Made, hits, made

from spatialbench.report.charts.charts import CHARTS, drawn_charts
from spatialbench.report.charts.drawing import INHERITED, SAID, cleaned
from spatialbench.report.content import content
from spatialbench.report.tables.tables import tables
from spatialbench.report.texts import Texts


@pytest.fixture(scope="module")
def drawn(plain: Made) -> dict[str, str]:
    told = content(plain.comparison, "en", None, plain.results)
    found = drawn_charts(CHARTS, told.tables, told.texts)
    return {name: chart.svg for name, chart in found.items()}


@pytest.mark.parametrize("name", sorted(set(CHARTS) - {"families", "horizons"}))
def test_a_chart_is_drawn_in_the_colours_of_the_page(drawn: dict[str, str], name: str) -> None:
    """So that one drawing serves light and dark; it says to a screen reader what it is."""
    root = ET.fromstring(drawn[name])
    assert root.get("role") == "img"
    assert root.get("aria-label")
    for element in root.iter():
        for paint in ("fill", "stroke"):
            assert element.get(paint, "none").startswith(("var(--", "url(#", "none"))


def test_a_chart_names_the_models(drawn: dict[str, str]) -> None:
    """With the word where one is a baseline."""
    texts = {element.text for element in ET.fromstring(drawn["forest"]).iter()}
    assert {"GLM-5", "random (baseline)"} <= texts


def test_a_mark_says_its_number(drawn: dict[str, str]) -> None:
    """Where the pointer rests on it."""
    titles = [
        e.text or "" for e in ET.fromstring(drawn["forest"]).iter() if e.tag.endswith("title")
    ]
    assert any("89.4" in title for title in titles)


def test_hostile_names_are_text_in_a_chart(hostile: Made) -> None:
    """No element comes from a name."""
    found = drawn_charts(set(CHARTS) - {"letters"}, tables(hostile.comparison), Texts("zh"))
    for chart in found.values():
        tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(chart.svg).iter()}
        assert tags <= {
            "svg",
            "g",
            "path",
            "line",
            "rect",
            "text",
            "tspan",
            "title",
            "clipPath",
            "defs",
        }


def test_what_is_not_a_shape_is_dropped() -> None:
    """Scripts, links, pictures, handlers and styles are no shapes."""
    source = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="x()">'
        '<script>x()</script><a href="javascript:x()"><path d="M0,0"/></a><image href="x"/>'
        f'<path d="M1,1" style="x" aria-label="{SAID}told" onclick="x()"/></svg>'
    )
    kept = cleaned(source, name="one", label="chart")
    assert "x" not in kept.replace("viewBox", "")
    assert "told" in kept


def test_a_colour_that_the_theme_does_not_know_is_refused() -> None:
    """It would be the same in light and dark, and perhaps unseen in one."""
    source = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0,0" fill="#123456"/></svg>'
    with pytest.raises(ValueError, match="#123456"):
        cleaned(source, name="one", label="chart")


@pytest.mark.parametrize("answerer", ["oracle", "refuse", "random", "constant:green"])
def test_one_answerer_alone_makes_a_report(tmp_path: Path, answerer: str) -> None:
    """Always right, never read, or always the same: where there is nothing to draw, none is."""
    from spatialbench.answers.answerers import answer

    told = plain_set(12, twins=2)
    rows = {answerer: [dict(row) for row in answer(told, answerer, seed="s")]}
    assert "<svg" in made(told, rows).text()


@pytest.mark.parametrize("name", sorted(INHERITED))
def test_a_name_that_every_object_has_is_a_name_like_any_other(name: str) -> None:
    """Models, rivals and tasks may be called `constructor`: all charts are drawn and show it."""
    told = plain_set(12, twins=2)
    rows = {one: rows_of(told, hits(24, 3), one) for one in (name, "GPT-4o")}
    run = made(told, rows)
    text = run.text()
    assert text.count(f">{name}<") > 5
    assert "\u2060" not in text
