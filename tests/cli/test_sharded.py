"""Whatever reads a set reads one in shards: commands say of it what they say of one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typed import Run

from spatialbench.sets.build import build_set
from spatialbench.sets.suite import Suite

SUITE = Suite(
    "both",
    "",
    64,
    (
        {"tasks": ["cube/facing-you"], "each": 2, "modalities": ["text", "image"]},
        {"tasks": ["causal/first-collision"], "each": 1, "languages": ["en", "zh"]},
        {"tasks": ["cube/facing-you"], "each": 2, "modalities": ["text"], "choices": True},
    ),
)


class Sets(NamedTuple):
    """One set, in one file and in shards."""

    one: Path
    cut: Path


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> Sets:
    """They have the same questions."""
    folder = tmp_path_factory.mktemp("sets")
    build_set(SUITE, folder / "one", seed="cut")
    build_set(SUITE, folder / "cut", seed="cut", shards=4)
    return Sets(folder / "one", folder / "cut")


def without_hashes(value: Any) -> Any:
    """JSON without what tells one set from another."""
    if isinstance(value, dict):
        return {n: without_hashes(v) for n, v in value.items() if "sha256" not in n}
    return [without_hashes(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    "command",
    [
        "verify SET --json",
        "audit SET --quick --json",
        "contaminated SET --against SET --json",
        "answer SET --with rival:unchanged --out OUT --overwrite",
    ],
)
def test_commands_say_the_same(run: Run, sets: Sets, tmp_path: Path, command: str) -> None:
    """But for the hash of the items."""
    found = []
    for folder in sets:
        words = {"SET": folder, "OUT": tmp_path / "answers.jsonl"}
        done = run(*(words.get(word, word) for word in command.split()))
        told = without_hashes(json.loads(done.out)) if "--json" in command else done.out
        found.append((done.status, told, done.err))
    assert found[0] == found[1]
    assert found[0][1]


def test_answers_fit_both_and_score_the_same(run: Run, sets: Sets, tmp_path: Path) -> None:
    """Results, the report and the browser of its questions come of either."""
    answers = tmp_path / "answers.jsonl"
    assert run("answer", sets.one, "--with", "simulated:0.7", "--out", answers).status == 0
    told = [json.loads(run("score", folder, answers, "--json").out) for folder in sets]
    assert without_hashes(told[0]) == without_hashes(told[1])
    assert told[0]["set"]["items_sha256"] != told[1]["set"]["items_sha256"]
    for name, folder in zip("ab", sets, strict=True):
        done = run("report", folder, answers, "--out", tmp_path / f"{name}.html")
        assert done.status == 0
    sizes = [(tmp_path / f"{name}.html").stat().st_size for name in "ab"]
    assert abs(sizes[0] - sizes[1]) < 200


@pytest.mark.parametrize("form", ["webdataset", "openai-batch", "anthropic-batch"])
def test_exports_are_the_same(run: Run, sets: Sets, tmp_path: Path, form: str) -> None:
    """Byte for byte."""
    made = []
    for name, folder in zip("ab", sets, strict=True):
        out = tmp_path / name
        assert run("export", form, folder, "--model", "m", "--out", out).status == 0
        made.append({path.name: path.read_bytes() for path in out.iterdir() if path.is_file()})
    assert made[0] == made[1]
    assert made[0]


def test_no_command_writes_over_a_shard(run: Run, sets: Sets) -> None:
    """It is a file of the set, as items.jsonl is."""
    shard = min(sets.cut.glob("items-*"))
    before = shard.read_bytes()
    done = run("answer", sets.cut, "--with", "random", "--out", shard, "--overwrite")
    assert done.status == 2
    assert "this is read" in done.err
    assert shard.read_bytes() == before


def test_a_lost_shard_is_one_paragraph(run: Run, tmp_path: Path) -> None:
    """Which file, why, and what helps; no traceback."""
    done = run(
        "generate", "quick", "--tasks", "cube/facing-you", "--modalities", "text", "--probes", 5,
        "--shards", 2, "--seed", "lost", "--out", tmp_path / "set",
    )  # fmt: skip
    assert done.status == 0
    (tmp_path / "set/key-00001-of-00002.jsonl.gz").unlink()
    done = run("verify", tmp_path / "set")
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert "key-00001-of-00002.jsonl.gz: expected a shard of the set" in done.err
    assert done.err.rstrip().endswith("Fetch the set whole, or make it again.")


def test_more_shards_than_probes_are_refused(run: Run, tmp_path: Path) -> None:
    """Before anything is made."""
    done = run("generate", "quick", "--probes", 5, "--shards", 5000, "--out", tmp_path / "set")
    assert done.status == 2
    assert "--shards 5000: expected at least 1 and at most" in done.err
    assert not (tmp_path / "set.partial").exists()
