"""The contract with inspect-ai: same accuracy, every picture, failed calls missing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from asked_sets import name_of, pairs
from conftest import Served

from spatialbench.scoring import Results, score

inspect_log = pytest.importorskip(
    "inspect_ai.log", reason="inspect-ai is not installed (nox -s inspect)"
)

BIN = Path(sys.executable).parent


def evaluated(served: Served, folder: Path, *more: str, form: str = "eval") -> Path:
    """Runs `inspect eval spatialbench/suite` in a folder; the log that it wrote."""
    command = [
        str(BIN / "inspect"), "eval", "spatialbench/suite",
        "-T", f"folder={served.questions.path}", "--model", "openai-api/mock/m",
        "--model-base-url", served.url, "-M", "api_key=none", "--log-dir", str(folder / "logs"),
        "--log-format", form, "--display", "none", *more,
    ]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return next((folder / "logs").glob(f"*.{form}"))


def theirs(log: Path) -> dict[str, float]:
    """What inspect reports, by name."""
    read = inspect_log.read_eval_log(str(log), header_only=True)
    assert read.status == "success"
    return {
        name: metric.value
        for score in read.results.scores
        for name, metric in score.metrics.items()
    }


@pytest.mark.parametrize("form", ["eval", "json"])
def test_the_accuracy_that_inspect_reports_is_ours(
    served: Served, tmp_path: Path, form: str
) -> None:
    """And so are the shares of readable answers and of refusals."""
    log = evaluated(served, tmp_path, form=form)
    reported, ours = theirs(log), score(served.questions, log).overall
    assert reported["accuracy"] == pytest.approx(ours.accuracy)
    assert reported["parse_rate"] == pytest.approx(ours.parse_rate)
    assert reported["refusal_rate"] == pytest.approx(ours.statuses["refusal"] / ours.answered)
    assert 0.3 < reported["accuracy"] < 0.7


def test_every_picture_of_every_item_arrives_in_order(served: Served, tmp_path: Path) -> None:
    """As decoded pixels."""
    evaluated(served, tmp_path)
    assert served.sent() == served.pictures()
    assert sum(map(len, served.sent())) == 100


def test_a_call_that_is_told_to_wait_is_made_again(served: Served, tmp_path: Path) -> None:
    """429 twice, then the answer."""
    item, _ = next(pairs(served.questions))
    served.mock.faults[name_of(served.questions, item)] = [429, 429]
    ours = score(served.questions, evaluated(served, tmp_path)).overall
    assert ours.answered == 120


def test_a_call_that_keeps_failing_is_missing_and_not_wrong(served: Served, tmp_path: Path) -> None:
    """Both sides leave it out."""
    item, _ = next(pairs(served.questions))
    served.mock.faults[name_of(served.questions, item)] = [-500]
    log = evaluated(served, tmp_path, "--max-retries", "1")
    ours = score(served.questions, log).overall
    assert (ours.answered, ours.statuses["failed"]) == (119, 1)
    assert theirs(log)["accuracy"] == pytest.approx(ours.accuracy)


def run(served: Served, out: Path, *more: str) -> dict[str, Any]:
    """Runs `spatialbench run`; what it prints for programs."""
    command = [
        str(BIN / "spatialbench"), "run", str(served.questions.path), "--model", "m",
        "--base-url", served.url, "--out", str(out), "--json", *more,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def scored(served: Served, out: Path) -> Results:
    return score(served.questions, out)


def test_run_writes_an_answer_file(served: Served, tmp_path: Path) -> None:
    """With model, usage and how it was asked."""
    out = tmp_path / "answers.jsonl"
    told = run(served, out, "--temperature", "0", "--protocol", "Q4, no template")
    assert told == {"questions": 120, "answered": 120, "failed": 0, "before": 0}
    row = json.loads(out.read_text().splitlines()[0])
    assert row["model"] == "m"
    assert row["usage"]["total_tokens"] == 2
    assert row["protocol"].endswith("temperature=0.0, Q4, no template")
    assert scored(served, out).overall.right == 60


def test_run_goes_on_where_it_stopped(served: Served, tmp_path: Path) -> None:
    """What was answered is not asked again."""
    out = tmp_path / "answers.jsonl"
    run(served, out, "--limit", "20")
    told = run(served, out)
    assert (told["answered"], told["before"]) == (120, 20)
    assert len(served.mock.requests) == 120


def test_run_asks_failed_calls_again(served: Served, tmp_path: Path) -> None:
    """A failed call is missing in the answer file until it is answered."""
    item, _ = next(pairs(served.questions))
    out, name = tmp_path / "answers.jsonl", name_of(served.questions, item)
    served.mock.faults[name] = [-500]
    assert run(served, out, "--limit", "5", "--retries", "0")["failed"] == 1
    assert scored(served, out).overall.statuses["failed"] == 1
    del served.mock.faults[name]
    assert run(served, out, "--limit", "5")["failed"] == 0
    assert scored(served, out).overall.answered == 5


def test_run_needs_no_key(served: Served, tmp_path: Path) -> None:
    """The key of a set can lie elsewhere while a model is asked."""
    away = served.questions.key_path.rename(tmp_path / "key.jsonl")
    try:
        assert run(served, tmp_path / "a.jsonl", "--limit", "3")["answered"] == 3
    finally:
        away.rename(served.questions.key_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--base-url", "http://127.0.0.1:9/v1"), "nothing answers there"),
        (("--base-url", "127.0.0.1/v1"), "expected http://"),
        (("--levels", "4"), "no item is left of level 4"),
    ],
)
def test_run_says_what_is_wrong(
    served: Served, tmp_path: Path, arguments: tuple[str, str], said: str
) -> None:
    """In one paragraph, before anything is asked."""
    command = [
        str(BIN / "spatialbench"), "run", str(served.questions.path), "--model", "m",
        "--out", str(tmp_path / "x.jsonl"), *arguments,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not served.mock.requests
