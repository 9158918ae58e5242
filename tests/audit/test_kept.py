"""The floors that are kept for reports: written, merged, and what is measured again."""

from __future__ import annotations

import json
from math import hypot
from pathlib import Path

import pytest

from spatialbench.audit.findings import Scope
from spatialbench.audit.floors import Floor
from spatialbench.audit.kept import cell, kept, write
from spatialbench.audit.measuring import measured
from spatialbench.errors import FormatError
from spatialbench.probes.registry import tasks

PROBES = 60
SURE = 4.5  # standard errors: of some hundred floors, none is farther away by luck


def floor(task: str, value: float, *, level: int = 1, strategy: str = "last step only") -> Floor:
    """What a strategy gets of an open task with four answers."""
    scope = Scope(task=task, form="open", level=level)
    return Floor(strategy=strategy, scope=scope, value=value, error=0.01, chance=0.25, n=100)


def values(file: Path) -> dict[tuple[str, str, str], float]:
    """Task, level and strategy, with what it gets."""
    return {
        (task, level, name): value
        for task, levels in json.loads(file.read_text())["tasks"].items()
        for level, forms in levels.items()
        for name, (value, _) in forms["open"]["floors"].items()
    }


def test_what_is_measured_again_takes_the_place_of_what_was(tmp_path: Path) -> None:
    """The same task and level; other tasks and levels stay."""
    file = tmp_path / "floors.json"
    write(file, [floor("a/b-v1", 0.4), floor("a/b-v1", 0.6, level=2)], seed="s", probes=100)
    write(file, [floor("a/c-v1", 0.7)], seed="s", probes=100)
    write(file, [floor("a/b-v1", 0.5)], seed="s", probes=100)
    assert values(file) == {
        ("a/b-v1", "1", "last step only"): 0.5,
        ("a/b-v1", "2", "last step only"): 0.6,
        ("a/c-v1", "1", "last step only"): 0.7,
    }


def test_a_new_version_of_a_task_drives_out_the_old_one(tmp_path: Path) -> None:
    """What other draws were worth says nothing of these."""
    file = tmp_path / "floors.json"
    write(file, [floor("a/b-v1", 0.4)], seed="s", probes=100)
    write(file, [floor("a/b-v2", 0.3)], seed="s", probes=100)
    assert {task for task, *_ in values(file)} == {"a/b-v2"}


def test_leaving_out_what_never_matters_is_no_floor(tmp_path: Path) -> None:
    """Who pays no heed to events that change nothing has understood all there is."""
    file = tmp_path / "floors.json"
    found = [floor("a/b-v1", 1.0, strategy="all but Nudge"), floor("a/b-v1", 0.9)]
    write(file, found, seed="s", probes=100)
    assert set(values(file)) == {("a/b-v1", "1", "last step only")}


def test_another_file_is_not_written_over(tmp_path: Path) -> None:
    """The message says what was expected."""
    file = tmp_path / "notes.txt"
    file.write_text("precious")
    with pytest.raises(FormatError, match=r"notes\.txt: expected a file of floors"):
        write(file, [floor("a/b-v1", 0.4)], seed="s", probes=100)
    assert file.read_text() == "precious"


def test_the_highest_of_all_is_the_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of named and learned ones; guessing, where nothing is worth more."""
    file = tmp_path / "floors.json"
    two = [floor("a/b-v1", 0.4), floor("a/b-v1", 0.5, strategy="learned: words")]
    write(file, [*two, floor("a/b-v1", 0.2, level=2)], seed="s", probes=100)
    monkeypatch.setattr(
        "spatialbench.audit.kept.kept", lambda: json.loads(file.read_text())["tasks"]
    )
    first, second = cell("a/b-v1", 1, "open"), cell("a/b-v1", 2, "open")
    assert first is not None
    assert second is not None
    assert (first.highest.strategy, second.highest.strategy) == ("learned: words", "guessing")
    assert cell("a/b-v1", 3, "open") is None


KNOWN = sorted(kept().keys() & tasks().keys())


@pytest.mark.parametrize("task", KNOWN)
def test_a_fresh_measurement_agrees_with_what_is_kept(task: str) -> None:
    """Named strategies on other probes get what the file says, within the errors of both."""
    level = max(int(level) for level in kept()[task] if int(level) <= 3)
    found = measured([tasks()[task]], levels=[level], probes=PROBES, seed="fresh", parts=["named"])
    for one in found.floors:
        known = cell(task, level, one.scope.form or "")
        assert known is not None
        height = next((h for h in known.named if h.strategy == one.strategy), None)
        if height is not None:
            error = hypot(height.error, max(one.error, (one.chance / one.n) ** 0.5))
            assert abs(one.value - height.value) < SURE * error, one.strategy
