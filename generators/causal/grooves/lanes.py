"""Discs of one weight in crossing grooves, exactly: all that move are equally fast.

Lengths are counted in fine parts of a centimetre, times by how far a disc slides meanwhile, so that
everything is a whole number. Two discs in one groove touch when their edges meet, and exchange
their ways: of one that rests and one that comes the first goes on and the second stays; two that
come toward each other both turn back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from spatialbench.errors import Refused

FINE = 1 << 12  # parts of a centimetre
NEARER = 120  # percent of a touch: nearer than that two discs in different grooves must not come
AT_LEAST = 100
SOON = 5 * FINE  # so long after a push, no disc would have come to where the pushed one waits

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
    """What is where at a time; steps from one event to the next. What two discs do is looked at
    again only where one of them goes another way.

    `x` and `y` are where the middles would be at the beginning, had they always gone as they do."""

    def __init__(self, discs: Sequence[Disc], there: Sequence[int], nearer: int) -> None:
        self.there, self.nearer = there, nearer
        self.reach = [FINE * disc.radius for disc in discs]
        self.starts = {n: discs[n].after * FINE for n in there if discs[n].way != REST}
        self.x = [FINE * disc.x for disc in discs]
        self.y = [FINE * disc.y for disc in discs]
        self.ways: list[Way] = [REST] * len(discs)
        self.legs = [[Leg(0, x, y, REST)] for x, y in zip(self.x, self.y, strict=True)]
        self.meets: list[Hit] = []
        """Those in one groove that touch, as they go."""
        self.nears: list[tuple[int, int]] = []
        """Those not in one groove that come too near each other, as they go."""

    def next(self) -> int | None:
        """When two discs touch next or one is pushed; None if nothing happens any more. Refused
        where two come too near each other before that."""
        times = [hit[0] for hit in self.meets]
        times += self.starts.values()
        time = min(times) if times else None
        for i, j in self.nears:
            if time is None or self._too_near(i, j, time):
                raise _refused()
        return time

    def turn(self, time: int, ways: Mapping[int, Way]) -> None:
        """Discs go other ways from now on."""
        for n, way in ways.items():
            (a, b), (c, d) = self.ways[n], way
            x, y = self.x[n] + a * time, self.y[n] + b * time
            self.legs[n].append(Leg(time, x, y, way))
            self.x[n], self.y[n], self.ways[n] = x - c * time, y - d * time, way
        if self.meets:
            self.meets = [hit for hit in self.meets if hit[1] not in ways and hit[2] not in ways]
        if self.nears:
            self.nears = [(i, j) for i, j in self.nears if i not in ways and j not in ways]
        for n in ways:
            self._foresee(n, [m for m in self.there if m not in ways or m > n], time)

    def _foresee(self, n: int, others: Iterable[int], time: int) -> None:
        """What a disc and others do to each other, if all go on as they do now."""
        all_x, all_y, reaches, ways, nearer = self.x, self.y, self.reach, self.ways, self.nearer
        way, left, low, own = ways[n], self.x[n], self.y[n], reaches[n]
        a, b = way
        for m in others:
            if ways[m] == way:
                continue
            c, d = ways[m]
            u, v = c - a, d - b
            x, y = all_x[m] - left + u * time, all_y[m] - low + v * time
            if not (v or y or b):
                far, closing = x, u
            elif not (u or x or a):
                far, closing = y, v
            else:
                across = AT_LEAST * (x * v - y * u)  # how far aside they pass, times how fast
                least = nearer * (own + reaches[m])
                if across * across >= least * least * (u * u + v * v):
                    continue
                if x * u + y * v < 0:
                    self.nears.append((n, m))
                elif AT_LEAST**2 * (x * x + y * y) < least * least:
                    raise _refused()
                continue
            if far * closing < 0:
                gap = abs(far) - own - reaches[m]
                if gap % closing:
                    raise Refused("too fine", "a time that is no whole number")
                when = time + gap // abs(closing)
                self.meets.append(Hit(when, n, m) if n < m else Hit(when, m, n))

    def _too_near(self, i: int, j: int, time: int) -> bool:
        """Whether two that will come too near each other are so at a time, or were before."""
        (a, b), (c, d) = self.ways[i], self.ways[j]
        u, v = c - a, d - b
        x, y = self.x[j] - self.x[i] + u * time, self.y[j] - self.y[i] + v * time
        reach = self.reach[i] + self.reach[j]
        return x * u + y * v >= 0 or AT_LEAST**2 * (x * x + y * y) < self.nearer**2 * reach * reach

    def touching(self, time: int) -> list[Hit]:
        """What touches at a time. Refused where one of the two has yet to be pushed."""
        found = [hit for hit in self.meets if hit[0] == time]
        if len(found) > 1:
            found.sort()
        for _, one, other in found:
            if one in self.starts or other in self.starts:
                raise Refused("hit before it is pushed")
        return found

    def starting(self, time: int) -> list[int]:
        """What is pushed at a time. Refused where another would soon have come to it."""
        if time not in self.starts.values():
            return []
        found = [n for n, start in self.starts.items() if start == time]
        for when, one, other in self.meets:
            if when - time < SOON and (one in found or other in found):
                raise Refused("hit before it is pushed", "or nearly")
        for n in found:
            del self.starts[n]
        return found

    def exchanged(self, hits: Iterable[Hit]) -> dict[int, Way]:
        """The ways of those that touch, afterwards."""
        ways: dict[int, Way] = {}
        for _, i, j in hits:
            one, other = ways.get(i, self.ways[i]), ways.get(j, self.ways[j])
            ways[i], ways[j] = other, one
        return ways


def _refused() -> Refused:
    return Refused("not in one groove", "two discs in different grooves touch, or nearly")


def play(discs: Sequence[Disc], removed: int | None = None, apart: int = 0) -> Course:
    """All that happens, if one of the discs is not there or all are. Refused where it is not clear:
    discs of different grooves come near each other, one is hit before it is pushed, or two touches
    are less than `apart` from each other."""
    return play_with(discs, [n for n in range(len(discs)) if n != removed], apart)


def play_with(
    discs: Sequence[Disc], there: Sequence[int], apart: int = 0, nearer: int = NEARER
) -> Course:
    """The same, if only those discs are there, with another margin for near misses."""
    now, hits = _Moving(discs, there, nearer), list[Hit]()
    while (time := now.next()) is not None:
        touching = now.touching(time)
        if apart and touching and (len(touching) > 1 or (hits and time - hits[-1][0] < apart)):
            raise Refused("too soon", "two touches at nearly the same time")
        ways = now.exchanged(touching) if touching else {}
        for n in now.starting(time):
            ways[n] = discs[n].way
        hits += touching
        now.turn(time, ways)
    return Course(tuple(hits), tuple([tuple(legs) for legs in now.legs]))


def place_at(legs: Sequence[Leg], time: int) -> tuple[int, int]:
    """Where a disc is at a time, in fine parts."""
    leg = next(leg for leg in reversed(legs) if leg.since <= time)
    gone = time - leg.since
    return (leg.x + leg.way[0] * gone, leg.y + leg.way[1] * gone)
