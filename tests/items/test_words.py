"""Both languages say everything, in each of their paraphrases, and say the same."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

import pytest

from spatialbench.audit.languages import prose
from spatialbench.errors import InputError
from spatialbench.items.item import LANGUAGES, Item, Language, letters
from spatialbench.items.present import present
from spatialbench.items.saying import Voice
from spatialbench.items.words import (
    carried_words,
    check_words,
    missing,
    own_tables,
    tables,
    template,
)
from spatialbench.probes.generator import MODALITIES, Modality
from spatialbench.probes.make import PARAPHRASES, make
from spatialbench.probes.probe import Probe
from spatialbench.probes.registry import find, home_of, tasks

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


HOMES = (None, *dict.fromkeys(home_of(task) for task in TASKS))


@cache
def table(language: str) -> dict[str, list[str]]:
    """All sentences of a language by path, those of the abilities after the names of these."""
    found: dict[str, list[str]] = {}
    for home in HOMES:
        own = tables(language) if home is None else own_tables(home, language)
        found |= {f"{home or 'core'}: {path}": said for path, said in leaves(own)}
    return found


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
    # Chinese has no capitals: {Body} and {body} say the same
    lower = [[{n.lower() for n in names(x)} for x in said] for said in (english, chinese)]
    assert lower[0] == lower[1]


@pytest.mark.parametrize("path", [p for p, said in table("en").items() if len(said) > 1])
@pytest.mark.parametrize("language", LANGUAGES)
def test_paraphrases_differ(path: str, language: str) -> None:
    """A list of the same sentence three times is no list of paraphrases."""
    said = table(language)[path]
    assert len(set(said)) >= (2 if path.endswith(("story-one", "story-many")) else PARAPHRASES)


@pytest.mark.parametrize("task", TASKS)
def test_a_task_can_say_all_that_it_shows(task: str) -> None:
    """In every modality and language."""
    check_words(task)


class Mute:
    """A task that has no sentence at all."""

    id = "cube/mute-v1"
    answer_type = "label"
    modalities = MODALITIES
    forms = ("open",)
    rivals = ()
    undetermined = False


def test_what_is_not_said_is_listed_with_the_place_to_write_it() -> None:
    """The question first: nothing else makes sense without it."""
    first, *others = missing(Mute())  # type: ignore[arg-type]
    assert first.startswith("words/en.toml: [mute] or [sentences] has no 'ask'")
    assert any("words/zh.toml" in line for line in others)


def test_a_convention_may_differ_by_modality() -> None:
    """The sentence for one modality goes before that for all."""
    assert template("en", "cube/facing-you-v1", "film", 0, "frames") is not None


def test_a_language_without_wording_is_an_error() -> None:
    """The message says which languages there are."""
    with pytest.raises(InputError, match="language 'de' has no wording; there are en and zh"):
        tables("de")


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
    """The probe as an item; where the task has not that modality or form, in one that it has."""
    generator = find(task)
    return present(
        probe_of(task, level),
        language=language,
        modality=modality if modality in generator.modalities else None,
        choices=choices if ["open", "choice"][choices] in generator.forms else None,
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
        assert_ends_as_fixed(item, item.answer_type == "choice")


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
@pytest.mark.parametrize("level", [1, 5])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_task_asks_in_three_ways(task: str, level: int, language: Language) -> None:
    """The question of every task has at least three wordings. Before pictures of options there is
    no other paragraph than that of the conventions."""
    prompts = [said(task, level, language, "text", i).prompt for i in range(PARAPHRASES)]
    paragraphs = [prompt.split("\n\n") for prompt in prompts]
    questions = {parts[-2] if len(parts) > 2 else parts[-1] for parts in paragraphs}
    assert len(questions) == PARAPHRASES


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_add_their_lines_and_change_the_ending(task: str, language: Language) -> None:
    """The open twin and the twin with choices differ in nothing else."""
    if "open" not in find(task).forms:
        pytest.skip("the task cannot be asked openly")
    open_ended, choice = (said(task, 2, language, "text", 0, flag) for flag in (False, True))
    options = [
        tables(language)["closing"]["option"].format(letter=letter, text=text)
        for letter, text in zip(letters(9), choice.options or (), strict=False)
    ]
    kept = [line for line in choice.prompt.splitlines()[:-1] if line not in options]
    assert kept == open_ended.prompt.splitlines()[:-1]


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_twins_share_conventions_and_question(task: str, language: Language) -> None:
    """Text, state, picture and frames differ in the middle only, but for the colours in brackets by
    which people are known in films."""
    prompts = [
        said(task, 3, language, modality, 0).prompt.split("\n\n")
        for modality in find(task).modalities
    ]
    convention = template(language, task, "convention", 0)
    if convention is not None:
        assert {paragraphs[0] for paragraphs in prompts} == {convention}
    assert len({paragraphs[-1] for paragraphs in prompts}) == 1
    asked = {paragraphs[-2].splitlines()[-1] for paragraphs in prompts}
    assert len({re.sub(r" ?[(（]\w+[)）]", "", question) for question in asked}) == 1


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
    assert Voice("en").row(words) == expected


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
    assert Voice("en").value(value, kind) == english
    assert Voice("zh").value(value, kind) == chinese


def test_a_term_of_unknown_kind_is_an_error() -> None:
    """A generator's mistake is not said as nothing."""
    with pytest.raises(ValueError, match="a term of kind 'smell' cannot be said"):
        Voice("en").term(("smell", "sweet"))


def test_a_set_carries_what_its_abilities_call_rivals() -> None:
    """In both languages, for where they are not installed; of a task that is not, nothing."""
    words = carried_words(["permanence/shell-game-v1", "strange/task-v1"])
    assert words["rivals"]["last-swap-only"] == {
        "en": "only the last exchange",
        "zh": "只算最后一次交换",
    }
    assert carried_words(["strange/task-v1"]) == {"rivals": {}, "facts": {}, "labels": {}}


@pytest.mark.parametrize("task", TASKS)
def test_every_rival_and_fact_has_words(task: str) -> None:
    """Reports are read by people."""
    words = carried_words([task])
    probes = [probe_of(task, level) for level in find(task).levels]
    assert set(find(task).rivals) <= words["rivals"].keys()
    assert {name for probe in probes for name in probe.facts} <= words["facts"].keys()
