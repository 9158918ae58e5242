"""What a task's generator is: an id, its levels as numbers, and a `draw` that returns a puzzle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal, Protocol

from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import AnswerType, Puzzle

Modality = Literal["text", "state", "image", "frames"]
MODALITIES: tuple[Modality, ...] = ("text", "state", "image", "frames")


class Generator(Protocol):
    """One task. `draw` takes all randomness from the `Draw`, and raises `Refused` where the drawn
    puzzle would not be fair; it is then called again with a fresh stream."""

    id: ClassVar[str]
    answer_type: ClassVar[AnswerType]
    modalities: ClassVar[tuple[Modality, ...]]
    levels: ClassVar[Mapping[int, Mapping[str, object]]]
    rivals: ClassVar[tuple[str, ...]]
    undetermined: ClassVar[bool]

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """One puzzle of that level."""
        ...


def versionless(task: str) -> str:
    """The task id without its version: the name of its sentences."""
    name, dash, version = task.rpartition("-v")
    return name if dash and version.isdigit() else task
