"""Packages made importable, with their entry points, for another process: no network, no pip."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

METADATA = "Metadata-Version: 2.1\nName: {name}\nVersion: 0.1.0\n"
ENTRY = "[spatialbench.generators]\n{ability} = {package}:TASKS\n"


def register(folder: Path, package: str, ability: str) -> None:
    """Let the package in that folder be found as an installed one is."""
    info = folder / f"{package}-0.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(METADATA.format(name=package.replace("_", "-")))
    (info / "entry_points.txt").write_text(ENTRY.format(ability=ability, package=package))


def spatialbench(*arguments: str, path: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command, in an environment in which that folder is on the path."""
    environment = {**os.environ, "PYTHONPATH": str(path), "COLUMNS": "120"}
    command = [sys.executable, "-c", "from spatialbench.cli import main; main()", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, env=environment, check=False
    )
