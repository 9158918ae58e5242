"""Items and keys: what stands in the files, what a notebook shows, and what neither says."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from spatialbench.items.item import CANARY, LANGUAGES, Image, Item, Key, Presented, Text, letters
from spatialbench.items.present import with_key
from spatialbench.items.wanted import Wanted
from spatialbench.jsonl import check, line_of
from spatialbench.probes.generator import MODALITIES
from spatialbench.probes.make import make
from spatialbench.probes.registry import find, tasks

TASKS = list(tasks())
FORMS = [
    (task, modality, choices)
    for task, modality, choices in product(TASKS, MODALITIES, (False, True))
    if modality in find(task).modalities and ["open", "choice"][choices] in find(task).forms
]


def presented(task: str, modality: Any = None, choices: bool | None = None) -> Presented:
    """An item with its key; by default in the first modality and form that the task has."""
    probe, generator = make(task, seed="items", level=3), find(task)
    shown = modality or generator.modalities[0]
    offered = "open" not in generator.forms if choices is None else choices
    return with_key(probe, Wanted("en", shown, offered, 0, 64))


@pytest.mark.parametrize(("task", "modality", "choices"), FORMS)
def test_items_and_keys_fit_their_schemas(task: str, modality: str, choices: bool) -> None:
    """What is written is what the formats promise."""
    found = presented(task, modality, choices)
    check(json.loads(line_of(found.item.to_json())), "item", "item")
    check(json.loads(line_of(found.key.to_json())), "key", "key")


@pytest.mark.parametrize(("task", "modality", "choices"), FORMS)
def test_items_and_keys_come_back_as_they_were(task: str, modality: str, choices: bool) -> None:
    """To JSON and back nothing changes, except that pictures are drawn no more."""
    found = presented(task, modality, choices)
    item = Item.from_json(json.loads(line_of(found.item.to_json())))
    key = Key.from_json(json.loads(line_of(found.key.to_json())))
    assert item == found.item
    assert key.to_json() == json.loads(line_of(found.key.to_json()))


def test_fields_of_a_newer_version_are_ignored() -> None:
    """A reader takes what it knows."""
    record = presented(TASKS[0]).item.to_json()
    assert Item.from_json({**record, "difficulty": 3}) == Item.from_json(record)


@pytest.mark.parametrize(("task", "modality", "choices"), FORMS)
def test_no_field_beside_the_message_says_the_answer(
    task: str, modality: str, choices: bool
) -> None:
    """Neither the names of the fields nor their values, ids and paths included."""
    found = presented(task, modality, choices)
    beside = found.item.to_json()
    for name in ("content", "prompt", "options", "facts"):
        beside.pop(name)
    assert not {"answer", "rivals", "scene", "story", "choices", "undetermined"} & beside.keys()
    answer = found.probe.answer
    labels = answer if isinstance(answer, list) else [answer]
    words = [label for label in map(str, labels) if len(label) > 1]
    told = json.dumps([beside, [image.path for image in found.item.images]])
    assert not [word for word in words if word in told.replace(task, "")]


@pytest.mark.parametrize("task", TASKS)
def test_facts_for_the_key_stay_in_the_key(task: str) -> None:
    """What says something of the answer is not published."""
    found = presented(task)
    assert not found.probe.key_facts.keys() & found.item.facts.keys()
    assert found.key.facts == found.probe.key_facts


def test_every_item_carries_the_canary() -> None:
    """So that training data can be searched for it."""
    assert presented(TASKS[0]).item.to_json()["canary"] == CANARY


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_prompt_numbers_the_pictures(language: Any) -> None:
    """Each picture stands in the prompt by its label and its number, in order."""
    item = replace(
        presented(TASKS[0]).item,
        language=language,
        content=(
            Text("Look:"),
            Image("media/a.png", "P 1"),
            Image("media/b.png", "P 2"),
            Text("!"),
        ),
    )
    colon = {"en": ": ", "zh": "："}[language]
    assert item.prompt == f"Look:\nP 1{colon}<image 1>\nP 2{colon}<image 2>\n!"
    assert [image.path for image in item.images] == ["media/a.png", "media/b.png"]


def test_letters_start_at_a() -> None:
    """As many as there are options."""
    assert letters(4) == ("A", "B", "C", "D")
    assert letters(0) == ()


# --- in a notebook ------------------------------------------------------------------------------

EVIL = "<script>alert(1)</script>&\"'"


def test_a_notebook_shows_text_escaped() -> None:
    """A set from a stranger must not run anything in a notebook."""
    item = replace(presented(TASKS[0]).item, content=(Text(EVIL),))
    assert "<script" not in item._repr_html_()
    assert "&lt;script&gt;" in item._repr_html_()


@pytest.mark.parametrize("png", [None, lambda: b"png"], ids=["read", "just made"])
def test_a_notebook_shows_labels_and_paths_escaped(png: Any) -> None:
    """Whether or not the picture is at hand."""
    item = replace(presented(TASKS[0]).item, content=(Image(EVIL, EVIL, png),))
    assert "<script" not in item._repr_html_()


def test_a_notebook_shows_the_pictures_that_were_just_made() -> None:
    """They are inlined, so that the notebook needs no file."""
    image = Image("media/a.png", "P", lambda: b"png")
    item = replace(presented(TASKS[0]).item, content=(image,))
    assert "src='data:image/png;base64,cG5n'" in item._repr_html_()
