"""Every example response is read as its line says."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any  # lines of JSON

import pytest

from spatialbench.extraction import extract
from spatialbench.extraction.readers import ANSWER_TYPES

_FILES = sorted((Path(__file__).parent / "data").glob("*.jsonl"))
_CASES = [
    json.loads(line) for path in _FILES for line in path.read_text("utf-8").splitlines() if line
]


@pytest.mark.parametrize("case", _CASES, ids=[case["id"] for case in _CASES])
def test_a_response_is_read_as_expected(case: dict[str, Any]) -> None:
    """Status and value are those of the line, and the type of the value with them."""
    found = extract(case["response"], case["answer_type"], case["options"], unit=case.get("unit"))
    assert (found.status, found.value) == (case["status"], _approximately(case["expected"]))


def _approximately(value: object) -> object:
    return pytest.approx(value) if isinstance(value, float) else value


@pytest.mark.parametrize("answer_type", ANSWER_TYPES)
def test_every_answer_type_has_cases_in_which_nothing_can_be_read(answer_type: str) -> None:
    """A type whose cases are all readable would not show an invented answer."""
    statuses = Counter(c["status"] for c in _CASES if c["answer_type"] == answer_type)
    assert statuses["ok"] >= 10
    assert sum(statuses.values()) - statuses["ok"] >= 5


def test_every_status_and_language_has_cases() -> None:
    """The data cover what a reader can say, in both languages."""
    assert {case["status"] for case in _CASES} == {
        "ok", "off-list", "ambiguous", "refusal", "unparseable", "truncated", "empty",
    }  # fmt: skip
    assert min(Counter(case["language"] for case in _CASES).values()) > 200
