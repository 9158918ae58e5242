"""A pile of cubes: how many are there, or how many are there at least, or at most?

In the easier piles nothing is left open. From level 3 on there are squares of which nothing is
seen, and the least or the greatest number is asked that looks the same.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.polycube.boards import (
    BOARD,
    Corner,
    bodies_of,
    heights_of,
    unseen_of,
)
from spatialbench.generators.polycube.kinds import Bound, CubesInPile
from spatialbench.generators.polycube.piles import (
    Growing,
    Pile,
    Square,
    is_open,
    most_of,
    room_in,
    shown_of,
)
from spatialbench.generators.polycube.polycubes import Cell
from spatialbench.generators.polycube.views import (
    LIGHTS,
    SQUARE,
    Framing,
    cubes_of,
    draw_framing,
    pile_camera,
    side_in_pile,
    squares_of,
)
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle, Shot

OPTIONS = 4
TRIES = 300
LEAST_SHOWN = 900  # pixels of a cube that counts, in a picture of 512
LEAST_SHARE = 0.2  # squares of its side: less is not known so well

_STEEP = (
    (3, 5, 4),
    (4, 7, 5),
    (7, 12, 9),
    (8, 13, 10),
    (7, 12, 10),
    (4, 7, 6),
    (3, 6, 5),
    (8, 13, 11),
    (6, 14, 11),
    (5, 11, 9),
    (7, 13, 11),
    (9, 12, 14),
    (4, 6, 7),
    (7, 10, 12),
)
DIRECTIONS = (*_STEEP, *((b, a, c) for a, b, c in _STEEP))
"""To the eye, toward a corner of the board and up: such that no two cells look alike."""


class PileLevel(NamedTuple):
    """The squares of the board along its longer and its shorter side; how many layers there are at
    most; how many squares are holes; how many cubes can stand unseen at most; the numbers that are
    answers."""

    board: tuple[int, int]
    layers: int
    holes: tuple[int, int]
    unseen: int
    numbers: tuple[int, int]


LEVELS = {
    1: PileLevel((3, 2), 3, (0, 0), 0, (4, 13)),
    2: PileLevel((3, 3), 3, (0, 1), 0, (8, 20)),
    3: PileLevel((4, 3), 4, (1, 2), 3, (17, 33)),
    4: PileLevel((4, 4), 4, (2, 3), 5, (24, 46)),
    5: PileLevel((5, 5), 5, (3, 4), 6, (42, 82)),
}


class Found(NamedTuple):
    """The lowest and the highest pile that look the same, counted toward the eye, which is in that
    direction; and how they are pictured."""

    least: Pile
    most: Pile
    holes: int
    size: Cell
    direction: Vector
    framing: Framing

    @property
    def unseen(self) -> int:
        """How many cubes can stand where nothing is seen."""
        return sum(self.most.values()) - sum(self.least.values())


# --- drawing ------------------------------------------------------------------------------------


def _holes(draw: Draw, growing: Growing, direction: Vector, level: PileLevel) -> list[Square]:
    """Squares to be emptied, each of which is then clearly seen or clearly hidden; one at least is
    hidden where something is to be left open. None where there are not as many."""
    wanted, found = draw.between(*level.holes), list[Square]()
    for place in draw.permutation(list(growing.pile)):
        if len(found) == wanted:
            break
        pile = growing.pile | {place: 0}
        room = room_in(place, pile, direction)
        if (room or found or not level.unseen) and is_open((*place, room), pile, direction):
            found.append(place)
    return found


def _reached(draw: Draw, growing: Growing, direction: Vector, bound: Bound, answer: int) -> bool:
    """Whether the pile, grown on, comes to have that number of cubes."""
    while True:
        count = growing.count
        if bound == "greatest":
            count += sum(room_in(hole, growing.pile, direction) for hole in growing.holes)
        if count >= answer:
            return count == answer
        if not growing.add(draw):
            return False


def _try(draw: Draw, level: PileLevel, size: Cell, bound: Bound, answer: int) -> Found | None:
    """A pile, if everything that decides is clearly seen or clearly hidden."""
    direction, framing = draw.choice(DIRECTIONS), draw_framing(draw)
    growing = Growing(size)
    if not growing.grow(draw, answer - level.unseen * (bound == "greatest")):
        return None
    growing.empty(_holes(draw, growing, direction, level))
    if len(growing.holes) < level.holes[0] or not _reached(draw, growing, direction, bound, answer):
        return None
    pile = growing.pile
    size = (size[0], size[1], max(pile.values()))
    shown = LEAST_SHOWN / side_in_pile(direction, size, framing) ** 2
    most = most_of(pile, direction, max(LEAST_SHARE, shown))
    if most is None:
        return None
    found = Found(pile, most, len(growing.holes), size, direction, framing)
    return found if min(1, level.unseen) <= found.unseen <= level.unseen else None


def draw_found(draw: Draw, level: PileLevel, bound: Bound, answer: int) -> Found:
    """A pile of which that is the number."""
    wide, deep = draw.permutation(level.board)
    for _ in range(TRIES):
        found = _try(draw, level, (wide, deep, level.layers), bound, answer)
        if found is not None:
            return found
    raise Refused("no such pile", f"{answer} cubes on {wide} by {deep} squares, {bound}")


class Numbers(NamedTuple):
    """The answer, and the numbers that are offered beside it."""

    answer: int
    offered: tuple[int, ...]


def draw_numbers(draw: Draw, numbers: tuple[int, int]) -> Numbers:
    """Four numbers in a row, each of which is as likely: none that is offered says anything."""
    first = draw.between(numbers[0], numbers[1] - OPTIONS + 1)
    answer = first + draw.below(OPTIONS)
    others = [n for n in range(first, first + OPTIONS) if n != answer]
    return Numbers(answer, tuple(draw.permutation(others)))


# --- wrong ways of thinking ---------------------------------------------------------------------


def rivals_of(found: Found, bound: Bound) -> dict[str, int]:
    """What is counted by whoever does not think of what is hidden, or counts it all."""
    shown = shown_of(found.least, found.direction)
    wide, deep, high = found.size
    other = {
        "exact": {},
        "least": {"other-bound": sum(found.most.values())},
        "greatest": {"other-bound": sum(found.least.values())},
    }
    return {
        "visible-only": shown.cubes,
        "faces": shown.faces,
        "seen-from-above": sum(height > 0 for height in found.least.values()),
        "full-block": wide * deep * high,
        **other[bound],
    }


class CubesCounted:
    """Which number is right is drawn first, then any pile of which it is."""

    id: ClassVar[str] = "polycube/count-v1"
    answer_type: ClassVar[AnswerType] = "integer"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "visible-only",
        "faces",
        "seen-from-above",
        "full-block",
        "other-bound",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A number, a pile, and a corner from which it is looked at."""
        space = LEVELS[level]
        bound: Bound = draw.choice(("least", "greatest")) if space.unseen else "exact"
        answer, offered = draw_numbers(draw, space.numbers)
        found = draw_found(draw, space, bound, answer)
        corner = Corner(draw.choice((1, -1)), draw.choice((1, -1)))
        least, most = (corner.rows(pile, found.size) for pile in (found.least, found.most))
        colour, board = draw.sample(COLOURS, 2)
        camera = _camera(found, corner)
        bodies = bodies_of(least, colour, board)
        wide, deep, _ = found.size
        shown = (*squares_of(wide, deep, board), *cubes_of(least, colour))
        return Puzzle(
            scene=Scene(bodies, camera, floor=False),
            story=(),
            ask=CubesInPile(tuple(body.name for body in bodies[1:]), BOARD, camera.position, bound),
            answer_type="integer",
            answer=answer,
            vocabulary=(),
            chance=1 / (space.numbers[1] - space.numbers[0] + 2 - OPTIONS),
            rivals=rivals_of(found, bound),
            offered=offered,
            facts={"squares": wide * deep},
            key_facts={
                "holes": found.holes,
                "layers": found.size[2],
                "unseen": found.unseen,
            },
            words={
                "width": ("number", wide),
                "depth": ("number", deep),
                "side": ("number", SQUARE),
                "heights": heights_of(least, most),
                "unseen": unseen_of(least, most),
            },
            pictures=(Shot(camera, Scene(shown, camera, (), draw.choice(LIGHTS), floor=False)),),
            variant=f"-{bound}",
        )


def _camera(found: Found, corner: Corner) -> Camera:
    x, y, z = found.direction
    return pile_camera((corner.x * x, corner.y * y, z), found.size, found.framing)
