"""The golden files: the first probes of every task and level, as items and keys.

    python -m tests.generators.write_golden [TASK …]

writes those of the tasks named, or of all. Changing what a generator draws changes them: raise the
version in its id, and look at the difference before it is committed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from spatialbench.probes.registry import find, tasks
from spatialbench.testing.golden import golden_name, golden_text

FOLDER = Path(__file__).parent / "golden"


def golden_path(task: str) -> Path:
    """Where the golden file of a task is."""
    return FOLDER / golden_name(task)


def main(names: list[str]) -> None:
    """Write the golden files of these tasks."""
    FOLDER.mkdir(exist_ok=True)
    for task in [find(name).id for name in names] or tasks():
        golden_path(task).write_text(golden_text(task), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
