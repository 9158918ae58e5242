"""Every row of the table of declarations declares."""

from __future__ import annotations

import re

import pytest

from spatialbench.extraction import extract
from spatialbench.extraction.declarations import keys, labels, languages, tag_names

COLOURS = ["red", "green", "blue", "yellow"]
LANGUAGES = languages()
BEFORE = [(name, phrase) for name, row in LANGUAGES.items() for phrase in row["before"]]
AFTER = [(name, phrase) for name, row in LANGUAGES.items() for phrase in row["after"]]
DENIED = [(name, word) for name, row in LANGUAGES.items() for word in row["not"]]
DECLINED = [(name, phrase) for name, row in LANGUAGES.items() for phrase in row["declines"]]


def spelled(pattern: str) -> str:
    """One text that a pattern of the table matches: options left out, first alternatives taken."""
    text = re.sub(r"\(\?:[^()]*\)\?", "", pattern)
    text = re.sub(r"\(\?:([^()|]*)\|?[^()]*\)", r"\1", text)
    text = re.sub(r"\[(\w)[^\]]*\]\??", r"\1", text)
    return re.sub(r".\?|\\s\?|[$]", "", text).strip()


@pytest.mark.parametrize("label", labels("answer"))
def test_a_word_for_answer_makes_a_requested_line(label: str) -> None:
    """In every language of the table; it outranks a box."""
    found = extract(f"\\boxed{{A}}\n{spelled(label)}: B", "choice", COLOURS)
    assert (found.value, found.method) == ("B", "requested-line")


@pytest.mark.parametrize("label", labels("lesser"))
def test_other_labels_declare_with_less_authority(label: str) -> None:
    """They are read, and a requested line outranks them."""
    line = f"{spelled(label)}: B"
    assert extract(line, "choice", COLOURS).value == "B"
    assert extract(f"ANSWER: C\n{line}", "choice", COLOURS).value == "C"


@pytest.mark.parametrize("name", tag_names())
def test_a_tag_for_answers_holds_one(name: str) -> None:
    """Closed or not, in any case."""
    tag = name.replace("\\", "")
    assert extract(f"<{tag}>B</{tag}>", "choice", COLOURS).value == "B"
    assert extract(f"A? <{tag.upper()}> B", "choice", COLOURS).value == "B"


@pytest.mark.parametrize("tier", ["first", "second"])
def test_a_key_that_is_like_an_answer_gives_it(tier: str) -> None:
    """Whatever the reasoning beside it says."""
    for key in keys()[tier]:
        said = f'{{"reasoning": "the answer is A", "{key}": "B"}}'
        assert extract(said, "choice", COLOURS).value == "B", key


def test_a_key_that_holds_no_answer_gives_none() -> None:
    """Reasoning, options, errors."""
    for key in keys()["never"]:
        assert extract(f'{{"{key}": "B"}}', "choice", COLOURS).value is None, key


@pytest.mark.parametrize(("language", "phrase"), BEFORE)
def test_a_phrase_of_another_language_declares(language: str, phrase: str) -> None:
    """What follows it is the answer."""
    assert extract(f"{spelled(phrase)} B", "choice", COLOURS).value == "B"


@pytest.mark.parametrize(("language", "phrase"), AFTER)
def test_a_phrase_of_another_language_declares_what_it_follows(language: str, phrase: str) -> None:
    """ "B est la bonne réponse"."""
    assert extract(f"B {spelled(phrase)}", "choice", COLOURS).value == "B"


@pytest.mark.parametrize(("language", "word"), DENIED)
def test_a_denial_in_another_language_is_heard(language: str, word: str) -> None:
    """Between the phrase and the value."""
    phrase = spelled(LANGUAGES[language]["before"][0])
    assert extract(f"{phrase} {spelled(word)} B", "choice", COLOURS).value is None


@pytest.mark.parametrize(("language", "phrase"), DECLINED)
def test_a_refusal_in_another_language_is_one(language: str, phrase: str) -> None:
    """A number in it is no place."""
    found = extract(f"{spelled(phrase)}, 2.", "label", ["1", "2", "3"])
    assert found.value is None
