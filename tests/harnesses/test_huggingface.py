"""The contract with Hugging Face datasets and Croissant: what is read back is the set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from asked_sets import name_of, pairs, pictures_of, replies
from mock_server import fingerprint

from spatialbench.adapters.export import Options, export
from spatialbench.adapters.hub_eval import is_asked_so
from spatialbench.scoring import score
from spatialbench.sets import QuestionSet

datasets = pytest.importorskip("datasets", reason="datasets is not installed (nox -s huggingface)")


@pytest.fixture(scope="module")
def folder(questions: QuestionSet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exported set, with its key."""
    out = tmp_path_factory.mktemp("hub") / "spatialbench"
    export("huggingface", questions.path, out, options=Options(with_key=True))
    return out


@pytest.fixture(scope="module")
def rows(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The items as `load_dataset` reads them, offline."""
    cache = str(tmp_path_factory.mktemp("cache"))
    return datasets.load_dataset(str(folder), split="test", cache_dir=cache)


def hashes(row: dict[str, Any]) -> list[str]:
    """The pixels of a row's pictures, as the server of the other tests names them."""
    from io import BytesIO

    from mock_server import pixels

    found = []
    for image in row["images"]:
        png = BytesIO()
        image.save(png, "PNG")
        found.append(pixels(png.getvalue()))
    return found


def test_every_picture_comes_back_in_order(questions: QuestionSet, rows: Any) -> None:
    """As decoded pixels, with the text around them."""
    assert len(rows) == 120
    for row, (item, _) in zip(rows, pairs(questions), strict=True):
        assert row["id"] == item.id
        assert hashes(row) == pictures_of(questions, item)
        assert fingerprint(row["prompt"], hashes(row)) == name_of(questions, item)
        assert row["options"] == list(item.options or ())


def test_answers_to_the_dataset_are_answers_to_the_set(
    questions: QuestionSet, rows: Any, tmp_path: Path
) -> None:
    """Whoever asks with the dataset alone gets the same score."""
    known = replies(questions)
    path = tmp_path / "answers.jsonl"
    asked = [
        {"id": row["id"], "response": known[fingerprint(row["prompt"], hashes(row))]}
        for row in rows
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in asked))
    assert score(questions, path).overall.right == 60


def test_the_answers_are_a_configuration_of_their_own(
    questions: QuestionSet, folder: Path, tmp_path: Path
) -> None:
    """No column of the items says what is right."""
    key = datasets.load_dataset(str(folder), "key", split="test", cache_dir=str(tmp_path))
    answers = {row["id"]: json.loads(row["answer"]) for row in key}
    assert answers == {item.id: key.answer for item, key in pairs(questions)}


def test_without_being_asked_no_answer_goes_along(questions: QuestionSet, tmp_path: Path) -> None:
    """A dataset is published more easily than it is taken back."""
    files = export("huggingface", questions.path, tmp_path / "out")
    assert {file.name for file in files} == {
        "README.md",
        "subsets.json",
        "croissant.json",
        "test-00000-of-00001.parquet",
    }


def test_the_export_has_the_same_bytes_again(
    questions: QuestionSet, folder: Path, tmp_path: Path
) -> None:
    """With the same version of pyarrow."""
    again = export("huggingface", questions.path, tmp_path / "a", options=Options(with_key=True))
    for file in again:
        assert file.read_bytes() == (folder / file.relative_to(tmp_path / "a")).read_bytes()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what mlcroissant itself uses
def test_croissant_accepts_the_metadata_and_reads_the_records(
    questions: QuestionSet, folder: Path
) -> None:
    """Every text of every item, through mlcroissant."""
    croissant = pytest.importorskip("mlcroissant", reason="mlcroissant is not installed")
    told = croissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert not told.metadata.ctx.issues.errors
    found = {
        record["records/id"].decode(): record["records/prompt"].decode()
        for record in told.records("records")
    }
    assert found == {item.id: item.prompt for item, _ in pairs(questions)}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what mlcroissant itself uses
def test_croissant_lists_every_table_that_is_there(questions: QuestionSet, folder: Path) -> None:
    """Items, key, and what `inspect` asks with, whose letters are those of the key."""
    croissant = pytest.importorskip("mlcroissant", reason="mlcroissant is not installed")
    told = croissant.Dataset(jsonld=str(folder / "croissant.json"))
    listed = {one.content_url for one in told.metadata.distribution}
    assert listed == {str(path.relative_to(folder)) for path in folder.rglob("*.parquet")}
    found = {
        record["inspect/id"].decode(): record["inspect/target"].decode()
        for record in told.records("inspect")
    }
    choices = {item.id: key.answer for item, key in pairs(questions) if is_asked_so(item)}
    assert found == choices != {}


def test_the_card_says_what_is_in_it(folder: Path, questions: QuestionSet) -> None:
    """Counts, licence and the canary."""
    card = (folder / "README.md").read_text()
    assert "license: cc-by-4.0" in card
    assert "| cube/facing-you-v1 |" in card
    assert questions.manifest["canary"] in card
