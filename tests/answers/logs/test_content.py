"""What a model wrote, out of the messages of interfaces: by the type of each part."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from written import lines, whole

from spatialbench.answers.files import read_answers
from spatialbench.answers.logs.content import reply_of, text_of

THOUGHT = {"type": "thinking", "thinking": "ANSWER: blue", "signature": "x"}
ANSWERED = {"name": "submit", "arguments": '{"answer": "red"}'}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("red", "red"),
        ([{"type": "text", "text": "It is "}, {"type": "text", "text": "red"}], "It is red"),
        ([THOUGHT, {"type": "text", "text": "red"}], "red"),
        ([{"type": "reasoning", "reasoning": "blue"}, {"type": "text", "text": "red"}], "red"),
        ([{"type": "output_text", "text": "red", "annotations": []}], "red"),
        ([{"type": "refusal", "refusal": "I cannot"}], "I cannot"),
        ([THOUGHT], ""),
        ([], ""),
        (None, ""),
        ({"type": "text", "text": "red"}, "red"),
        ([{"type": "tool_use", "name": "s", "input": {"answer": "红色"}}], '{"answer": "红色"}'),
        (
            [{"type": "text", "text": "So:"}, {"type": "tool_use", "input": {"answer": "red"}}],
            'So:\n{"answer": "red"}',
        ),
    ],
    ids=repr,
)
def test_content_is_read_by_the_type_of_its_parts(content: Any, said: str) -> None:
    """Never by how Python writes a list; thinking is not said."""
    assert reply_of({"role": "assistant", "content": content}) == said


@pytest.mark.parametrize(
    "call",
    [
        {"id": "1", "type": "function", "function": ANSWERED},
        {"id": "1", **ANSWERED},
        {"id": "1", "function": "submit", "arguments": {"answer": "red"}},
    ],
    ids=["OpenAI", "verifiers", "inspect"],
)
def test_the_arguments_of_a_tool_call_are_said(call: dict[str, Any]) -> None:
    """A model that was given a tool hands in its answer there."""
    assert reply_of({"content": None, "tool_calls": [call]}) == '{"answer": "red"}'
    assert reply_of({"content": "So:", "tool_calls": [call]}) == 'So:\n{"answer": "red"}'


def test_a_call_of_the_old_kind_is_said_too() -> None:
    """`function_call`, before there were tools."""
    assert reply_of({"content": None, "function_call": ANSWERED}) == '{"answer": "red"}'


def test_a_refusal_beside_the_content_is_said() -> None:
    """OpenAI writes it into a field of its own."""
    assert reply_of({"content": None, "refusal": "I cannot"}) == "I cannot"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "content", "input", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@given(JSON)
def test_any_json_is_read_without_an_error(value: Any) -> None:
    """As text, or as nothing."""
    assert isinstance(reply_of(value), str)
    assert isinstance(text_of(value), str | None)


@given(st.dictionaries(st.sampled_from(["content", "refusal", "tool_calls", "x"]), JSON))
def test_any_message_is_read_without_an_error(message: dict[str, Any]) -> None:
    """Whatever its fields hold."""
    assert isinstance(reply_of(message), str)


def only(path: Path) -> str | None:
    (answer,) = read_answers(path)
    return answer.response


TOOL = [{"id": "1", "type": "function", "function": ANSWERED}]


def test_tool_calls_are_read_in_every_log_that_has_them(tmp_path: Path) -> None:
    """OpenAI's two interfaces, Anthropic's, inspect's and verifiers'."""
    said = '{"answer": "red"}'
    message = {"content": None, "tool_calls": TOOL}
    body = {"choices": [{"message": message, "finish_reason": "tool_calls"}]}
    record = {"custom_id": "a", "response": {"status_code": 200, "body": body}, "error": None}
    assert only(lines(tmp_path / "chat.jsonl", [record])) == said
    output = [{"type": "function_call", **ANSWERED}]
    record["response"] = {"status_code": 200, "body": {"status": "completed", "output": output}}
    assert only(lines(tmp_path / "responses.jsonl", [record])) == said
    content = [THOUGHT, {"type": "tool_use", "name": "submit", "input": {"answer": "red"}}]
    result = {"type": "succeeded", "message": {"content": content, "stop_reason": "tool_use"}}
    assert only(lines(tmp_path / "r.jsonl", [{"custom_id": "a", "result": result}])) == said
    node = {
        "message": {"role": "assistant", "content": None, "tool_calls": [{**ANSWERED, "id": "1"}]}
    }
    trace = {"task": {"data": {"id": "a"}}, "nodes": [node], "errors": []}
    assert only(lines(tmp_path / "t.jsonl", [{"task": {}, "traces": [trace]}])) == said
    call = {"function": "submit", "arguments": {"answer": "red"}}
    choice = {"message": {"content": "", "tool_calls": [call]}, "stop_reason": "tool_calls"}
    sample = {"id": "a", "epoch": 1, "output": {"completion": "", "choices": [choice]}}
    log = {"status": "success", "eval": {"model": "m"}, "samples": [sample]}
    assert only(whole(tmp_path / "l.json", log)) == said


def test_promptfoo_reads_json_output_as_json(tmp_path: Path) -> None:
    """Not as Python writes a dictionary."""
    result = {"vars": {"id": "a"}, "response": {"output": {"answer": "red", "sure": True}}}
    path = whole(tmp_path / "o.json", {"results": {"results": [result]}})
    assert json.loads(only(path) or "") == {"answer": "red", "sure": True}
