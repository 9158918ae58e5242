"""A net with marks is folded into a cube: which of four pictures can show it?

The four pictures come of four cubes: the right one, and those that one gets by exchanging or
turning marks of it in a way that makes a group, so that from any of the four one gets the other
three. As the marks are drawn evenly, each of the four is as likely to be the right one for whoever
does not see the net. No picture is less like the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.net.folds import CARD, LIGHT, SIDE, camera_above
from spatialbench.generators.net.kinds import FoldBack, Laid, WhichView
from spatialbench.generators.net.looks import looks_of
from spatialbench.generators.net.nets import Cell, Net, longest_row, nets, steps_from
from spatialbench.generators.net.views import (
    Change,
    View,
    corners,
    cube_of,
    each_impossible,
    exchange,
    faces_of,
    four,
    fourfold,
    rotated,
    turning,
    ways_to_see,
)
from spatialbench.generators.net.wrong_views import rivals_of
from spatialbench.geometry.replay import add
from spatialbench.geometry.rotations import OPPOSITE
from spatialbench.geometry.scene import Body, Camera, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle, Shot

GLYPHS = ("E", "F", "G", "J", "K", "L", "P", "R", "T", "Y", "4", "arrow")
"""All look different in each of four turns, and unlike each other in any."""
CUBE = Box((100, 100, 100))
NAMES = ("view 1", "view 2", "view 3", "view 4")


class ViewLevel(NamedTuple):
    """How many edges of the net lie between the three squares that the pictures show, how long a
    row of squares a net may have, how many colours and glyphs the squares have, and which ways of
    making the other three cubes are drawn."""

    hops: int
    longest_row: int
    colours: int
    glyphs: int
    ways: tuple[str, ...]


LEVELS = {
    1: ViewLevel(2, 4, 6, 0, ("neighbours",)),
    2: ViewLevel(3, 4, 6, 0, ("mirror-or-neighbours",)),
    3: ViewLevel(3, 4, 6, 6, ("turn", "across")),
    4: ViewLevel(4, 3, 1, 6, ("turn", "across", "two-turns")),
    5: ViewLevel(5, 3, 1, 3, ("turn", "across", "two-turns")),
}


class Shown(NamedTuple):
    """A net, and three faces of its cube that meet at a corner: the one that is farthest from the
    others in the net, and the two that are near."""

    net: Net
    far: str
    near: str
    nearer: str


@cache
def shown_at(hops: int, longest: int) -> tuple[Shown, ...]:
    """All nets and corners with so many edges of the net between the three squares."""
    found = []
    for net in nets():
        cells = {face: cell for cell, face in faces_of(net).items()}
        for corner in corners() if longest_row(net) <= longest else ():
            away = {
                a: [steps_from(net, cells[a])[cells[b]] for b in corner if b != a] for a in corner
            }
            if sum(map(sum, away.values())) == 4 * hops:
                near, nearer, far = sorted(corner, key=lambda a: (min(away[a]), sum(away[a]), a))
                found.append(Shown(net, far, near, nearer))
    return tuple(found)


# --- the four cubes -----------------------------------------------------------------------------


def changes(draw: Draw, way: str, shown: Shown) -> tuple[Change, ...]:
    """A group of four changes, nothing first."""
    far, near, nearer = shown[1:]
    if way == "neighbours":
        a, b, c = draw.permutation([far, near, nearer])
        return four(exchange(b, OPPOSITE[a]), exchange(c, OPPOSITE[b]))
    if way == "mirror-or-neighbours":
        a, b, c = draw.permutation([far, near, nearer])
        return four(exchange(a, b), exchange(c, OPPOSITE[a]))
    if way == "turn":
        return fourfold(far)
    if way == "across":  # the mark of the opposite face, which reverses the order around the corner
        across = OPPOSITE[far]
        return four(exchange(far, across), turning((far, 2), (across, 2)))
    return four(turning((far, 2)), turning((draw.choice((near, nearer)), 2)))


def draw_marks(draw: Draw, level: ViewLevel, net: Net) -> dict[Cell, Mark]:
    """Marks for the squares, each anywhere, turned anyhow."""
    colours = draw.sample(COLOURS if level.colours > 1 else LIGHT, level.colours)
    colours *= 6 // level.colours
    if not level.glyphs:
        return {c: Mark(colour) for c, colour in zip(net, draw.permutation(colours), strict=True)}
    glyphs = draw.sample(GLYPHS, level.glyphs) * (6 // level.glyphs)
    looks = zip(net, draw.permutation(colours), draw.permutation(glyphs), strict=True)
    return {cell: Mark(colour, glyph, draw.below(4)) for cell, colour, glyph in looks}


# --- pictures -----------------------------------------------------------------------------------


class Looking(NamedTuple):
    """From where a cube is seen, from its middle, and which three sides that shows."""

    offset: tuple[int, int, int]
    sides: frozenset[str]


def draw_looking(draw: Draw) -> Looking:
    """From the front, a side and above, near enough to a corner that all three sides are seen well;
    nearer or farther."""
    side = draw.choice(("left", "right"))
    x, y, z = draw.between(60, 95), draw.between(60, 95), draw.between(55, 85)
    far = draw.between(480, 620)
    length = int((x * x + y * y + z * z) ** 0.5)
    x, y, z = (far * part // length for part in (x, y, z))
    return Looking((x if side == "right" else -x, -y, z), frozenset(("front", side, "top")))


def seen_part(cube: Mapping[str, Mark], sides: frozenset[str]) -> dict[str, Mark]:
    """What of a cube is seen from there."""
    return {side: mark for side, mark in cube.items() if side in sides}


def _cube(name: str, number: int, view: View) -> Body:
    """A cube with what is seen of it, in a row beside the sheet."""
    place = (2 * SIDE * number, -6 * SIDE, CUBE.size[2] // 2)
    return Body(name, CUBE, Pose(place), "grey", tuple(sorted(view.items())))


def _plates(marks: Mapping[Cell, Mark]) -> tuple[Body, ...]:
    """Plates on the table with their marks above."""
    return tuple(
        Body(
            f"square:{number}",
            CARD,
            Pose((SIDE * x, SIDE * y, CARD.size[2] // 2)),
            mark.colour,
            (("top", mark),),
        )
        for number, ((x, y), mark) in enumerate(marks.items(), 1)
    )


def picture_of_net(draw: Draw, marks: Mapping[Cell, Mark]) -> Laid:
    """The net anywhere on a table that is somewhat larger."""
    net = tuple(marks)
    looks = looks_of(net)
    room = 100 * max(looks.wide, looks.high) + draw.between(20, 80)
    at = [draw.between(50 * long, room - 50 * long) for long in (looks.wide, looks.high)]
    signs = tuple((mark.glyph or "", mark.turn) for mark in marks.values())
    return Laid(net, tuple(mark.colour for mark in marks.values()), signs, room, (at[0], at[1]))


# --- the puzzle ---------------------------------------------------------------------------------


class Views(NamedTuple):
    """What is on the squares, what each of the four pictures shows, the right one first, and from
    where."""

    marks: dict[Cell, Mark]
    views: Sequence[View]
    looking: Looking
    near: Sequence[frozenset[str]]
    """In each picture the two sides of the squares that are nearest to each other in the net."""


def draw_views(draw: Draw, level: ViewLevel) -> Views:
    """Marks on a net, four cubes, and how each is turned; Refused where another picture could be
    right, of whichever of the four cubes."""
    shown = draw.choice(shown_at(level.hops, level.longest_row))
    marks, looking = draw_marks(draw, level, shown.net), draw_looking(draw)
    cube = cube_of(shown.net, marks)
    cubes = [change(cube) for change in changes(draw, draw.choice(level.ways), shown)]
    ways = ways_to_see(shown[1:], looking.sides)
    turns = [draw.choice(ways) for _ in cubes] if level.glyphs else [draw.choice(ways)] * len(cubes)
    views = [
        seen_part(rotated(one, turn), looking.sides) for one, turn in zip(cubes, turns, strict=True)
    ]
    if not each_impossible(cubes, views):
        raise Refused("look alike", "another of the pictures could show the cube as well")
    near = [frozenset(map(turn.goes_to, (shown.near, shown.nearer))) for turn in turns]
    return Views(marks, views, looking, near)


class FoldView:
    """Each of the four pictures is as often right."""

    id: ClassVar[str] = "net/fold-view-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("image",)
    forms: ClassVar[tuple[Form, ...]] = ("choice",)
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "turns-ignored",
        "near-pair-only",
        "folded-inward",
        "as-in-the-net",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A net with marks, and four cubes."""
        asked = LEVELS[level]
        found = draw_views(draw, asked)
        names = draw.permutation(NAMES)
        plates = _plates(found.marks)
        named = sorted(zip(names, found.views, strict=True))
        cubes = [_cube(name, number, view) for number, (name, view) in enumerate(named)]
        cameras = [
            Camera(add(cube.pose.position, found.looking.offset), cube.pose.position)
            for cube in cubes
        ]
        bodies, sheet = (*plates, *cubes), tuple(plate.name for plate in plates)
        return Puzzle(
            scene=Scene(bodies, camera_above(tuple(found.marks))),
            story=(FoldBack(sheet),),
            ask=WhichView(sheet, NAMES, tuple(camera.position for camera in cameras)),
            answer_type="label",
            answer=names[0],
            vocabulary=NAMES,
            chance=1 / len(NAMES),
            rivals=rivals_of(
                draw,
                found.marks,
                dict(zip(names, found.views, strict=True)),
                dict(zip(names, found.near, strict=True)),
            ),
            facts={"colours": asked.colours, "glyphs": asked.glyphs},
            key_facts={"hops": asked.hops},
            pictures=(picture_of_net(draw, found.marks),),
            option_pictures={
                cube.name: Shot(camera, Scene((cube,), camera))
                for cube, camera in zip(cubes, cameras, strict=True)
            },
        )
