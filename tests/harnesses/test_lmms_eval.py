"""The contract with lmms-eval: same accuracy, every picture, failed calls missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from asked_sets import name_of, pairs, replies
from conftest import Served
from mock_server import Mock, serving

from spatialbench.adapters.export import export
from spatialbench.scoring import Results, score
from spatialbench.sets import QuestionSet

pytest.importorskip("lmms_eval", reason="lmms-eval is not installed (nox -s lmms_eval)")

OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "OPENAI_API_KEY": "none"}


class Evaluated(NamedTuple):
    """What lmms-eval reports, what was served, and how we score its log."""

    accuracy: float
    served: Served
    ours: Results


@pytest.fixture(scope="module")
def evaluated(
    questions: QuestionSet, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Evaluated]:
    """A run over the set; one call fails for good."""
    folder = tmp_path_factory.mktemp("lmms")
    export("lmms-eval", questions.path, folder / "task")
    item, _ = next(pairs(questions))
    mock = Mock(replies(questions), {name_of(questions, item): [-500]})
    with serving(mock) as url:
        model = f"model_version=m,base_url={url},api_key=none,num_concurrent=4,max_retries=2"
        command = [
            sys.executable, "-m", "lmms_eval", "--model", "openai", "--model_args", model,
            "--include_path", str(folder / "task"), "--tasks", "spatialbench", "--batch_size", "1",
            "--log_samples", "--output_path", str(folder / "out"),
        ]  # fmt: skip
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=folder,
            env={**os.environ, **OFFLINE, "OPENAI_API_BASE": url},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        results = json.loads(next((folder / "out").rglob("*_results.json")).read_text())
        log = next((folder / "out").rglob("*_samples_*.jsonl"))
        theirs = results["results"]["spatialbench"]["spatialbench,none"]
        yield Evaluated(theirs, Served(questions, mock, url), score(questions, log))


def test_the_accuracy_that_lmms_eval_reports_is_ours(evaluated: Evaluated) -> None:
    """Of its sample log."""
    assert evaluated.accuracy == pytest.approx(evaluated.ours.overall.accuracy)
    assert evaluated.ours.answers.format == "lmms-eval samples"


def test_every_picture_of_every_item_arrives_in_order(evaluated: Evaluated) -> None:
    """As decoded pixels, in the place where they belong."""
    sent = [one for one in evaluated.served.sent() if one]
    assert sent == [one for one in evaluated.served.pictures() if one]


def test_a_call_that_keeps_failing_is_missing_and_not_wrong(evaluated: Evaluated) -> None:
    """Neither here nor there."""
    overall = evaluated.ours.overall
    assert (overall.answered, overall.statuses["failed"]) == (119, 1)
