"""A small set with pictures and frames in both languages, and a model's replies to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mock_server import fingerprint, pixels

from spatialbench.items.item import Item, Key, Text
from spatialbench.sets import QuestionSet, load
from spatialbench.sets.build import build_set
from spatialbench.sets.suite import read_suite

SUITE = """
name = "contract"
picture_size = 96

[[part]]
tasks = [
  "causal/first-collision", "cube/face-after-turns", "cube/visible-faces", "cube/facing-you",
  "die/shortest-roll", "net/opposite", "paper/holes", "permanence/hidden-where",
  "permanence/shell-game", "permanence/carried-unseen", "polycube/count", "cube/which-turn",
]
levels = [1, 2]
each = 1
languages = ["en", "zh"]
modalities = ["text"]
choices = "both"

[[part]]
tasks = [
  "cube/face-after-turns", "cube/visible-faces", "cube/facing-you", "permanence/hidden-where",
]
levels = [1]
probes = 8
languages = ["en", "zh"]
modalities = ["image", "frames"]
"""


def small_set(folder: Path, *, pictures: bool = True) -> QuestionSet:
    """About 110 items in a folder of their own; without pictures about 90."""
    recipe = folder / "contract.toml"
    recipe.write_text(SUITE if pictures else SUITE.rpartition("\n[[part]]")[0])
    return load(build_set(read_suite(str(recipe)), folder / "set", seed="contract").path)


def pairs(questions: QuestionSet) -> Iterator[tuple[Item, Key]]:
    """Every item with its key."""
    keys = {key.id: key for key in questions.keys()}  # noqa: SIM118 (not a mapping)
    return ((item, keys[item.id]) for item in questions.items())


def pictures_of(questions: QuestionSet, item: Item) -> list[str]:
    """The hashes of an item's pictures, in order."""
    return [pixels((questions.path / image.path).read_bytes()) for image in item.images]


def name_of(questions: QuestionSet, item: Item) -> str:
    """What the mock server knows an item by."""
    labels = "".join(
        part.text if isinstance(part, Text) else f"{part.label}{_colon(item)}"
        for part in item.content
    )
    return fingerprint(labels, pictures_of(questions, item))


def _colon(item: Item) -> str:
    return "：" if item.language == "zh" else ":"


def reply(number: int, key: Key) -> str:
    """Right in about half of the cases; wrong, unreadable or refused in the others."""
    said = ", ".join(key.answer) if isinstance(key.answer, list) else str(key.answer)
    wrong = next((v for v in key.rivals.values() if v != key.answer), None)
    other = ", ".join(wrong) if isinstance(wrong, list) else str(wrong or "none of these")
    return (
        f"Let me think.\nANSWER: {said}",
        f"ANSWER: {other}",
        f"答案：{said}",
        "I am sorry, but I cannot help with that.",
        f"{said}",
        "It could be anything, really.",
    )[number % 6]


def replies(questions: QuestionSet) -> dict[str, str]:
    """What the model says, by what the server knows an item by."""
    return {
        name_of(questions, item): reply(number, key)
        for number, (item, key) in enumerate(pairs(questions))
    }
