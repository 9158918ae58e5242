"""Markdown, CSV and JSON: the same numbers, harmless everywhere, whole or not written."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from report_cases import Made

from spatialbench.report import FORMATS, report

PLAIN = [name for name in FORMATS if name != "html"]


def told(run: Made, form: str, language: str = "en") -> str:
    """The report in one of its forms."""
    return run.text(format=form, language=language)


def numbers(plain: Made, table: str, column: str) -> list[str]:
    """A column as CSV gives it."""
    rows = csv.DictReader(io.StringIO(told(plain, "csv")))
    return [one["value"] for one in rows if (one["table"], one["column"]) == (table, column)]


def test_json_has_the_raw_values(plain: Made) -> None:
    """Accuracy is right by answered, unrounded; intervals are low and high."""
    first = json.loads(told(plain, "json"))["tables"]["models"][0]
    assert (first["model"], first["right"], first["answered"]) == ("GLM-5", 118, 132)
    assert first["accuracy"] == 118 / 132
    assert first["wilson"]["low"] < 118 / 132 < first["wilson"]["high"]


def test_csv_has_the_same_numbers_as_json(plain: Made) -> None:
    """In long form, one number a line."""
    rows = json.loads(told(plain, "json"))["tables"]["pairs"]
    assert [float(value) for value in numbers(plain, "pairs", "gap")] == [
        one["gap"] for one in rows
    ]
    low = [one["gap_interval"]["low"] for one in rows]
    assert [float(value) for value in numbers(plain, "pairs", "gap_interval_low")] == low


def test_markdown_has_the_same_numbers_as_json(plain: Made) -> None:
    """Rounded, as people read them."""
    assert "| 89.4 % |" in told(plain, "md").replace("\u00a0", " ")


def test_a_simulated_answerer_says_so_in_json(plain: Made) -> None:
    """Programs need to know, too."""
    models = json.loads(told(plain, "json"))["models"]
    assert {one["name"]: one["simulated"] for one in models} == {
        "GLM-5": False,
        "GPT-4o": False,
        "Claude 3.5": False,
        "random": True,
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_three_sentences_stand_on_top(plain: Made, language: str) -> None:
    """What was asked, how it was judged, what the numbers can bear."""
    assert len(json.loads(told(plain, "json", language))["summary"]) == 3


@pytest.mark.parametrize("form", PLAIN)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_hostile_text_steers_nothing(hostile: Made, form: str, language: str) -> None:
    """No control, no mark of direction; no markup outside of CSV, which has none."""
    text = told(hostile, form, language)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e]", text)
    if form != "csv":
        assert "<script" not in text
        assert "<img" not in text


def test_no_cell_of_csv_is_a_formula(hostile: Made) -> None:
    """Numbers may begin with a minus sign; nothing else may."""
    for row in csv.reader(io.StringIO(told(hostile, "csv"))):
        for cell in row:
            assert not cell.startswith(("=", "+", "@")), cell
            assert not cell.startswith("-") or float(cell) < 0


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_is_written(plain: Made, tmp_path: Path, form: str) -> None:
    """To the file that was named, and nothing beside it."""
    out = tmp_path / "new" / f"report.{form}"
    report(
        plain.question_set,
        plain.results,
        plain.comparison,
        answers=plain.answers,
        out=out,
        format=form,
    )
    assert out.stat().st_size > 1000
    assert list(out.parent.iterdir()) == [out]
