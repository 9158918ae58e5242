"""`compare`, `report`, `score` and `plan` as a user types them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typed import Run, answered, as_model, read, write

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
