"""What happens: an ordered tuple of events, and the states they lead through.

Each event is data; `replay` turns a scene and a story into poses after every event. Who is carried
along by whom is not stated by the events: it is found out geometrically, by asking at the moment
of the move which bodies are inside the one that moves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal  # JSON

from spatialbench.geometry.kinds import BodyName, Count, Event, FixedPlace, Place, SideName
from spatialbench.geometry.rotations import Rotation, quarter_turns

Direction = Literal["clockwise", "counterclockwise"]


@dataclass(frozen=True, slots=True)
class Turn(Event):
    """A body turns on the spot by quarter turns, seen from outside of one side of the room
    (`frame="room"`, extrinsic) or of its own face of that name (`frame="own"`, intrinsic)."""

    body: BodyName
    seen_from: SideName
    direction: Direction
    quarters: Count
    frame: Literal["room", "own"] = "room"

    def the_other_way(self) -> Turn:
        """Clockwise for counter-clockwise, and the reverse."""
        other: Direction = "clockwise" if self.direction != "clockwise" else "counterclockwise"
        return replace(self, direction=other)

    @property
    def rotation(self) -> Rotation:
        """The rotation in the frame that the turn names."""
        sign = 1 if self.direction == "counterclockwise" else -1
        return quarter_turns(self.seen_from, sign * self.quarters % 4)

    @classmethod
    def one_telling(cls, written: dict[str, Any]) -> dict[str, Any]:
        """Seen from the other side, a turn goes the other way; half a turn goes either way."""
        told = ("seen_from", "direction", "quarters")
        sign = 1 if written["direction"] == "counterclockwise" else -1
        turn = quarter_turns(written["seen_from"], sign * written["quarters"] % 4)
        return {n: v for n, v in written.items() if n not in told} | {"turn": turn.index}


@dataclass(frozen=True, slots=True)
class Move(Event):
    """A body is moved to a place, with whatever is inside it."""

    body: BodyName
    to: Place


@dataclass(frozen=True, slots=True)
class Hide(Event):
    """In full view, a body is put inside a container: under a cup, into a box."""

    body: BodyName
    container: BodyName


@dataclass(frozen=True, slots=True)
class Exchange(Event):
    """Whatever hollow bodies stand at some places move at once, each to a place that another
    leaves; contents come along. Each move is a place and the place to go to."""

    unordered: ClassVar[tuple[str, ...]] = ("moves",)

    moves: tuple[tuple[FixedPlace, Place], ...]

    def the_other_way(self) -> Exchange:
        """Each from where it would go to where it stands."""
        return Exchange(tuple((to, place) for place, to in self.moves))


@dataclass(frozen=True, slots=True)
class Lift(Event):
    """A cup is lifted and put down again at once; what is under it stays. All can see under it."""

    body: BodyName


@dataclass(frozen=True, slots=True)
class Nudge(Event):
    """A body is pushed a little towards the viewer and back again, with whatever is inside it."""

    body: BodyName


@dataclass(frozen=True, slots=True)
class GoBehind(Event):
    """A container is carried behind a screen, by way of the places in `via`."""

    body: BodyName
    screen: BodyName
    to: Place
    via: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class ComeOut(Event):
    """A container that is behind a screen is carried out again."""

    body: BodyName
    screen: BodyName
    to: Place
    via: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class MayLeave(Event):
    """Unseen behind the screen, the body may be taken out of the container and left at a place.

    Whether it happened is what a story does not say; `replay.histories` lists every way."""

    secret: ClassVar[bool] = True

    body: BodyName
    container: BodyName
    screen: BodyName
    to: Place

    def happening(self) -> Leave:
        """The body is left there."""
        return Leave(self.body, self.container, self.screen, self.to)


@dataclass(frozen=True, slots=True)
class Leave(Event):
    """Unseen behind the screen, the body is taken out of the container and left at a place."""

    secret: ClassVar[bool] = True

    body: BodyName
    container: BodyName
    screen: BodyName
    to: Place


@dataclass(frozen=True, slots=True)
class Show(Event):
    """A container is tipped so that the viewer can see inside, and back; `contents` is seen."""

    unordered: ClassVar[tuple[str, ...]] = ("contents",)

    body: BodyName
    contents: tuple[BodyName, ...]


Story = tuple[Event, ...]
