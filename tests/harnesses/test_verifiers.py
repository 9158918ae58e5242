"""The contract with verifiers: its reward is our score, and every picture arrives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from asked_sets import name_of, pairs, replies
from conftest import Served
from mock_server import Mock, serving

from spatialbench.scoring import Results, score
from spatialbench.sets import QuestionSet

pytest.importorskip("verifiers.v1", reason="verifiers is not installed (nox -s verifiers)")

BIN = Path(sys.executable).parent


class Evaluated(NamedTuple):
    """A run, what was served, and how we score its traces."""

    traces: Path
    served: Served
    ours: Results


@pytest.fixture(scope="module")
def evaluated(
    questions: QuestionSet, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Evaluated]:
    """`vf-eval` over the set; one call fails for good."""
    folder = tmp_path_factory.mktemp("verifiers")
    item, _ = next(pairs(questions))
    mock = Mock(replies(questions), {name_of(questions, item): [-500]})
    with serving(mock) as url:
        command = [
            str(BIN / "vf-eval"), "spatialbench-verifiers", "-m", "m", "--push", "False",
            "--client.base-url", url, "--client.api-key-var", "MOCK_KEY",
            "--env.taskset.folder", str(questions.path), "--env.agent.harness.id", "null",
            "--env.agent.runtime.type", "subprocess", "--max-concurrent", "16",
            "--output-dir", str(folder), "--run.dir", "run",
        ]  # fmt: skip
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=folder,
            env={**os.environ, "MOCK_KEY": "none", "HOME": str(folder)},
        )  # fmt: skip
        traces = folder / "run" / "traces.jsonl"
        assert traces.exists(), done.stderr[-2000:]
        yield Evaluated(traces, Served(questions, mock, url), score(questions, traces))


def test_the_reward_is_our_score(evaluated: Evaluated) -> None:
    """Rollout by rollout."""
    rewards = []
    for line in evaluated.traces.read_text().splitlines():
        trace = json.loads(line)["traces"][-1]
        right = (trace["rewards"] or {}).get("right")
        rewards += [] if right is None else [right["score"]]
    overall = evaluated.ours.overall
    assert len(rewards) == overall.answered == 119
    assert sum(rewards) == overall.right


def test_every_picture_of_every_item_arrives_in_order(evaluated: Evaluated) -> None:
    """As decoded pixels; the text item whose call fails has none."""
    sent = [one for one in evaluated.served.sent() if one]
    assert sent == [one for one in evaluated.served.pictures() if one]


def test_a_call_that_keeps_failing_is_missing_and_not_wrong(evaluated: Evaluated) -> None:
    """The trace has an error and no reward."""
    assert evaluated.ours.overall.statuses["failed"] == 1
    assert evaluated.ours.answers.format == "verifiers traces"


def test_fresh_questions_never_end() -> None:
    """Seed after seed; the first ones are those of the seed itself."""
    from itertools import islice

    from spatialbench.adapters.verifiers import SpatialConfig, SpatialTaskset

    config = SpatialConfig(suite="quick", seed="x", form="open", modality="text", fresh=True)
    drawn = list(islice(SpatialTaskset(config), 300))
    assert len({task.data.id for task in drawn}) == 300
    assert "answer" not in (drawn[0].data.prompt or "")[:20].lower()
