"""Nothing that is there is written over, no folder is made in silence, and names say formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.typed import answered

Command = Callable[[Path, Path], list[object]]

WRITING: dict[str, tuple[str, Command]] = {
    "answer": ("jsonl", lambda folder, answers: ["answer", folder, "--with", "refuse"]),
    "score": ("json", lambda folder, answers: ["score", folder, answers]),
    "report": ("html", lambda folder, answers: ["report", folder, answers]),
    "show": ("html", lambda folder, answers: ["show", "facing-you"]),
}
OPTION = {"show": "--3d"}


@pytest.fixture
def answers(run: Run, small_set: Path, tmp_path: Path) -> Path:
    """An answer file."""
    return answered(run, small_set, tmp_path, "random")


@pytest.mark.parametrize("command", WRITING)
def test_a_file_that_is_there_is_replaced_only_where_that_is_said(
    run: Run, small_set: Path, answers: Path, tmp_path: Path, command: str
) -> None:
    """The message says what to do; with the option it is done."""
    ending, arguments = WRITING[command]
    out = tmp_path / f"mine.{ending}"
    out.write_text("mine")
    asked = [*arguments(small_set, answers), OPTION.get(command, "--out"), out]
    done = run(*asked)
    assert done.status == 2
    assert "there is a file of that name. Name another, or add --overwrite" in done.err
    assert out.read_text() == "mine"
    assert run(*asked, "--overwrite").status == 0
    assert out.read_text() != "mine"


@pytest.mark.parametrize("command", ["answer", "score", "report"])
def test_a_folder_on_the_way_is_named_before_it_is_made(
    run: Run, small_set: Path, answers: Path, tmp_path: Path, command: str
) -> None:
    """On stderr, so that nothing far away is made in silence."""
    ending, arguments = WRITING[command]
    out = tmp_path / "far" / "away" / f"mine.{ending}"
    done = run(*arguments(small_set, answers), "--out", out)
    assert done.status == 0
    assert f"the folder {out.parent} is not there yet, and is made" in done.err
    assert out.is_file()


@pytest.mark.parametrize("ending", ["html", "md", "csv", "json"])
def test_a_report_has_the_format_that_its_name_says(
    run: Run, small_set: Path, answers: Path, tmp_path: Path, ending: str
) -> None:
    """Each of the four."""
    out = tmp_path / f"report.{ending}"
    assert run("report", small_set, answers, "--out", out).status == 0
    begins = {"html": "<!doctype html>", "md": "# ", "csv": "", "json": "{"}
    assert out.read_text().lower().startswith(begins[ending])
    assert ("<html" in out.read_text()) == (ending == "html")


@pytest.mark.parametrize("more", [(), ("--format", "html")])
def test_a_name_that_says_another_format_is_refused(
    run: Run, small_set: Path, answers: Path, tmp_path: Path, more: tuple[str, ...]
) -> None:
    """Before anything is read or written."""
    out = tmp_path / "report.pdf"
    name = out if not more else out.with_suffix(".md")
    done = run("report", small_set, answers, "--out", name, *more)
    assert done.status == 2
    assert "expected a name that ends in .html" in done.err
    assert not name.exists()


# --- filters ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["cube/facing-you-v1", "cube/facing-you", "facing-you", "facing-*", "cube/facing*"]
)
def test_a_task_has_the_same_names_wherever_it_is_named(
    run: Run, tmp_path: Path, name: str
) -> None:
    """With version, without, short, or by a wildcard."""
    done = run(
        "generate", "quick", "--seed", "x", "--out", tmp_path / "set", "--tasks", name,
        "--probes", 1, "--modalities", "text",
    )  # fmt: skip
    assert done.status == 0
    assert (tmp_path / "set" / "items.jsonl").read_text().count("cube/facing-you-v1") >= 1


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--languages", "en,fr", "there is no 'fr'; there are en, zh"),
        ("--modalities", "smell", "there is no 'smell'; there are text, state, image, frames"),
        ("--levels", "9", "has levels 1, 2, 3, 4, 5"),
        ("--tasks", "facing-me", "did you mean 'facing-you'?"),
    ],
)
def test_a_value_that_there_is_not_is_named_with_what_there_is(
    run: Run, tmp_path: Path, option: str, value: str, told: str
) -> None:
    """Not an empty set."""
    done = run("generate", "quick", "--out", tmp_path / "set", option, value)
    assert done.status == 2
    assert told in done.err
    assert not (tmp_path / "set").exists()


# --- the wrong file -----------------------------------------------------------------------------


@pytest.mark.parametrize("command", [("leaderboard",), ("rescore", "--without", "x")])
def test_answers_in_place_of_results_are_told_what_to_do(
    run: Run, answers: Path, command: tuple[str, ...]
) -> None:
    """Nobody is told to remove a line of them."""
    name, *more = command
    done = run(name, answers, *more)
    assert done.status == 2
    assert "expected results" in done.err
    assert "Score the answers first" in done.err


@pytest.mark.parametrize("text", ['{"a": 1}\n', "[1]\n", "x\n"])
def test_checks_of_another_kind_are_an_error_of_ours(
    run: Run, answers: Path, tmp_path: Path, text: str
) -> None:
    """With file and, where a line is odd, its number."""
    checks = tmp_path / "checks.jsonl"
    checks.write_text(text)
    done = run("attended", checks, answers)
    assert done.status == 2
    assert str(checks) in done.err
