"""Running `spatialbench …` within a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "Done"]


class Done:
    """What a command left behind."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


def answered(run: Run, small_set: Path, folder: Path, strategy: str) -> Path:
    """An answer file of an embedded answerer."""
    path = folder / f"{strategy.replace(':', '-')}.jsonl"
    assert run("answer", small_set, "--with", strategy, "--out", path).status == 0
    return path
