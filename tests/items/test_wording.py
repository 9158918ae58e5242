"""Both languages say everything, in each of their paraphrases, and say the same."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

import pytest

from spatialbench.audit.languages import prose
from spatialbench.errors import InputError
from spatialbench.items.item import LANGUAGES, Item, Language, letters
from spatialbench.items.present import present
from spatialbench.items.wording import say_list, say_term, say_value, sentences, template
from spatialbench.probes.generator import MODALITIES, Modality, versionless
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find, tasks

TASKS = list(tasks())
OWN = {"spelling"}  # what a language alone needs
FORMS = [
    (task, language, modality)
    for task, language, modality in product(TASKS, LANGUAGES, MODALITIES)
    if modality in find(task).modalities
]


def leaves(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every sentence list of a language with its path."""
    for name, value in table.items():
        if path or name not in OWN:
            below = f"{path}.{name}".lstrip(".")
            if isinstance(value, dict):
                yield from leaves(value, below)
            else:
                yield below, [value] if isinstance(value, str) else value


@cache
def table(language: str) -> dict[str, list[str]]:
    """All sentences of a language by path."""
    text = (files("spatialbench.assets") / "wording" / f"{language}.toml").read_text("utf-8")
    return dict(leaves(tomllib.loads(text)))


def names(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


# --- the tables ---------------------------------------------------------------------------------


def test_both_languages_have_the_same_keys() -> None:
    """Nothing can be said in one language only."""
    assert table("en").keys() == table("zh").keys()


@pytest.mark.parametrize("path", list(table("en")))
def test_both_languages_have_the_same_paraphrases(path: str) -> None:
    """As many of them, each with the same names to fill in."""
    english, chinese = table("en")[path], table("zh")[path]
    assert len(english) in (1, PARAPHRASES)
    assert [names(x) for x in english] == [names(x) for x in chinese]


@pytest.mark.parametrize("path", [p for p, said in table("en").items() if len(said) > 1])
@pytest.mark.parametrize("language", LANGUAGES)
def test_paraphrases_differ(path: str, language: str) -> None:
    """A list of the same sentence three times is no list of paraphrases."""
    said = table(language)[path]
    assert len(set(said)) >= (2 if path.endswith(("story-one", "story-many")) else PARAPHRASES)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_task_asks_in_three_ways(task: str, language: str) -> None:
    """The question of every task has at least three wordings."""
    asks = {template(language, task, "ask", i) for i in range(PARAPHRASES)}
    assert len(asks - {None}) >= 3


@pytest.mark.parametrize("task", TASKS)
def test_a_table_of_wording_belongs_to_a_task(task: str) -> None:
    """Each task has a table of its own, under its name without version."""
    assert versionless(task) in sentences("en")


def test_a_language_without_wording_is_an_error() -> None:
    """The message says which languages there are."""
    with pytest.raises(InputError, match="language 'de' has no wording; there are en and zh"):
        sentences("de")


# --- what is said -------------------------------------------------------------------------------


@cache
def probe_of(task: str, level: int) -> Probe:
    """A probe to present."""
    return make(task, seed="wording", level=level)


def said(
    task: str,
    level: int,
    language: Language,
    modality: Modality,
    wording: int,
    choices: bool = False,
) -> Item:
    """The probe as an item."""
    return present(
        probe_of(task, level),
        language=language,
        modality=modality,
        choices=choices,
        wording=wording,
        size=64,
    )


@pytest.mark.parametrize(("task", "language", "modality"), FORMS)
def test_everything_can_be_said(task: str, language: Language, modality: Modality) -> None:
    """Every level, paraphrase and form: no hole is left, and the last line says how to answer."""
    for level, wording, choices in product(find(task).levels, range(PARAPHRASES), (False, True)):
        item = said(task, level, language, modality, wording, choices)
        assert not set("{}") & set(prose(item.prompt))
        assert "None" not in item.prompt
        assert_ends_as_fixed(item, choices)


def assert_ends_as_fixed(item: Item, choices: bool) -> None:
    """The last line is one that extraction knows: the word for answer, a colon, a place."""
    last = item.prompt.splitlines()[-1]
    pattern = {"en": r"ANSWER: <.+>$", "zh": r"答案：<.+>$"}[item.language]
    assert re.search(pattern, last)
    placeholder = {"en": "the letter of your choice", "zh": "所选选项的字母"}[item.language]
    assert (placeholder in last) == choices


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("level", [1, 5])
def test_paraphrases_say_the_same_in_other_words(task: str, level: int) -> None:
    """Three different prompts, the same options, and the same labels named in each."""
    items = [said(task, level, "en", "text", i, True) for i in range(PARAPHRASES)]
    assert len({item.prompt for item in items}) == PARAPHRASES
    assert len({item.options for item in items}) == 1
    named = [
        {label for label in probe_of(task, level).vocabulary if label in item.prompt}
        for item in items
    ]
    assert named[0] == named[1] == named[2]


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_add_their_lines_and_change_the_ending(task: str, language: Language) -> None:
    """The open twin and the twin with choices differ in nothing else."""
    open_ended, choice = (said(task, 2, language, "text", 0, flag) for flag in (False, True))
    options = [
        f"{letter}. {text}" for letter, text in zip(letters(9), choice.options or (), strict=False)
    ]
    kept = [line for line in choice.prompt.splitlines()[:-1] if line not in options]
    assert kept == open_ended.prompt.splitlines()[:-1]


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_twins_share_conventions_and_question(task: str, language: Language) -> None:
    """Text, state, picture and frames differ in the middle only."""
    prompts = [
        said(task, 3, language, modality, 0).prompt.split("\n\n")
        for modality in find(task).modalities
    ]
    convention = template(language, task, "convention", 0)
    assert {paragraphs[0] for paragraphs in prompts} == {convention}
    assert len({paragraphs[-1] for paragraphs in prompts}) == 1
    assert len({paragraphs[-2].splitlines()[-1] for paragraphs in prompts}) == 1


@pytest.mark.parametrize("task", TASKS)
def test_chinese_holds_no_english_colour(task: str) -> None:
    """Outside JSON there is no Latin name of a colour or a side."""
    words = re.compile(r"red|orange|yellow|green|blue|purple|pink|white|black|front|top|cup")
    for level, wording in product(find(task).levels, range(PARAPHRASES)):
        assert not words.search(said(task, level, "zh", "text", wording, True).prompt)


@pytest.mark.parametrize("task", TASKS)
def test_only_the_state_shows_json(task: str) -> None:
    """And it does not show what happens unseen."""
    for modality in find(task).modalities:
        prompt = said(task, 4, "en", modality, 0).prompt
        assert ('"bodies"' in prompt) == (modality == "state")
        assert '"MayLeave"' not in prompt
        assert '"Leave"' not in prompt


# --- small pieces -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_joined_as_in_a_sentence(words: list[str], expected: str) -> None:
    """Commas, and a word before the last."""
    assert say_list(words, "en") == expected


@pytest.mark.parametrize(
    ("value", "kind", "english", "chinese"),
    [
        ("red", "label", "red", "红色"),
        (["blue", "red"], "labels", "blue and red", "蓝色和红色"),
        (["blue", "red"], "ordering", "blue, red", "蓝色、红色"),
        (3, "integer", "3", "3"),
        ("7", "label", "7", "7"),
    ],
    ids=["label", "labels", "ordering", "integer", "number as label"],
)
def test_values_are_said(value: Any, kind: Any, english: str, chinese: str) -> None:
    """An answer as a person would write it, in both languages."""
    assert say_value(value, kind, "en") == english
    assert say_value(value, kind, "zh") == chinese


def test_a_term_of_unknown_kind_is_an_error() -> None:
    """A generator's mistake is not said as nothing."""
    with pytest.raises(ValueError, match="a term of kind 'smell' cannot be said"):
        say_term(("smell", "sweet"), "en")
