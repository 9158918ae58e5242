"""The golden files: the first probes of every task and level, as items and keys.

    python -m tests.generators.write_golden [TASK …]

writes those of the tasks named, or of all. Changing what a generator draws changes them: raise the
version in its id, and look at the difference before it is committed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from spatialbench.items.item import LANGUAGES
from spatialbench.items.present import Wanted, with_key
from spatialbench.jsonl import line_of
from spatialbench.probes.generator import versionless
from spatialbench.probes.make import make
from spatialbench.probes.registry import find, tasks

FOLDER = Path(__file__).parent / "golden"
SEED = "golden"
PROBES = 3


def golden_path(task: str) -> Path:
    """Where the golden file of a task is."""
    return FOLDER / f"{versionless(task).replace('/', '.')}.jsonl"


def golden_text(task: str) -> str:
    """For each level the first probes: as an open question in each language, then their key."""
    lines = []
    for level in find(task).levels:
        for index in range(PROBES):
            probe = make(task, seed=SEED, level=level, index=index)
            forms = [Wanted(x, "text", False, probe.paraphrase, 64) for x in LANGUAGES]
            made = [with_key(probe, wanted) for wanted in forms]
            lines += [line_of(found.item.to_json()) for found in made]
            lines.append(line_of(made[0].key.to_json()))
    return "".join(lines)


def main(names: list[str]) -> None:
    """Write the golden files of these tasks."""
    FOLDER.mkdir(exist_ok=True)
    for task in [find(name).id for name in names] or tasks():
        golden_path(task).write_text(golden_text(task), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
