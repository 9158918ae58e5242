"""`compare`, `report`, `score` and `plan` as a user types them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typed import Run, answered


@pytest.fixture
def models(run: Run, small_set: Path, tmp_path: Path) -> list[Path]:
    """Three answer files of models: simulated ones that nothing is said about."""
    return [as_model(run, small_set, tmp_path, f"m{n}", f"0.{n}") for n in (9, 7, 5)]


def as_model(run: Run, small_set: Path, folder: Path, name: str, share: str) -> Path:
    """Answers that are right about so often, in the name of a model."""
    rows = read(answered(run, small_set, folder, f"simulated:{share}"))
    return write(folder / f"{name}.jsonl", [{**row, "model": name, "origin": None} for row in rows])


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


# --- one verdict --------------------------------------------------------------------------------


@pytest.mark.parametrize("baselines", [[], ["random", "refuse", "constant:A", "rival:unchanged"]])
def test_terminal_page_and_json_say_the_same(
    run: Run, small_set: Path, models: list[Path], tmp_path: Path, baselines: list[str]
) -> None:
    """With baselines beside the models and without: one family, one verdict."""
    files = [*models, *(answered(run, small_set, tmp_path, one) for one in baselines)]
    told = json.loads(run("compare", small_set, *files, "--json").out)
    alone = json.loads(run("compare", small_set, *models, "--json").out)
    assert told["pairs"] == alone["pairs"]
    printed = run("compare", small_set, *files).out
    page = tmp_path / "report.html"
    run("report", small_set, *files, "--out", page)
    for pair in told["pairs"]:
        assert f"- {pair['verdict']['en']}" in printed
        assert pair["verdict"]["en"].replace("<", "&lt;") in page.read_text()


def test_baselines_carry_their_origin_in_their_rows(
    run: Run, small_set: Path, tmp_path: Path
) -> None:
    """And simulated models theirs."""
    origins = {
        strategy: {row["origin"] for row in read(answered(run, small_set, tmp_path, strategy))}
        for strategy in ("random", "rival:unchanged", "oracle", "simulated:0.9")
    }
    assert origins == {
        "random": {"baseline"},
        "rival:unchanged": {"baseline"},
        "oracle": {"baseline"},
        "simulated:0.9": {"simulated"},
    }


def test_twelve_models_are_a_matrix(
    run: Run, small_set: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No sentence for each of 66 pairs, and no line beyond 80 columns but notes and file names."""
    monkeypatch.setenv("COLUMNS", "80")
    rows = read(as_model(run, small_set, tmp_path, "m", "0.6"))
    names = [f"provider/model-{n}-of-2026-with-a-long-name" for n in range(12)]
    files = [
        write(tmp_path / f"{n}.jsonl", [{**row, "model": name} for row in rows])
        for n, name in enumerate(names)
    ]
    lines = run("compare", small_set, *files).out.splitlines()
    assert not [line for line in lines if "cannot be told apart here" in line]
    assert all(any(name in line for line in lines) for name in names)
    matrix = [line for line in lines if re.match(r" ?\d+ +[=·]", line)]
    assert len(matrix) == 12
    assert max(map(len, matrix)) <= 80


# --- incomplete ---------------------------------------------------------------------------------


def test_an_incomplete_file_has_no_rank_and_bounds(
    run: Run, small_set: Path, models: list[Path], tmp_path: Path
) -> None:
    """Three answers do not lead."""
    items = len(read(small_set / "items.jsonl"))
    rows = [{**row, "model": "three"} for row in read(models[0])[:3]]
    three = write(tmp_path / "three.jsonl", rows)
    done = run("compare", small_set, models[0], models[1], three)
    assert f"inc: three is incomplete and has no rank: 3 of {items} answered" in done.out
    assert re.search(r"^inc +three", done.out, re.MULTILINE)
    last = json.loads(run("compare", small_set, *models, three, "--json").out)["leaderboard"][-1]
    assert (last["model"], last["rank"], last["complete"]) == ("three", None, False)


def test_score_says_what_missing_answers_would_do(
    run: Run, small_set: Path, models: list[Path], tmp_path: Path
) -> None:
    """Counted wrong, and as bounds where too much is missing."""
    three = write(tmp_path / "three.jsonl", read(models[0])[:3])
    assert "accuracy if missing and failed were wrong" in run("score", small_set, models[0]).out
    assert "(all missing wrong)" in run("score", small_set, three).out
    assert "(all missing wrong)" not in run("score", small_set, models[0]).out


# --- what is given ------------------------------------------------------------------------------


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
    for model, name in enumerate(data["models"]):
        said = [data["responses"][item["answers"][model][4]] for item in data["items"]]
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
    out = ["--format", "json", "--out"] if command == "report" else ["--json"]

    def told(*files: Path) -> Any:
        path = tmp_path / "told.json"
        done = run(command, small_set, *files, *out, *([path] if command == "report" else []))
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


# --- claims -------------------------------------------------------------------------------------


def test_claims_are_shown_where_they_are_asked_for(
    run: Run, small_set: Path, models: list[Path], tmp_path: Path
) -> None:
    """None, the article's, or those of a file."""
    path = tmp_path / "claims.json"
    path.write_text('{"claims": [{"model": "m9", "accuracy": 0.123}]}')
    asked = {
        text: run("compare", small_set, *models, *extra).out
        for text, extra in {
            "": (),
            "none": ("--claims", "none"),
            "article": ("--claims", "article"),
            "file": ("--claims", path),
        }.items()
    }
    assert asked[""] == asked["none"]
    assert "claim" not in asked[""]
    assert "Claude 3.5" in asked["article"]
    assert "12.3 %" in asked["file"]


# --- what reaches the terminal ------------------------------------------------------------------

ESCAPES = "\x1b[2J\x1b]0;pwned\x07\x9b31m\u202e"


@pytest.mark.parametrize(
    "arguments",
    [(), ("--json",), ("--baseline", "nobody")],
    ids=["table", "json", "error"],
)
def test_a_name_steers_no_terminal(
    run: Run, small_set: Path, models: list[Path], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    """In tables, in JSON, and in errors that name models."""
    rows = [{**row, "model": f"{ESCAPES}m\nforged line"} for row in read(models[0])]
    path = write(tmp_path / "hostile.jsonl", rows)
    done = run("compare", small_set, path, *models[1:], *arguments)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", done.out + done.err
    )
    assert "\nforged line" not in done.out + done.err


# --- planning -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shares", "unpaired"), [(("0.501", "0.5"), 3_924_435), (("0.801", "0.8"), 2_506_928)]
)
def test_small_gaps_are_planned_by_the_closed_form(
    run: Run, shares: tuple[str, str], unpaired: int
) -> None:
    """Which is told; the exact search would take minutes."""
    record = json.loads(run("plan", *shares, "--json").out)
    assert record["unpaired_each"] == unpaired
    assert set(record["methods"]) == {"connor"}
    assert "closed form" in run("plan", *shares).out


def test_an_exact_plan_can_be_asked_for(run: Run) -> None:
    """Within a few questions of the closed form."""
    quick, exact = (
        json.loads(run("plan", "0.81", "0.8", "--rho", "0", *more, "--json").out)
        for more in ((), ("--exact",))
    )
    assert (quick["methods"], exact["methods"]) == (["connor"], ["mid-p"])
    assert abs(quick["paired"][0]["questions"] - exact["paired"][0]["questions"]) < 10
