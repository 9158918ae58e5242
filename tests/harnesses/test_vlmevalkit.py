"""The contract with VLMEvalKit: its files hold every picture, and its predictions are scored."""

from __future__ import annotations

import ast
import csv
from base64 import b64decode
from pathlib import Path

import pytest
from asked_sets import name_of, pairs, pictures_of, replies
from mock_server import pixels

from spatialbench.adapters.export import Options, export
from spatialbench.adapters.vlmevalkit import question
from spatialbench.errors import InputError
from spatialbench.scoring import score
from spatialbench.sets import QuestionSet, load
from spatialbench.sets.build import build_set
from spatialbench.sets.suite import read_suite

CHOICES = """
name = "vlm"
picture_size = 64

[[part]]
tasks = ["cube/facing-you"]
levels = [1]
probes = 4
modalities = ["image"]
choices = "both"
"""


@pytest.fixture(scope="module")
def both_forms(tmp_path_factory: pytest.TempPathFactory) -> QuestionSet:
    """Open questions and choices with pictures."""
    folder = tmp_path_factory.mktemp("vlm")
    (folder / "vlm.toml").write_text(CHOICES)
    return load(build_set(read_suite(str(folder / "vlm.toml")), folder / "set", seed="v").path)


def rows(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def decoded(cell: str) -> list[str]:
    """The hashes of the pictures in a cell: base64, or a list of it."""
    found = ast.literal_eval(cell) if cell.startswith("[") else [cell]
    return [pixels(b64decode(one)) for one in found]


def test_every_picture_is_in_the_file_in_order(questions: QuestionSet, tmp_path: Path) -> None:
    """With the whole message beside; items without pictures are left out."""
    files = export("vlmevalkit", questions.path, tmp_path / "out")
    assert [file.name for file in files] == ["contract_open.tsv"]
    found = {row["id"]: row for row in rows(files[0])}
    shown = [item for item, _ in pairs(questions) if item.images]
    assert list(found) == [item.id for item in shown]
    for item in shown:
        assert decoded(found[item.id]["image"]) == pictures_of(questions, item)
        assert found[item.id]["question"] == item.prompt


def test_choices_have_columns_of_their_own(both_forms: QuestionSet, tmp_path: Path) -> None:
    """The question comes without them, since VLMEvalKit adds them; the answer only on request."""
    files = export("vlmevalkit", both_forms.path, tmp_path / "out", options=Options(with_key=True))
    choice = rows(next(file for file in files if "choice" in file.name))
    keyed = {item.id: (item, key) for item, key in pairs(both_forms)}
    assert len(choice) == 4
    for row in choice:
        item, key = keyed[row["id"]]
        assert [row[name] for name in "ABCD"] == list(item.options or ())
        assert row["answer"] == key.answer
        assert row["question"] == question(item)
        assert f"\nA. {row['A']}" not in row["question"]
    without = export("vlmevalkit", both_forms.path, tmp_path / "plain")
    assert {row["answer"] for file in without if "choice" in file.name for row in rows(file)} == {
        ""
    }


def test_predictions_score_like_answers(questions: QuestionSet, tmp_path: Path) -> None:
    """As the table that VLMEvalKit writes beside the model's name."""
    known = replies(questions)
    shown = [item for item, _ in pairs(questions) if item.images]
    said = {item.id: known[name_of(questions, item)] for item in shown}
    path = tmp_path / "model_contract_open.tsv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(["index", "id", "question", "prediction"])
        table.writerows([n, one, "?", text] for n, (one, text) in enumerate(said.items(), 1))
    results = score(questions, path)
    assert results.answers.format == "VLMEvalKit predictions"
    assert (results.overall.right, results.overall.answered) == (12, 24)


def test_a_set_without_pictures_is_an_error(tmp_path: Path) -> None:
    """VLMEvalKit would find nothing to ask."""
    recipe = tmp_path / "t.toml"
    recipe.write_text(CHOICES.replace('"image"', '"text"'))
    made = build_set(read_suite(str(recipe)), tmp_path / "set", seed="v")
    with pytest.raises(InputError, match="no item has a picture"):
        export("vlmevalkit", made.path, tmp_path / "out")


def test_the_classes_of_vlmevalkit_read_it(
    both_forms: QuestionSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message for every row, with its pictures and its text."""
    pytest.importorskip("vlmeval", reason="VLMEvalKit is not installed (nox -s vlmevalkit)")
    from vlmeval.dataset import build_dataset

    files = export("vlmevalkit", both_forms.path, tmp_path / "out", options=Options(with_key=True))
    monkeypatch.setenv("LMUData", str(tmp_path / "out"))
    keyed = {item.id: item for item, _ in pairs(both_forms)}
    for file in files:
        data = build_dataset(file.stem)
        assert len(data) == 4
        for number in range(len(data)):
            message = data.build_prompt(data.data.iloc[number])
            item = keyed[data.data.iloc[number]["id"]]
            shown = [part["value"] for part in message if part["type"] == "image"]
            text = "".join(part["value"] for part in message if part["type"] == "text")
            assert [pixels(Path(one).read_bytes()) for one in shown] == pictures_of(
                both_forms, item
            )
            assert question(item).strip() in text
