"""Damaged logs and answer files are read, or refused in one paragraph that names the file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "answers" / "logs"))

from damage import EDITS, FUZZ, Edit, damaged
from written import ANSWER_FILES, WRITERS

from spatialbench.answers.files import open_answers
from spatialbench.errors import SpatialbenchError

FILES = {**WRITERS, **ANSWER_FILES}


def complaint(path: Path) -> str | None:
    """What is said of a file, None if it is read to its end."""
    try:
        for _ in open_answers(path).answers:
            pass
    except SpatialbenchError as error:
        return str(error)
    return None


@pytest.mark.parametrize("name", FILES)
@FUZZ
@given(edits=EDITS)
def test_any_damage_is_read_or_told(tmp_path: Path, name: str, edits: list[Edit]) -> None:
    """No other error comes out of a reader, and nothing that a terminal would obey."""
    path = FILES[name](tmp_path)
    path.write_bytes(damaged(path.read_bytes(), edits))
    told = complaint(path)
    assert told is None or str(path) in told
    assert told is None or (told.isprintable() and len(told) < 1000)


def test_files_in_a_folder_are_told_like_files_alone(tmp_path: Path) -> None:
    """Their damage names the one that has it."""
    path = WRITERS["inspect-ai log (eval)"](tmp_path)
    path.write_bytes(path.read_bytes()[:-30])
    told = complaint(tmp_path)
    assert told is not None
    assert path.name in told
