"""Horizons in the report: a table in words, a picture, and what is left open."""

from __future__ import annotations

from pathlib import Path
from typing import Any  # playwright may not be installed

import pytest
from answered_sets import STEPS, rows_of, stepped_set
from report_cases import Made, made

from spatialbench.report.both import Both
from spatialbench.report.charts.charts import charts
from spatialbench.report.content import content
from spatialbench.report.texts import Texts


@pytest.fixture(scope="module")
def stepped() -> Made:
    """A model that gets worse, and one that does not."""
    questions = stepped_set(20)
    falling = [number < 20 - 4 * place for place, _ in enumerate(STEPS) for number in range(20)]
    return made(
        questions,
        {"a": rows_of(questions, falling, "falling"), "b": rows_of(questions, [True] * 80, "all")},
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("How many steps it lasts", "beyond all that was asked", "≥ ")),
        ("zh", ("能坚持多少步", "超出所问的全部步数", "≥ ")),
    ],
    ids=["en", "zh"],
)
def test_the_report_says_how_far_a_model_gets(
    stepped: Made, language: str, words: tuple[str, ...]
) -> None:
    """In both languages, with what bounds it where it is beyond what was asked."""
    text = stepped.text(format="md", language=language)
    assert all(word in text for word in words)


def test_the_picture_has_a_panel_for_the_task_and_a_mark_for_every_number(stepped: Made) -> None:
    """Of both models."""
    told = content(stepped.comparison, "en", None, stepped.results)
    both = Both(Texts("en"), Texts("zh"))
    (panel,) = charts(["horizons"], told.tables, both)["horizons"]["panels"]
    for steps in STEPS:
        assert sorted(place for place, x, *_ in panel["points"] if x == steps) == [0, 1]
    assert panel["title"] == ("toy/pick-v1 · open · turns", "toy/pick-v1 · 开放题 · 转动次数")


def test_what_has_steps_is_beside_no_floor_of_a_level(stepped: Made) -> None:
    """The browser of questions says how many steps one has."""
    told = content(stepped.comparison, "en", None, stepped.results)
    assert not told.tables["floors"].rows
    assert '"steps": "64 turns"' in stepped.text().replace('"steps":"', '"steps": "')


def test_a_report_without_steps_does_not_speak_of_them(plain: Made) -> None:
    """There is no empty section."""
    assert "How many steps it lasts" not in plain.text(format="md")


def test_every_picked_model_has_its_intervals(chromium: Any, tmp_path: Path) -> None:
    """However many are picked, side by side; the curves stay where they are read."""
    questions = stepped_set(20)
    rows = {
        name: rows_of(questions, [number % (2 + n) > 0 for number in range(80)], name)
        for n, name in enumerate("abcdef")
    }
    report = tmp_path / "report.html"
    report.write_text(made(questions, rows).text(), encoding="utf-8")
    page = chromium.new_page(viewport={"width": 1200, "height": 900})
    page.goto(report.as_uri())
    panel = page.locator("figure", has_text="turns").first
    lines = panel.locator(".whisker")
    assert lines.count() == 6 * len(STEPS)
    places = {line.get_attribute("x1") for line in lines.all()}
    assert len(places) == 6 * len(STEPS)
    page.close()
