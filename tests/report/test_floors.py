"""The report beside the floors: what half of an understanding gets, as lines and in words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from answered_sets import HandSet, hand_set, member, rows_of
from report_cases import Made, hits, made

from spatialbench.audit import kept
from spatialbench.audit.kept import Height
from spatialbench.report.both import Both
from spatialbench.report.charts.charts import charts
from spatialbench.report.content import Content, content
from spatialbench.report.tables.floor_tables import standing
from spatialbench.report.texts import Texts
from spatialbench.scoring.aggregates import aggregate, counted

TASK = "cube/turned-v1"
FLOORS = {
    TASK: {
        "1": {
            "open": {
                "seed": "s",
                "probes": 1000,
                "chance": 0.25,
                "floors": {"last step only": [0.5, 0.01], "learned: words": [0.4, 0.01]},
            }
        }
    }
}


def asked(task: str) -> HandSet:
    """A hundred probes of a task at level 1."""
    items = [
        member(f"i{number}", probe=f"p{number}", task=task, family=task.partition("/")[0])
        for number in range(100)
    ]
    return hand_set(*items)


@pytest.fixture
def floors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "kept", lambda: FLOORS)


def run(task: str = TASK) -> Made:
    """A model that is right in 95 %, one in 50 %, one in 10 % of the questions."""
    told = asked(task)
    rights = {"solid": hits(100, 20), "half": hits(100, 2), "poor": [n < 10 for n in range(100)]}
    return made(told, {name: rows_of(told, right, name) for name, right in rights.items()})


def told(found: Made, language: str = "en") -> Content:
    return content(found.comparison, language, None, found.results)


@pytest.mark.usefixtures("floors")
def test_a_model_is_above_a_floor_by_its_interval() -> None:
    """95 % is above a floor of 50 %, 10 % is below, and 50 % is left open."""
    records = told(run()).tables["floors"].records()
    assert {one["model"]: one["against_floor"] for one in records} == {
        "solid": "above",
        "half": "open",
        "poor": "below",
    }
    assert {(one["floor"], one["floor_of"]) for one in records} == {(0.5, "last step only")}


@pytest.mark.usefixtures("floors")
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "solid is above the highest floor in 1 of 1 tasks, forms and levels"),
        ("zh", "solid：在 1 个任务、题型、难度的组合中，1 个高于最高底线"),
    ],
)
def test_it_is_said_in_words(language: str, sentence: str) -> None:
    """In both languages, on the page."""
    page = run().text(language=language)
    assert sentence in re.sub(r"\s+", " ", page)


def test_of_a_task_without_floors_there_is_only_guessing() -> None:
    """A plugin's: nothing is made up."""
    (record, *_) = told(run("toy/places-after-v1")).tables["floors"].records()
    assert (record["floor_of"], record["floor"]) == ("guessing", record["chance"])


@pytest.mark.usefixtures("floors")
def test_the_lines_say_whose_they_are() -> None:
    """In both languages: the strategy, and what it gets."""
    both = Both(Texts("en"), Texts("zh"))
    (panel,) = charts(["floors"], told(run()).tables, both)["floors"]["panels"]
    lines = {(kind, height): name for kind, _, _, height, name in panel["flat"]}
    assert lines["highest", 0.5] == ("the last step only", "只看最后一步")
    assert lines["chance", 0.25] == ("guessing", "盲猜")


def test_the_error_of_a_floor_counts() -> None:
    """A floor that was measured on few probes is not surely passed."""
    (one, *_) = run().results
    found: Any = aggregate(counted(one.outcomes))
    assert standing(found, Height("a", 0.85, 0.001)) == "above"
    assert standing(found, Height("a", 0.85, 0.2)) == "open"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("first step only", "只看第一步"),
        ("rival one-turn-short", "少转一次"),
        ("opposite of last step only", "对面：只看最后一步"),
        ("all but Carry", "漏掉 Carry"),
        ("last Carry only", "只看最后一次 Carry"),
        ("of a plugin", "of a plugin"),
    ],
)
def test_strategies_are_named_in_words(name: str, shown: str) -> None:
    """A rival as everywhere in the report, and what nobody translated as it is."""
    assert Texts("zh").word("strategy", name) == shown
