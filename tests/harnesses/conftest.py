"""Makes the modules beside the tests importable, and a set with its answering server at hand."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from asked_sets import pairs, pictures_of, replies, small_set
from mock_server import Mock, serving

from spatialbench.sets import QuestionSet


class Served(NamedTuple):
    """A set, the server that answers it, and its address."""

    questions: QuestionSet
    mock: Mock
    url: str

    def pictures(self) -> list[list[str]]:
        """The pictures of every item of the set."""
        return sorted(pictures_of(self.questions, item) for item, _ in pairs(self.questions))

    def sent(self) -> list[list[str]]:
        """The pictures of every request that was answered."""
        return sorted(one["pictures"] for one in self.mock.requests if one["status"] == 200)


@pytest.fixture(scope="session")
def questions(tmp_path_factory: pytest.TempPathFactory) -> QuestionSet:
    """A small set with pictures, made once."""
    return small_set(tmp_path_factory.mktemp("contract"))


@pytest.fixture
def served(questions: QuestionSet) -> Iterator[Served]:
    """The set with a fresh server."""
    mock = Mock(replies(questions))
    with serving(mock) as url:
        yield Served(questions, mock, url)
