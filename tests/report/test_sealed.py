"""Results and reports of a sealed set do not give its key away."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from answered_sets import COLOURS, HandSet, hand_set, member
from hypothesis import given, settings
from hypothesis import strategies as st

from spatialbench.comparison import compare
from spatialbench.errors import InputError
from spatialbench.report import report_text
from spatialbench.report.both import Both
from spatialbench.report.page.browser import browser_data
from spatialbench.report.texts import Texts
from spatialbench.scoring import Results, from_json, read_results, score, to_json, write_results
from spatialbench.scoring.score import is_sealed

COUNT = 24
ROWS = [
    {"id": f"i{n}", "response": f"ANSWER: {COLOURS[n * 7 % 4]}", "model": "GLM-5"}
    for n in range(COUNT)
]

keys = st.lists(st.sampled_from(COLOURS), min_size=COUNT, max_size=COUNT)


def sealed_set(answers: list[str], *, seed: str | None = None) -> HandSet:
    """A set with these answers in its key; sealed unless a seed is given."""
    rivals = {"next": "red"}
    members = [member(f"i{n}", answer=said, rivals=rivals) for n, said in enumerate(answers)]
    return replace(hand_set(*members), manifest={"name": "hand", "seed": seed})


def results(answers: list[str], **more: Any) -> Results:
    """What the rows are worth under this key."""
    return score(sealed_set(answers, **more), ROWS, model="GLM-5")


@given(keys, keys)
@settings(max_examples=50)
def test_what_results_say_of_items_does_not_depend_on_the_key(a: list[str], b: list[str]) -> None:
    """Whatever is right: the same lines; only how much is right may be told."""
    first, second = to_json(results(a)), to_json(results(b))
    for part in ("items", "outcomes", "letters", "values", "causes", "set"):
        assert first[part] == second[part]


@given(keys, keys)
@settings(max_examples=20)
def test_what_the_browser_shows_does_not_depend_on_the_key(a: list[str], b: list[str]) -> None:
    """No key, no rivals, no verdicts."""
    shown = [
        browser_data(
            sealed_set(key), [results(key)], answers=[ROWS],
            both=Both(Texts("en"), Texts("zh")), verdicts=False,
        )
        for key in (a, b)
    ]  # fmt: skip
    assert shown[0] == shown[1]


def test_slices_are_not_told_where_one_has_few_answers() -> None:
    """The share of a slice with one answer would be its verdict, and so would the rest to all."""
    few = member("alone", answer="red", task="toy/alone-v1")
    rows = [*ROWS, {"id": "alone", "response": "ANSWER: red", "model": "GLM-5"}]
    base = sealed_set([COLOURS[n % 4] for n in range(COUNT)])
    found = to_json(score(replace(base, members=(*base.members, few)), rows, model="GLM-5"))
    assert found["aggregates"]["task"] == {}
    assert found["aggregates"]["level"]["1"]["answered"] == COUNT + 1
    assert found["aggregates"]["overall"]["answered"] == COUNT + 1


@pytest.mark.parametrize("with_key", [False, True], ids=["without", "with"])
def test_the_file_says_whether_verdicts_are_in_it(tmp_path: Path, with_key: bool) -> None:
    """With the key it reads back as it was; without, reading it is refused with the remedy."""
    found = results([COLOURS[n % 4] for n in range(COUNT)])
    write_results(found, tmp_path / "r.json", with_key=with_key)
    written = json.loads((tmp_path / "r.json").read_text())
    assert written == to_json(found, with_key=with_key)
    assert written["key"] == ("shown" if with_key else "withheld")
    if with_key:
        assert list(read_results(tmp_path / "r.json").outcomes) == list(found.outcomes)
    else:
        with pytest.raises(InputError, match=r"sealed set without the verdicts.*--with-key"):
            read_results(tmp_path / "r.json")


def test_the_key_of_an_open_set_is_nobodys_secret() -> None:
    """Anybody can make it from the seed in the manifest: nothing is kept back."""
    found = to_json(results([COLOURS[n % 4] for n in range(COUNT)], seed="demo"))
    assert found["key"] == "shown"
    assert {outcome["right"] for outcome in found["outcomes"]} == {True, False}


def test_withheld_results_with_a_verdict_in_them_break_the_schema() -> None:
    """What is said to be kept back must be."""
    found = to_json(results([COLOURS[0]] * COUNT))
    found["outcomes"][0]["right"] = True
    with pytest.raises(InputError, match=r"outcomes\.0\.right"):
        from_json(found)


@pytest.mark.parametrize("form", ["html", "md", "csv", "json"])
def test_no_report_names_single_items_by_what_was_right(form: str) -> None:
    """The hardest questions, the suspicious ones and the values of the key stay out; with the key
    they are in."""
    key = [COLOURS[n % 4] for n in range(COUNT)]
    of_set, found = sealed_set(key), [results(key)]
    told = {
        with_key: report_text(None, found, compare(found), format=form, with_key=with_key)
        for with_key in (False, True)
    }
    hardest = [one.id for one in compare(found).items.hardest]
    assert hardest
    assert of_set.manifest["seed"] is None
    assert not any(f"{name}\n" in told[False] or f'"{name}"' in told[False] for name in hardest)
    assert len(told[True]) > len(told[False])


@pytest.mark.parametrize(
    ("manifest", "sealed"),
    [({}, False), ({"seed": "demo"}, False), ({"seed": None}, True)],
    ids=["nothing said", "open", "sealed"],
)
def test_a_set_is_sealed_if_its_manifest_keeps_the_seed(
    manifest: dict[str, Any], sealed: bool
) -> None:
    """A set that was made by hand, and has no seed, is not."""
    assert is_sealed(manifest) is sealed
