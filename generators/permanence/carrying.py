"""A box that is carried behind screens, as data and as events: visits, looks, screens that move."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.permanence.kinds import LookBehind, ShiftScreens
from spatialbench.generators.permanence.table import BALL, FLAT, camera_for, row
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Camera, Light, Pose, Scene
from spatialbench.geometry.shapes import Box, OpenBox, Sphere
from spatialbench.geometry.story import ComeOut, GoBehind, Hide, MayLeave, Show

BOX = -1  # in place of a number of a place: in the box
CONTAINER = "box"

SCREEN = Box((150, 8, 210))
OPEN_BOX = OpenBox((74, 74, 84), 5)
RADIUS = 26
GAP = 250  # from the middle of one screen to the next, millimetres
FRONT, BEHIND = -250, 56  # depth of the lanes in front of the screens and behind them
LEFT_DEPTH = 128  # clear of the box, and still hidden by the screen

COLOURS_OF_BALLS = tuple(colour for colour in COLOURS if colour != "black")  # the box is dark


class Visit(NamedTuple):
    """The box is carried behind the screen at a place, counted from 0 at the viewer's left."""

    place: int


class Look(NamedTuple):
    """Nothing is behind the screens at these places; or, where there are none, what is shown is the
    inside of the box, with the ball in it or empty."""

    places: tuple[int, ...] = ()
    full: bool = False


class Move(NamedTuple):
    """All screens move along, so many places to the right (negative: left)."""

    by: int


Step = Visit | Look | Move


@cache
def names_of(screens: int) -> tuple[str, ...]:
    """The names of the screens, by where they stand at the start."""
    return tuple(f"screen:{number + 1}" for number in range(screens))


@cache
def places_of_screens(screens: int) -> tuple[Vector, ...]:
    """The places of the row, from the viewer's left."""
    return tuple((x, 0, SCREEN.size[2] // 2) for x in row(screens, GAP))


def _gap_x(screens: int, number: int) -> int:
    return GAP * (2 * number - screens) // 2


class _Carrier:
    """Tells steps as events: where the box is and which screen stands at each place."""

    def __init__(self, screens: int) -> None:
        self._at, self._xs = list(names_of(screens)), row(screens, GAP)
        self._gap = 0  # between the places gap − 1 and gap

    def events(self, step: Step) -> list[Event]:
        """The events of one step."""
        if isinstance(step, Visit):
            return self._visit(step.place)
        if isinstance(step, Move):
            names, count = tuple(sorted(self._at)), len(self._at)
            self._at = [self._at[(place - step.by) % count] for place in range(count)]
            return [ShiftScreens(names, step.by)]
        if not step.places:
            return [Show(CONTAINER, (BALL,) if step.full else ())]
        return [LookBehind(tuple((self._xs[p], 0, SCREEN.size[2] // 2) for p in step.places))]

    def _visit(self, place: int) -> list[Event]:
        """Around the screens in the front lane, through a gap, behind, and out by the other."""
        count, rest = len(self._xs), OPEN_BOX.size[2] // 2
        enter = place if self._gap <= place else place + 1
        leave = 2 * place + 1 - enter
        x_in, x_out = _gap_x(count, enter), _gap_x(count, leave)
        x, screen = self._xs[place], self._at[place]
        way_in = ((x_in, FRONT, rest), (x_in, BEHIND, rest))
        via = way_in if enter != self._gap else way_in[1:]
        self._gap = leave
        return [
            GoBehind(CONTAINER, screen, (x, BEHIND, rest), via),
            MayLeave(BALL, CONTAINER, screen, (x, LEFT_DEPTH, RADIUS)),
            ComeOut(CONTAINER, screen, (x_out, FRONT, rest), ((x_out, BEHIND, rest),)),
        ]


def story_of(steps: Sequence[Step], screens: int) -> tuple[Event, ...]:
    """The ball is put into the box, and then all that happens."""
    carrier = _Carrier(screens)
    told = [event for step in steps for event in carrier.events(step)]
    return (Hide(BALL, CONTAINER), *told)


@cache
def _camera(screens: int) -> Camera:
    """A low camera that sees all the screens, also when they are lifted, and the box and the ball
    in front of them."""
    reach = _gap_x(screens, screens) + OPEN_BOX.size[0] // 2
    front = FRONT - OPEN_BOX.size[1]
    return camera_for(
        [(x, y, 0) for x in (-reach - 2 * RADIUS - 40, reach) for y in (front, -front)]
        + [(x, 0, 2 * SCREEN.size[2]) for x in (-reach, reach)],
        FLAT,
    )


def scene_of(screens: int, colour: str, ball_colour: str, light: Light) -> Scene:
    """Screens of one colour in a row, and the box and the ball in front of them."""
    home = _gap_x(screens, 0)
    beside = home - OPEN_BOX.size[0] // 2 - 20 - RADIUS
    places = zip(names_of(screens), places_of_screens(screens), strict=True)
    bodies = (
        *(Body(name, SCREEN, Pose(place), colour) for name, place in places),
        Body(CONTAINER, OPEN_BOX, Pose((home, FRONT, OPEN_BOX.size[2] // 2)), "grey"),
        Body(BALL, Sphere(RADIUS), Pose((beside, FRONT, RADIUS)), ball_colour),
    )
    return Scene(bodies, _camera(screens), light=light)
