"""An empty or null reply is an answer that was given; only an error of the call is missing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from answered_sets import hand_set, member
from written import SAID, lines, whole

from spatialbench.answers.rows import answer_of
from spatialbench.scoring import Results, score

PAIR = hand_set(member("a"), member("b"))
STATUS = {"length": "truncated", "stop": "empty", "content_filter": "refusal"}


def inspect_log(folder: Path, said: Any, finish: str) -> Path:
    def sample(name: str, said: Any, finish: str) -> dict[str, Any]:
        message = {"role": "assistant", "content": said}
        choices = [{"message": message, "stop_reason": finish}]
        output = {"completion": said or "", "choices": choices, "error": "withheld"}
        return {
            "id": name,
            "epoch": 1,
            "output": output if said is None else {**output, "error": None},
        }

    reason = {"length": "max_tokens"}.get(finish, finish)
    samples = [sample("a", SAID, "stop"), sample("b", said, reason)]
    if finish == "stop":
        samples[1]["output"]["error"] = None
    return whole(
        folder / "log.json", {"status": "success", "eval": {"model": "m"}, "samples": samples}
    )


def chat(folder: Path, said: Any, finish: str) -> Path:
    def line(name: str, said: Any, finish: str) -> dict[str, Any]:
        choice = {"index": 0, "message": {"content": said}, "finish_reason": finish}
        response = {"status_code": 200, "body": {"model": "m", "choices": [choice]}}
        return {"custom_id": name, "response": response, "error": None}

    return lines(folder / "o.jsonl", [line("a", SAID, "stop"), line("b", said, finish)])


def responses(folder: Path, said: Any, finish: str) -> Path:
    def line(name: str, said: Any, finish: str) -> dict[str, Any]:
        reason = {"length": "max_output_tokens"}.get(finish, finish)
        cut = None if finish == "stop" else {"reason": reason}
        content = [] if said is None else [{"type": "output_text", "text": said}]
        body = {
            "status": "completed" if cut is None else "incomplete",
            "incomplete_details": cut,
            "error": None,
            "model": "m",
            "output": [
                {
                    "type": "reasoning",
                    "summary": [{"type": "summary_text", "text": "ANSWER: blue"}],
                },
                {"type": "message", "role": "assistant", "content": content},
            ],
        }
        return {"custom_id": name, "response": {"status_code": "200", "body": body}, "error": None}

    return lines(folder / "o.jsonl", [line("a", SAID, "stop"), line("b", said, finish)])


def anthropic(folder: Path, said: Any, finish: str) -> Path:
    def line(name: str, said: Any, finish: str) -> dict[str, Any]:
        reason = {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"}[finish]
        content = [] if said is None else [{"type": "text", "text": said}]
        message = {"model": "m", "content": content, "stop_reason": reason}
        return {"custom_id": name, "result": {"type": "succeeded", "message": message}}

    return lines(folder / "r.jsonl", [line("a", SAID, "stop"), line("b", said, finish)])


def verifiers(folder: Path, said: Any, finish: str) -> Path:
    def line(name: str, said: Any, finish: str) -> dict[str, Any]:
        nodes = [{"message": {"role": "assistant", "content": said}}]
        calls = [{"finish_reason": finish}]
        trace = {"task": {"data": {"id": name}}, "nodes": nodes, "errors": [], "calls": calls}
        return {"task": {}, "traces": [trace], "errors": []}

    return lines(folder / "t.jsonl", [line("a", SAID, "stop"), line("b", said, finish)])


def promptfoo(folder: Path, said: Any, finish: str) -> Path:
    def result(name: str, said: Any, finish: str) -> dict[str, Any]:
        response = {"output": said, "finishReason": finish}
        return {"vars": {"id": name}, "provider": {"id": "m"}, "response": response}

    results = [result("a", SAID, "stop"), result("b", said, finish)]
    return whole(folder / "o.json", {"results": {"results": results}})


def rows(folder: Path, said: Any, finish: str) -> Path:
    good = {"id": "a", "response": SAID}
    return lines(folder / "a.jsonl", [good, {"id": "b", "response": said, "finish": finish}])


WITH_FINISH: dict[str, Callable[[Path, Any, str], Path]] = {
    f.__name__: f for f in (inspect_log, chat, responses, anthropic, verifiers, promptfoo, rows)
}


@pytest.mark.parametrize("finish", STATUS)
@pytest.mark.parametrize("said", ["", None], ids=["empty", "null"])
@pytest.mark.parametrize("name", WITH_FINISH)
def test_a_reply_without_text_is_an_answer(
    tmp_path: Path, name: str, said: str | None, finish: str
) -> None:
    """In the denominator, with the status that tells why: half right is 50 % in every format."""
    results = score(PAIR, WITH_FINISH[name](tmp_path, said, finish), model="m")
    assert (results.overall.right, results.overall.answered) == (1, 2)
    assert results.overall.statuses[STATUS[finish]] == 1


def lm_eval(folder: Path, said: Any) -> Path:
    def row(name: str, said: Any) -> dict[str, Any]:
        return {"doc_id": 0, "doc": {"id": name}, "resps": [[said]], "filtered_resps": [said]}

    return lines(folder / "samples_x.jsonl", [row("a", SAID), row("b", said)])


def lmms_eval(folder: Path, said: Any) -> Path:
    def row(name: str, said: Any) -> dict[str, Any]:
        return {"doc_id": 0, "filtered_resps": said, "spatialbench": {"id": name}}

    return lines(folder / "x_samples_x.jsonl", [row("a", SAID), row("b", said)])


def vlmevalkit_json(folder: Path, said: Any) -> Path:
    records = [{"id": "a", "prediction": SAID}, {"id": "b", "prediction": said}]
    return whole(folder / "m.json", records)


def vlmevalkit_tsv(folder: Path, said: Any) -> Path:
    path = folder / "m.tsv"
    path.write_text(f'index\tid\tprediction\n1\ta\t"{SAID}"\n2\tb\t{said or ""}\n')
    return path


def vlmevalkit_xlsx(folder: Path, said: Any) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    for row in (("index", "id", "prediction"), (1, "a", SAID), (2, "b", said)):
        book.active.append(row)
    book.save(folder / "m.xlsx")
    return folder / "m.xlsx"


WITHOUT_FINISH: dict[str, Callable[[Path, Any], Path]] = {
    f.__name__: f for f in (lm_eval, lmms_eval, vlmevalkit_json, vlmevalkit_tsv, vlmevalkit_xlsx)
}


@pytest.mark.parametrize("said", ["", None], ids=["empty", "null"])
@pytest.mark.parametrize("name", WITHOUT_FINISH)
def test_without_a_word_on_why_it_is_empty(tmp_path: Path, name: str, said: str | None) -> None:
    """These logs do not tell how a reply ended."""
    results = score(PAIR, WITHOUT_FINISH[name](tmp_path, said))
    assert (results.overall.right, results.overall.answered) == (1, 2)
    assert results.overall.statuses["empty"] == 1


def test_a_prediction_that_is_not_a_number_is_empty(tmp_path: Path) -> None:
    """NaN is how tables write nothing."""
    results = score(PAIR, vlmevalkit_json(tmp_path, float("nan")))
    assert results.overall.statuses["empty"] == 1


@pytest.mark.parametrize("error", ["", "nan", "None", "null", " NaN ", "<NA>"])
def test_an_error_that_is_none_is_none(error: str) -> None:
    """How tables write that nothing went wrong."""
    read = answer_of({"id": "a", "response": "red", "error": error}, "here", 1)
    assert (read.error, read.failed) == (None, False)


@pytest.mark.parametrize("error", ["", "nan", "None"])
def test_an_error_cell_that_is_none_is_no_error(tmp_path: Path, error: str) -> None:
    """In CSV."""
    path = tmp_path / "a.csv"
    path.write_text(f"id,response,error\na,ANSWER: red,{error}\nb,ANSWER: red,status 500\n")
    overall = score(PAIR, path).overall
    assert (overall.right, overall.answered, overall.statuses["failed"]) == (1, 1, 1)


@pytest.mark.parametrize("finish", [None, "error"])
def test_null_without_an_end_is_a_failed_call(finish: str | None) -> None:
    """Nothing came back."""
    assert answer_of({"id": "a", "response": None, "finish": finish}, "here", 1).failed


def test_a_trace_without_a_reply_is_missing(tmp_path: Path) -> None:
    """And not empty: the model was never heard."""
    trace = {"task": {"data": {"id": "b"}}, "nodes": [], "errors": []}
    good = json.loads(verifiers(tmp_path, SAID, "stop").read_text().splitlines()[0])
    path = lines(tmp_path / "t.jsonl", [good, {"task": {}, "traces": [trace], "errors": []}])
    results: Results = score(PAIR, path)
    assert results.overall.statuses["failed"] == 1
