"""What training did to a small model: the table of docs/training.md is what its answers score."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from training import Outcomes, outcomes_of, table, unpacked  # noqa: E402

DOCS = ROOT / "docs" / "training.md"


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Outcomes:
    """Of the three runs."""
    return outcomes_of(unpacked(tmp_path_factory.mktemp("training")))


def test_the_docs_have_the_table(outcomes: Outcomes, capsys: pytest.CaptureFixture[str]) -> None:
    """Line by line, as `python benchmarks/training.py` prints it."""
    print(table(outcomes))
    printed = capsys.readouterr().out
    assert printed in DOCS.read_text(encoding="utf-8")


def test_states_written_after_each_turn_are_learnt_where_answers_alone_are_not(
    outcomes: Outcomes,
) -> None:
    """All right at the levels it was trained on but the third, near chance beyond."""
    asked = "cube/face-after-turns, en, open"
    right = {
        run: [sum(outcomes[asked, run, n]) for n in range(1, 6)] for run in ("direct", "trace")
    }
    assert right["trace"][:2] == [60, 60]
    assert max(right["direct"]) < 30
    assert max(right["trace"][3:]) <= 15
