"""How discs are laid into grooves, and which of them is to be thought away.

Two grooves go from left to right, two or three from front to back. Large discs rest where grooves
cross; small ones wait outside and are pushed inward, some seconds after the beginning. They are
added one by one, each anywhere where it stays clear what happens. Removed is any disc that touches
another; in five of six probes one without which there is as much to be followed as the level says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.causal.grooves.lanes import FINE, REST, Course, Disc, Way, play
from spatialbench.probes.draw import Draw

ACROSS, DEEP = (18, 22), (17, 19)  # centimetres from groove to groove
LARGE, SMALL = 5, 3  # radii
PACE = 10  # centimetres a second
APART = 5  # centimetres of sliding from one touch to the next: three frames, six to a second
TRIES = 60
PUT = 12  # places tried for a disc

Spot = tuple[int, int]


class GrooveLevel(NamedTuple):
    """How many grooves go from front to back; how many discs are pushed and how many rest at first;
    how many seconds after the beginning the last may be pushed; how many touches there are without
    the removed disc at least; and how many discs that it does not touch end otherwise without it,
    at least."""

    grooves: int
    pushed: int
    resting: int
    latest: int
    touches: int
    further: int


LEVELS = {
    1: GrooveLevel(2, 2, 2, 1, 1, 0),
    2: GrooveLevel(3, 2, 4, 2, 2, 0),
    3: GrooveLevel(2, 4, 3, 4, 4, 1),
    4: GrooveLevel(3, 5, 3, 5, 4, 1),
    5: GrooveLevel(3, 5, 4, 5, 5, 1),
}
AS_IT_COMES = 6  # in one of so many probes any disc is removed that touches another


class Laid(NamedTuple):
    """Discs, what happens, the number of the one to be thought away, and what happens then."""

    discs: tuple[Disc, ...]
    course: Course
    removed: int
    without: Course


class Board(NamedTuple):
    """Where grooves run, and where small discs can wait, with the way into the board."""

    x: tuple[int, ...]
    y: tuple[int, ...]
    ports: tuple[tuple[Spot, Way], ...]


def _lines(draw: Draw, count: int, gap: Spot) -> list[int]:
    """So many lines around the middle, the outermost of which are no grooves."""
    found = [0]
    for _ in range(count - 1):
        found.append(found[-1] + draw.between(*gap))
    middle = found[-1] // 2
    return [line - middle for line in found]


def draw_board(draw: Draw, grooves: int) -> Board:
    """Grooves at uneven distances."""
    left, *x, right = _lines(draw, grooves + 2, ACROSS)
    front, *y, back = _lines(draw, 4, DEEP)
    ports: list[tuple[Spot, Way]] = []
    for line in y:
        ports += [((left, line), (1, 0)), ((right, line), (-1, 0))]
    for line in x:
        ports += [((line, front), (0, 1)), ((line, back), (0, -1))]
    return Board(tuple(x), tuple(y), tuple(ports))


def played(discs: Sequence[Disc], removed: int | None = None) -> Course:
    """What happens. Refused where two touches come too soon one after the other, or it is not
    clear."""
    return play(discs, removed, APART * FINE)


def _pushed(draw: Draw, level: GrooveLevel, board: Board, discs: Sequence[Disc]) -> list[Disc]:
    """One more disc that is pushed, anywhere where it stays clear what happens."""
    taken = {(disc.x, disc.y) for disc in discs}
    free = [port for port in board.ports if port[0] not in taken]
    unclear: set[Disc] = set()
    for _ in range(PUT):
        (x, y), way = draw.choice(free)
        disc = Disc(x, y, SMALL, way, PACE * draw.between(0, level.latest))
        if disc in unclear:
            continue
        try:
            played([*discs, disc])
        except Refused:
            unclear.add(disc)
            continue
        return [*discs, disc]
    raise Refused("no place", "no place for a disc where it is clear what happens")


def _lay(draw: Draw, level: GrooveLevel) -> list[Disc]:
    board = draw_board(draw, level.grooves)
    crossings = [(x, y) for x in board.x for y in board.y]
    discs = [Disc(x, y, LARGE) for x, y in draw.sample(crossings, level.resting)]
    for _ in range(level.pushed):
        discs = _pushed(draw, level, board, discs)
    return discs


def touched_by(course: Course, disc: int) -> set[int]:
    """The discs that a disc touches."""
    return {hit.one + hit.other - disc for hit in course.hits if disc in (hit.one, hit.other)}


def _matters(course: Course, without: Course, removed: int) -> int:
    """How many discs that the removed one does not touch end otherwise without it."""
    spared = set(range(len(course.legs))) - touched_by(course, removed) - {removed}
    return sum(course.legs[n][-1].way != without.legs[n][-1].way for n in spared)


def _removals(level: GrooveLevel, discs: Sequence[Disc], course: Course) -> list[Laid]:
    found = []
    for number in sorted({n for hit in course.hits for n in (hit.one, hit.other)}):
        try:
            without = played(discs, number)
        except Refused:
            continue
        enough = len(without.hits) >= level.touches
        if enough and _matters(course, without, number) >= level.further:
            found.append(Laid(tuple(discs), course, number, without))
    return found


def draw_laid(draw: Draw, level: GrooveLevel) -> Laid:
    """Discs of the level's space, and one to be thought away."""
    if draw.chance(1, AS_IT_COMES):
        level = level._replace(touches=0, further=0)
    for _ in range(TRIES):
        try:
            discs = _lay(draw, level)
        except Refused:
            continue
        found = _removals(level, discs, played(discs))
        if found:
            return draw.choice(found)
    raise Refused("no discs of the level")


def moving(course: Course, removed: int | None = None) -> frozenset[int]:
    """The discs that go on for ever in the end."""
    return frozenset(
        n for n, legs in enumerate(course.legs) if n != removed and legs[-1].way != REST
    )
