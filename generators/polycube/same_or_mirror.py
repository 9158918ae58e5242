"""Two shapes made of cubes: is the second the first one, turned, or its mirror image, turned?

Both are drawn with the same numbers: whatever can be counted of one shape in one picture or list
says nothing. The shapes are handed and have no symmetry, so that only one of the two is true.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import acos, degrees, sqrt
from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.polycube.kinds import Layers, SameOrMirror
from spatialbench.generators.polycube.polycubes import (
    MIRRORS,
    Cell,
    Polycube,
    draw_handed,
    extent,
    mirrored,
    turned,
)
from spatialbench.generators.polycube.sight import area, bits_of, seen_of, upward
from spatialbench.generators.polycube.views import (
    LIGHTS,
    NORM,
    Four,
    Framing,
    draw_framing,
    middle_twice,
    orientations,
    picture_of_shape,
    placed,
    side_in_picture,
    toward_eye,
)
from spatialbench.geometry.quaternions import Quaternion, quaternion_of
from spatialbench.geometry.rotations import ROTATIONS, Rotation, quarter_turns
from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Box, Compound, Part
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle, Shot

SAME, MIRROR = "same", "mirror"
VERDICTS = (SAME, MIRROR)
FIRST, SECOND = "shape:1", "shape:2"
CUBE = 20  # millimetres: a side in the scene
ASIDE = 150  # millimetres: how far the shapes are from the middle
LEAST_SHOWN = 1000  # pixels of a cube in a picture of 512
LEAST_SHARE = 0.22  # squares of its side: less is not known so well
LOOKS = 60  # orientations that are tried
ANGLES = 1000  # orientations of which one has the angle that is wanted

UPRIGHT = (quarter_turns("top", 1), quarter_turns("top", 3))
TURNS = ROTATIONS  # with none among them: so, turned or mirrored, as much is where it was


class ShapeLevel(NamedTuple):
    """How many cubes; by how many degrees the pictures are turned against each other; and the turns
    and mirrors between the shapes as they are told."""

    cubes: tuple[int, int]
    angle: tuple[int, int]
    turns: Sequence[Rotation]
    mirrors: Sequence[Cell]


# Where all turns are about the vertical, so are all mirrors upright: else whoever counts the cubes
# of each layer would know.
LEVELS = {
    1: ShapeLevel((5, 6), (15, 60), UPRIGHT, MIRRORS[:2]),
    2: ShapeLevel((6, 7), (30, 100), TURNS, MIRRORS),
    3: ShapeLevel((7, 8), (60, 180), TURNS, MIRRORS),
    4: ShapeLevel((9, 10), (90, 180), TURNS, MIRRORS),
    5: ShapeLevel((11, 12), (90, 180), TURNS, MIRRORS),
}


# --- pictures -----------------------------------------------------------------------------------


class View(NamedTuple):
    """How a shape is turned in its picture, and how that is framed."""

    turn: Four
    framing: Framing


def all_is_seen(cells: Polycube, view: View) -> bool:
    """Whether so much of every cube is in the picture that one cannot miss it."""
    there = placed(cells, view.turn)
    least = max(LEAST_SHARE, LEAST_SHOWN / side_in_picture(there, view.framing) ** 2)
    spots, direction = upward(cells, toward_eye(view.turn))
    bits = bits_of(spots)
    return all(area(seen_of(spot, bits, direction), direction) >= least for spot in spots)


def _from_first(first: Four, turn: Rotation) -> Four:
    """The quaternion with which those of the second picture are to be compared."""
    t = quaternion_of(turn).inverse
    a = Quaternion(*first)
    w = a.w * t.w - a.x * t.x - a.y * t.y - a.z * t.z
    x = a.w * t.x + a.x * t.w + a.y * t.z - a.z * t.y
    y = a.w * t.y - a.x * t.z + a.y * t.w + a.z * t.x
    z = a.w * t.z + a.x * t.y - a.y * t.x + a.z * t.w
    return (w, x, y, z)


def angle_between(first: Four, turn: Rotation, second: Four) -> float:
    """By how many degrees the second picture's shape is turned against the first's."""
    q = _from_first(first, turn)
    along = abs(sum(a * b for a, b in zip(q, second, strict=True)))
    length = NORM * sqrt(sum(part * part for part in q) / NORM)
    return degrees(2 * acos(min(1.0, along / length)))


def draw_view(draw: Draw, cells: Polycube) -> View:
    """A turn in which every cube is seen."""
    for _ in range(LOOKS):
        view = View(draw.choice(orientations()), draw_framing(draw))
        if all_is_seen(cells, view):
            return view
    raise Refused("a cube hardly seen", f"in {LOOKS} views of {len(cells)} cubes")


def draw_second_view(
    draw: Draw, cells: Polycube, first: Four, turn: Rotation, angle: tuple[int, int]
) -> View:
    """A turn in which every cube is seen, and which differs from the first by such an angle."""
    for _ in range(LOOKS):
        view = View(_at_angle(draw, first, turn, angle), draw_framing(draw))
        if all_is_seen(cells, view):
            return view
    raise Refused("a cube hardly seen", f"in {LOOKS} views of {len(cells)} cubes")


def _at_angle(draw: Draw, first: Four, turn: Rotation, angle: tuple[int, int]) -> Four:
    """Any orientation that differs from the first by such an angle."""
    for _ in range(ANGLES):
        other = draw.choice(orientations())
        if angle[0] <= angle_between(first, turn, other) <= angle[1]:
            return other
    raise Refused("no such angle", f"{angle} degrees in {ANGLES} orientations")


def _shot(draw: Draw, cells: Polycube, view: View, colour: str) -> Shot:
    there = placed(cells, view.turn)
    scene = picture_of_shape(there, view.turn, colour, view.framing, draw.choice(LIGHTS))
    return Shot(scene.camera, scene)


# --- the scene and the words --------------------------------------------------------------------


def body_of(name: str, cells: Polycube, x: int, turn: Four, colour: str) -> Body:
    """The shape as one body, turned as it is in its picture."""
    box = Box((CUBE, CUBE, CUBE))
    places = [tuple(CUBE // 2 * part for part in middle_twice(cells, cell)) for cell in cells]
    parts = tuple(Part(box, (x, y, z)) for x, y, z in places)
    return Body(name, Compound(parts), Pose((x, 0, 0), Quaternion(*turn)), colour)


def layers_of(cells: Polycube) -> tuple[tuple[str, ...], ...]:
    """The layers from below, each in rows from the back."""
    wide, deep, high = extent(cells)
    return tuple(
        tuple(
            "".join("#" if (x, y, z) in cells else "." for x in range(wide))
            for y in range(deep - 1, -1, -1)
        )
        for z in range(high)
    )


# --- wrong ways of thinking ---------------------------------------------------------------------


def _counts(cells: Polycube) -> tuple[list[int], ...]:
    """For each axis, how many cubes each layer across it has."""
    return tuple(
        [sum(cell[axis] == place for cell in cells) for place in range(size)]
        for axis, size in enumerate(extent(cells))
    )


def _overlap(one: Polycube, other: Polycube) -> float:
    """The share of cubes that are at the same places."""
    return len(set(one) & set(other)) / len(one)


def rivals_of(first: Polycube, second: Polycube) -> dict[str, str]:
    """What is said by whoever does not turn the shapes in the mind."""
    alike = {
        "looks-different": _overlap(first, second) > 1 / 2,
        "box-alike": extent(first) == extent(second),
        "layers-alike": _counts(first)[2] == _counts(second)[2],
    }
    judged = {name: SAME if found else MIRROR for name, found in alike.items()}
    return {"always-same": SAME, **judged}


class SameOrMirrored:
    """Same and mirrored are equally likely, and everything else is drawn alike for both."""

    id: ClassVar[str] = "polycube/same-or-mirror-v1"
    answer_type: ClassVar[AnswerType] = "verdict"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {
        n: {"cubes": level.cubes, "angle": level.angle} for n, level in LEVELS.items()
    }
    rivals: ClassVar[tuple[str, ...]] = (
        "always-same",
        "looks-different",
        "box-alike",
        "layers-alike",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A shape, a turn, perhaps a mirror, and two pictures from anywhere."""
        space = LEVELS[level]
        count, answer = draw.between(*space.cubes), draw.choice(VERDICTS)
        turn, mirror = draw.choice(space.turns), draw.choice(space.mirrors)
        first = draw_handed(draw, count)
        second = turned(mirrored(first, mirror) if answer == MIRROR else first, turn)
        one = draw_view(draw, first)
        other = draw_second_view(draw, second, one.turn, turn, space.angle)
        colours = (draw.choice(COLOURS), draw.choice(COLOURS))
        bodies = (
            body_of(FIRST, first, -ASIDE, one.turn, colours[0]),
            body_of(SECOND, second, ASIDE, other.turn, colours[1]),
        )
        return Puzzle(
            scene=Scene(bodies, Camera((0, -900, 0), (0, 0, 0)), floor=False),
            story=(),
            ask=SameOrMirror(FIRST, SECOND),
            answer_type="verdict",
            answer=answer,
            vocabulary=VERDICTS,
            chance=1 / len(VERDICTS),
            rivals=rivals_of(first, second),
            facts={
                "cubes": count,
                "angle": round(angle_between(one.turn, turn, other.turn)),
            },
            words={
                "count": ("count", count),
                "shapes": Layers((layers_of(first), layers_of(second))),
            },
            pictures=(
                _shot(draw, first, one, colours[0]),
                _shot(draw, second, other, colours[1]),
            ),
        )
