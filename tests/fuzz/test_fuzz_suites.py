"""Whatever a suite says, it is a plan or an error of ours."""

from __future__ import annotations

from contextlib import suppress
from importlib.resources import files
from typing import Any

import pytest
from fuzz.spoiling import CHANGES, EDITS, Change, Edit, changed, damaged
from hypothesis import given
from hypothesis import strategies as st

from spatialbench.errors import InputError, SpatialbenchError
from spatialbench.sets import suite as suites
from spatialbench.sets.suite import built_in_suites, plan, suite_of_text

TEXTS = {
    name: (files("spatialbench.assets") / "suites" / f"{name}.toml").read_bytes()
    for name in built_in_suites()
}
TOKENS = [
    b"nan", b"inf", b"1979-05-27", b"07:32:00", b"0x10", b"1e400", b"true", b"''", b"[[part]]\n",
    b"\n[part.a]\nb = 1\n", b"9" * 5000, b"[" * 400, b"{a={b={}}}", b"\xff", b"\r", b"\\u0000",
]  # fmt: skip
TABLE = {
    "name": "mine",
    "about": "x",
    "picture_size": 64,
    "look": "line",
    "part": [
        {
            "tasks": ["cube/*", "permanence/shell-game"],
            "probes": 20,
            "levels": [1, 2, 3],
            "languages": ["en", "zh"],
            "modalities": ["text", "image"],
            "choices": "both",
            "all_wordings": True,
        },
        {"tasks": ["cube/facing-you"], "each": 2, "axis": [1, 2, 64, 200]},
    ],
}


def planned(text: str) -> None:
    """Read and plan it."""
    with suppress(SpatialbenchError):
        plan(suite_of_text(text, "x.toml"))


@given(st.sampled_from(sorted(TEXTS)), EDITS)
def test_a_damaged_suite_is_a_plan_or_an_error_of_ours(name: str, edits: list[Edit]) -> None:
    """Bytes changed, lost, and added."""
    planned(damaged(TEXTS[name], edits, TOKENS).decode(errors="replace"))


@given(CHANGES)
def test_a_suite_of_other_values_is_a_plan_or_an_error_of_ours(changes: list[Change]) -> None:
    """TOML has dates, infinities and numbers without end."""
    with suppress(SpatialbenchError):
        plan(suites.suite_of_table(changed(TABLE, changes), "x.toml"))


# --- what was found -----------------------------------------------------------------------------


def with_part(**fields: Any) -> dict[str, Any]:
    """A suite with one part."""
    return {"name": "x", "part": [{"tasks": ["cube/facing-you"], "probes": 10, **fields}]}


@pytest.mark.parametrize(
    "text",
    [
        f"name = 'x'\n[[part]]\ntasks = ['*']\nprobes = {'9' * 5000}\n",
        f"name = {'[' * 5000}",
        "name = 'x'\n[[part]]\ntasks = ['*']\nprobes = 1e400\n",
        "name = 'x'\n[[part]]\ntasks = ['*']\nprobes = 1979-05-27\n",
        "name = 'x'\n[[part]]\ntasks = ['*']\nprobes = 99999999999\n",
    ],
    ids=["long number", "nested", "infinite", "date", "too many"],
)
def test_what_toml_can_hold_and_a_suite_cannot_is_an_error(text: str) -> None:
    """With the name of the file."""
    with pytest.raises(InputError, match=r"^x\.toml: "):
        plan(suite_of_text(text, "x.toml"))


@pytest.mark.parametrize(
    "fields", [{"levels": [1.0]}, {"levels": [1, 1]}, {"probes": 10.0}], ids=str
)
def test_equal_numbers_ask_equal_questions(fields: dict[str, Any]) -> None:
    """However they are written, and however often."""
    usual = with_part(levels=[1]) if "levels" in fields else with_part()
    assert plan(suites.suite_of_table(with_part(**fields), "x")) == plan(
        suites.suite_of_table(usual, "x")
    )
