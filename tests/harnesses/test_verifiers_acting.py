"""The contract with verifiers, turn by turn: its reward is the score of the environment."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple  # JSON

import pytest
from mock_server import Mock, asked, serving

pytest.importorskip("verifiers.v1", reason="verifiers is not installed (nox -s verifiers)")

from spatialbench.adapters.verifiers_acting import (  # after the skip
    ActingConfig,
    ActingData,
    ActingTaskset,
    begun,
)
from spatialbench.environments import environments
from spatialbench.errors import InputError

BIN = Path(sys.executable).parent
WRONG = "I dance.\nACTION: dance"


def tasks(**config: Any) -> list[ActingData]:
    """The puzzles of a taskset."""
    return [task.data for task in ActingTaskset(ActingConfig(**config)).load()]


def replies_to(data: ActingData) -> list[str]:
    """What the scripted model says: of a second puzzle first something that is no action; where it
    is about a die, nothing else."""
    acted = begun(data)
    form = "ACTION: {}" if data.language == "en" else "动作：{}"
    way = [f"I see.\n{form.format(acted.said(one))}" for one in acted.solve()]
    if data.number and data.environment.startswith("die"):
        return [WRONG] * 200
    return [WRONG, *way] if data.number else way


def expected(data: ActingData) -> tuple[float, int, int]:
    """The score, the steps, and how many were wrong."""
    acted = begun(data)
    wrong = 0
    for reply in replies_to(data):
        if not acted.done:
            wrong += not acted.step(re.split("[:：]", reply)[-1]).valid
    return acted.score, acted.steps, wrong


class Scripted(Mock):
    """Knows each puzzle by its first message, and where it is by how often it has spoken."""

    scripts: dict[str, list[str]]

    def answer(self, body: Mapping[str, Any]) -> tuple[int, str]:
        """The next line of the script."""
        turns = [one for one in body["messages"] if one["role"] == "assistant"]
        users = [one for one in body["messages"] if one["role"] == "user"]
        _, pictures = asked(users)
        with self.lock:
            self.requests.append({"turn": len(turns), "pictures": pictures})
        return 200, self.scripts[_first(users[0]["content"])][len(turns)]


def _first(content: Any) -> str:
    """The words of a message, without space at their ends, and its pictures."""
    return json.dumps(content) if isinstance(content, str) else json.dumps(asked_all(content))


def asked_all(content: Any) -> list[Any]:
    text, pictures = asked([{"role": "user", "content": content}])
    return [text, pictures]


class Played(NamedTuple):
    """The traces of a run by the id of the puzzle, the puzzles, and what was requested."""

    traces: dict[str, Any]
    puzzles: list[ActingData]
    requests: list[dict[str, Any]]


def prompt_of(data: ActingData) -> Any:
    """As it is sent."""
    if isinstance(data.prompt, str) or data.prompt is None:
        return data.prompt
    (sent,) = [one.model_dump(mode="json")["content"] for one in data.prompt]
    return sent


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """`vf-eval` over two puzzles of every environment, in words."""
    config = {"level": "1", "language": "en", "seed": "contract", "puzzles": 2}
    return play(tmp_path_factory.mktemp("acting"), config)


def play(folder: Path, config: dict[str, Any]) -> Played:
    """Run `vf-eval` against the scripted model, which tells the puzzles by their beginnings."""
    puzzles, mock = tasks(**config), Scripted({})
    mock.scripts = {_first(prompt_of(data)): replies_to(data) for data in puzzles}
    assert len(mock.scripts) == len(puzzles)
    with serving(mock) as url:
        picked = [
            part for name, value in config.items()
            for part in (f"--env.taskset.{name}", str(value))
        ]  # fmt: skip
        command = [
            str(BIN / "vf-eval"), "spatialbench-verifiers-acting", "-m", "m", "--push", "False",
            "--client.base-url", url, "--client.api-key-var", "MOCK_KEY", *picked,
            "--env.player.harness.id", "null", "--env.player.runtime.type", "subprocess",
            "--max-concurrent", "8", "--output-dir", str(folder), "--run.dir", "run",
        ]  # fmt: skip
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=folder,
            env={**os.environ, "MOCK_KEY": "none", "HOME": str(folder)},
        )  # fmt: skip
    written = folder / "run" / "traces.jsonl"
    assert written.exists(), done.stderr[-3000:]
    traces = [json.loads(line)["traces"][-1] for line in written.read_text().splitlines()]
    return Played({one["task"]["data"]["id"]: one for one in traces}, puzzles, mock.requests)


def check(played: Played) -> None:
    """Reward and metrics of every puzzle are what the environment says."""
    assert set(played.traces) == {data.id for data in played.puzzles}
    for data in played.puzzles:
        trace = played.traces[str(data.id)]
        assert not trace["errors"], trace["errors"]
        score, steps, wrong = expected(data)
        assert trace["rewards"]["score"]["score"] == pytest.approx(score)
        assert (trace["metrics"]["steps"], trace["metrics"]["wrong_actions"]) == (steps, wrong)


def test_the_reward_is_the_score_of_the_environment(played: Played) -> None:
    """Of every puzzle: solved at once, after a wrong action, and not at all."""
    check(played)
    scores = {trace["rewards"]["score"]["score"] for trace in played.traces.values()}
    assert {0.0, 1.0} < scores  # and something between


def test_every_step_is_a_turn(played: Played) -> None:
    """The model is asked once for each step."""
    steps = sum(int(trace["metrics"]["steps"]) for trace in played.traces.values())
    assert len(played.requests) == steps


def test_pictures_arrive_with_every_turn(tmp_path: Path) -> None:
    """One puzzle each of two environments, in Chinese."""
    config = {
        "environment": "die/roll-to-goal,view/bring-into-view", "modality": "picture",
        "language": "zh", "seed": "contract", "puzzles": 1,
    }  # fmt: skip
    played = play(tmp_path, config)
    check(played)
    assert all(one["pictures"] for one in played.requests)


def test_puzzles_are_picked() -> None:
    """By environment, level, language and modality; all of them by default."""
    assert {data.environment for data in tasks(puzzles=1)} == set(environments())
    picked = tasks(environment="die/roll-to-goal", level="2,3", language="en,zh", puzzles=2)
    assert len(picked) == 8
    assert {(data.level, data.language) for data in picked} == {
        (2, "en"), (2, "zh"), (3, "en"), (3, "zh"),
    }  # fmt: skip
    assert len({data.id for data in picked}) == 8


def test_fresh_puzzles_never_end() -> None:
    """And verifiers is told so."""
    endless = ActingTaskset(ActingConfig(environment="cube/bring-to-front", fresh=True))
    assert not endless.bounded
    ids = [task.data.id for task in islice(endless.load(), 50)]
    assert len(set(ids)) == 50


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"environment": "cube/bring"}, "is unknown"),
        ({"level": "hard"}, "expected whole numbers"),
        ({"level": "9"}, "has levels 1, 2, 3, 4, 5"),
        ({"modality": "smell"}, "there are text, picture"),
        ({"language": "fr"}, "there are en, zh"),
    ],
)
def test_what_there_is_not_is_said(config: dict[str, str], message: str) -> None:
    """With what there is."""
    with pytest.raises(InputError, match=message):
        tasks(**config)
