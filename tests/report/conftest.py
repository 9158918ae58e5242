"""Reports made once and looked at by many tests: a plain one, and one full of hostile text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from answered_sets import hand_set, member, plain_set, rows_of
from report_cases import (
    FORMULA,
    HOSTILE_NAMES,
    LONG,
    MARKUP,
    STEERING,
    Made,
    hits,
    made,
)

from spatialbench.comparison import Claim


@pytest.fixture(scope="session")
def plain() -> Made:
    """Three models and a baseline on 40 probes with twins, some of them choices."""
    told = plain_set(30, twins=4)
    choices = [
        member(
            f"c{number}",
            probe=f"p{number}",
            answer="ABC"[number % 3],
            answer_type="choice",
            options=("red", "green", "blue"),
            choices=("red", "green", "blue"),
            rivals={"next": "ABC"[(number + 1) % 3]},
            chance=1 / 3,
            task="cube/pick-v1",
            family="cube",
        )
        for number in range(12)
    ]
    question_set = hand_set(*told.members, *choices)
    rows = {
        model: rows_of(told, hits(120, period), model)
        + [
            {"id": item.id, "response": f"ANSWER: {key.answer}", "model": model}
            for item, key in choices
        ]
        for model, period in (("GLM-5", 9), ("GPT-4o", 4), ("Claude 3.5", 5), ("random", 2))
    }
    for row in rows["random"]:
        row["origin"] = "baseline"
    rows["GPT-4o"][3]["response"] = "I cannot answer this question."
    rows["GPT-4o"][5] = {**rows["GPT-4o"][5], "response": None, "error": "timed out"}
    del rows["GPT-4o"][7]
    return made(question_set, rows)


@pytest.fixture(scope="session")
def hostile() -> Made:
    """Five models whose names and responses attack the page."""
    told = plain_set(12, twins=2)
    rows = {}
    for number, name in enumerate(HOSTILE_NAMES):
        rows[name] = rows_of(told, hits(24, 3 + number), name)
        for place, text in enumerate((MARKUP, STEERING, FORMULA, LONG, "\ud800 \u2066bidi")):
            rows[name][place]["response"] = f"{text}\nANSWER: green"
    claims = [Claim(MARKUP, 0.9, source=MARKUP), Claim(FORMULA, 0.5)]
    return made(told, rows, claims=claims)


@pytest.fixture(scope="session")
def page(plain: Made) -> str:
    """The plain page in English."""
    return plain.text()


@pytest.fixture(scope="session")
def hostile_page(hostile: Made) -> str:
    """The page full of hostile text."""
    return hostile.text()


@dataclass
class Opened:
    """A page in the browser with everything it complained about and asked for."""

    page: Any
    complaints: list[str]
    requests: list[str]


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Any]:
    """A function that opens the text of a page; no request but that for the file goes through."""
    context = chromium.new_context(color_scheme="light", offline=True)

    def open_text(text: str) -> Opened:
        file = tmp_path / "report.html"
        file.write_text(text, encoding="utf-8")
        tab = context.new_page()
        found = Opened(tab, [], [])
        tab.on("console", lambda message: found.complaints.append(message.text))
        tab.on("pageerror", lambda error: found.complaints.append(str(error)))
        tab.on("request", lambda request: found.requests.append(request.url))
        tab.goto(file.as_uri())
        return found

    yield open_text
    context.close()
