"""Screens that look alike in a row, each on a board with room for three things, balls or cubes.

Of each thing there is a stand-in of the other kind in the same colour; while it is not needed, it
lies under the table, where no camera sees it. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from spatialbench.generators.framing import Direction
from spatialbench.generators.permanence.staging.kinds import Shown
from spatialbench.generators.permanence.stands import (
    SCREEN_DEPTH,
    behind,
    screen_at,
    screens_of,
)
from spatialbench.generators.permanence.table import NARROW, camera_for, row
from spatialbench.geometry.replay import Poses
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Camera, Light, Pose, Scene
from spatialbench.geometry.shapes import Box, Shape, Sphere

SCREEN = Box((168, 8, 112))
BOARD = Box((168, 128, 6))
PITCH = 232  # from the middle of one screen to the next
KINDS: dict[str, Shape] = {"ball": Sphere(27), "cube": Box((46, 46, 46))}
HOME_DEPTH = -250
HOME_SPACING = 90
UNDER = -200  # where stand-ins are: under the table
GONE = -300  # and what has gone
BEFORE, BESIDE = SCREEN_DEPTH - 66, SCREEN_DEPTH + 60  # how deep a thing is before a gap, and in it
LIFTED = 150  # how far screens are lifted: what is behind them is seen

LANES = (-150, 150, 300, 450)
"""How far behind the row each of the screens goes that move at once."""

SPOTS = ((-46, 37), (0, 91), (46, 37))
"""Where the things are behind a screen, to the right of its middle and away from it."""

DIRECTIONS: tuple[Direction, ...] = ((0, -12, 5, 13), (0, -35, 12, 37))
"""23° and 19° above the table: nobody looks over a screen, and lanes stay apart."""


def other_kind(kind: str) -> str:
    """A ball's is a cube, a cube's a ball."""
    return "cube" if kind == "ball" else "ball"


def places_of(count: int) -> tuple[Vector, ...]:
    """Where the screens of a row stand, from the viewer's left."""
    return tuple((x, SCREEN_DEPTH, SCREEN.size[2] // 2) for x in row(count, PITCH))


def spot(number: int, kind: str, screen: Vector) -> Vector:
    """Where a thing of that kind, the so-manieth, is behind a screen that stands there."""
    dx, dy = SPOTS[number]
    height = BOARD.size[2] + KINDS[kind].extent()[2]
    return (screen[0] + dx, screen[1] + dy, height)


def home(number: int, count: int, height: int) -> Vector:
    """Where a thing is at first, or what is under it, at that height."""
    return (row(count, HOME_SPACING)[number], HOME_DEPTH, height)


def scene_of(
    screens: int,
    colour: str,
    things: Sequence[tuple[str, str]],
    direction: Direction,
    light: Light,
) -> Scene:
    """So many screens of a colour, and things, by colour and kind, in front of them."""
    bodies: list[Body] = []
    for number, (x, y, z) in enumerate(places_of(screens), 1):
        board = Pose((x, y + BOARD.size[1] // 2 + SCREEN.size[1] // 2, BOARD.size[2] // 2))
        bodies += [
            Body(f"screen:{number}", SCREEN, Pose((x, y, z)), colour),
            Body(f"board:{number}", BOARD, board, colour),
        ]
    for number, (own, kind) in enumerate(things):
        heights = {kind: KINDS[kind].extent()[2], other_kind(kind): UNDER}
        for each, height in sorted(heights.items()):
            place = Pose(home(number, len(things), height))
            bodies.append(Body(f"{each}:{own}", KINDS[each], place, own))
    return Scene(tuple(bodies), _camera(screens, direction), light=light)


@cache
def _camera(screens: int, direction: Direction) -> Camera:
    """A camera that sees all lanes, screens that are lifted, and things where they are at first."""
    last = row(screens, PITCH)[-1]
    side, gap = last + SCREEN.size[0] // 2 + 6, last + PITCH // 2 + KINDS["ball"].extent()[0] + 6
    front, back = SCREEN_DEPTH + LANES[0], SCREEN_DEPTH + BOARD.size[1] + LANES[screens - 1]
    return camera_for(
        [
            (-gap, BEFORE, 0),
            *((x, y, 0) for x in (-side, side) for y in (front, back)),
            *((0, HOME_DEPTH - 40, 0), (0, back, SCREEN.size[2])),
            *((x, SCREEN_DEPTH, SCREEN.size[2] + LIFTED) for x in (-side, side)),
        ],
        direction,
        NARROW,
    )


# --- who is behind which ------------------------------------------------------------------------


def is_thing(name: str) -> bool:
    """Whether a body is neither a screen nor a board."""
    return name.partition(":")[0] in KINDS


def screen_before(scene: Scene, poses: Poses, place: Vector) -> Body:
    """The screen behind which a place is. StopIteration where it is behind none."""
    x, y, _ = place
    stands = [(screen, *poses[screen.name].position) for screen in screens_of(scene)]
    return next(
        screen
        for screen, sx, sy, _ in stands
        if abs(x - sx) < SCREEN.size[0] // 2 and sy < y < sy + BOARD.size[1]
    )


def seen_behind(scene: Scene, poses: Poses, places: Iterable[Vector]) -> frozenset[Shown]:
    """The things behind the screens that stand at these places."""
    screens = {place: screen_at(scene, poses, place) for place in places}
    return frozenset(
        Shown(scene.body(name).colour, name.partition(":")[0], place)
        for place, screen in screens.items()
        if screen is not None
        for name in behind(scene, poses, screen)
        if is_thing(name)
    )
