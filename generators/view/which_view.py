"""Which of four pictures shows what a figure sees of the things before it?

At levels 1 and 2 two pictures are of this table, taken where the figure stands and at another place
around it, and two are of the mirrored table, at the same places. From level 3 on all four are taken
where the figure stands, and of some of them two things, two others, or both pairs have changed
places. Which of them is the figure's is drawn last, among pictures that are all as likely: who does
not see the table has no reason to prefer one of the four, whatever is in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import combinations, product
from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.view.around import (
    VIEW_ANGLE,
    Look,
    Seen,
    Standing,
    camera_at,
    differences,
    draw_things,
    elsewhere,
    mirrored_across,
    place_at,
    seen_well,
)
from spatialbench.generators.view.bearings import ALL_AROUND, AWAY, Plane, turned
from spatialbench.generators.view.figures import EYES
from spatialbench.generators.view.kinds import Named, PictureSeen
from spatialbench.generators.view.seeming import rivals_of
from spatialbench.generators.view.table import THINGS, draw_camera, figure, thing
from spatialbench.generators.view.whose_left import angle
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Camera, Light, Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle, Shot

NAMES = ("view 1", "view 2", "view 3", "view 4")
LIGHTS = tuple(Light((x, y, 7)) for a, b in product((2, -2), (3, -3)) for x, y in ((a, b), (b, a)))
"""From all sides, as the viewer's is one of many."""
TRIES = 200
LEAST = 2  # ways in which things lie clearly otherwise in any two of the pictures
ELSEWHERE = 2  # things at least are elsewhere in any two of them


class Around(NamedTuple):
    """How many things there are, of how many colours; whether the figure may look any way, or only
    along the sides of the table; by how many degrees, at least and at most, the other place is away
    around the table, (0, 0) where things change places instead."""

    things: int
    colours: int
    any_way: bool
    apart: tuple[int, int] = (0, 0)


LEVELS = {
    1: Around(3, 3, False, (90, 180)),
    2: Around(4, 4, True, (90, 180)),
    3: Around(7, 7, True),
    4: Around(8, 3, True),
    5: Around(9, 3, True),
}


class WhichView:
    """Each of the four pictures is as often right."""

    id: ClassVar[str] = "view/which-view-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("image",)
    forms: ClassVar[tuple[Form, ...]] = ("choice",)
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "mirrored",
        "other-place",
        "own-view",
        "nearest-only",
        "leftmost-only",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A table, a figure, and four pictures, of which the first is the figure's."""
        asked = LEVELS[level]
        seen, names = _draw_pictures(draw, asked)
        looking = seen[0].look.looking
        own = f"figure:{draw.choice(_unused(names))}"
        bodies = sorted(_bodies(names, seen[0]), key=_name)
        somebody = figure(own, place_at(looking), looking)
        scene = Scene(
            (somebody, *bodies), draw_camera(draw, (somebody, *bodies)), light=draw.choice(LIGHTS)
        )
        called = draw.permutation(NAMES)
        pictures = [_picture(names, one, scene.light) for one in seen]
        return Puzzle(
            scene=scene,
            story=(),
            ask=_ask(own, bodies, dict(zip(called, pictures, strict=True))),
            answer_type="label",
            answer=called[0],
            vocabulary=NAMES,
            chance=1 / len(NAMES),
            rivals=rivals_of(draw, seen, called),
            facts={"things": asked.things, "colours": asked.colours, "turned": angle(looking)},
            words={"figure": Named(own)},
            pictures=(Shot(),),
            option_pictures={
                name: Shot(picture.camera, picture)
                for name, picture in sorted(zip(called, pictures, strict=True), key=_first)
            },
        )


def _first(row: tuple[str, Scene]) -> str:
    return row[0]


def _name(body: Body) -> str:
    return body.name


def _unused(names: Sequence[str]) -> list[str]:
    """The colours that no thing has."""
    return [colour for colour in COLOURS if all(not name.endswith(colour) for name in names)]


# --- tables and pictures of them ----------------------------------------------------------------


def _draw_pictures(draw: Draw, asked: Around) -> tuple[list[Seen], list[str]]:
    """Four pictures that all clearly differ, that of the figure first, and the names of things;
    Refused where nothing of the kind was found."""
    for _ in range(TRIES):
        around = _draw_places(draw, asked)
        names = _draw_names(draw, asked)
        nouns = [name.partition(":")[0] for name in names]
        places = draw_things(draw, nouns, around)
        if places is None:
            continue
        things = [Standing(noun, at) for noun, at in zip(nouns, places, strict=True)]
        seen = _mirrored(things, around) if len(around) > 1 else _exchanged(draw, things, around[0])
        if seen and _differ(seen):
            return seen, names
    raise Refused("look alike", f"{asked.things} things, places {asked.apart}° apart")


def _draw_places(draw: Draw, asked: Around) -> list[Plane]:
    """The direction in which the figure looks, and that from the other place, if there is one."""
    ways = ALL_AROUND if asked.any_way else tuple(turned(AWAY, 2 * n) for n in range(4))
    one = draw.choice(ways)
    if not any(asked.apart):
        return [one]
    return draw.permutation([one, draw.choice(_apart(one, ways, asked.apart))])


@cache
def _apart(one: Plane, ways: tuple[Plane, ...], apart: tuple[int, int]) -> tuple[Plane, ...]:
    """The directions that differ from one by so many degrees."""
    (x, y), found = one, list[Plane]()
    for u, v in ways:
        if apart[0] <= angle((x * v - y * u, x * u + y * v)) <= apart[1]:
            found.append((u, v))
    return tuple(found)


def _draw_names(draw: Draw, asked: Around) -> list[str]:
    """Things of any kind, each of another colour; or, of fewer colours, each of another kind or
    colour."""
    colours = draw.sample(COLOURS, asked.colours)
    if asked.colours == asked.things:
        return [f"{draw.choice(tuple(THINGS))}:{colour}" for colour in colours]
    return draw.sample([f"{noun}:{colour}" for noun in THINGS for colour in colours], asked.things)


def _mirrored(things: Sequence[Standing], around: Sequence[Plane]) -> list[Seen]:
    """From each place the table and the mirrored one."""
    return [Seen(tuple(things), Look(looking, side)) for looking in around for side in (1, -1)]


def _exchanged(draw: Draw, things: Sequence[Standing], looking: Plane) -> list[Seen]:
    """From one place the table, with two things exchanged, with two others, and with both pairs;
    which of them is this table is drawn. Nothing where something would be hidden."""
    a, b, c, d = draw.sample(range(len(things)), 4)
    tables = []
    for pairs in ((), ((a, b),), ((c, d),), ((a, b), (c, d))):
        there = list(things)
        for one, other in pairs:
            there[one] = Standing(things[one].noun, things[other].at)
            there[other] = Standing(things[other].noun, things[one].at)
        tables.append(Seen(tuple(there), Look(looking)))
    if not all(seen_well(table.things, [looking]) for table in tables):
        return []
    first = draw.below(4)  # a group: from any of the four one gets the others
    return [tables[first ^ number] for number in range(4)]


def _differ(seen: Sequence[Seen]) -> bool:
    """Whether any two of the pictures clearly differ."""
    return all(
        differences(one, other) >= LEAST and elsewhere(one, other) >= ELSEWHERE
        for one, other in combinations(seen, 2)
    )


# --- the program --------------------------------------------------------------------------------


def _bodies(names: Sequence[str], seen: Seen) -> list[Body]:
    return [thing(name, one.at) for name, one in zip(names, seen.things, strict=True)]


def _picture(names: Sequence[str], seen: Seen, light: Light) -> Scene:
    """The things alone, by names, with the camera that takes the picture."""
    looking, side = seen.look
    bodies = []
    for body in sorted(_bodies(names, seen), key=_name):
        place: Vector = body.pose.position
        x, y, _ = mirrored_across(place, looking) if side < 0 else place
        bodies.append(thing(body.name, (x, y)))
    return Scene(tuple(bodies), camera_at(looking), light=light)


def _ask(own: str, bodies: Sequence[Body], pictures: dict[str, Scene]) -> PictureSeen:
    cameras: list[Camera] = [pictures[name].camera for name in NAMES]
    return PictureSeen(
        own,
        EYES,
        tuple(body.name for body in bodies),
        NAMES,
        tuple(camera.position for camera in cameras),
        tuple(camera.target for camera in cameras),
        tuple(tuple(body.pose.position for body in pictures[name].bodies) for name in NAMES),
        VIEW_ANGLE,
    )
