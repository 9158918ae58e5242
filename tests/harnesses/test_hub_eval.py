"""The contract with the benchmarks of the Hugging Face hub: `inspect eval hf/…` asks the set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from spatialbench.adapters.export import Options, export
from spatialbench.adapters.hub_eval import is_asked_so
from spatialbench.scoring import score
from spatialbench.sets import QuestionSet

pytest.importorskip("datasets", reason="datasets is not installed (nox -s huggingface)")
inspect_ai = pytest.importorskip("inspect_ai", reason="inspect-ai is not installed")
hub = pytest.importorskip("huggingface_hub", reason="huggingface_hub is not installed")

pytestmark = pytest.mark.filterwarnings("ignore")  # of inspect, in this process
NAME = "who/spatialbench-set"


@pytest.fixture
def logs(
    questions: QuestionSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Any, Any]:
    """The log of a model that always says A, and what the set holds; nothing is asked of the hub:
    the dataset lies where its name says, in the working directory."""
    export("huggingface", questions.path, tmp_path / NAME, options=Options(with_key=True))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(hub, "hf_hub_download", _local)
    monkeypatch.setattr(inspect_ai.model.ModelAPI, "count_text_tokens", _counted)  # by a table
    model = inspect_ai.model.get_model(
        "mockllm/model",
        custom_outputs=lambda *_: inspect_ai.model.ModelOutput.from_content("m", "So.\nANSWER: A"),
    )
    done = inspect_ai.eval(f"hf/{NAME}", model=model, display="none", log_dir=str(tmp_path / "l"))
    return done[0], tmp_path / NAME


async def _counted(_: object, text: str) -> int:
    return len(text)


def _local(*, repo_id: str, filename: str, **_: object) -> str:
    return str(Path(repo_id) / filename)


def test_inspect_asks_what_the_set_asks_and_finds_what_is_right(
    questions: QuestionSet, logs: tuple[Any, Any]
) -> None:
    """As many as spatialbench counts, with a picture wherever the question has one."""
    log, _ = logs
    asked = {item.id: item for item in questions.items() if is_asked_so(item)}
    assert log.status == "success", log.error
    assert {sample.metadata["id"] for sample in log.samples} == set(asked)
    for sample in log.samples:
        pictures = [] if isinstance(sample.input, str) else sample.input[0].content[1:]
        assert len(pictures) == len(asked[sample.metadata["id"]].images)
    rows = [{"id": name, "response": "ANSWER: A", "model": "a"} for name in asked]
    right = score(questions, rows).overall.right
    assert right == sum(sample.scores["pattern"].value == "C" for sample in log.samples) > 0


def test_the_card_lists_the_configurations_and_the_ids_of_each_part(
    questions: QuestionSet, logs: tuple[Any, Any]
) -> None:
    """The front matter is YAML, and every item is in each dimension once."""
    _, folder = logs
    front = yaml.safe_load((folder / "README.md").read_text().split("---")[1])
    assert [each["config_name"] for each in front["configs"]] == ["default", "key", "inspect"]
    ids = sorted(item.id for item in questions.items())
    for parts in json.loads((folder / "subsets.json").read_text()).values():
        assert sorted(name for part in parts.values() for name in part) == ids
