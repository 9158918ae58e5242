"""Where the message speaks of each candidate: first, last, most, and with which other words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any  # JSON

from spatialbench.audit.entries import Entry, Plain
from spatialbench.audit.partial.beliefs import NOTHING, Belief
from spatialbench.items.saying import Voice
from spatialbench.items.sections import Sections

Spots = Mapping[Plain, tuple[int, ...]]
"""For each candidate, where it is spoken of, in characters from the beginning."""

_OPTION_LINES = re.compile(r"^[A-J](?:\. |．).*$", re.MULTILINE)


@cache
def whole_word(text: str) -> re.Pattern[str]:
    """A pattern for the text where it is no part of a longer Latin word or number."""
    return re.compile(rf"(?<![0-9A-Za-z]){re.escape(text)}(?![0-9A-Za-z])", re.IGNORECASE)


def without_options(text: str) -> str:
    """The text without the lines of its options."""
    return _OPTION_LINES.sub("", text)


def spots(entry: Entry, text: str, labels: Sequence[str] | None = None) -> Spots:
    """Where the text says each of the labels (default: the single labels among the options)."""
    if labels is None:
        labels = [option for option in entry.options if isinstance(option, str)]
    return {label: tuple(_hits(entry, label, text)) for label in labels}


def _hits(entry: Entry, label: str, text: str) -> Iterator[int]:
    voice = Voice(entry.item.language, entry.item.task)
    said = label if entry.item.modality == "state" else voice.label(label)
    return (hit.start() for hit in whole_word(said).finditer(text))


def mention_beliefs(entry: Entry, parts: Sections) -> dict[str, Belief]:
    """What those say who count and order the mentions in the story."""
    if parts.story is None:
        return {}
    at = {label: found for label, found in spots(entry, parts.story).items() if found}
    if not at:
        return {}
    most = _most(at, len)
    first, last = _most(at, lambda found: -found[0]), _most(at, lambda found: found[-1])
    between = {label: found for label, found in at.items() if label not in {*first, *last}}
    return {
        "first mentioned": first,
        "last mentioned": last,
        "most mentioned": most,
        "least mentioned": _most(at, lambda found: -len(found)),
        "most mentioned, not first or last": _most(between, len),
        "never mentioned": {label: 1.0 for label in entry.options if label not in at},
    }


def _most(at: Spots, score: Callable[[tuple[int, ...]], int]) -> Belief:
    if not at:
        return NOTHING
    most = max(map(score, at.values()))
    return {label: 1.0 for label, found in at.items() if score(found) == most}


def last_place(story: str, hidden: str) -> tuple[str, list[int]] | None:
    """Of the JSON of a story: the container that the body was put into, and the last place that is
    written beside its name; None where the story says no such place."""
    container, place = None, None
    for event in json.loads(story) or ():
        if event.get("body") == hidden and "container" in event:
            container = event["container"]
        place = next(_places(event, container), place)
    return (container, place) if container is not None and place is not None else None


def _places(value: Any, name: str | None) -> Iterator[list[int]]:
    """The vectors that stand beside a name, at any depth of a JSON value."""
    if isinstance(value, dict):
        if value.get("body") == name and _is_place(value.get("to")):
            yield value["to"]
        value = list(value.values())
    if isinstance(value, list):
        if len(value) == 2 and value[0] == name and _is_place(value[1]):
            yield value[1]
        for below in value:
            yield from _places(below, name)


def _is_place(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 3 and all(type(x) is int for x in value)
