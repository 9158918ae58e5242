"""Shards for training: read back by the webdataset package, or by tarfile alone."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

import pytest
from asked_sets import pairs, pictures_of
from mock_server import pixels

from spatialbench.adapters import webdataset as adapter
from spatialbench.adapters.export import export
from spatialbench.sets import QuestionSet


def test_shards_hold_every_item_with_answer_and_pictures(
    questions: QuestionSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In order, over as many shards as it takes."""
    monkeypatch.setattr(adapter, "SHARD", 100_000)
    shards = export("webdataset", questions.path, tmp_path / "out")
    assert len(shards) > 2
    files: dict[str, bytes] = {}
    for shard in shards:
        with tarfile.open(shard) as archive:
            for member in archive:
                file = archive.extractfile(member)
                assert file is not None
                files[member.name] = file.read()
    for item, key in pairs(questions):
        assert json.loads(files[f"{item.id}.json"])["answer"] == key.answer
        shown = [files[f"{item.id}.{n:03}.png"] for n in range(len(item.images))]
        assert list(map(pixels, shown)) == pictures_of(questions, item)


def test_shards_have_the_same_bytes_again(questions: QuestionSet, tmp_path: Path) -> None:
    """Nothing in them says when they were made, or by whom."""
    first, second = (export("webdataset", questions.path, tmp_path / name) for name in "ab")
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # it closes nothing
def test_the_webdataset_package_reads_them(questions: QuestionSet, tmp_path: Path) -> None:
    """A sample an item."""
    package = pytest.importorskip("webdataset", reason="webdataset is not installed")
    shards = export("webdataset", questions.path, tmp_path / "out")
    read = package.WebDataset([str(shard) for shard in shards], shardshuffle=False)
    samples = {sample["__key__"]: sample for sample in read}
    for item, _ in pairs(questions):
        assert json.loads(samples[item.id]["json"])["prompt"] == item.prompt
        assert sum(name.endswith("png") for name in samples[item.id]) == len(item.images)
