"""The commands of docs/local-models.md, typed one after the other at a server on this machine."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from mock_server import Mock, serving

pytest.importorskip("inspect_ai", reason="inspect-ai is not installed (nox -s inspect)")

BIN = Path(sys.executable).parent
GUIDE = Path(__file__).parents[2] / "docs" / "local-models.md"
SERVER = "http://127.0.0.1:8000/v1"


def commands() -> list[list[str]]:
    """What the first section tells to type, but for the installation."""
    block = GUIDE.read_text(encoding="utf-8").partition("```sh\n")[2].partition("```")[0]
    lines = [shlex.split(line) for line in block.splitlines()]
    return [line for line in lines if line[0] == "spatialbench"]


def test_every_command_works(tmp_path: Path) -> None:
    """In order, in an empty folder; the model is asked every question, and a page comes out."""
    mock = Mock({})
    with serving(mock) as url:
        for name, *more in commands():
            given = [url if word == SERVER else word for word in more]
            done = subprocess.run(
                [str(BIN / name), *given],
                cwd=tmp_path, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, f"{shlex.join(more)}\n{done.stderr[-2000:]}"
    rows = [json.loads(line) for line in (tmp_path / "mine.jsonl").read_text().splitlines()]
    assert len(rows) == len(mock.requests) == 300
    assert rows[0]["protocol"].endswith("Q4_K_M, own template")
    assert (tmp_path / "report.html").stat().st_size > 10_000
