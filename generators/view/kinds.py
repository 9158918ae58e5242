"""What figures do, and what is asked of their places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from spatialbench.geometry.kinds import (
    Ask,
    BodyName,
    Count,
    Diagram,
    Event,
    EyePlace,
    FixedPlace,
    Length,
    Phrase,
    Word,
)

Whose = Literal["figure", "viewer"]
"""Along whose looks directions are meant: the figure's, or the viewer's, who looks straight ahead
from the front."""


@dataclass(frozen=True, slots=True)
class Pivot(Event):
    """A figure turns on the spot by so many eighths of a full turn to its own left (negative: to
    its own right)."""

    figure: BodyName
    eighths: Count

    def the_other_way(self) -> Pivot:
        """As far to the other side; half a turn is the same either way."""
        return self if self.eighths % 8 == 4 else Pivot(self.figure, -self.eighths)


@dataclass(frozen=True, slots=True)
class WalkAhead(Event):
    """A figure walks so far straight ahead, the way that it looks."""

    figure: BodyName
    length: Length


@dataclass(frozen=True, slots=True)
class Bearing(Ask):
    """In which of four or eight directions is the body, for somebody who stands where the figure
    does and looks as the figure does, or as the viewer does?"""

    figure: BodyName
    body: BodyName
    parts: Count
    whose: Whose


@dataclass(frozen=True, slots=True)
class Sees(Ask):
    """Which of the bodies does the figure see, with eyes in its axis so high above the table, that
    see as many degrees to either side of where it looks? It hides nothing from itself."""

    unordered: ClassVar[tuple[str, ...]] = ("bodies",)

    figure: BodyName
    bodies: tuple[BodyName, ...]
    eyes: Length
    field: Count


@dataclass(frozen=True, slots=True)
class PictureSeen(Ask):
    """Which of the pictures shows what the figure sees, with eyes in its axis so high above the
    table? Each is of a table on which the bodies, otherwise as they are, are at these places, seen
    from an eye toward a place, over so many degrees; the figure is not in them."""

    figure: BodyName
    eyes: Length
    bodies: tuple[BodyName, ...]
    pictures: tuple[Word, ...]
    from_eyes: tuple[EyePlace, ...]
    toward: tuple[FixedPlace, ...]
    places: tuple[tuple[FixedPlace, ...], ...]
    degrees: Count


@dataclass(frozen=True, slots=True)
class ThirdView(Ask):
    """Which of the pictures can be of this table, if one knows of it what two other eyes see? All
    are taken by one camera, of tables on which the bodies, otherwise as they are, are at these
    places, among the same boards; all eyes look toward one place, over so many degrees."""

    bodies: tuple[BodyName, ...]
    boards: tuple[BodyName, ...]
    eyes: tuple[EyePlace, ...]
    camera: EyePlace
    toward: FixedPlace
    degrees: Count
    pictures: tuple[Word, ...]
    places: tuple[tuple[FixedPlace, ...], ...]


@dataclass(frozen=True, slots=True)
class Changed(Ask):
    """What happened between two pictures, taken from one eye and then from another, both toward one
    place and over so many degrees, if bodies on a plate in the middle are at these places in the
    second one, and the posts stay where they are? C1 … C7: the camera went so many eighths of a
    turn to its left around the plate; P1 … P7: the plate turned so many eighths counter-clockwise,
    seen from above; H1, H2: the camera went up, down; D1, D2: closer, farther away."""

    posts: tuple[BodyName, ...]
    bodies: tuple[BodyName, ...]
    before: EyePlace
    after: EyePlace
    toward: FixedPlace
    degrees: Count
    places: tuple[FixedPlace, ...]


@dataclass(frozen=True, slots=True)
class Changes(Phrase):
    """What may have happened between two pictures, by codes."""

    codes: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Named(Phrase):
    """A body, called by its noun and colour."""

    body: BodyName


@dataclass(frozen=True, slots=True)
class Standing(Phrase):
    """Where bodies stand, in centimetres to the right and away from the viewer, and along which
    direction they look, if they do, as a table."""

    rows: tuple[tuple[Word, tuple[Count, Count], tuple[Count, ...]], ...]


@dataclass(frozen=True, slots=True)
class Ways(Phrase):
    """Directions among which to choose."""

    labels: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Panels(Phrase):
    """Upright boards, in centimetres: the two ends and the height of each; of a window, from where
    to where it reaches from the first end, and from how low to how high."""

    boards: tuple[tuple[Count, ...], ...]


@dataclass(frozen=True, slots=True)
class InView(Phrase):
    """What is seen from somewhere: things, each with how many centimetres to the left and how far
    ahead it is, level, from the left to the right."""

    rows: tuple[tuple[Word, Count, Count], ...]


@dataclass(frozen=True, slots=True)
class NoWay(Phrase):
    """Between which neighbouring stations there is no way, and at which height, if there are two;
    the height first."""

    rows: tuple[tuple[Word, Word, Word], ...]


@dataclass(frozen=True, slots=True)
class Climbs(Phrase):
    """At which stations one can climb."""

    stations: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class AroundTable(Diagram):
    """A table from above, north at the top, and the stations around it, counted to the left from
    the south, low ones outside: the ends of boards in centimetres and how high they are; how many
    heights there are; from which station there is no way to the left at a height; where one can
    climb; and where the camera is."""

    boards: tuple[tuple[Count, Count, Count, Count, Count], ...]
    heights: Count
    closed: tuple[tuple[Count, Count], ...]
    ladders: tuple[Count, ...]
    at: tuple[Count, Count]
