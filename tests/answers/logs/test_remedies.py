"""Who does with a log or an archive what its message says has answers that are read."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from written import SAID, inspect_eval

from spatialbench.answers.files import read_answers
from spatialbench.answers.logs import archives
from spatialbench.errors import InputError

LINES = json.dumps({"id": "a", "response": SAID}) + "\n"
Case = Callable[[Path], tuple[Path, str, Path]]
"""In a folder: the wrong file, what is said to be done, and the file that comes of doing it."""


def cut_off(folder: Path) -> tuple[Path, str, Path]:
    whole = inspect_eval(folder)
    wrong = folder / "cut.eval"
    wrong.write_bytes(whole.read_bytes()[:200])
    return wrong, "copy it again", whole


def packed_otherwise(folder: Path) -> tuple[Path, str, Path]:
    wrong, mended = folder / "bz.eval", folder / "again.eval"
    for path, how in ((wrong, ZIP_BZIP2), (mended, ZIP_DEFLATED)):
        with ZipFile(inspect_eval(folder)) as log, ZipFile(path, "w", how) as archive:
            for name in log.namelist():
                archive.writestr(name, log.read(name))
    return wrong, "Pack its files again with deflate", mended


def no_sample(folder: Path) -> tuple[Path, str, Path]:
    whole, wrong = inspect_eval(folder), folder / "list.eval"
    shutil.copy(whole, wrong)
    with ZipFile(wrong, "a") as archive:
        archive.writestr("samples/z_epoch_1.json", "[1]")
    return wrong, "copy it again", whole


def too_large(folder: Path) -> tuple[Path, str, Path]:
    wrong, mended = folder / "large.eval", folder / "answers.jsonl"
    shutil.copy(inspect_eval(folder), wrong)
    with ZipFile(wrong, "a", ZIP_DEFLATED) as archive:
        archive.writestr("samples/z_epoch_1.json", " " * 10_000)
    mended.write_text(LINES)
    return wrong, "the answers as lines", mended


def archived(folder: Path) -> tuple[Path, str, Path]:
    wrong = folder / "answers.zip"
    with ZipFile(wrong, "w") as archive:
        archive.writestr("answers.jsonl", LINES)
    with ZipFile(wrong) as archive:
        archive.extractall(folder)
    return wrong, "Unpack it, and name the answer file in it", folder / "answers.jsonl"


def gzipped(folder: Path) -> tuple[Path, str, Path]:
    wrong, mended = folder / "answers.jsonl.gz", folder / "answers.jsonl"
    wrong.write_bytes(gzip.compress(LINES.encode()))
    mended.write_bytes(gzip.decompress(wrong.read_bytes()))
    return wrong, "Unpack it .gunzip., and name the file that was in it", mended


@pytest.mark.parametrize(
    "case", [cut_off, packed_otherwise, no_sample, too_large, archived, gzipped]
)
def test_a_remedy_can_be_followed(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says what helps; done, the answer of item a is read."""
    monkeypatch.setattr(archives, "LARGEST_SAMPLE", 5_000)
    wrong, remedy, mended = case(tmp_path)
    with pytest.raises(InputError, match=remedy):
        list(read_answers(wrong))
    assert {answer.id: answer.response for answer in read_answers(mended)}["a"] == SAID


def test_a_folder_of_logs_is_read_in_place_of_one_large_log(tmp_path: Path) -> None:
    """As the message about a log that is too large says."""
    (tmp_path / "logs").mkdir()
    for name in "12":
        shutil.copy(inspect_eval(tmp_path), tmp_path / "logs" / f"{name}.eval")
    assert [answer.id for answer in read_answers(tmp_path / "logs")].count("a") == 2
