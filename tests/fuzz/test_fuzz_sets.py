"""Whatever a stranger's set holds, it is worked with or an error of ours."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from fuzz.spoiling import CHANGES, EDITS, Change, Edit, changed, damaged, lines
from handmade import seal
from hypothesis import given
from hypothesis import strategies as st
from small import SEED

from spatialbench.adapters.export import Options, export
from spatialbench.answers.answerers import answer
from spatialbench.audit.audit import audit
from spatialbench.cli.checking import report_verify
from spatialbench.cli.fairness import report_audit
from spatialbench.errors import SpatialbenchError
from spatialbench.jsonl import line_of
from spatialbench.scoring import score
from spatialbench.sets import load
from spatialbench.sets.build import build_set
from spatialbench.sets.suite import Suite
from spatialbench.verification.verify import verify_set

SUITE = Suite(
    "fuzzed",
    "",
    32,
    (
        {"tasks": ["*"], "probes": 6, "levels": [1], "languages": ["en", "zh"]},
        {"tasks": ["*"], "probes": 6, "levels": [1], "choices": True, "modalities": ["image"]},
    ),
)
FILES = ("items.jsonl", "key.jsonl", "manifest.json", "media/index.jsonl")
TOKENS = [b"NaN", b"1e999", b"9" * 5000, b"[" * 2000, b'{"a":', b"null", b"\\ud800", b"\xff", b"\n"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real set, with an answer file beside it."""
    folder = tmp_path_factory.mktemp("whole") / "set"
    build_set(SUITE, folder, seed=SEED)
    rows = [line_of(row) for row in answer(load(folder), "random", seed="x")]
    (folder.parent / "answers.jsonl").write_text("".join(rows), encoding="utf-8")
    return folder


def work_with(folder: Path, answers: Path) -> None:
    """Everything that is done with a set, each by itself."""
    with suppress(SpatialbenchError):
        report_verify(verify_set(load(folder)))
    with suppress(SpatialbenchError):
        report_audit(audit(load(folder)), everything=True)
    with suppress(SpatialbenchError):
        score(load(folder), answers)
    for name in ("openai-batch", "webdataset"):
        shutil.rmtree(folder.parent / "out", ignore_errors=True)
        with suppress(SpatialbenchError):
            export(name, folder, folder.parent / "out", options=Options(model="m"))


def spoilt(whole: Path, name: str, data: bytes, *, sealed: bool) -> Path:
    """A copy of the set with one file replaced, the manifest made to fit or not."""
    folder = whole.parent / "spoilt" / "set"
    shutil.rmtree(folder.parent, ignore_errors=True)
    shutil.copytree(whole, folder)
    (folder / name).write_bytes(data)
    if sealed and name != "manifest.json":
        with suppress(SpatialbenchError):
            seal(folder)
    return folder


@given(st.sampled_from(FILES), EDITS, st.booleans())
def test_a_damaged_set_is_worked_with_or_an_error_of_ours(
    whole: Path, name: str, edits: list[Edit], sealed: bool
) -> None:
    """Bytes changed, lost and added, and the hashes made to fit."""
    data = damaged((whole / name).read_bytes(), edits, TOKENS)
    work_with(spoilt(whole, name, data, sealed=sealed), whole.parent / "answers.jsonl")


@given(st.sampled_from(FILES), CHANGES, st.integers(0, 100))
def test_a_set_of_other_values_is_worked_with_or_an_error_of_ours(
    whole: Path, name: str, changes: list[Change], line: int
) -> None:
    """Everything is JSON, and nothing is as it should be."""
    text = (whole / name).read_text("utf-8")
    if name == "manifest.json":
        data = json.dumps(changed(json.loads(text), changes)).encode()
    else:
        records = [json.loads(part) for part in text.splitlines()]
        records[line % len(records)] = changed(records[line % len(records)], changes)
        data = lines(records)
    work_with(spoilt(whole, name, data, sealed=True), whole.parent / "answers.jsonl")
