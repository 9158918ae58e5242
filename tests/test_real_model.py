"""The answers of a real small model, and what the docs say of them."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from spatialbench.scoring import Results, score
from spatialbench.sets import load

ANSWERS = Path(__file__).parent / "data" / "smollm2_quick.jsonl"
DOCS = Path(__file__).parent.parent / "docs" / "real-model.md"


def kept(name: str, folders: pytest.TempPathFactory) -> Path:
    """A set as it was when models were asked: what a seed draws has changed since."""
    folder = folders.mktemp("real") / name
    with tarfile.open(ANSWERS.parent / "frozen" / f"{name}.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """The answers scored with the set they were given to."""
    return score(load(kept("quick", tmp_path_factory)), ANSWERS)


def test_the_answers_are_to_this_set(results: Results) -> None:
    """It is the set that the model was asked; the tasks draw other items since."""
    assert results.answers.unknown == 0
    assert results.overall.statuses["missing"] == 0
    assert results.overall.answered == 180


def test_the_docs_say_what_is_scored(results: Results) -> None:
    """The row of the model in docs/real-model.md."""
    whole = results.overall
    shares = (whole.accuracy, whole.low, whole.high, whole.parse_rate)
    accuracy, low, high, read = (f"{100 * (share or 0):.1f} %" for share in shares)
    row = f"| **{results.model}** | {whole.right} | {accuracy} | {low} to {high} | {read} |"
    assert row in DOCS.read_text(encoding="utf-8")


def test_it_is_a_floor(results: Results) -> None:
    """The interval reaches down from blind guessing."""
    assert results.overall.chance is not None
    assert results.overall.low < results.overall.chance


FLOOR = {"smollm2_floor.jsonl", "gemma3_270m_floor.jsonl"}


@pytest.fixture(scope="module")
def floor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The 300 items that both models were asked."""
    return kept("floor", tmp_path_factory)


@pytest.mark.parametrize("name", sorted(FLOOR))
def test_the_docs_say_what_the_models_score_on_floor(floor: Path, name: str) -> None:
    """All answers are to this set, and the row of the model is in docs/real-model.md."""
    found = score(load(floor), ANSWERS.parent / name)
    whole = found.overall
    assert (found.answers.unknown, whole.answered) == (0, 300)
    shares = (whole.accuracy, whole.low, whole.high, whole.parse_rate)
    accuracy, low, high, read = (f"{100 * (share or 0):.1f} %" for share in shares)
    row = f"| **{found.model}** | {whole.right} | {accuracy} | {low} to {high} | {read} |"
    assert row in DOCS.read_text(encoding="utf-8")
