"""The commands: what they make, say and refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from people_page import data_of
from typer.testing import CliRunner, Result

from spatialbench.cli.people import questions_told
from spatialbench.sets import QuestionSet


def run(*words: object) -> Result:
    """The command with these words."""
    from spatialbench.cli.app import app_for

    return CliRunner().invoke(app_for(str(words[0])), [str(word) for word in words])


def test_people_says_where_the_page_is_and_who_gets_what(
    questions: QuestionSet, tmp_path: Path
) -> None:
    out = tmp_path / "test"
    done = run("people", questions.path, "--out", out, "--items", 5, "--language", "zh")
    assert done.exit_code == 0, done.output
    assert f"the page is {out / 'index.html'}" in done.output
    assert "zh: 5 questions for each person, in" in done.output
    assert "en:" not in done.output
    assert (tmp_path / "test-checks.jsonl").is_file()


def test_own_words_of_consent_are_shown(questions: QuestionSet, tmp_path: Path) -> None:
    """For the languages that they are in; ours for the others."""
    consent = tmp_path / "consent.toml"
    consent.write_text('en = "Ask Ada <ada@example.org>."', encoding="utf-8")
    run("people", questions.path, "--out", tmp_path / "test", "--consent", consent)
    shown = data_of(tmp_path / "test" / "index.html")["consent"]
    assert shown["en"] == "Ask Ada <ada@example.org>."
    assert "年满" in shown["zh"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("en = ", "expected TOML"),
        ('fr = "oui"', "expected texts under en and zh alone; got fr"),
        ("en = 3", "expected texts under en and zh alone"),
    ],
)
def test_a_bad_text_of_consent_is_refused(
    questions: QuestionSet, tmp_path: Path, text: str, said: str
) -> None:
    from spatialbench.cli.people import read_consent
    from spatialbench.errors import InputError

    (tmp_path / "consent.toml").write_text(text)
    with pytest.raises(InputError, match=said):
        read_consent(tmp_path / "consent.toml")


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ([12], "12 questions for each person, the same for all"),
        ([12, 12], "12 questions for each person, in 2 booklets: every person gets one of them"),
        ([7, 8], "7 to 8 questions for each person, in 2 booklets: every person gets one of them"),
    ],
)
def test_booklets_are_told(sizes: list[int], told: str) -> None:
    assert questions_told(sizes) == told


def test_plan_tells_what_people_can_tell() -> None:
    found = json.loads(run("plan", 0.85, 0.75, "--people", 30, "--json").output)
    assert {one["people"] for one in found} == {30}
    assert {one["questions"] // one["each"] for one in found} == {1, 10}
    assert all(0 < one["half_width"] < 0.2 for one in found)


def test_plan_says_that_shares_are_assumed() -> None:
    assert "an assumption" in run("plan", 0.85, 0.75, "--people", 30).output
