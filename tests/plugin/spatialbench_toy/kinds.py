"""What the toy tasks add: a lever that tips, a question about weight, a drawing of levers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spatialbench.geometry.kinds import Ask, BodyName, Diagram, Event, Word


@dataclass(frozen=True, slots=True)
class Tip(Event):
    """Two bodies lie on the ends of a lever, which tips to the heavier one."""

    left: BodyName
    right: BodyName
    down: Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class HeaviestOf(Ask):
    """Which of the bodies is the heaviest?"""

    bodies: tuple[BodyName, ...]


@dataclass(frozen=True, slots=True)
class Levers(Diagram):
    """Levers side by side: the colours on the left and on the right, and which side is down."""

    tips: tuple[tuple[Word, Word, Word], ...]
