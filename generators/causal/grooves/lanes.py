"""Discs of one weight in crossing grooves, exactly: all that move are equally fast.

Lengths are counted in fine parts of a centimetre, times by how far a disc slides meanwhile, so that
everything is a whole number. Two discs in one groove touch when their edges meet, and exchange
their ways: of one that rests and one that comes the first goes on and the second stays; two that
come toward each other both turn back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spatialbench.errors import Refused

FINE = 1 << 12  # parts of a centimetre
NEARER = 120  # percent of a touch: nearer than that two discs in different grooves must not come
AT_LEAST = 100

Way = tuple[int, int]
REST: Way = (0, 0)


class Disc(NamedTuple):
    """Where the middle of a disc is, and its radius, in centimetres; which way it is pushed, along
    one axis and by 1 or −1, and how long after the beginning, in centimetres of sliding."""

    x: int
    y: int
    radius: int
    way: Way = REST
    after: int = 0


class Hit(NamedTuple):
    """When two discs touch, and which."""

    time: int
    one: int
    other: int


class Leg(NamedTuple):
    """From a time on a disc goes that way, from that place."""

    since: int
    x: int
    y: int
    way: Way


class Course(NamedTuple):
    """All touches in order, and the legs of every disc."""

    hits: tuple[Hit, ...]
    legs: tuple[tuple[Leg, ...], ...]


class _Moving:
    """What is where at a time; steps from one event to the next."""

    def __init__(self, discs: Sequence[Disc], removed: int | None) -> None:
        there = [n for n in range(len(discs)) if n != removed]
        self.reach = {
            (i, j): FINE * (discs[i].radius + discs[j].radius)
            for i in there
            for j in there
            if i < j
        }
        self.x = [disc.x * FINE for disc in discs]
        self.y = [disc.y * FINE for disc in discs]
        self.starts = {n: discs[n].after * FINE for n in there if discs[n].way != REST}
        self.ways: list[Way] = [REST] * len(discs)
        self.time = 0
        self.legs = [[Leg(0, self.x[n], self.y[n], REST)] for n in range(len(discs))]

    def pairs(self) -> tuple[list[tuple[int, int, int]], list[tuple[int, int]]]:
        """Pairs in one groove that come to touch, as they go, with how long until then; and those
        that are not in one groove and may come near each other."""
        touching, apart, ways, x, y = [], [], self.ways, self.x, self.y
        for (i, j), reach in self.reach.items():
            if ways[i] == ways[j]:
                continue
            (a, b), (c, d) = ways[i], ways[j]
            if b == d == 0 and y[i] == y[j]:
                far, closing = x[j] - x[i], a - c
            elif a == c == 0 and x[i] == x[j]:
                far, closing = y[j] - y[i], b - d
            else:
                aside = abs(y[j] - y[i]) if b == d else abs(x[j] - x[i]) if a == c else 0
                if AT_LEAST * aside < NEARER * reach:  # otherwise they can never come near
                    apart.append((i, j))
                continue
            if far * closing > 0:
                gap = abs(far) - reach
                if gap % abs(closing):
                    raise Refused("too fine", "a time that is no whole number")
                touching.append((gap // abs(closing), i, j))
        return touching, apart

    def check_clear(self, i: int, j: int, lasts: int | None) -> None:
        """Refused where two discs that are not in one groove come near each other meanwhile."""
        (a, b), (c, d) = self.ways[i], self.ways[j]
        u, v = c - a, d - b
        x, y = self.x[j] - self.x[i], self.y[j] - self.y[i]
        toward, square, over = -(x * u + y * v), u * u + v * v, 1
        if lasts is not None and toward > lasts * square:
            x, y = x + lasts * u, y + lasts * v
            near = x * x + y * y
        elif toward > 0:
            near, over = (x * v - y * u) ** 2, square
        else:
            near = x * x + y * y
        if AT_LEAST**2 * near < (NEARER * self.reach[i, j]) ** 2 * over:
            raise Refused("not in one groove", "two discs in different grooves touch, or nearly")

    def go(self, lasts: int) -> None:
        """All go on for so long."""
        self.time += lasts
        for n, (a, b) in enumerate(self.ways):
            self.x[n] += a * lasts
            self.y[n] += b * lasts

    def turn(self, n: int, way: Way) -> None:
        """A disc goes another way from now on."""
        self.ways[n] = way
        self.legs[n].append(Leg(self.time, self.x[n], self.y[n], way))

    def touch(self, i: int, j: int) -> Hit:
        """Two discs exchange their ways."""
        if i in self.starts or j in self.starts:
            raise Refused("hit before it is pushed")
        one, other = self.ways[i], self.ways[j]
        self.turn(i, other)
        self.turn(j, one)
        return Hit(self.time, i, j)


def play(discs: Sequence[Disc], removed: int | None = None) -> Course:
    """All that happens, if one of the discs is not there or all are. Refused where it is not clear:
    discs of different grooves come near each other, or one is hit before it is pushed."""
    now, hits = _Moving(discs, removed), list[Hit]()
    while True:
        touching, apart = now.pairs()
        waits = [wait for wait, _, _ in touching]
        waits += [start - now.time for start in now.starts.values()]
        lasts = min(waits, default=None)
        for i, j in apart:
            now.check_clear(i, j, lasts)
        if lasts is None:
            return Course(tuple(hits), tuple(tuple(legs) for legs in now.legs))
        now.go(lasts)
        hits += [now.touch(i, j) for wait, i, j in touching if wait == lasts]
        for n in [n for n, start in now.starts.items() if start == now.time]:
            del now.starts[n]
            now.turn(n, discs[n].way)


def place_at(legs: Sequence[Leg], time: int) -> tuple[int, int]:
    """Where a disc is at a time, in fine parts."""
    leg = next(leg for leg in reversed(legs) if leg.since <= time)
    gone = time - leg.since
    return (leg.x + leg.way[0] * gone, leg.y + leg.way[1] * gone)
