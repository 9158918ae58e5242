"""Running `spatialbench …` within a test."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any  # rows

Run = Callable[..., "Done"]


class Done:
    """What a command left behind."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


def answered(run: Run, small_set: Path, folder: Path, strategy: str) -> Path:
    """An answer file of an embedded answerer."""
    path = folder / f"{strategy.replace(':', '-')}.jsonl"
    done = run("answer", small_set, "--with", strategy, "--out", path, "--overwrite")
    assert done.status == 0
    return path


def as_model(run: Run, small_set: Path, folder: Path, name: str, share: str) -> Path:
    """Answers that are right about so often, in the name of a model."""
    rows = read(answered(run, small_set, folder, f"simulated:{share}"))
    return write(folder / f"{name}.jsonl", [{**row, "model": name, "origin": None} for row in rows])


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path
