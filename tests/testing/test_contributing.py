"""CONTRIBUTING does what it says: a task from the skeleton to the check, word for word."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from installing import register, spatialbench

PAGE = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```\w+ file=(\S+)\n(.*?)```", re.DOTALL)
TASK = "toy/places-after"


@pytest.fixture(scope="module")
def skeleton(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `spatialbench new` writes, installed."""
    folder = tmp_path_factory.mktemp("new") / "toy"
    made = spatialbench("new", TASK, "--out", str(folder), path=folder, cwd=folder.parent)
    assert made.returncode == 0, made.stderr
    register(folder, "spatialbench_toy", "toy")
    return folder


def steps(folder: Path, *more: str) -> dict[str, dict[str, object]]:
    """What `spatialbench check` says, by step."""
    run = spatialbench("check", TASK, "--json", *more, path=folder, cwd=folder)
    assert run.returncode in (0, 1), run.stderr
    return {step["step"]: step for step in json.loads(run.stdout)}


def test_the_skeleton_is_a_task_that_draws(skeleton: Path) -> None:
    """It is listed, and what it lacks is said, the words first."""
    listed = spatialbench("tasks", path=skeleton, cwd=skeleton)
    assert f"{TASK}-v1" in listed.stdout
    said = steps(skeleton)
    first = next(iter(said.values()))
    assert first["step"] == "words in both languages"
    assert len(first["problems"]) > 3  # type: ignore[arg-type]
    assert said["the second truth sees no generator"]["passed"] is False


def test_what_the_page_writes_passes_every_step(skeleton: Path) -> None:
    """Its blocks are files; nothing else is needed."""
    blocks = dict(BLOCK.findall(PAGE))
    assert len(blocks) == 5
    for name, text in blocks.items():
        (skeleton / name).write_text(text, encoding="utf-8")
    said = steps(skeleton, "--golden", "golden", "--write-golden")
    assert {name: step["problems"] for name, step in said.items() if not step["passed"]} == {}
    assert f"says `ok` {'ten' if len(said) == 10 else len(said)} times" in PAGE


def test_a_name_that_is_none_is_refused(tmp_path: Path) -> None:
    """It would be a folder, and a class."""
    run = spatialbench("new", "Toy", "--out", "x", path=tmp_path, cwd=tmp_path)
    assert run.returncode == 2
    assert "expected ability/name" in run.stderr


def test_a_project_that_is_there_is_not_written_over(skeleton: Path) -> None:
    """Not even by the same skeleton."""
    run = spatialbench("new", TASK, "--out", str(skeleton), path=skeleton, cwd=skeleton)
    assert run.returncode == 2
    assert "there is a project already" in run.stderr
