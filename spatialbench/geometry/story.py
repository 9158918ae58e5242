"""What happens: an ordered tuple of events, and the states they lead through.

Each event is data; `replay` turns a scene and a story into poses after every event. Who is carried
along by whom is not stated by the events: it is found out geometrically, by asking at the moment
of the move which bodies are inside the one that moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spatialbench.geometry.rotations import Rotation, Vector, quarter_turns

Direction = Literal["clockwise", "counterclockwise"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A body turns on the spot by quarter turns, seen from outside of one side of the room
    (`frame="room"`, extrinsic) or of its own face of that name (`frame="own"`, intrinsic)."""

    body: str
    seen_from: str
    direction: Direction
    quarters: int
    frame: Literal["room", "own"] = "room"

    @property
    def rotation(self) -> Rotation:
        """The rotation in the frame that the turn names."""
        sign = 1 if self.direction == "counterclockwise" else -1
        return quarter_turns(self.seen_from, sign * self.quarters % 4)


@dataclass(frozen=True, slots=True)
class Move:
    """A body is moved to a place, with whatever is inside it."""

    body: str
    to: Vector


@dataclass(frozen=True, slots=True)
class Hide:
    """In full view, a body is put inside a container: under a cup, into a box."""

    body: str
    container: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """Several bodies move at once, each to a place that another leaves; contents come along."""

    moves: tuple[tuple[str, Vector], ...]


@dataclass(frozen=True, slots=True)
class Lift:
    """A cup is lifted and put down again at once; what is under it stays. All can see under it."""

    body: str


@dataclass(frozen=True, slots=True)
class Nudge:
    """A body is pushed a little towards the viewer and back again, with whatever is inside it."""

    body: str


@dataclass(frozen=True, slots=True)
class GoBehind:
    """A container is carried behind a screen, by way of the places in `via`."""

    body: str
    screen: str
    to: Vector
    via: tuple[Vector, ...] = ()


@dataclass(frozen=True, slots=True)
class ComeOut:
    """A container that is behind a screen is carried out again."""

    body: str
    screen: str
    to: Vector
    via: tuple[Vector, ...] = ()


@dataclass(frozen=True, slots=True)
class MayLeave:
    """Unseen behind the screen, the body may be taken out of the container and left at a place.

    Whether it happened is what a story does not say; `replay.histories` lists every way."""

    body: str
    container: str
    screen: str
    to: Vector


@dataclass(frozen=True, slots=True)
class Leave:
    """Unseen behind the screen, the body is taken out of the container and left at a place."""

    body: str
    container: str
    screen: str
    to: Vector


@dataclass(frozen=True, slots=True)
class Show:
    """A container is tipped so that the viewer can see inside, and back; `contents` is seen."""

    body: str
    contents: tuple[str, ...]


Event = Turn | Move | Hide | Exchange | Lift | Nudge | GoBehind | ComeOut | MayLeave | Leave | Show
Story = tuple[Event, ...]
