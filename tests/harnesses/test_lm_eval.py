"""The contract with lm-eval: same accuracy, every picture, and no picture dropped in silence."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from asked_sets import name_of, pairs
from conftest import Served

from spatialbench.scoring import score

pytest.importorskip("lm_eval", reason="lm-eval is not installed (nox -s lm_eval)")

BIN = Path(sys.executable).parent
OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "OPENAI_API_KEY": "none"}


def evaluated(
    served: Served, task: str, out: Path, *, arguments: str = ""
) -> subprocess.CompletedProcess[str]:
    """Runs lm_eval with the folder that `spatialbench path lm-eval` prints."""
    folder = subprocess.run(
        [str(BIN / "spatialbench"), "path", "lm-eval"], capture_output=True, text=True, check=True
    ).stdout.strip()
    model = f"model=m,base_url={served.url}/chat/completions,num_concurrent=4,max_retries=2"
    command = [
        str(BIN / "lm_eval"), "--model", "local-chat-completions",
        "--model_args", model + arguments, "--tasks", task, "--include_path", folder,
        "--metadata", json.dumps({"folder": str(served.questions.path)}),
        "--apply_chat_template", "--log_samples", "--output_path", str(out),
    ]  # fmt: skip
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **OFFLINE}
    )


def accuracy(out: Path, task: str) -> float:
    """What lm-eval reports."""
    results = json.loads(next(out.rglob("results_*.json")).read_text())
    return float(results["results"][task]["acc,none"])


@pytest.mark.parametrize(
    ("task", "arguments", "count"),
    [("spatialbench", "", 96), ("spatialbench_pictures", ",max_images=99", 24)],
)
def test_the_accuracy_that_lm_eval_reports_is_ours(
    served: Served, tmp_path: Path, task: str, arguments: str, count: int
) -> None:
    """For text, and for pictures."""
    done = evaluated(served, task, tmp_path, arguments=arguments)
    assert done.returncode == 0, done.stderr[-2000:]
    results = score(served.questions, next(tmp_path.rglob("samples_*.jsonl")))
    assert results.overall.answered == count
    assert accuracy(tmp_path, task) == pytest.approx(results.overall.accuracy)
    assert results.answers.format == "lm-eval samples"


def test_every_picture_of_every_item_arrives_in_order(served: Served, tmp_path: Path) -> None:
    """As decoded pixels."""
    evaluated(served, "spatialbench_pictures", tmp_path, arguments=",max_images=99")
    assert served.sent() == [one for one in served.pictures() if one]


def test_pictures_that_would_be_dropped_are_an_error(served: Served, tmp_path: Path) -> None:
    """By default lm-eval sends one and says nothing of the others."""
    done = evaluated(served, "spatialbench_pictures", tmp_path)
    assert done.returncode != 0
    assert "Add max_images=" in done.stderr
    assert not served.mock.requests


def test_a_call_that_keeps_failing_ends_the_run(served: Served, tmp_path: Path) -> None:
    """lm-eval then writes no log at all, so that nothing can be counted as wrong."""
    item, _ = next(pairs(served.questions))
    served.mock.faults[name_of(served.questions, item)] = [-500]
    assert evaluated(served, "spatialbench", tmp_path).returncode != 0
    assert not list(tmp_path.rglob("samples_*.jsonl"))
