"""A small set of two tasks in all forms, and the test that is made of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from spatialbench.people.folder import Plan, write_people
from spatialbench.sets import QuestionSet, load
from spatialbench.sets.build import build_set
from spatialbench.sets.suite import read_suite

SUITE = """
name = "people"
picture_size = 96

[[part]]
tasks = ["cube/face-after-turns-v1", "permanence/shell-game-v1"]
levels = [1, 2, 3]
each = 3
languages = ["en", "zh"]
modalities = ["text", "state"]
choices = "both"

[[part]]
tasks = ["cube/face-after-turns-v1", "permanence/shell-game-v1"]
levels = [1, 2]
each = 1
languages = ["en", "zh"]
modalities = ["image", "frames"]
"""


@pytest.fixture(scope="session")
def questions(tmp_path_factory: pytest.TempPathFactory) -> QuestionSet:
    """The set."""
    place = tmp_path_factory.mktemp("people")
    (place / "people.toml").write_text(SUITE, encoding="utf-8")
    build_set(read_suite(str(place / "people.toml")), place / "set", seed="seed")
    return load(place / "set")


@pytest.fixture(scope="session")
def folder(questions: QuestionSet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The test: six questions for each person, two for practice."""
    out = tmp_path_factory.mktemp("people") / "test"
    write_people(questions, out, Plan(each=6, practice=2))
    return out
