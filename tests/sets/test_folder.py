"""The folder of a set: its manifest, and what it says of a seed."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import SEED, TEXTS

from spatialbench.items.item import CANARY
from spatialbench.jsonl import check, sha256_of
from spatialbench.probes.draw import seed_key
from spatialbench.sets import load
from spatialbench.sets.build import build_set
from spatialbench.sets.folder import commitment, manifest_of, open_partial, partial_seed
from spatialbench.sets.suite import plan, read_suite


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small set."""
    folder = tmp_path_factory.mktemp("folder") / "set"
    build_set(TEXTS, folder, seed=SEED)
    return folder


def test_a_manifest_fits_its_schema_and_the_files(built: Path) -> None:
    """Its hashes are those of the files; the canary and the licence are in it."""
    manifest = load(built).manifest
    check(manifest, "manifest", "manifest")
    assert manifest["items"]["sha256"] == sha256_of(built / "items.jsonl")
    assert manifest["key"]["sha256"] == sha256_of(built / "key.jsonl")
    assert (manifest["canary"], manifest["licence"]) == (CANARY, "CC-BY-4.0")


def test_a_manifest_counts_items_by_all_that_divides_them(built: Path) -> None:
    """Each count adds up to the number of items."""
    counts = load(built).manifest["counts"]
    assert (counts["items"], counts["probes"]) == (30, 12)
    for name in ("task", "level", "language", "modality"):
        assert sum(counts[name].values()) == 30
    assert counts["language"] == {"en": 18, "zh": 12}


def test_the_suite_of_a_manifest_makes_the_same_plan(built: Path, tmp_path: Path) -> None:
    """The recipe is inlined: who has the seed can make the set again."""
    recipe = load(built).manifest["suite"]
    assert recipe == TEXTS.to_json()
    assert set(recipe) == set(read_suite("quick").to_json())


def test_refusals_are_counted_by_task_and_reason(tmp_path: Path) -> None:
    """As the jobs wrote them down, sorted."""
    open_partial(tmp_path / "p", TEXTS, SEED, plan(TEXTS))
    (tmp_path / "p/refused.txt").write_text("b\tx\na\ty\nb\tx\nb\tw\n")
    manifest = manifest_of(tmp_path / "p", TEXTS, SEED, seed_key(SEED), True)
    assert manifest["refusals"] == {"a": {"y": 1}, "b": {"w": 1, "x": 2}}


def test_a_commitment_says_nothing_and_can_be_checked() -> None:
    """It is the same for the same seed only, and is not the key."""
    assert commitment(seed_key("a")) == commitment(seed_key("a"))
    assert commitment(seed_key("a")) != commitment(seed_key("b"))
    assert commitment(seed_key("a")) not in seed_key("a").hex()


def test_the_seed_of_an_unfinished_set_can_be_asked_for(tmp_path: Path) -> None:
    """So that a command without --seed goes on with the one that was drawn."""
    assert partial_seed(tmp_path / "set") is None
    open_partial(tmp_path / "set.partial", TEXTS, SEED, plan(TEXTS))
    assert partial_seed(tmp_path / "set") == SEED
