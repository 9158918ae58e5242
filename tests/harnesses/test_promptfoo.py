"""The promptfoo example: its functions give every question, every picture, and our judgement."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from asked_sets import name_of, pairs, replies
from mock_server import asked, fingerprint

from spatialbench.scoring import score
from spatialbench.sets import QuestionSet

EXAMPLE = Path(__file__).parents[2] / "examples" / "promptfoo"


@pytest.fixture
def example(questions: QuestionSet, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module of the example, with the set at hand."""
    from importlib.util import module_from_spec, spec_from_file_location

    monkeypatch.setenv("SPATIALBENCH_SET", str(questions.path))
    spec = spec_from_file_location("promptfoo_questions", EXAMPLE / "questions.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_prompts_carry_every_picture_in_order(example: ModuleType, questions: QuestionSet) -> None:
    """As a provider would read them."""
    names = [name_of(questions, item) for item, _ in pairs(questions)]
    prompts = [json.loads(example.create_prompt(test)) for test in example.make_tests()]
    assert [fingerprint(*asked(messages)) for messages in prompts] == names


def test_what_promptfoo_reports_is_our_score(
    example: ModuleType, questions: QuestionSet, tmp_path: Path
) -> None:
    """Over a results file as it writes them."""
    known, results, passed = replies(questions), [], 0
    for test in example.make_tests():
        output = known[fingerprint(*asked(json.loads(example.create_prompt(test))))]
        verdict = example.judge(output, {"vars": test["vars"]})
        passed += verdict["pass"]
        results.append({"vars": test["vars"], "response": {"output": output}, "error": None})
    path = tmp_path / "out.json"
    path.write_text(json.dumps({"evalId": "e", "results": {"version": 3, "results": results}}))
    scored = score(questions, path)
    assert scored.answers.format == "promptfoo results"
    assert scored.overall.right == passed == 60


def test_json_output_is_judged_as_it_is_scored(
    example: ModuleType, questions: QuestionSet, tmp_path: Path
) -> None:
    """promptfoo hands over an object where the output is JSON."""
    tests = example.make_tests()
    known = {item.id: key.answer for item, key in pairs(questions)}
    outputs = [{"answer": known[test["vars"]["id"]]} for test in tests]
    verdicts = [
        example.judge(output, {"vars": test["vars"]})
        for output, test in zip(outputs, tests, strict=True)
    ]
    results = [
        {"vars": test["vars"], "response": {"output": output}}
        for output, test in zip(outputs, tests, strict=True)
    ]
    path = tmp_path / "out.json"
    path.write_text(json.dumps({"results": {"results": results}}))
    overall = score(questions, path).overall
    assert overall.right == sum(verdict["pass"] for verdict in verdicts) > 0
    assert overall.answered == len(tests)


def test_the_configuration_names_functions_that_there_are(example: ModuleType) -> None:
    """A renamed function would be found out only by a run."""
    told = (EXAMPLE / "promptfooconfig.yaml").read_text()
    for line in told.splitlines():
        if "file://questions.py:" in line:
            assert callable(getattr(example, line.rpartition(":")[2]))
    assert sys.modules.get("promptfoo_questions") is None
