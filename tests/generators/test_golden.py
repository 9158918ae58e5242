"""Frozen bytes: the first probes of every task and level never change under the same version."""

from __future__ import annotations

from pathlib import Path

import pytest
from write_golden import FOLDER, golden_path, main

from spatialbench.probes.registry import tasks
from spatialbench.testing.golden import golden_text

TASKS = list(tasks())


@pytest.mark.parametrize("task", TASKS)
def test_the_first_probes_are_as_they_were(task: str) -> None:
    """Byte for byte; the lines that differ are shown."""
    expected = golden_path(task).read_text(encoding="utf-8").splitlines()
    found = golden_text(task).splitlines()
    differ = [i for i, (a, b) in enumerate(zip(expected, found, strict=False), 1) if a != b]
    assert not differ, (
        f"{golden_path(task).name}: lines {differ[:6]} differ. If that is meant, raise the version "
        f"of {task} and run: python -m tests.generators.write_golden {task}"
    )
    assert len(found) == len(expected)


def test_every_golden_file_has_its_task() -> None:
    """None is left over from a task that is gone."""
    assert set(FOLDER.iterdir()) == {golden_path(task) for task in TASKS}


def test_the_command_writes_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the tasks that are named, with or without version."""
    monkeypatch.setattr("write_golden.FOLDER", tmp_path / "golden")
    main(["cube/facing-you"])
    (written,) = (tmp_path / "golden").iterdir()
    assert written.read_text(encoding="utf-8") == golden_text("cube/facing-you-v1")
