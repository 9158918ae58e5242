"""Question sets in memory, for tests of answering, scoring and comparing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from spatialbench.items.item import Item, Key, Text
from spatialbench.scoring import Results, score

COLOURS = ("red", "green", "blue", "black")


@dataclass(frozen=True)
class HandSet:
    """A set that was never written: items and their keys."""

    members: tuple[tuple[Item, Key], ...]
    name: str = "hand"
    manifest: Mapping[str, Any] = field(default_factory=lambda: {"name": "hand"})

    @property
    def items_sha256(self) -> str:
        told = f"{self.name} {[item.id for item, _ in self.members]}"
        return sha256(told.encode()).hexdigest()

    def items(self) -> Iterator[Item]:
        return (item for item, _ in self.members)

    def keys(self) -> Iterator[Key]:
        return (key for _, key in reversed(self.members))


def member(
    name: str,
    *,
    probe: str | None = None,
    answer: Any = "red",
    answer_type: str = "label",
    options: Sequence[str] | None = COLOURS,
    rivals: Mapping[str, Any] | None = None,
    choices: Sequence[Any] | None = None,
    **more: Any,
) -> tuple[Item, Key]:
    """An item and its key; `more` are further fields of the item, `margins` one of the key."""
    margins = more.pop("margins", {})
    chance = more.pop("chance", 1 / len(options) if options else 0.01)
    item = Item(
        **{
            "id": name,
            "probe": probe or f"p-{name}",
            "task": "toy/pick-v1",
            "family": "toy",
            "level": 1,
            "language": "en",
            "modality": "text",
            "wording": 0,
            "content": (Text("Which?"),),
            "unit": None,
            "facts": {},
            **more,
        },
        answer_type=answer_type,
        options=None if options is None else tuple(options),
        chance=chance,
    )
    key = Key(
        id=name,
        probe=item.probe,
        task=item.task,
        answer_type=answer_type,
        answer=answer,
        choices=choices,
        rivals=rivals or {},
        scene={},
        story=(),
        ask={},
        margins=margins,
        facts={},
        undetermined=False,
        fingerprint=name,
    )
    return item, key


def hand_set(*members: tuple[Item, Key], name: str = "hand") -> HandSet:
    """A set of these members."""
    return HandSet(members, name=name)


def plain_set(count: int, *, twins: int = 1, **more: Any) -> HandSet:
    """`count` probes with that many items each: the first in English, the others in Chinese or in
    other modalities; the answers run through the colours."""
    forms = [("en", "text"), ("zh", "text"), ("en", "image"), ("zh", "image")][:twins]
    return hand_set(
        *[
            member(
                f"i{number}-{form}",
                probe=f"p{number}",
                answer=COLOURS[number % 4],
                language=language,
                modality=modality,
                level=1 + number % 5,
                rivals={"next": COLOURS[(number + 1) % 4]},
                facts={"turns": 1 + number % 5},
                **more,
            )
            for number in range(count)
            for form, (language, modality) in enumerate(forms)
        ]
    )


STEPS = (1, 4, 16, 64)


def stepped_set(each: int, *, twins: int = 1) -> HandSet:
    """`each` probes at each of some numbers of turns, in one language or two."""
    return hand_set(
        *[
            member(
                f"i{steps}-{number}-{language}",
                probe=f"p{steps}-{number}",
                answer=COLOURS[number % 4],
                language=language,
                level=5,
                facts={"turns": steps},
                axis="turns",
            )
            for steps in STEPS
            for number in range(each)
            for language in ("en", "zh")[:twins]
        ]
    )


def rows_of(
    question_set: HandSet, right: Sequence[bool], model: str | None = None
) -> list[dict[str, Any]]:
    """Answer rows that are right or wrong (the next colour) item by item."""
    rows = []
    for (item, key), hit in zip(question_set.members, right, strict=True):
        said = key.answer if hit else COLOURS[(COLOURS.index(key.answer) + 1) % 4]
        row = {"id": item.id, "response": f"ANSWER: {said}"}
        rows.append(row if model is None else {**row, "model": model})
    return rows


def in_epoch(rows: Sequence[dict[str, Any]], epoch: int) -> list[dict[str, Any]]:
    """The same rows as a repeat."""
    return [{**row, "epoch": epoch} for row in rows]


def with_item(pair: tuple[Item, Key], **changes: Any) -> tuple[Item, Key]:
    """The member with its item changed."""
    return replace(pair[0], **changes), pair[1]


def scored(questions: HandSet, right: Sequence[bool], model: str) -> Results:
    """The results of a model that is right where it says."""
    return score(questions, rows_of(questions, right), model=model)
