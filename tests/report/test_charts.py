"""Charts: data made from the tables, for every model, in both languages."""

from __future__ import annotations

from typing import Any

import pytest
from answered_sets import plain_set, rows_of
from report_cases import Made, hits, made

from spatialbench.report.both import Both
from spatialbench.report.charts.charts import CHARTS, charts
from spatialbench.report.charts.series import labels
from spatialbench.report.content import content
from spatialbench.report.texts import Texts

BOTH = Both(Texts("en"), Texts("zh"))


def specs(run: Made) -> dict[str, Any]:
    """The charts of a run."""
    told = content(run.comparison, "en", None, run.results)
    return charts(CHARTS, told.tables, BOTH)


@pytest.fixture(scope="module")
def drawn(plain: Made) -> dict[str, Any]:
    return specs(plain)


@pytest.mark.parametrize("name", sorted(set(CHARTS) - {"horizons"}))
def test_a_chart_has_pictures_with_titles_in_both_languages(
    drawn: dict[str, Any], name: str
) -> None:
    """And says to a screen reader what it is."""
    spec = drawn[name]
    assert spec["label"].en.startswith("Chart: ")
    assert spec["label"].zh.startswith("图：")
    assert spec["panels"]
    assert all(panel["title"].en and panel["title"].zh for panel in spec["panels"])


def test_every_model_is_in_the_data(drawn: dict[str, Any]) -> None:
    """However many are drawn at a time, any can be picked."""
    (panel,) = drawn["levels"]["panels"]
    assert {place for place, *_ in panel["points"]} == {0, 1, 2, 3}


def test_points_are_those_of_the_tables(plain: Made, drawn: dict[str, Any]) -> None:
    """Accuracy and interval, to four places."""
    told = content(plain.comparison, "en", None, plain.results)
    (first, *_) = told.tables["by_level"].records()
    (panel,) = drawn["levels"]["panels"]
    found = {(place, x): rest for place, x, *rest in panel["points"]}
    order = [one.en for one in labels(told.tables, BOTH)]
    place = order.index(Texts("en").model(first["model"]))
    assert found[place, float(first["level"])] == [
        pytest.approx(value, abs=1e-4) for value in (first["accuracy"], *first["wilson"])
    ]


def test_no_arrow_is_without_its_interval(drawn: dict[str, Any]) -> None:
    """From, to, gap, and the two ends, which lie around the gap."""
    rows = [row for panel in drawn["gaps"]["panels"] for row in panel["rows"]]
    assert rows
    for _, start, end, gap, low, high in rows:
        assert gap == pytest.approx(end - start, abs=2e-4)
        assert low <= gap <= high


def test_labels_of_names_that_are_cut_off_alike_differ() -> None:
    """So that no two models are one."""
    told = plain_set(8)
    names = ["a" * 120 + end for end in "xyz"]
    run = made(told, {name: rows_of(told, hits(8, 3), name) for name in names})
    found = labels(content(run.comparison, "en").tables, BOTH)
    assert len(set(found)) == 3


@pytest.mark.parametrize("answerer", ["oracle", "refuse", "random", "constant:green"])
def test_one_answerer_alone_makes_a_report(answerer: str) -> None:
    """Always right, never read, or always the same: where there is nothing to draw, none is."""
    from spatialbench.answers.answerers import answer

    told = plain_set(12, twins=2)
    rows = {answerer: [dict(row) for row in answer(told, answerer, seed="s")]}
    run = made(told, rows)
    assert 'data-chart="power"' in run.text()
    assert specs(run).keys() >= {"power"}
