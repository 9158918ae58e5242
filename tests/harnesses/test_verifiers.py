"""The contract with verifiers: its reward is our score, and every picture arrives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple  # tasks of verifiers

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


def drawn(number: int, **more: Any) -> list[Any]:
    """The first tasks of a taskset of text questions."""
    from spatialbench.adapters.verifiers import SpatialConfig, SpatialTaskset

    config = SpatialConfig(**{"suite": "floor", "seed": "x", "modality": "text", **more})
    return list(islice(SpatialTaskset(config), number))


def test_fresh_questions_never_end() -> None:
    """Seed after seed; the first ones are those of the seed itself."""
    ids = [task.data.id for task in drawn(400, fresh=True)]
    assert len(set(ids)) == 400
    assert ids[:300] == [task.data.id for task in drawn(400)]


def test_what_never_ends_is_not_listed_whole() -> None:
    """verifiers is told, and asks for a limit instead of filling the memory."""
    from spatialbench.adapters.verifiers import SpatialConfig, SpatialTaskset

    endless = SpatialTaskset(SpatialConfig(fresh=True))
    assert not endless.bounded
    assert endless.take(5).bounded
    assert SpatialTaskset(SpatialConfig()).bounded
    with pytest.raises(ValueError, match="is infinite"):
        endless.shuffle()


def test_a_seed_gives_the_same_questions_again() -> None:
    """And another seed others."""
    first, again, other = (
        [task.data.prompt for task in drawn(5, seed=seed)] for seed in ("1", "1", "2")
    )
    assert first == again != other


def test_levels_languages_and_forms_are_picked() -> None:
    """A comma parts several."""
    items = [task.data.item for task in drawn(50, level="4,5", language="zh", form="choice")]
    assert {item["level"] for item in items} == {4, 5}
    assert {(item["language"], item["answer_type"]) for item in items} == {("zh", "choice")}


def test_the_prompt_is_the_question_alone() -> None:
    """Its text, without anything of the key."""
    for task in drawn(20):
        assert task.data.prompt == task.data.item["prompt"]
