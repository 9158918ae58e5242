"""The example that trains a model: a tiny one is asked, trained and asked again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from spatialbench.scoring import score
from spatialbench.sets import load

pytest.importorskip("torch", reason="torch is not installed (nox -s finetune)")
pytest.importorskip("transformers", reason="transformers is not installed (nox -s finetune)")

SCRIPT = Path(__file__).parents[2] / "examples" / "finetune.py"


def test_a_tiny_network_is_asked_trained_and_asked_again(tmp_path: Path) -> None:
    """Every question of the test has an answer before and after, and the loss is printed."""
    out = tmp_path / "run"
    options = [
        "--model",
        "tiny",
        "--states",
        "--questions",
        "200",
        "--test",
        "2",
        "--longest",
        "40",
    ]
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--out", str(out), "--batch", "16", *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "batch 13 of 13: loss" in done.stdout
    for when in ("before", "after"):
        results = score(load(out / "test"), out / f"{when}.jsonl")
        assert results.overall.statuses["missing"] == 0
        assert results.overall.answered == 30
