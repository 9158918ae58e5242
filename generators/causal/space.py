"""The space that discs are drawn from, and which of it is clear enough to be asked about.

Lengths are centimetres, times seconds. Draws are uniform over what the constants say: whole places
and speeds, discs apart at the start, no touch until some time after the film, so many bounces
before it. Refused is what is not clear: were the two that touch a share smaller, they must still do
so, before any others would, were these a share larger.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.causal.paths import Disc, Path, Plane, bounces, path_of
from spatialbench.generators.causal.rivals import Pair, pairs_of, reach, touches
from spatialbench.generators.causal.touching import Root, earliest, touch
from spatialbench.probes.draw import Draw

TRIES = 400
TABLE: Plane = (48, 26)  # centimetres: half of the sides of what the discs start on
FASTEST, SLOWEST = 4, 2  # centimetres a second: along each axis at most, and in all at least
STAY = 10  # seconds that a disc stays on an open table at least
APART = 8  # centimetres from edge to edge at the start, at least
SEEN = (2, 3)  # seconds of film
REST = 3  # seconds from the end of the film to the first touch, at least
LATEST = 12  # seconds

SMALLER, LARGER = 38, 30  # percent: by how much the two may be smaller, all others larger
LATER = Fraction(51, 50)  # no other touch before so many times the time of the first


class DiscLevel(NamedTuple):
    """How many discs there are and their radii in centimetres; whether a rim throws them back, and
    how often it does so, at least, to the two that touch first, after the film."""

    discs: tuple[int, int]
    radius: tuple[int, int]
    tray: bool = False
    bounces: tuple[int, int] = (0, 0)


LEVELS = {
    1: DiscLevel((3, 3), (3, 5)),
    2: DiscLevel((4, 4), (3, 5)),
    3: DiscLevel((4, 5), (3, 4), tray=True, bounces=(3, 3)),
    4: DiscLevel((5, 5), (3, 4), tray=True, bounces=(3, 3)),
    5: DiscLevel((6, 6), (3, 3), tray=True, bounces=(1, 2)),
}


class Found(NamedTuple):
    """Discs with their paths, and which two touch first and when."""

    discs: tuple[Disc, ...]
    paths: tuple[Path, ...]
    pair: Pair
    time: Root


# --- the space ----------------------------------------------------------------------------------


def _draw_disc(draw: Draw, level: DiscLevel, before: Sequence[Disc]) -> Disc:
    """A disc anywhere on the table, clear of those before it; on an open table its speed keeps it
    there for a while."""
    radius = draw.between(*level.radius)
    while True:
        x, y = (draw.between(radius + 1 - half, half - radius - 1) for half in TABLE)
        u, v = draw.between(-FASTEST, FASTEST), draw.between(-FASTEST, FASTEST)
        disc = Disc((x, y), (u, v), radius)
        if u * u + v * v >= SLOWEST**2 and _clear(disc, before) and (level.tray or _stays(disc)):
            return disc


def _clear(disc: Disc, before: Sequence[Disc]) -> bool:
    (x, y), least = disc.place, disc.radius + APART
    return all((x - a) ** 2 + (y - b) ** 2 >= (least + radius) ** 2 for (a, b), _, radius in before)


def _stays(disc: Disc) -> bool:
    ends = zip(disc.place, disc.speed, TABLE, strict=True)
    return all(abs(place + STAY * speed) <= half for place, speed, half in ends)


def draw_discs(draw: Draw, level: DiscLevel, seen: int) -> Found:
    """Discs of the level's space: the first touch comes in time, and after the bounces asked."""
    count, least = draw.between(*level.discs), draw.between(*level.bounces)
    for _ in range(TRIES):
        discs: list[Disc] = []
        while len(discs) < count:
            discs.append(_draw_disc(draw, level, discs))
        found = _found(discs, TABLE if level.tray else None, Fraction(seen + REST))
        if found is not None and bounced(found, seen) >= least:
            return found
    raise Refused("no discs of the level")


def _found(discs: Sequence[Disc], tray: Plane | None, watched: Fraction) -> Found | None:
    """The first touch, if there is one in time, and none while they are watched."""
    paths = [path_of(disc, tray, LATEST) for disc in discs]
    times: dict[Pair, Root] = {}
    for i, j in pairs_of(discs):
        root = touch(paths[i], paths[j], reach(discs, (i, j)))
        if root is not None:
            if root.before(watched):
                return None
            times[i, j] = root
    pair = earliest(times)
    if pair is None or not times[pair].before(Fraction(LATEST)):
        return None
    return Found(tuple(discs), tuple(paths), pair, times[pair])


def bounced(found: Found, seen: int) -> int:
    """How often walls throw the two back from the end of the film until they touch."""
    until = found.time.floor()
    return sum(bounces(found.paths[number], seen, until) for number in found.pair)


# --- what is clear ------------------------------------------------------------------------------


def _resized(found: Found, pair: Pair, percent: int) -> Root | None:
    """When two of the discs would touch, were they so many percent of their size."""
    i, j = pair
    return touch(found.paths[i], found.paths[j], reach(found.discs, pair) * percent, 100)


def later(found: Found) -> float:
    """By what share of its time the first touch is before all others; at most 9."""
    times = touches(found.discs, found.paths)
    times.pop(found.pair)
    second = earliest(times)
    return min(9.0, float(times[second].floor() / found.time.floor()) - 1) if second else 9.0


def check_clear(found: Found) -> None:
    """Refused where a little more or less of anything could change the first touch."""
    small = _resized(found, found.pair, 100 - SMALLER)
    if small is None:
        raise Refused("grazing", "the two only just touch")
    last = small.times(LATER)
    for pair in pairs_of(found.discs):
        large = None if pair == found.pair else _resized(found, pair, 100 + LARGER)
        if large is not None and large.less_than(last):
            raise Refused("close second", "two others touch, or nearly, at about that time")
