"""Who was there: by the answers to the checks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from spatialbench.cli.app import app_for
from spatialbench.errors import FormatError, InputError, MismatchError
from spatialbench.jsonl import line_of
from spatialbench.people.attended import judged

KEYS = [
    {"id": f"c{n}", "answer_type": "choice", "options": ["red", "blue"], "answer": "AB"[n % 2]}
    for n in range(4)
]


def row(person: str, name: str, response: str = "ANSWER: A", **more: Any) -> dict[str, Any]:
    return {"id": name, "response": response, "participant": person, **more}


def sitting(person: str, right: int) -> list[dict[str, Any]]:
    """Two answers, and four checks of which so many are right."""
    checks = [
        row(person, key["id"], f"ANSWER: {key['answer' if n < right else 'id']}", check=True)
        for n, key in enumerate(KEYS)
    ]
    return [row(person, "i1", seconds=3.0), row(person, "i2", seconds=5.0), *checks]


@pytest.fixture
def checks(tmp_path: Path) -> Path:
    path = tmp_path / "test-checks.jsonl"
    path.write_text("".join(map(line_of, KEYS)))
    return path


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Three people, in a folder: attentive, half so, and hardly."""
    folder = tmp_path / "people"
    folder.mkdir()
    for person, right in (("anna", 4), ("ben", 2), ("chris", 1)):
        (folder / f"{person}.jsonl").write_text("".join(map(line_of, sitting(person, right))))
    return folder


def test_those_who_were_there_are_kept_and_the_checks_taken_out(
    checks: Path, answers: Path
) -> None:
    found = judged(checks, answers)
    assert [(one.participant, one.right, one.kept) for one in found.people] == [
        ("anna", 4, True),
        ("ben", 2, True),
        ("chris", 1, False),
    ]
    assert {one.seconds for one in found.people} == {4.0}
    assert [(one["participant"], one["id"]) for one in found.rows] == [
        ("anna", "i1"), ("anna", "i2"), ("ben", "i1"), ("ben", "i2"),
    ]  # fmt: skip


@pytest.mark.parametrize(("least", "kept"), [(0.0, 3), (0.25, 3), (0.75, 1), (1.0, 1)])
def test_how_much_must_be_right_can_be_said(
    checks: Path, answers: Path, least: float, kept: int
) -> None:
    assert sum(one.kept for one in judged(checks, answers, least=least).people) == kept


def test_who_was_asked_no_check_is_kept(checks: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text(line_of(row("anna", "i1")))
    (one,) = judged(checks, file).people
    assert one.kept


def test_checks_of_another_folder_are_told(checks: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text(line_of(row("anna", "other", check=True)))
    with pytest.raises(MismatchError, match="'other' is none of them"):
        judged(checks, file)


def test_answers_of_models_are_refused(checks: Path, tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"id": "i1", "response": "A"}\n')
    with pytest.raises(FormatError, match=r"one\.jsonl, line 1: field participant"):
        judged(checks, file)


def test_another_file_in_place_of_the_checks_is_told(answers: Path) -> None:
    with pytest.raises(InputError, match="writes beside its folder"):
        judged(answers / "anna.jsonl", answers)


def test_the_command_writes_the_answers_that_are_kept(
    checks: Path, answers: Path, tmp_path: Path
) -> None:
    out = tmp_path / "kept.jsonl"
    told = CliRunner().invoke(
        app_for("attended"), ["attended", str(checks), str(answers), "--out", str(out)]
    )
    assert told.exit_code == 0
    assert "2 of 3 participants are kept, with 4 answers" in told.output
    assert len(out.read_text().splitlines()) == 4
