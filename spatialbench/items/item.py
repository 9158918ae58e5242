"""An item: a probe in one language and one modality, as a model sees it, and its key.

Field names and their order are those of the file formats (docs/formats.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal  # JSON objects are Mapping[str, Any] by nature

from spatialbench.notebook import named, shortened

if TYPE_CHECKING:
    from spatialbench.probes.generator import Modality
    from spatialbench.probes.probe import AnswerType, Number, Probe, Value

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")

CANARY = "spatialbench:3f0c5f1e-7b1c-4c56-9d0e-2a6b8f4e91d7"
"""In every file with questions, so that training data can be searched for them."""

_LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of the message."""

    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the message: its file within the set, its name in the prompt, and, where the
    item was just made, how to get the PNG and the hash of its pixels."""

    path: str
    label: str
    png: Callable[[], bytes] | None = field(default=None, repr=False, compare=False)
    pixels: Callable[[], str] | None = field(default=None, repr=False, compare=False)


Part = Text | Image


def letters(count: int) -> tuple[str, ...]:
    """The letters of that many options."""
    return tuple(_LETTERS[:count])


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a model may see, and what a harness needs. It says nothing about the answer.

    `axis` names the fact that says at which number of steps the probe was drawn; None where it was
    drawn at a level, and then it is not written."""

    id: str
    probe: str
    task: str
    family: str
    level: int
    language: Language
    modality: Modality
    wording: int
    content: tuple[Part, ...]
    answer_type: AnswerType
    options: tuple[str, ...] | None
    unit: str | None
    chance: float
    facts: Mapping[str, Number]
    canary: str = CANARY
    axis: str | None = None

    @property
    def prompt(self) -> str:
        """The message as one string, pictures as `<image 1>`, `<image 2>`, …"""
        parts, number = [], 0
        for part in self.content:
            if isinstance(part, Text):
                parts.append(part.text)
            else:
                number += 1
                colon = "：" if self.language == "zh" else ": "
                parts.append(f"{part.label}{colon}<image {number}>")
        return "\n".join(parts)

    @property
    def images(self) -> tuple[Image, ...]:
        """The pictures, in order."""
        return tuple(part for part in self.content if isinstance(part, Image))

    def __repr__(self) -> str:
        told = f"level {self.level}", self.language, self.modality
        return named("Item", self.id, self.task, *told, shortened(self.prompt))

    def to_json(self) -> dict[str, Any]:
        """The object of items.jsonl."""
        return {
            "id": self.id,
            "probe": self.probe,
            "task": self.task,
            "family": self.family,
            "level": self.level,
            "language": self.language,
            "modality": self.modality,
            "wording": self.wording,
            "content": [_part_json(part) for part in self.content],
            "prompt": self.prompt,
            "answer_type": self.answer_type,
            "options": None if self.options is None else list(self.options),
            "unit": self.unit,
            "chance": self.chance,
            "facts": dict(self.facts),
            "canary": self.canary,
            **({} if self.axis is None else {"axis": self.axis}),
        }

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Item:
        """The item of a line that has passed the schema; unknown fields are ignored."""
        options = record["options"]
        return cls(
            id=record["id"],
            probe=record["probe"],
            task=record["task"],
            family=record["family"],
            level=record["level"],
            language=record["language"],
            modality=record["modality"],
            wording=record["wording"],
            content=tuple(_part_of(part) for part in record["content"]),
            answer_type=record["answer_type"],
            options=None if options is None else tuple(options),
            unit=record["unit"],
            chance=record["chance"],
            facts=record["facts"],
            canary=record["canary"],
            axis=record.get("axis"),
        )

    @classmethod
    def from_line(cls, line: Any) -> Item:
        """The same from a line with its fields as attributes, as `jsonl.read_as` gives them."""
        options = line.options
        return cls(
            id=line.id,
            probe=line.probe,
            task=line.task,
            family=line.family,
            level=line.level,
            language=line.language,
            modality=line.modality,
            wording=line.wording,
            content=tuple([_part_of_line(part) for part in line.content]),
            answer_type=line.answer_type,
            options=None if options is None else tuple(options),
            unit=line.unit,
            chance=line.chance,
            facts=line.facts,
            canary=line.canary,
            axis=line.axis or None,
        )

    def _repr_html_(self) -> str:
        """What a notebook shows: the message with its pictures."""
        from spatialbench.items.notebook import shown

        return shown(self)


def _part_json(part: Part) -> dict[str, str]:
    if isinstance(part, Text):
        return {"type": "text", "text": part.text}
    return {"type": "image", "path": part.path, "label": part.label}


def _part_of(part: Mapping[str, str]) -> Part:
    if part["type"] == "text":
        return Text(part["text"])
    return Image(part["path"], part["label"])


def _part_of_line(part: Any) -> Part:
    return Image(part.path, part.label) if hasattr(part, "path") else Text(part.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What scoring, verifying and auditing need and a model must not see: one line of key.jsonl.

    `choices` are the canonical values of the options where the item is multiple choice; `answer`
    and `rivals` are then letters (a rival whose value is not among the options is left out). `film`
    is how the story is filmed (`geometry.footage`), where it is shown so by moving bodies.
    """

    id: str
    probe: str
    task: str
    answer_type: AnswerType
    answer: Value
    choices: Sequence[Value] | None
    rivals: Mapping[str, Value]
    scene: Mapping[str, Any]
    story: Sequence[Mapping[str, Any]]
    ask: Mapping[str, Any]
    margins: Mapping[str, float]
    facts: Mapping[str, Number]
    undetermined: bool
    fingerprint: str
    film: Mapping[str, Any] | None = None

    def __repr__(self) -> str:
        return named("Key", self.id, self.task, f"answer {self.answer!r}")

    def to_json(self) -> dict[str, Any]:
        """The object of key.jsonl."""
        found = {name: getattr(self, name) for name in self.__dataclass_fields__}
        if self.film is None:
            del found["film"]
        return found

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> Key:
        """The key of a line that has passed the schema; unknown fields are ignored."""
        return cls(**{name: record[name] for name in _ALWAYS_IN_KEYS}, film=record.get("film"))

    @classmethod
    def from_line(cls, line: Any) -> Key:
        """The same from a line with its fields as attributes, as `jsonl.read_as` gives them: the
        members of the program stay as they stand in the file."""
        return cls(**{n: getattr(line, n) for n in _ALWAYS_IN_KEYS}, film=line.film or None)


_ALWAYS_IN_KEYS = tuple(name for name in Key.__dataclass_fields__ if name != "film")


@dataclass(frozen=True, slots=True)
class Presented:
    """An item with its key."""

    item: Item
    key: Key
    probe: Probe
