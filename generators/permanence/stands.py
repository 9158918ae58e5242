"""Screens in a row, each at the front edge of a board of its own, with room for balls behind it.

A board and all that is behind its screen move with the screen. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from spatialbench.generators.framing import Direction
from spatialbench.generators.permanence.kinds import Group
from spatialbench.generators.permanence.table import NARROW, camera_for, row
from spatialbench.geometry.replay import Poses
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Camera, Light, Pose, Scene
from spatialbench.geometry.shapes import Box, Sphere

SCREEN = Box((132, 8, 112))
BOARD = Box((132, 148, 6))
RADIUS = 21
PITCH = 198  # from the middle of one screen to the next
SCREEN_DEPTH = -74  # the middle of a board is at 4
HOME_DEPTH = -480  # balls that are in no use lie in front of everything
HOME_SPACING = 52
LANE = 172  # from lane to lane, where screens slide past each other
IN_FRONT: Vector = (0, HOME_DEPTH, RADIUS)

SPOTS = tuple((x, y) for y in (28, 73, 118) for x in (-23, 23))
"""Where balls lie behind a screen, to the right of its middle and away from it."""
MOST = len(SPOTS)

DIRECTIONS: tuple[Direction, ...] = ((0, -24, 7, 25), (0, -35, 12, 37))
"""16° and 19° above the table: nobody looks over a screen, and lanes stay apart."""


def places_of(count: int) -> tuple[Vector, ...]:
    """Where the screens of a row stand, from the viewer's left."""
    return tuple((x, SCREEN_DEPTH, SCREEN.size[2] // 2) for x in row(count, PITCH))


def scene_of(
    screens: Sequence[str], balls: Mapping[str, int], direction: Direction, light: Light
) -> Scene:
    """Screens of these colours from the left, and so many balls of each colour in front of them."""
    bodies: list[Body] = []
    for colour, (x, y, z) in zip(screens, places_of(len(screens)), strict=True):
        board = Pose((x, y + BOARD.size[1] // 2 + SCREEN.size[1] // 2, BOARD.size[2] // 2))
        bodies += [
            Body(f"screen:{colour}", SCREEN, Pose((x, y, z)), colour),
            Body(f"board:{colour}", BOARD, board, colour),
        ]
    coloured = [colour for colour, count in balls.items() for _ in range(count)]
    homes = row(len(coloured), HOME_SPACING)
    for number, (colour, x) in enumerate(zip(coloured, homes, strict=True), 1):
        bodies.append(Body(f"ball:{number}", Sphere(RADIUS), Pose((x, *IN_FRONT[1:])), colour))
    return Scene(tuple(bodies), _camera(len(screens), len(coloured), direction), light=light)


@cache
def _camera(screens: int, balls: int, direction: Direction) -> Camera:
    """A camera that sees all lanes, and all balls where they lie at first."""
    reach = max(row(screens, PITCH)[-1] + SCREEN.size[0] // 2 + 2 * RADIUS, 0)
    home = row(balls, HOME_SPACING)[-1] + RADIUS
    back = BOARD.size[1] // 2 + (LANE if screens > 1 else 0)
    return camera_for(
        [
            *((x, HOME_DEPTH - RADIUS, 0) for x in (-home, home)),
            *((x, back, 0) for x in (-reach, reach)),
            *((x, back - BOARD.size[1], SCREEN.size[2]) for x in (-reach, reach)),
        ],
        direction,
        NARROW,
    )


# --- who is behind which ------------------------------------------------------------------------


def screens_of(scene: Scene) -> list[Body]:
    """The screens of a scene."""
    return [body for body in scene.bodies if body.name.startswith("screen:")]


def balls_of(scene: Scene) -> tuple[str, ...]:
    """The names of the balls."""
    return tuple(body.name for body in scene.bodies if body.name.startswith("ball:"))


def is_behind(screen: Body, poses: Poses, name: str) -> bool:
    """Whether a body is on the board of a screen."""
    x, y, _ = poses[screen.name].position
    bx, by, _ = poses[name].position
    return abs(bx - x) < SCREEN.size[0] // 2 and 0 < by - y < BOARD.size[1]


def behind(scene: Scene, poses: Poses, screen: Body) -> list[str]:
    """The names of all on the board of a screen, and the board."""
    return [body.name for body in scene.bodies if is_behind(screen, poses, body.name)]


def screen_at(scene: Scene, poses: Poses, place: Vector) -> Body | None:
    """The screen that stands at a place; None where none does, as in front of them."""
    return next((s for s in screens_of(scene) if poses[s.name].position == place), None)


def at_place(scene: Scene, poses: Poses, colour: str, place: Vector) -> list[str]:
    """The balls of a colour behind the screen at a place, or else in front of all screens."""
    screen = screen_at(scene, poses, place)
    balls = [b.name for b in scene.bodies if b.name.startswith("ball:") and b.colour == colour]
    if screen is not None:
        return [name for name in balls if is_behind(screen, poses, name)]
    return [name for name in balls if poses[name].position[1] == HOME_DEPTH]


def going(scene: Scene, poses: Poses, groups: Sequence[Group]) -> list[list[str]]:
    """The balls that go in each group, at most as many as there are."""
    found: list[list[str]] = []
    for group in groups:
        taken = {name for names in found for name in names}
        there = at_place(scene, poses, group.colour, group.start)
        found.append([name for name in there if name not in taken][: group.count])
    return found


def free_spots(screen: Body, poses: Poses, more: Iterable[Vector]) -> list[Vector]:
    """The places behind a screen where no ball lies, nor at any of these places."""
    x, y, _ = poses[screen.name].position
    taken = {pose.position for pose in poses.values()} | set(more)
    spots = [(x + dx, y + dy, BOARD.size[2] + RADIUS) for dx, dy in SPOTS]
    return [spot for spot in spots if spot not in taken]
