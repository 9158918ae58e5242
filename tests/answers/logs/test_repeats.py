"""Repeats are epochs, in every log that has them; what is no answer is said."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from answered_sets import hand_set, member
from written import INSPECT, SAID, lines, whole

from spatialbench.answers.files import open_answers, read_answers
from spatialbench.errors import FormatError
from spatialbench.scoring import score

PAIR = hand_set(member("a"), member("b"))


def said(path: Path) -> list[tuple[str, int, str | None]]:
    return [(one.id, one.epoch, one.response) for one in read_answers(path)]


def batch(body: Any, status: Any = 200, error: Any = None) -> dict[str, Any]:
    return {"custom_id": "a", "response": {"status_code": status, "body": body}, "error": error}


def choice(index: int, text: str) -> dict[str, Any]:
    return {"index": index, "message": {"content": text}, "finish_reason": "stop"}


def test_the_choices_of_a_request_are_epochs(tmp_path: Path) -> None:
    """`n=2`, in the order of their indices; what they used is counted once."""
    body = {"choices": [choice(1, "blue"), choice(0, "red")], "usage": {"total_tokens": 9}}
    path = lines(tmp_path / "o.jsonl", [batch(body)])
    assert said(path) == [("a", 1, "red"), ("a", 2, "blue")]
    assert [one.usage for one in read_answers(path)] == [{"total_tokens": 9}, None]


@pytest.mark.parametrize(
    "resps", [[["red", "blue"]], [["red"], ["blue"]]], ids=["repeats", "asked"]
)
def test_repeats_of_lm_eval_are_epochs(tmp_path: Path, resps: Any) -> None:
    """`repeats` of a task; the rows of further filters fold."""
    row = {"doc_id": 0, "doc": {"id": "a"}, "resps": resps, "filtered_resps": ["red"]}
    path = lines(tmp_path / "s.jsonl", [{**row, "filter": "x"}, {**row, "filter": "y"}])
    assert said(path)[:2] == [("a", 1, "red"), ("a", 2, "blue")]
    results = score(PAIR, path)
    assert (results.answers.folded, len(results.outcomes)) == (2, 4)


@pytest.mark.parametrize("where", ["resps", "filtered_resps"])
def test_repeats_of_lmms_eval_are_epochs(tmp_path: Path, where: str) -> None:
    """It leaves out `resps` where filters changed nothing."""
    row = {"doc_id": 0, "filtered_resps": "red", "spatialbench": {"id": "a"}}
    path = lines(tmp_path / "s.jsonl", [{**row, where: ["red", "blue"]}])
    assert said(path) == [("a", 1, "red"), ("a", 2, "blue")]


def promptfoo(model: str, text: str, prompt: int = 0) -> dict[str, Any]:
    known = {"vars": {"id": "a"}, "provider": {"id": model}, "promptIdx": prompt}
    return {**known, "response": {"output": text}}


def test_repeats_of_promptfoo_are_epochs(tmp_path: Path) -> None:
    """`--repeat`, for each provider by itself."""
    results = [promptfoo("m", "red"), promptfoo("n", "red"), promptfoo("m", "blue")]
    path = whole(tmp_path / "o.json", {"results": {"results": results}})
    assert [(one.model, one.epoch) for one in read_answers(path)] == [("m", 1), ("n", 1), ("m", 2)]


def test_two_prompts_of_promptfoo_are_no_repeats(tmp_path: Path) -> None:
    """They are answers to other questions, and mixing them up is an error."""
    results = [promptfoo("m", "red"), promptfoo("m", "blue", prompt=1)]
    path = whole(tmp_path / "o.json", {"results": {"results": results}})
    with pytest.raises(FormatError, match="expected one answer for item 'a'"):
        score(PAIR, path)


def test_rollouts_of_two_models_are_counted_apart(tmp_path: Path) -> None:
    """The first of each is its epoch 1."""

    def rollout(model: str) -> dict[str, Any]:
        node = {"message": {"role": "assistant", "content": SAID}}
        agent = {"config": {"model": model}}
        trace = {"task": {"data": {"id": "a"}}, "agent": agent, "nodes": [node]}
        return {"task": {}, "traces": [trace]}

    path = lines(tmp_path / "t.jsonl", [rollout("m"), rollout("n"), rollout("m")])
    assert [(one.model, one.epoch) for one in read_answers(path)] == [("m", 1), ("n", 1), ("m", 2)]


@pytest.mark.parametrize("status", [200, "200", None])
def test_a_good_status_is_good_as_text_too(tmp_path: Path, status: Any) -> None:
    """Some servers write it as text, some not at all."""
    path = lines(tmp_path / "o.jsonl", [batch({"choices": [choice(0, "red")]}, status)])
    assert said(path) == [("a", 1, "red")]


@pytest.mark.parametrize(
    "record",
    [
        batch({"error": {"message": "too many"}}, 429),
        batch({"error": {"message": "too many"}}, "429"),
        batch(None, 200, {"code": "x", "message": "too many"}),
        batch({"status": "failed", "error": {"message": "too many"}, "output": []}),
    ],
    ids=["status", "text", "error", "response"],
)
def test_an_error_of_the_call_is_missing(tmp_path: Path, record: Any) -> None:
    """With what was said of it."""
    (answer,) = read_answers(lines(tmp_path / "o.jsonl", [record]))
    assert (answer.failed, answer.error) == (True, "too many")


def test_an_error_object_in_which_nothing_is_said_is_none(tmp_path: Path) -> None:
    """Some servers always write one."""
    record = batch({"choices": [choice(0, "red")]}, 200, {"code": None, "message": None})
    assert said(lines(tmp_path / "o.jsonl", [record])) == [("a", 1, "red")]


@pytest.mark.parametrize(
    "record",
    [
        {"doc_id": 0, "doc": {"id": "a"}, "resps": [[["-1.2", "False"]], [["-3", "True"]]]},
        {"doc_id": 0, "doc": {"id": "a"}, "resps": [[[-1.2, False]]]},
        {
            "doc_id": 0,
            "doc": {"id": "a"},
            "resps": [["-17.5"]],
            "arguments": {"gen_args_0": {"arg_0": "the whole text"}},
        },
    ],
    ids=["choices", "numbers", "rolling"],
)
def test_a_log_of_likelihoods_says_so(tmp_path: Path, record: dict[str, Any]) -> None:
    """There is no generated text in it, so nothing could be read."""
    path = lines(tmp_path / "s.jsonl", [{**record, "filtered_resps": record["resps"][0]}])
    with pytest.raises(FormatError, match=r"line 1: field resps: expected generated text"):
        list(read_answers(path))


def test_a_batch_without_generated_text_says_so(tmp_path: Path) -> None:
    """Such as one of embeddings."""
    path = lines(tmp_path / "o.jsonl", [batch({"object": "list", "data": []})])
    with pytest.raises(FormatError, match="expected the generated text of a model"):
        list(read_answers(path))


# --- inspect-ai -----------------------------------------------------------------------------------

SAMPLES: list[dict[str, Any]] = INSPECT["samples"]  # type: ignore[assignment]
INVALID = {**SAMPLES[0], "id": "b", "invalidation": {"author": "me", "reason": "cheated"}}


def test_invalidated_samples_are_left_out_and_counted(tmp_path: Path) -> None:
    """The item is then missing, and the results say why."""
    path = whole(tmp_path / "l.json", {**INSPECT, "samples": [SAMPLES[0], INVALID]})
    results = score(PAIR, path)
    assert (results.overall.right, results.overall.answered) == (1, 1)
    assert results.overall.statuses["missing"] == 1
    assert results.answers.notes == ("1 invalidated samples left out",)


def test_the_last_of_two_samples_of_a_name_counts(tmp_path: Path) -> None:
    """A zip may hold a member twice; the later one replaces the earlier."""
    path = tmp_path / "l.eval"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("header.json", json.dumps({"eval": INSPECT["eval"]}))
        for text in ("red", "blue"):
            sample = {"id": "a", "epoch": 1, "output": {"completion": text}}
            with nullcontext() if text == "red" else pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr("samples/a_epoch_1.json", json.dumps(sample))
    assert said(path) == [("a", 1, "blue")]


def test_what_stopped_a_model_is_no_error_of_the_call(tmp_path: Path) -> None:
    """A filter of content is told as an error, too."""
    output = {"completion": "", "error": "filtered", "choices": [{"stop_reason": "content_filter"}]}
    sample = {"id": "a", "epoch": 1, "output": output}
    path = whole(tmp_path / "l.json", {**INSPECT, "samples": [sample]})
    assert open_answers(path).name == "inspect-ai log"
    assert score(PAIR, path).overall.statuses["refusal"] == 1
