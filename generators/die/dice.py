"""What the die tasks share: a die with its numbers, how it rolls, and pictures of it from near."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.die.kinds import Compass, Heading
from spatialbench.geometry.kinds import Phrase
from spatialbench.geometry.rotations import FACES, NORMALS, Rotation, Vector, quarter_turns
from spatialbench.geometry.scene import Body, Camera, Light, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Shot, Term

DIE = "die"
SIDE = 60  # millimetres

Cell = tuple[int, int]
"""Columns to the east, rows to the north."""

COMPASS: tuple[Compass, ...] = ("north", "east", "south", "west")
SIDE_OF: Mapping[Compass, str] = {
    "north": "back",
    "east": "right",
    "south": "front",
    "west": "left",
}
"""The side of the room that lies in a direction."""

STEPS: Mapping[str, Cell] = {way: NORMALS[SIDE_OF[way]][:2] for way in COMPASS}
"""How far a roll in a direction of the compass goes."""
TIPS: Mapping[Compass, Rotation] = {
    "north": quarter_turns("left", 1),
    "east": quarter_turns("back", 1),
    "south": quarter_turns("right", 1),
    "west": quarter_turns("front", 1),
}
"""How a die turns when it is rolled: what was on that side is then below."""

SIDEWAYS: tuple[Compass, ...] = ("east", "west")
"""The side that is told and seen beside the top and the south side."""

_PAIRS = ((1, 6), (2, 5), (3, 4))
_AXES = (("front", "back"), ("left", "right"), ("top", "bottom"))

Numbers = Mapping[str, int]
"""The number on each side of the room."""


def draw_numbers(draw: Draw) -> dict[str, int]:
    """The numbers of a die that lies in any of 24 ways, and is left- or right-handed as often:
    opposite ones add up to 7."""
    found = {}
    for (one, other), pair in zip(_AXES, draw.permutation(_PAIRS), strict=True):
        found[one], found[other] = draw.permutation(pair)
    return found


_SHAPE = Box((SIDE, SIDE, SIDE))


@lru_cache(maxsize=256)
def _mark(face: str, colour: str, number: int) -> tuple[str, Mark]:
    return face, Mark(colour, f"pips-{number}")


def die(numbers: Numbers, colour: str, place: Vector) -> Body:
    """A die with pips; its own faces are named as the sides of the room where they are."""
    marks = tuple([_mark(face, colour, numbers[face]) for face in FACES])
    return Body(DIE, _SHAPE, Pose(place), colour, marks)


def draw_colour(draw: Draw) -> str:
    """Any colour."""
    return draw.choice(COLOURS)


def draw_closeup(draw: Draw, scene: Scene, at: Vector, side: Compass) -> Shot:
    """A picture of the die from the south, above it and to one side of it, which shows three faces:
    from how far around, from how high, from how far away, and in which light is drawn."""
    sign = STEPS[side][0]
    across, up = draw.between(62, 100), draw.between(72, 104)
    away = draw.between(27, 36)  # tenths: so many times as far away as these numbers say
    target = (
        at[0] + draw.between(-12, 12),
        at[1] + draw.between(-12, 12),
        at[2] + draw.between(-10, 6),
    )
    eye = (
        at[0] + sign * across * away // 10,
        at[1] - 80 * away // 10,
        at[2] + up * away // 10,
    )
    light = Light((draw.between(-4, 4), draw.between(-5, -2), draw.between(6, 8)))
    bare = Scene(scene.bodies, Camera(eye, target, 26), light=light, floor=scene.floor)
    return Shot(bare.camera, bare)


def seen_words(numbers: Numbers, beside: Compass) -> dict[str, Term | Phrase]:
    """The three numbers that are told, and what is where in the picture of the die."""
    left: Compass = "south" if beside == "east" else beside
    right: Compass = beside if beside == "east" else "south"
    return {
        "top": ("number", numbers["top"]),
        "south": ("number", numbers["front"]),
        "beside": ("number", numbers[SIDE_OF[beside]]),
        "side": Heading(beside),
        "left": Heading(left),
        "right": Heading(right),
    }
