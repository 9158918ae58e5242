"""The parts of a message: what stands at the start, what happens, what is asked.

The message is put together as `present` says: paragraphs, the last but two being the story in
words, the last but one the question with its options. In `state` one paragraph is the JSON of both.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple  # JSON

from spatialbench.items.item import Item, Text

_NUMBERING = re.compile(r"^\d+(?:\. |．)", re.MULTILINE)
_IN_WORDS = ("text", "image")  # the modalities whose story is told in words
LEAST = 4  # paragraphs of a message that has a story


class Sections(NamedTuple):
    """Start, story and question of a message as text; the story is None where pictures tell it or
    where the message has too few paragraphs to have one."""

    start: str
    story: str | None
    ask: str

    @property
    def without_story(self) -> str:
        """The message of somebody who was not told what happens."""
        return f"{self.start}\n\n{self.ask}"

    @property
    def without_start(self) -> str:
        """The message of somebody who did not see how things stood at the start."""
        return f"{self.story or ''}\n\n{self.ask}"


def sections(item: Item, *, happens: bool = True) -> Sections:
    """The parts of the item's message; pictures belong to none. Whether anything `happens` in the
    scene, the key knows: where nothing does, nothing is told of it."""
    texts = [part.text for part in item.content if isinstance(part, Text)]
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
    if not happens or len(paragraphs) < LEAST:
        return _without_story(paragraphs)
    if item.modality == "state":
        return _of_state(paragraphs)
    return _told(paragraphs) if item.modality in _IN_WORDS else _without_story(paragraphs)


def _told(paragraphs: list[str]) -> Sections:
    *start, story, ask, closing = paragraphs
    return Sections("\n\n".join(start), _NUMBERING.sub("", story), f"{ask}\n\n{closing}")


def _without_story(paragraphs: list[str]) -> Sections:
    return Sections("\n\n".join(paragraphs[:-2]), None, "\n\n".join(paragraphs[-2:]))


def _of_state(paragraphs: list[str]) -> Sections:
    """The JSON is the first paragraph that is an object with a story."""
    for place, paragraph in enumerate(paragraphs):
        written = _object(paragraph)
        if "story" in written:
            story = json.dumps(written.pop("story"), separators=(",", ":"))
            shown = [*paragraphs[:place], json.dumps(written), *paragraphs[place + 1 :]]
            return _without_story(shown)._replace(story=story)
    return _without_story(paragraphs)


def _object(paragraph: str) -> dict[str, Any]:
    if not paragraph.startswith("{"):
        return {}
    try:
        found = json.loads(paragraph)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
