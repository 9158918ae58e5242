"""Any log is an answer file: what it is is told by what is in it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from answered_sets import hand_set, member
from written import SAID, WRITERS, inspect_eval, lines, verifiers

from spatialbench.answers.files import open_answers, read_answers
from spatialbench.answers.logs import archives
from spatialbench.answers.rows import Answer
from spatialbench.errors import FormatError, InputError
from spatialbench.scoring import score

PAIR = hand_set(member("a"), member("b"))


@pytest.fixture(params=WRITERS, ids=str)
def written(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """The name of a format, and a log of it."""
    name = str(request.param)
    return name.partition(" (")[0], WRITERS[name](tmp_path)


@pytest.fixture(params=sorted(set(WRITERS) - {"lm-eval samples"}), ids=str)
def with_failed(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Path]:
    """The same, of the formats that say which calls failed: lm-eval writes no log then."""
    name = str(request.param)
    return name.partition(" (")[0], WRITERS[name](tmp_path)


def rows_of(path: Path) -> dict[str, Answer]:
    return {answer.id: answer for answer in read_answers(path)}


def test_a_log_is_recognised_by_its_content(written: tuple[str, Path]) -> None:
    """Under a name that says nothing, too."""
    name, path = written
    renamed = path.rename(path.with_name("answers"))
    assert open_answers(renamed).name == name


def test_a_log_gives_the_response_word_for_word(written: tuple[str, Path]) -> None:
    """The response is what the model wrote, not what the harness made of it."""
    assert rows_of(written[1])["a"].response == SAID


def test_a_failed_call_is_missing_and_not_wrong(with_failed: tuple[str, Path]) -> None:
    """It has no response, and the score leaves it out."""
    failed = rows_of(with_failed[1])["b"]
    assert failed.failed
    assert failed.response is None


def test_a_log_scores_like_an_answer_file(with_failed: tuple[str, Path]) -> None:
    """One right answer, one failed call, and the format is named."""
    name, path = with_failed
    results = score(PAIR, path)
    assert (results.overall.right, results.overall.answered) == (1, 1)
    assert results.overall.statuses["failed"] == 1
    assert results.answers.format == name


def test_a_folder_of_logs_is_read_whole(tmp_path: Path) -> None:
    """Files that are no logs are passed over."""
    for name in ("lm-eval samples", "OpenAI batch results"):
        WRITERS[name](tmp_path)
    (tmp_path / "notes.txt").write_text("not a log")
    opened = open_answers(tmp_path)
    assert opened.name == "2 files: OpenAI batch results, lm-eval samples"
    assert sum(1 for _ in opened.answers) == 4


def test_epochs_and_models_are_kept(tmp_path: Path) -> None:
    """inspect repeats ids over epochs."""
    answers = list(read_answers(inspect_eval(tmp_path)))
    assert {(one.model, one.epoch) for one in answers} == {("some/model", 1)}
    assert answers[0].usage == {"total_tokens": 9}
    assert answers[0].seconds == 1.5


def test_rollouts_of_one_task_are_epochs(tmp_path: Path) -> None:
    """verifiers writes them one after the other."""
    path = verifiers(tmp_path)
    path.write_text(path.read_text() * 3)
    assert [(one.id, one.epoch) for one in read_answers(path)] == [
        (name, epoch) for epoch in (1, 2, 3) for name in "ab"
    ]


def test_a_log_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A zip bomb is not a log."""
    monkeypatch.setattr(archives, "LARGEST_SAMPLE", 1000)
    path = tmp_path / "bomb.eval"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("header.json", "{}")
        archive.writestr("samples/a_epoch_1.json", " " * 2000)
    with pytest.raises(
        FormatError, match=r"samples/a_epoch_1\.json\": expected at most 1,000 bytes"
    ):
        list(read_answers(path))


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_a_log_that_was_cut_off_is_an_error_and_no_crash(tmp_path: Path, name: str) -> None:
    """At any place: it says so, or what is left reads as before."""
    path = WRITERS[name](tmp_path)
    raw = path.read_bytes()
    for share in range(1, 10):
        path.write_bytes(raw[: len(raw) * share // 10])
        try:
            list(read_answers(path))
        except InputError as error:
            assert str(path) in str(error)  # noqa: PT017 (what is left may be readable)


@pytest.mark.parametrize("id_", [None, 5, "../x", ["a"], {"a": 1}, ""], ids=repr)
def test_an_id_that_is_none_of_ours_is_named(tmp_path: Path, id_: object) -> None:
    """With file, line and field."""
    record = {"doc_id": 0, "doc": {"id": id_}, "resps": [["x"]]}
    path = lines(tmp_path / "s.jsonl", [record])
    with pytest.raises(FormatError, match=r"s\.jsonl, line 1: field (id|\(the whole object\))"):
        list(read_answers(path))


def test_json_of_an_unknown_kind_is_told_what_is_expected(tmp_path: Path) -> None:
    """Neither an answer file nor a log that is known."""
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"what": "ever"}))
    with pytest.raises(FormatError, match="expected a field"):
        list(read_answers(path))
