"""The contract with inspect-ai: same accuracy, every picture, failed calls missing."""

from __future__ import annotations

import gc
import json
import shutil
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from asked_sets import name_of, pairs
from conftest import Served

from spatialbench.cli import main
from spatialbench.items.item import Item
from spatialbench.scoring import Results, score

inspect_log = pytest.importorskip(
    "inspect_ai.log", reason="inspect-ai is not installed (nox -s inspect)"
)

BIN = Path(sys.executable).parent
pytestmark = pytest.mark.filterwarnings("ignore")  # inspect's, in this process


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Streams that inspect leaves open in this process are cleared away without a word."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        gc.collect()


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
    assert sum(map(len, served.sent())) == sum(map(len, served.pictures())) > 0


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


def command(served: Served, out: Path, *more: str, model: str = "m") -> list[str]:
    """`spatialbench run` over the set."""
    return [
        str(BIN / "spatialbench"), "run", str(served.questions.path), "--model", model,
        "--base-url", served.url, "--out", str(out), "--json", *more,
    ]  # fmt: skip


def run(served: Served, out: Path, *more: str, model: str = "m", status: int = 0) -> dict[str, Any]:
    """Runs it in this process, which has inspect loaded; what it prints for programs."""
    output, errors = StringIO(), StringIO()
    with redirect_stdout(output), redirect_stderr(errors), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", command(served, out, *more, model=model))
        ended: object = 0
        try:
            main()
        except SystemExit as end:
            ended = end.code or 0
    assert ended == status, errors.getvalue()
    told: dict[str, Any] = json.loads(output.getvalue() or "{}")
    return {**told, "stderr": errors.getvalue()}


def rows(out: Path) -> dict[tuple[str, int], dict[str, Any]]:
    """The rows of an answer file by item and epoch."""
    found = [json.loads(line) for line in out.read_text().splitlines()]
    assert len({(row["id"], row["epoch"]) for row in found}) == len(found)
    return {(row["id"], row["epoch"]): row for row in found}


def scored(served: Served, out: Path) -> Results:
    return score(served.questions, out)


def test_run_writes_an_answer_file_and_ends_with_the_accuracy(
    served: Served, tmp_path: Path
) -> None:
    """With model, usage and how it was asked."""
    out = tmp_path / "answers.jsonl"
    told = run(served, out, "--temperature", "0", "--protocol", "Q4, no template")
    counts = {name: told[name] for name in ("questions", "answered", "failed", "missing", "before")}
    assert counts == {"questions": 120, "answered": 120, "failed": 0, "missing": 0, "before": 0}
    row = json.loads(out.read_text().splitlines()[0])
    assert row["model"] == "m"
    assert row["usage"]["total_tokens"] == 2
    assert row["protocol"].endswith("temperature=0.0, Q4, no template")
    whole = scored(served, out).overall
    assert (told["right"], told["accuracy"]) == (60, 0.5) == (whole.right, whole.accuracy)
    assert (told["low"], told["high"]) == (whole.clustered.low, whole.clustered.high)


def test_a_longer_run_contains_the_shorter(served: Served, tmp_path: Path) -> None:
    """What was answered is not asked again, and twenty items are spread over the set."""
    out = tmp_path / "answers.jsonl"
    run(served, out, "--limit", "20")
    first = rows(out)
    items = {item.id: item for item, _ in pairs(served.questions)}
    assert {items[name].task for name, _ in first} == {item.task for item in items.values()}
    told = run(served, out)
    assert (told["answered"], told["before"]) == (120, 20)
    assert len(served.mock.requests) == 120
    assert {place: rows(out)[place] for place in first} == first


def test_a_shorter_run_shrinks_nothing(served: Served, tmp_path: Path) -> None:
    """Rows of other items stay as they are, and nothing is asked."""
    out = tmp_path / "answers.jsonl"
    run(served, out, "--limit", "30")
    before = out.read_text()
    told = run(served, out, "--limit", "5")
    assert (told["questions"], told["answered"], told["before"]) == (5, 5, 5)
    assert out.read_text() == before
    run(served, out, "--languages", "zh", "--limit", "5")
    assert before.splitlines()[0] in out.read_text()
    assert len(rows(out)) >= 30


def test_run_asks_failed_calls_again(served: Served, tmp_path: Path) -> None:
    """A failed call is missing in the answer file until it is answered, and the run has failed."""
    item, _ = next(pairs(served.questions))
    out, name = tmp_path / "answers.jsonl", name_of(served.questions, item)
    served.mock.faults[name] = [-500]
    told = run(served, out, "--retries", "0", "--modalities", "text", status=1)
    assert told["failed"] == 1
    assert "incomplete: 1 of 96 answers are missing" in told["stderr"]
    assert scored(served, out).overall.statuses["failed"] == 1
    del served.mock.faults[name]
    assert run(served, out, "--modalities", "text")["failed"] == 0
    assert scored(served, out).overall.answered == 96
    assert len(rows(out)) == 96


@pytest.mark.parametrize("more", [(), ("--temperature", "1"), ("--protocol", "Q4")])
def test_nothing_is_taken_for_the_answers_of_another(
    served: Served, tmp_path: Path, more: tuple[str, ...]
) -> None:
    """Of another model, or of other settings: the file stays, and nothing is asked."""
    out = tmp_path / "answers.jsonl"
    run(served, out, "--limit", "3")
    before, asked = out.read_bytes(), len(served.mock.requests)
    model = "m" if more else "other"
    told = run(served, out, "--limit", "3", *more, model=model, status=2)
    assert "say --overwrite" in told["stderr"]
    assert (out.read_bytes(), len(served.mock.requests)) == (before, asked)
    told = run(served, out, "--limit", "3", *more, "--overwrite", model=model)
    assert (told["before"], told["answered"]) == (0, 3)
    assert {row["model"] for row in rows(out).values()} == {model}


def test_a_file_that_is_not_ours_stays(served: Served, tmp_path: Path) -> None:
    """Any text."""
    out = tmp_path / "notes.txt"
    out.write_text("my notes\n")
    assert "say --overwrite" in run(served, out, "--limit", "3", status=2)["stderr"]
    assert out.read_text() == "my notes\n"


def test_two_runs_of_a_model_have_names(served: Served, tmp_path: Path) -> None:
    """And the model is written down; another one may not go on under the name."""
    out = tmp_path / "answers.jsonl"
    run(served, out, "--limit", "3", "--name", "first try")
    assert {(row["model"], row["protocol"].partition(", ")[2]) for row in rows(out).values()} == {
        ("first try", "model=m")
    }
    run(served, out, "--limit", "4", "--name", "first try")
    told = run(served, out, "--limit", "3", "--name", "first try", model="n", status=2)
    assert "expected the settings 'model=n'" in told["stderr"]


@pytest.mark.parametrize("lost", ["logs", "answers"])
def test_answers_are_known_from_the_file_or_the_logs(
    served: Served, tmp_path: Path, lost: str
) -> None:
    """Logs may be cleared away; a killed run leaves nothing but logs."""
    out = tmp_path / "answers.jsonl"
    run(served, out, "--limit", "7")
    kept = rows(out)
    if lost == "logs":
        shutil.rmtree(tmp_path / "answers.jsonl.logs")
    else:
        out.unlink()
    assert run(served, out, "--limit", "7")["before"] == 7
    assert rows(out) == kept
    assert len(served.mock.requests) == 7


def test_a_damaged_log_is_told_and_asked_again(served: Served, tmp_path: Path) -> None:
    """It does not stand in the way."""
    out = tmp_path / "answers.jsonl"
    run(served, out, "--limit", "3")
    out.unlink()
    (log,) = (tmp_path / "answers.jsonl.logs").glob("*.eval")
    log.write_bytes(log.read_bytes()[:-40])
    told = run(served, out, "--limit", "3")
    assert told["before"] == 0
    assert "what a log holds is asked again" in told["stderr"]


def test_only_epochs_that_are_missing_are_asked(served: Served, tmp_path: Path) -> None:
    """One answer more to every question, and no more."""
    out = tmp_path / "answers.jsonl"
    run(served, out, "--limit", "4")
    told = run(served, out, "--limit", "4", "--epochs", "3")
    assert (told["questions"], told["answered"], told["before"]) == (4, 12, 0)
    assert len(served.mock.requests) == 12
    assert {epoch for _, epoch in rows(out)} == {1, 2, 3}


@pytest.mark.parametrize(
    ("more", "meant"),
    [
        (
            ("--tasks", "cube/facing-you,permanence/*"),
            lambda item: item.task.startswith(("cube/facing-you-", "permanence/")),
        ),
        (("--levels", "1-2"), lambda item: item.level in {1, 2}),
        (
            ("--levels", "2", "--languages", "zh"),
            lambda item: (item.level, item.language) == (2, "zh"),
        ),
        (("--modalities", "image, frames"), lambda item: item.modality in {"image", "frames"}),
    ],
    ids=["tasks", "levels", "levels and languages", "modalities"],
)
def test_filters_mean_what_they_mean_in_generate(
    served: Served, tmp_path: Path, more: tuple[str, ...], meant: Callable[[Item], bool]
) -> None:
    """Short names, wildcards, ranges."""
    expected = sum(meant(item) for item, _ in pairs(served.questions))
    assert 0 < expected <= 120
    assert run(served, tmp_path / "a.jsonl", *more)["questions"] == expected


def stopped(served: Served, out: Path, answers: int) -> subprocess.CompletedProcess[str]:
    """A run that a person stops once so many questions were asked."""
    served.mock.delay = 0.3
    process = subprocess.Popen(
        command(served, out, "--connections", "2"), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    while len(served.mock.requests) < answers:
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=120)
    served.mock.delay = 0.0
    return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def test_a_run_that_is_stopped_says_so_and_goes_on(served: Served, tmp_path: Path) -> None:
    """One sentence and 130; what was answered is kept."""
    out = tmp_path / "answers.jsonl"
    done = stopped(served, out, 12)
    assert done.returncode == 130, done.stderr
    assert "stopped" in done.stderr
    assert "The same command goes on." in done.stderr
    assert "Traceback" not in done.stderr
    kept = {place: row for place, row in rows(out).items() if not row.get("error")}
    assert 5 <= len(kept) < 120
    told = run(served, out)
    assert (told["answered"], told["before"]) == (120, len(kept))
    assert {place: rows(out)[place] for place in kept} == kept


def test_a_run_that_is_killed_goes_on(served: Served, tmp_path: Path) -> None:
    """What was written into its log is not asked again."""
    out = tmp_path / "answers.jsonl"
    served.mock.delay = 0.1
    process = subprocess.Popen(
        command(served, out, "--connections", "4"),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while len(served.mock.requests) < 60:
        assert process.poll() is None
        time.sleep(0.05)
    process.kill()
    process.wait()
    served.mock.delay = 0.0
    assert not out.exists()
    told = run(served, out)
    assert told["answered"] == 120
    assert told["before"] >= 20


def test_a_server_that_goes_away_is_an_incomplete_run(served: Served, tmp_path: Path) -> None:
    """Which says how many answers are missing, and is not 0."""
    for item, _ in list(pairs(served.questions))[10:]:
        served.mock.faults[name_of(served.questions, item)] = [-500]
    out = tmp_path / "answers.jsonl"
    told = run(served, out, "--retries", "0", status=1)
    assert (told["answered"], told["failed"]) == (10, 110)
    assert "incomplete: 110 of 120 answers are missing" in told["stderr"]


def test_a_full_disk_is_an_incomplete_run(served: Served, tmp_path: Path) -> None:
    """Files may not grow beyond a few kilobytes here."""
    out = tmp_path / "answers.jsonl"
    limited = ["bash", "-c", 'trap "" XFSZ; ulimit -f 24; exec "$@"', "-"]
    done = subprocess.run(
        [*limited, *command(served, out)], capture_output=True, text=True, check=False
    )
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr
    assert "spatialbench: " in done.stderr


def test_run_needs_no_key(served: Served, tmp_path: Path) -> None:
    """The key of a set can lie elsewhere while a model is asked; then there is no accuracy."""
    away = served.questions.key_path.rename(tmp_path / "key.jsonl")
    try:
        told = run(served, tmp_path / "a.jsonl", "--limit", "3")
        assert told["answered"] == 3
        assert "accuracy" not in told
    finally:
        away.rename(served.questions.key_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--base-url", "http://127.0.0.1:9/v1"), "nothing answers there"),
        (("--base-url", "127.0.0.1/v1"), "expected http://"),
        (("--levels", "4"), "no item is left of level 4"),
        (("--tasks", "cube/facing-yuo"), "did you mean 'cube/facing-you"),
    ],
)
def test_run_says_what_is_wrong(
    served: Served, tmp_path: Path, arguments: tuple[str, str], said: str
) -> None:
    """In one paragraph, before anything is asked."""
    out = tmp_path / "x.jsonl"
    told = run(served, out, *arguments, status=2)
    assert said in told["stderr"]
    assert "Traceback" not in told["stderr"]
    assert not served.mock.requests
    assert not out.exists()


# --- eval: from a suite to a page ---------------------------------------------------------------

SUITE = """name = "few"
[[part]]
tasks = ["cube/facing-you-v1", "net/opposite-v1"]
levels = [1, 2]
each = 1
languages = ["en", "zh"]
modalities = ["text", "image"]
choices = true
"""


def evaluate(served: Served, folder: Path, *more: str, said: str = "") -> tuple[int, str]:
    """`spatialbench eval` of that suite; its exit code, and all that it printed."""
    suite = folder / "few.toml"
    suite.write_text(SUITE)
    done = subprocess.run(
        [
            str(BIN / "spatialbench"), "eval", str(suite), "--model", "m", "--base-url", served.url,
            "--out", str(folder / "eval"), *more,
        ],
        input=said, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_eval_makes_asks_scores_and_writes_the_page(served: Served, tmp_path: Path) -> None:
    status, told = evaluate(served, tmp_path, "--yes")
    assert status == 0, told
    assert "m will be sent 16 questions, 12 pictures, about" in told
    assert "95 % interval" in told
    assert "<!DOCTYPE html>" in (tmp_path / "eval" / "report.html").read_text("utf-8")[:20]
    assert len(served.mock.requests) == 16


def test_eval_asks_before_anything_is_sent(served: Served, tmp_path: Path) -> None:
    status, told = evaluate(served, tmp_path, said="n\n")
    assert (status, served.mock.requests) == (2, [])
    assert "Go on?" in told


def test_eval_goes_on_with_what_is_there(served: Served, tmp_path: Path) -> None:
    assert evaluate(served, tmp_path, "--yes", "--limit", "6")[0] == 0
    assert evaluate(served, tmp_path, "--yes")[0] == 0
    assert len(served.mock.requests) == 16


def test_eval_never_takes_the_questions_of_another_suite(served: Served, tmp_path: Path) -> None:
    assert evaluate(served, tmp_path, "--yes", "--limit", "1")[0] == 0
    status, told = evaluate(served, tmp_path, "--yes", "--seed", "another")
    assert status == 2
    assert "seed 'another'; these are of 'few', seed 'demo'" in told
