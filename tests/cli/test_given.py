"""What `compare`, `report` and `score` are given: runs with names, results, and the wrong files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typed import Run, as_model, read, write


def test_two_runs_of_one_model_stand_side_by_side(
    run: Run, small_set: Path, tmp_path: Path
) -> None:
    """NAME=FILE; without names the model would be there twice, which is said with the remedy."""
    first = as_model(run, small_set, tmp_path, "m", "0.9")
    rows = read(first)
    second = write(tmp_path / "second.jsonl", [{**row, "response": "ANSWER: A"} for row in rows])
    done = run("compare", small_set, f"monday={first}", f"friday={second}", "--json")
    assert json.loads(done.out)["models"] == ["monday", "friday"]
    refused = run("compare", small_set, first, second)
    assert refused.status == 2
    assert "NAME=FILE" in refused.err


def test_the_page_shows_each_run_its_own_answers(run: Run, small_set: Path, tmp_path: Path) -> None:
    """Files of one name in two folders, rows of one name in both."""
    files = []
    for word in ("monday", "friday"):
        rows = read(as_model(run, small_set, tmp_path, "m", "0.9"))
        (tmp_path / word).mkdir()
        said = [{**row, "response": f"{word}. {row['response']}"} for row in rows]
        files.append(f"{word}={write(tmp_path / word / 'answers.jsonl', said)}")
    page = tmp_path / "report.html"
    run("report", small_set, *files, "--out", page)
    source = page.read_text().partition('id="data">')[2].partition("</script>")[0]
    data = json.loads(source)
    shown = data["browser"]
    for model, name in enumerate(data["names"]["en"]):
        said = [shown["responses"][item["answers"][model][4]] for item in shown["items"]]
        assert all(one[1].startswith(f"{name}.") for one in said)


def test_a_file_whose_name_has_an_equals_sign_is_a_file(
    run: Run, small_set: Path, models: list[Path], tmp_path: Path
) -> None:
    """If it is there; and a run of it can have a name, too."""
    odd = write(tmp_path / "t=0.jsonl", read(models[0]))
    assert json.loads(run("compare", small_set, odd, "--json").out)["models"] == ["m9"]
    told = run("compare", small_set, f"cold={odd}", "--json")
    assert json.loads(told.out)["models"] == ["cold"]


@pytest.mark.parametrize("command", ["compare", "report"])
@pytest.mark.parametrize("printed", [True, False], ids=["json", "out"])
def test_results_are_as_good_as_answers(
    run: Run, small_set: Path, models: list[Path], tmp_path: Path, command: str, printed: bool
) -> None:
    """Written by `score --out` or printed by `score --json`: the same comparison."""
    results = tmp_path / "results.json"
    if printed:
        results.write_text(run("score", small_set, models[0], "--json").out)
    else:
        run("score", small_set, models[0], "--out", results)
    path = tmp_path / "told.json"
    out = ["--out", path, "--overwrite"] if command == "report" else ["--json"]

    def told(*files: Path) -> Any:
        done = run(command, small_set, *files, *out)
        assert done.status == 0
        return json.loads(path.read_text() if command == "report" else done.out)

    assert told(results, *models[1:]) == told(*models)


def test_results_on_another_set_are_refused(
    run: Run, small_set: Path, models: list[Path], tmp_path: Path
) -> None:
    """Both sets are named."""
    results = json.loads(run("score", small_set, models[0], "--json").out)
    results["set"]["items_sha256"] = "0" * 64
    path = tmp_path / "other.json"
    path.write_text(json.dumps(results))
    done = run("compare", small_set, path)
    assert done.status == 2
    assert "0000000000000000" in done.err


WRONG = {
    "items": "the questions of a set",
    "key": "the key of a set",
    "manifest": "the manifest of a set",
    "results": "the results of a model",
    "comparison": "a comparison of models",
    "report": "a report",
    "page": "a page (HTML or XML)",
    "suite": "a suite, the recipe of a set",
    "picture": "a picture",
    "binary": "a binary file",
    "text": "text without a JSON object",
}


@pytest.mark.parametrize("kind", WRONG)
def test_the_wrong_kind_of_file_is_told_what_it_is(
    run: Run, small_set: Path, models: list[Path], tmp_path: Path, kind: str
) -> None:
    """And nobody is told to remove a line of it."""
    path = wrong_file(run, small_set, models, tmp_path / kind, kind)
    for command in ("score",) if kind == "results" else ("score", "compare", "report"):
        done = run(command, small_set, path)
        assert done.status == 2
        assert f"this is {WRONG[kind]}" in done.err
        assert "emove" not in done.err


def wrong_file(run: Run, small_set: Path, models: list[Path], path: Path, kind: str) -> Path:
    named = {"items": "items.jsonl", "key": "key.jsonl", "manifest": "manifest.json"}
    if kind in named:
        return small_set / named[kind]
    if kind in {"report", "page"}:
        form = "json" if kind == "report" else "html"
        run("report", small_set, models[0], "--format", form, "--out", path)
        return path
    made = {
        "results": lambda: run("score", small_set, models[0], "--json").out.encode(),
        "comparison": lambda: run("compare", small_set, *models, "--json").out.encode(),
        "suite": lambda: b'name = "x"\n[[part]]\ntasks = ["cube/*"]\nprobes = 1\n',
        "picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "binary": lambda: bytes(range(256)),
        "text": lambda: b"these are my answers:\n1. red\n",
    }
    path.write_bytes(made[kind]())
    return path


def test_an_answer_file_with_one_bad_line_is_still_one(
    run: Run, small_set: Path, models: list[Path], tmp_path: Path
) -> None:
    """The line is named, first or last."""
    lines = models[0].read_text().splitlines()
    for number, bad in ((1, ["{oops", *lines]), (2, [lines[0], "{oops", *lines[1:]])):
        path = tmp_path / f"{number}.jsonl"
        path.write_text("\n".join(bad) + "\n")
        assert f"line {number}" in run("score", small_set, path).err
