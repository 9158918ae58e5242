"""Folders of logs: conflicts name every file; what is none of ours is left aside with a word."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from answered_sets import hand_set, member
from written import INSPECT, SAID, inspect_json, lines, lm_eval, openai_batch, whole

from spatialbench.answers.files import open_answers
from spatialbench.answers.logs import folder as folders
from spatialbench.errors import FormatError, InputError, MismatchError
from spatialbench.scoring import score, score_all

PAIR = hand_set(member("a"), member("b"))
OTHER_TASK = {"doc_id": 0, "doc": {"question": "2 + 2"}, "resps": [["4"]], "filtered_resps": ["4"]}


def test_two_answers_to_one_item_name_both_files(tmp_path: Path) -> None:
    """With their lines, so that one of them can be removed."""
    lm_eval(tmp_path)
    row = {"doc_id": 0, "doc": {"id": "a"}, "resps": [["blue"]], "filtered_resps": ["blue"]}
    (tmp_path / "more").mkdir()
    lines(tmp_path / "more" / "samples_y.jsonl", [row])
    with pytest.raises(FormatError) as caught:
        score(PAIR, tmp_path)
    assert "samples_x.jsonl, line 1" in str(caught.value)
    assert "more/samples_y.jsonl, line 1" in str(caught.value)


@pytest.mark.parametrize("first", ["samples_a.jsonl", "samples_z.jsonl"])
def test_logs_of_other_tasks_are_left_aside_with_a_word(tmp_path: Path, first: str) -> None:
    """Whether they come before ours or after."""
    lm_eval(tmp_path)
    lines(tmp_path / first, [OTHER_TASK] * 9)
    results = score(PAIR, tmp_path)
    assert (results.overall.right, results.answers.rows) == (1, 2)
    assert results.answers.notes == (f'files of other tasks left aside: "{first}"',)


def test_logs_with_ids_of_another_set_are_left_aside_too(tmp_path: Path) -> None:
    """Many tasks of lm-eval have ids that look like ours."""
    lm_eval(tmp_path)
    lines(
        tmp_path / "samples_z.jsonl", [{**OTHER_TASK, "doc": {"id": n}} for n in map(str, range(9))]
    )
    results = score(PAIR, tmp_path)
    assert results.answers.unknown == 0
    assert results.answers.notes == ('files of other tasks left aside: "samples_z.jsonl"',)


def test_a_model_of_another_task_alone_is_no_model_of_ours(tmp_path: Path) -> None:
    """It would be scored with no answer at all."""
    inspect_json(tmp_path)
    samples = [{"id": n, "epoch": 1, "output": {"completion": SAID}} for n in "cdefg"]
    log = {**INSPECT, "eval": {"model": "other"}, "samples": samples}
    whole(tmp_path / "other.json", log)
    assert [one.model for one in score_all(PAIR, tmp_path)] == ["some/model"]


def test_a_folder_of_nothing_but_strangers_is_refused(tmp_path: Path) -> None:
    """As a single file is."""
    lines(tmp_path / "s.jsonl", [{**OTHER_TASK, "doc": {"id": n}} for n in "cdefg"])
    with pytest.raises(MismatchError, match="for another set"):
        score(PAIR, tmp_path)


def test_a_folder_of_logs_without_ids_of_ours_says_that_there_is_no_answer(tmp_path: Path) -> None:
    """And which files were left aside is not the point then."""
    lines(tmp_path / "s.jsonl", [OTHER_TASK])
    with pytest.raises(FormatError, match="expected at least one answer"):
        score(PAIR, tmp_path)


def test_a_single_log_of_another_task_says_what_is_wrong(tmp_path: Path) -> None:
    """File, line and field."""
    path = lines(tmp_path / "s.jsonl", [OTHER_TASK])
    with pytest.raises(FormatError, match=r"s\.jsonl, line 1: field id: .*the log of another task"):
        score(PAIR, path)


def test_no_file_of_a_large_folder_is_lost_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many are an error, and not a selection."""
    monkeypatch.setattr(folders, "MOST_FILES", 1)
    lm_eval(tmp_path)
    openai_batch(tmp_path)
    with pytest.raises(InputError, match="expected at most 1 files; there are 2"):
        open_answers(tmp_path)


def test_notes_of_a_log_name_its_file(tmp_path: Path) -> None:
    """Which of them had invalidated samples."""
    inspect_json(tmp_path)
    (sample, _) = INSPECT["samples"]  # type: ignore[misc]
    invalid = {**sample, "id": "b", "invalidation": {"reason": "x"}}  # type: ignore[dict-item]
    whole(tmp_path / "z.json", {**INSPECT, "samples": [invalid]})
    assert score(PAIR, tmp_path).answers.notes == ('"z.json": 1 invalidated samples left out',)
