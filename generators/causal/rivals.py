"""The pairs that wrong ways of thinking name, exactly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from spatialbench.generators.causal.paths import Disc, Path, leg_at, straight_on
from spatialbench.generators.causal.touching import Root, earliest, touch

Pair = tuple[int, int]


def pairs_of(discs: Sequence[Disc]) -> list[Pair]:
    """All pairs of discs, by their numbers."""
    return list(combinations(range(len(discs)), 2))


def reach(discs: Sequence[Disc], pair: Pair) -> int:
    """How far apart the middles of two discs are when they touch."""
    return discs[pair[0]].radius + discs[pair[1]].radius


def touches(discs: Sequence[Disc], paths: Sequence[Path]) -> dict[Pair, Root]:
    """When each pair first touches, those that do; each as if no other had."""
    found = {(i, j): touch(paths[i], paths[j], reach(discs, (i, j))) for i, j in pairs_of(discs)}
    return {pair: root for pair, root in found.items() if root is not None}


def nearest(discs: Sequence[Disc], paths: Sequence[Path], time: int) -> Pair:
    """The pair whose edges are nearest to each other at a time."""
    places = [leg_at(path, time).at(time) for path in paths]

    def overlap(pair: Pair) -> Root:
        """The radii together less the distance of the middles: the greatest is the nearest."""
        (x, y), (a, b) = places[pair[0]], places[pair[1]]
        return Root(reach(discs, pair), int((a - x) ** 2 + (b - y) ** 2), 1)

    best, *others = pairs_of(discs)
    for pair in others:
        if overlap(best).less_than(overlap(pair)):
            best = pair
    return best


def closing_fastest(discs: Sequence[Disc]) -> Pair:
    """The pair that comes together fastest at the start: the squared speeds are compared, with
    their signs."""

    def closing(pair: Pair) -> Fraction:
        one, other = discs[pair[0]], discs[pair[1]]
        x, y = other.place[0] - one.place[0], other.place[1] - one.place[1]
        u, v = other.speed[0] - one.speed[0], other.speed[1] - one.speed[1]
        toward = -(x * u + y * v)
        return Fraction(toward * abs(toward), x * x + y * y)

    return max(pairs_of(discs), key=closing)


def _crossing(one: Disc, other: Disc) -> Fraction | None:
    """How far it is, squared, to where two paths cross, for the disc that has the longer way; None
    where they do not cross ahead of both."""
    x, y = other.place[0] - one.place[0], other.place[1] - one.place[1]
    (u, v), (a, b) = one.speed, other.speed
    across = u * b - v * a
    if not across:
        return None
    first, second = Fraction(x * b - y * a, across), Fraction(x * v - y * u, across)
    if first < 0 or second < 0:
        return None
    return max(first**2 * (u * u + v * v), second**2 * (a * a + b * b))


def crossing_first(discs: Sequence[Disc]) -> Pair | None:
    """The pair whose paths cross soonest along the way, whenever the discs come by."""
    found = {
        pair: far
        for pair in pairs_of(discs)
        if (far := _crossing(discs[pair[0]], discs[pair[1]])) is not None
    }
    return min(found, key=lambda pair: found[pair], default=None)


def rival_pairs(discs: Sequence[Disc], paths: Sequence[Path], seen: int) -> Mapping[str, Pair]:
    """By name, those that name a pair; `seen` is for how many seconds the discs are watched.
    Straight on: what is seen is right, and from then on no wall throws a disc back."""
    after = [straight_on(path, seen) for path in paths]
    found = {
        "nearest": nearest(discs, paths, 0),
        "nearest-at-last": nearest(discs, paths, seen),
        "closing-fastest": closing_fastest(discs),
        "paths-cross-first": crossing_first(discs),
        "straight-on": earliest(touches(discs, after)) if _walled(paths) else None,
    }
    return {name: pair for name, pair in found.items() if pair is not None}


def _walled(paths: Sequence[Path]) -> bool:
    return any(len(path) > 1 for path in paths)
