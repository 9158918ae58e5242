"""A plugin with an event, an ask, words, a film and a diagram of its own is as good as built in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from installing import register, spatialbench

PLUGIN = Path(__file__).parents[1] / "plugin"
SUITE = """
name = "toy"
[[part]]
tasks = ["toy/heavier-v1"]
each = 2
languages = ["en", "zh"]
modalities = ["text", "state", "image", "frames"]
choices = "both"
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the plugin is installed, with a set of it made by two workers."""
    folder = tmp_path_factory.mktemp("plugin")
    shutil.copytree(PLUGIN / "spatialbench_toy", folder / "spatialbench_toy")
    register(folder, "spatialbench_toy", "toy")
    (folder / "toy.toml").write_text(SUITE)
    run(folder, "generate", "toy.toml", "--seed", "s", "--out", "set", "--workers", "2")
    return folder


def run(folder: Path, *arguments: str) -> str:
    """What a command prints; it must succeed."""
    done = spatialbench(*arguments, path=folder, cwd=folder)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def test_it_is_shown_in_every_modality(home: Path) -> None:
    """The first of them unless another is wanted."""
    assert "lever" in run(home, "show", "toy/heavier")
    for modality in ("state", "image", "frames"):
        shown = run(home, "show", "toy/heavier", "--modality", modality, "--language", "zh")
        assert "小球" in shown


def test_its_events_stand_in_state_under_its_own_name(home: Path) -> None:
    """So that another plugin may have a Tip, too."""
    shown = run(home, "show", "toy/heavier", "--modality", "state")
    assert '"kind":"spatialbench_toy:Tip"' in shown


def test_every_answer_is_measured_again(home: Path) -> None:
    """By its own second truth, found beside its kinds."""
    verified = json.loads(run(home, "verify", "set", "--json"))
    assert verified["passed"]
    assert verified["summary"]["counts"]["toy/heavier-v1"]["agrees"] == 160


def test_it_is_answered_scored_and_reported(home: Path) -> None:
    """As any other task."""
    run(home, "answer", "set", "--with", "oracle", "--out", "oracle.jsonl")
    scored = json.loads(run(home, "score", "set", "oracle.jsonl", "--json"))
    overall = scored["aggregates"]["overall"]
    assert overall["right"] == overall["answered"] == 160
    run(home, "report", "set", "oracle.jsonl", "--out", "report.html")
    assert (home / "report.html").stat().st_size > 10_000


def test_installing_it_changes_no_byte_of_a_suite(home: Path, tmp_path: Path) -> None:
    """A suite names its tasks."""
    without = home.parent / "without"
    without.mkdir(exist_ok=True)
    for path in (home, without):
        run(path, "generate", "quick", "--seed", "s", "--modalities", "text", "--out", "quick")
    for name in ("items.jsonl", "key.jsonl"):
        assert (home / "quick" / name).read_bytes() == (without / "quick" / name).read_bytes()
