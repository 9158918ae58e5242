"""An audit says the same every time, whatever order Python's sets have."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from handmade import questions, write_set

AUDITING = """
import json, sys
from spatialbench.audit.audit import audit
from spatialbench.sets import load
for folder in sys.argv[1:]:
    print(json.dumps(audit(load(folder)).to_json()))
"""


def audited(folders: list[Path], hash_seed: int) -> str:
    """The audits as JSON, in a process with that seed of its hashes."""
    return subprocess.run(
        [sys.executable, "-c", AUDITING, *folders],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
    ).stdout


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Small sets in which some labels are as frequent as others, and one in which words are."""
    root = tmp_path_factory.mktemp("sets")
    made = [write_set(root / f"{n}", questions(n, choices=n % 2 == 0)) for n in range(8, 24)]
    return [*made, write_set(root / "large", questions(60))]


def test_an_audit_does_not_depend_on_the_order_of_sets(folders: list[Path]) -> None:
    """Neither where labels tie, nor where sums are rounded."""
    first, *others = (audited(folders, seed) for seed in range(4))
    assert first.count('"rows"') == len(folders)
    assert others == [first] * 3
