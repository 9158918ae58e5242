"""What lies beside the question: ids, names of files, other fields. None may give the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any  # JSON

from spatialbench.audit.entries import Entry, Plain, picked
from spatialbench.audit.findings import Finding, Scope
from spatialbench.audit.tally import gain, tally
from spatialbench.jsonl import parse_raw
from spatialbench.sets.question_set import QuestionSet

ID = re.compile(r"[0-9a-f]{16}")  # 64 bits in hexadecimal: no room for a word
MEDIA = re.compile(r"media/[0-9a-f]{16}\.png")

_Texts = Callable[[Entry], list[str]]

KEY_FIELDS = frozenset(
    (
        "answer",
        "answers",
        "ask",
        "choices",
        "correct",
        "film",
        "fingerprint",
        "key",
        "key_facts",
        "letter",
        "margins",
        "rivals",
        "scene",
        "secret",
        "seed",
        "solution",
        "story",
        "target",
        "undetermined",
    )
)


def field_findings(question_set: QuestionSet) -> Iterator[Finding]:
    """How many items have a field, at any depth, that belongs into the key."""
    names: set[str] = set()
    count = total = 0
    for place, line in question_set.table("items").raw():
        total += 1
        if _MAY_NAME.search(line):
            found = KEY_FIELDS & set(_names(parse_raw(line, str(place))))
            count += bool(found)
            names |= found
    told = ", ".join(sorted(names))
    yield _count("key fields in items", Scope(), count, total, told)


_MAY_NAME = re.compile(rb'"(?:%s)"\s*:|\\u' % "|".join(sorted(KEY_FIELDS)).encode())
"""Where a field of the key may be in a line, be its name escaped: nearly no line is parsed."""


def _names(value: Any) -> Iterator[str]:
    """The names of all fields of a JSON value; strings are not looked into."""
    if isinstance(value, Mapping):
        yield from value
        for below in value.values():
            yield from _names(below)
    elif isinstance(value, list):
        for below in value:
            yield from _names(below)


def name_findings(found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """Whether ids and file names are of the form that says nothing."""
    items = [entry.item for entry in found]
    ids = {name for item in items for name in (item.id, item.probe)}
    paths = {image.path for item in items for image in item.images}
    odd = sum(not ID.fullmatch(name) for name in ids)
    yield _count("ids of another form", scope, odd, len(ids), "")
    odd = sum(not MEDIA.fullmatch(path) for path in paths)
    yield _count("file names of another form", scope, odd, len(paths), "")


def beside_findings(found: Sequence[Entry], scope: Scope) -> Iterator[Finding]:
    """Whether the text beside the message - ids, file names, labels of pictures, names of facts -
    holds the answer more often than other options. One entry a probe."""
    constant = _constant(found)
    for check, texts in (("in the ids", _ids), ("in the file names", _paths), ("beside", _beside)):

        def strategy(entry: Entry, check: str = check, texts: _Texts = texts) -> Plain | None:
            text = "\0".join([t for t in texts(entry) if t not in constant]).lower()
            held = [option for option in entry.options if _said(option) in text]
            return picked(held, entry, check) if text and held else None

        counted = tally(found, strategy)
        if counted.tried:
            yield gain(f"answer {check}", scope, counted)


def _constant(found: Sequence[Entry]) -> set[str]:
    """The texts that stand beside all of the items, which can tell nothing about one of them."""
    texts = [set(_beside(entry)) for entry in found]
    return set.intersection(*texts) if len(texts) > 1 else set()


def _said(option: Plain) -> str:
    return (" ".join(option) if isinstance(option, tuple) else str(option)).lower()


def _ids(entry: Entry) -> list[str]:
    return [entry.item.id, entry.item.probe]


def _paths(entry: Entry) -> list[str]:
    return [image.path.removeprefix("media/") for image in entry.item.images]


def _beside(entry: Entry) -> list[str]:
    item = entry.item
    return [
        item.unit or "",
        *[image.label for image in item.images],
        *[f"{name} {value}" for name, value in item.facts.items()],
    ]


def _count(check: str, scope: Scope, count: int, n: int, told: str) -> Finding:
    return Finding(check=check, scope=scope, value=float(count), threshold=0.0, n=n, detail=told)
