"""What a task's generator is: an id, its levels as numbers, and a `draw` that returns a puzzle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple, Protocol, runtime_checkable

from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import AnswerType, Puzzle

Modality = Literal["text", "state", "image", "frames"]
MODALITIES: tuple[Modality, ...] = ("text", "state", "image", "frames")

Form = Literal["open", "choice"]
FORMS: tuple[Form, ...] = ("open", "choice")


class Generator(Protocol):
    """One task. `draw` takes all randomness from the `Draw`, and raises `Refused` where the drawn
    puzzle would not be fair; it is then called again with a fresh stream.

    `forms` says whether it can be asked openly, with choices, or both."""

    id: ClassVar[str]
    answer_type: ClassVar[AnswerType]
    modalities: ClassVar[tuple[Modality, ...]]
    forms: ClassVar[tuple[Form, ...]]
    levels: ClassVar[Mapping[int, Mapping[str, object]]]
    rivals: ClassVar[tuple[str, ...]]
    undetermined: ClassVar[bool]

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """One puzzle of that level."""
        ...


class Axis(NamedTuple):
    """The number of a task that counts its steps, by the name of the fact, and between which values
    it can be drawn."""

    name: str
    least: int = 1
    most: int = 200


@runtime_checkable
class Stepped(Generator, Protocol):
    """A task that can also be drawn with any number of steps, along its axis; all other numbers are
    then those of its hardest level."""

    axis: ClassVar[Axis]

    def draw_at(self, draw: Draw, steps: int) -> Puzzle:
        """One puzzle with exactly so many steps."""
        ...


def axis_of(generator: Generator) -> Axis | None:
    """The axis of a task; None where it has none."""
    return generator.axis if isinstance(generator, Stepped) else None


@dataclass(frozen=True, slots=True)
class Exemption:
    """A check of the audit that a task is let pass up to a limit, and why."""

    check: str
    task: str
    limit: float
    why: str


def versionless(task: str) -> str:
    """The task id without its version: the name of its sentences."""
    name, dash, version = task.rpartition("-v")
    return name if dash and version.isdigit() else task
