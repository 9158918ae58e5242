"""Sets put together by hand: fair ones, to which a test adds one flaw."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from spatialbench.items.item import CANARY
from spatialbench.probes.draw import Draw
from spatialbench.probes.make import short_id
from spatialbench.sets.media import media_summary, pixel_hash

LABELS = ("red", "green", "blue", "black")
CHINESE = {"red": "红色", "green": "绿色", "blue": "蓝色", "black": "黑色"}

Values = str | list[str]


@dataclass
class Question:
    """One item with its key, open to be spoilt."""

    number: int
    draw: Draw
    options: list[Any]
    answer: Any
    rivals: dict[str, Any]
    prompt: str
    facts: dict[str, float]
    id: str
    probe: str
    fingerprint: str
    language: str = "en"
    modality: str = "text"
    level: int = 1
    choices: bool = True
    undetermined: bool = False
    task: str = "toy/pick-v1"
    images: list[str] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)

    def item(self) -> dict[str, Any]:
        """The line of items.jsonl."""
        said = [CHINESE.get(o, o) if self.language == "zh" else o for o in map(_say, self.options)]
        parts = [{"type": "image", "path": path, "label": "Picture 1"} for path in self.images]
        return {
            "id": self.id,
            "probe": self.probe,
            "task": self.task,
            "family": "toy",
            "level": self.level,
            "language": self.language,
            "modality": self.modality,
            "wording": 0,
            "content": [*parts, {"type": "text", "text": self.prompt}],
            "prompt": self.prompt,
            "answer_type": "choice" if self.choices else "label",
            "options": said if self.choices else sorted(self.options),
            "unit": None,
            "chance": 1 / len(self.options),
            "facts": self.facts,
            "canary": CANARY,
            **self.more,
        }

    def key(self) -> dict[str, Any]:
        """The line of key.jsonl."""
        letter = dict(zip(map(_say, self.options), "ABCDEFGH", strict=False))

        def shown(value: Any) -> Any:
            return letter[_say(value)] if self.choices else value

        return {
            "id": self.id,
            "probe": self.probe,
            "task": self.task,
            "answer_type": "label",
            "answer": shown(self.answer),
            "choices": self.options if self.choices else None,
            "rivals": {name: shown(value) for name, value in self.rivals.items()},
            "scene": {},
            "story": [],
            "ask": {},
            "margins": {},
            "facts": {},
            "undetermined": self.undetermined,
            "fingerprint": self.fingerprint,
        }


def _say(value: Values) -> str:
    return value if isinstance(value, str) else " ".join(value)


def question(number: int, *, choices: bool = True, salt: str = "fair") -> Question:
    """A fair question: answer, options, rival and fact are drawn without regard to each other."""
    draw = Draw("handmade", salt, number)
    key = b"handmade"
    options = draw.permutation(LABELS)
    places = Draw("handmade", salt, "places", number // 4).permutation(range(len(options)))
    answer = options[places[number % 4]]
    named = ", ".join(draw.permutation(LABELS))
    return Question(
        number=number,
        draw=draw,
        options=options,
        answer=answer,
        rivals={"guess": draw.choice(LABELS)},
        prompt=f"Question {number} is about {named}.\nWhich is it?",
        facts={"size": draw.below(4)},
        id=short_id(key, salt, "item", number, int(choices)),
        probe=short_id(key, salt, "probe", number),
        fingerprint=f"{number:016x}",
        choices=choices,
    )


def questions(
    count: int, flaw: Callable[[Question], object] = lambda _: None, *, choices: bool = True
) -> list[Question]:
    """Fair questions, each with the flaw added."""
    made = [question(i, choices=choices) for i in range(count)]
    for one in made:
        flaw(one)
    return made


def lines(records: Iterable[dict[str, Any]]) -> str:
    """JSON Lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def write_set(
    folder: Path, made: Iterable[Question], media: dict[str, bytes] | None = None
) -> Path:
    """A set with these questions and pictures, its manifest fitting them."""
    asked = list(made)
    (folder / "media").mkdir(parents=True)
    index = []
    for path, png in (media or {}).items():
        (folder / path).write_bytes(png)
        index.append({"path": path, "pixels": pixel_hash(png)})
    (folder / "media/index.jsonl").write_text(lines(index), encoding="utf-8")
    (folder / "items.jsonl").write_text(lines(q.item() for q in asked), encoding="utf-8")
    (folder / "key.jsonl").write_text(lines(q.key() for q in asked), encoding="utf-8")
    seal(folder)
    return folder


def seal(folder: Path) -> None:
    """Write the manifest that fits the files as they are."""
    hashes = {
        name: {"sha256": sha256((folder / f"{name}.jsonl").read_bytes()).hexdigest()}
        for name in ("items", "key")
    }
    manifest = {
        "format": 1,
        "name": "toy",
        "package": "0",
        "suite": {},
        "seed": None,
        "seed_commitment": "0" * 64,
        "counts": {
            "items": 0,
            "probes": 0,
            **{name: {} for name in ("task", "level", "language", "modality")},
        },
        **hashes,
        "media": media_summary(folder),
        "refusals": {},
        "licence": "CC-BY-4.0",
        "canary": CANARY,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
