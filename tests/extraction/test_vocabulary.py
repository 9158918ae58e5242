"""The shipped vocabulary is sound."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from spatialbench.extraction import extract
from spatialbench.extraction.vocabulary import Entry, plain, vocabulary

ENTRIES = list(vocabulary().entries.values())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_names_are_written_as_they_are_compared(entry: Entry) -> None:
    """NFKC, lower case, single spaces: else they could never be found."""
    assert [plain(name) for name in entry.every_name] == list(entry.every_name)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_no_entry_says_a_name_twice(entry: Entry) -> None:
    """A repeated name is a slip of the pen."""
    assert max(Counter(entry.every_name).values()) == 1


@pytest.mark.parametrize("kind", ["colour", "compass", "turn"])
def test_things_that_exclude_one_another_share_no_name(kind: str) -> None:
    """A name of two colours would name none."""
    names = Counter(n for e in vocabulary().of_kind([kind]) for n in e.every_name)
    assert max(names.values()) == 1


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES if entry.kind != "nothing"], ids=lambda entry: entry.name
)
def test_every_entry_speaks_chinese(entry: Entry) -> None:
    """Both languages have the same words."""
    assert any(not name.isascii() for name in entry.every_name)


def test_every_opposite_exists() -> None:
    """The other side of a verdict is an entry too."""
    assert {entry.opposite for entry in ENTRIES} - {None} <= vocabulary().entries.keys()


def _labels(language: str) -> dict[str, str]:
    source = files("spatialbench.assets") / f"wording/{language}.toml"
    return dict(tomllib.loads(source.read_text("utf-8"))["labels"])


LABELS = [(label, text) for lang in ("en", "zh") for label, text in _labels(lang).items()]


@pytest.mark.parametrize(("label", "text"), LABELS, ids=[text for _, text in LABELS])
def test_every_label_is_read_as_the_questions_say_it(label: str, text: str) -> None:
    """What a question calls a label is a name of that label."""
    assert extract(text, "label", list(_labels("en"))).value == label
