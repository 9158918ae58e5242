"""The same seed and suite give the same bytes: with any workers, in any process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from small import PICTURES, SEED, TEXTS, contents

from spatialbench.sets.build import build_set
from spatialbench.sets.suite import Suite

BOTH = Suite("both", "", 64, (*TEXTS.parts, *PICTURES.parts))

SCRIPT = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[1].split("|")
from test_same_bytes import BOTH, SEED, build_set
if __name__ == "__main__":
    build_set(BOTH, Path(sys.argv[2]), seed=SEED)
"""


PATHS = "|".join(map(str, Path(__file__).parents[:2]))  # of this module, and of those beside it


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The set, built here by one worker."""
    folder = tmp_path_factory.mktemp("here") / "set"
    build_set(BOTH, folder, seed=SEED)
    return contents(folder)


def test_two_workers_write_the_same_bytes_as_one(
    tmp_path: Path, expected: dict[str, bytes]
) -> None:
    """Jobs are handed out in batches and written in order."""
    build_set(BOTH, tmp_path / "set", seed=SEED, workers=2)
    assert contents(tmp_path / "set") == expected


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_process_writes_the_same_bytes(
    tmp_path: Path, expected: dict[str, bytes], hash_seed: str
) -> None:
    """No set or dictionary of text decides an order."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-c", SCRIPT, PATHS, str(tmp_path / "set")]
    subprocess.run(command, env=environment, check=True)
    assert contents(tmp_path / "set") == expected


def test_another_seed_writes_other_items(tmp_path: Path, expected: dict[str, bytes]) -> None:
    """And no id of one is in the other."""
    build_set(TEXTS, tmp_path / "set", seed="other")
    items = contents(tmp_path / "set")["items.jsonl"].decode().splitlines()
    assert not {line[:26] for line in items} & {
        line[:26] for line in expected["items.jsonl"].decode().splitlines()
    }
