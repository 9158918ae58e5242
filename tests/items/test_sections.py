"""The parts of a message are found again in it."""

from __future__ import annotations

import json
import re

import pytest

from spatialbench.items.item import LANGUAGES
from spatialbench.items.middle import public_state
from spatialbench.items.present import present
from spatialbench.items.sections import sections
from spatialbench.items.telling import say_story
from spatialbench.probes.make import make
from spatialbench.probes.registry import tasks

TASKS = list(tasks())


def plain(text: str) -> str:
    """The text without the numbers of its list."""
    return re.sub(r"^\d+(?:\. |．)", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("choices", [False, True], ids=["open", "choice"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("modality", ["text", "image"])
@pytest.mark.parametrize("task", TASKS)
def test_the_story_is_the_one_that_was_said(
    task: str, modality: str, language: str, choices: bool
) -> None:
    """In every level and wording; the rest of the message is start and question."""
    generator = tasks()[task]
    if modality not in generator.modalities or ["open", "choice"][choices] not in generator.forms:
        pytest.skip("the task has no such form")
    for level in tasks()[task].levels:
        probe = make(task, seed="sections", index=level, level=level)
        item = present(probe, language=language, modality=modality, choices=choices)
        story = say_story(
            probe, task, language=language, wording=item.wording, modality=item.modality
        )
        found = sections(item, happens=bool(story))
        assert plain(found.story or "") == plain(story)
        assert not story or story not in found.without_story
        assert found.ask.split("\n\n")[0] in item.prompt


@pytest.mark.parametrize("task", [t for t in TASKS if "state" in tasks()[t].modalities])
def test_the_story_of_a_state_is_its_json(task: str) -> None:
    """What is left is the bodies."""
    probe = make(task, seed="sections", level=3)
    found = sections(present(probe, modality="state"))
    state = json.loads(public_state(probe))
    assert json.loads(found.story or "") == state["story"]
    assert json.dumps({"bodies": state["bodies"]}) in found.start


@pytest.mark.parametrize("task", [t for t in TASKS if "frames" in tasks()[t].modalities])
def test_pictures_that_move_tell_the_story(task: str) -> None:
    """There is none in words."""
    assert sections(present(make(task, seed="sections"), modality="frames")).story is None
