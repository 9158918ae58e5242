"""What the corners of a cube tell of its other faces: all cubes that have them, enumerated.

A cube is six roles, one a face, in the order of `FACES`; roles stand for colours, and a role may be
on two faces. A corner is its three faces, clockwise as seen from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations, permutations
from typing import NamedTuple

from spatialbench.geometry.rotations import FACES, OPPOSITE, ROTATIONS, Rotation

NEAR = ("top", "right", "front")
"""The sides of the room at the corner that is nearest, clockwise as seen from outside."""

Roles = tuple[int, ...]
Triple = tuple[int, int, int]


def corner_of(turn: Rotation) -> tuple[str, str, str]:
    """The faces that a rotation brings to the nearest corner: at the top, right and front."""
    top, right, front = (turn.came_from(side) for side in NEAR)
    return (top, right, front)


@cache
def turns_to(corner: frozenset[str]) -> tuple[Rotation, ...]:
    """The three rotations that bring a corner to the front, right and top."""
    return tuple(turn for turn in ROTATIONS if frozenset(corner_of(turn)) == corner)


CORNERS = tuple(dict.fromkeys(frozenset(corner_of(turn)) for turn in ROTATIONS))
"""The eight corners as sets of faces."""


def triple_at(cube: Roles, corner: frozenset[str]) -> Triple:
    """The roles around a corner, clockwise, beginning anywhere."""
    top, right, front = corner_of(turns_to(corner)[0])
    return (cube[_NUMBER[top]], cube[_NUMBER[right]], cube[_NUMBER[front]])


_NUMBER = {face: number for number, face in enumerate(FACES)}
_FACING = tuple(_NUMBER[OPPOSITE[face]] for face in FACES)


def from_the_least(triple: Triple) -> Triple:
    """The same order around a corner, beginning where it is written first."""
    a, b, c = triple
    return min((a, b, c), (b, c, a), (c, a, b))


def either_way(triple: Triple) -> Triple:
    """The same corner for somebody who does not care which way round it goes."""
    a, b, c = sorted(triple)
    return (a, b, c)


@cache
def cubes(counts: tuple[int, ...]) -> tuple[Roles, ...]:
    """The cubes on which each role is on so many faces, turned ones as one."""
    roles = [role for role, count in enumerate(counts) for _ in range(count)]
    return tuple(sorted({min(_turned(cube)) for cube in set(permutations(roles))}))


def _turned(cube: Roles) -> Iterator[Roles]:
    for turn in ROTATIONS:
        yield tuple(cube[_NUMBER[turn.came_from(face)]] for face in FACES)


class Known(NamedTuple):
    """By the corners that a cube has: which of all the cubes have one, as bits."""

    handed: dict[Triple, int]
    either: dict[Triple, int]


@cache
def known(counts: tuple[int, ...]) -> Known:
    """Which cubes have which corners, with the way round and without."""
    found = Known({}, {})
    for number, cube in enumerate(cubes(counts)):
        for corner in CORNERS:
            triple = triple_at(cube, corner)
            for table, key in zip(found, (from_the_least(triple), either_way(triple)), strict=True):
                table[key] = table.get(key, 0) | 1 << number
    return found


def opposite(cube: Roles, role: int) -> int:
    """The role across from one that is on one face."""
    return cube[_FACING[cube.index(role)]]


@cache
def opposites(counts: tuple[int, ...], which: int, role: int) -> frozenset[int]:
    """What is across from a role in the cubes whose bits are set."""
    return frozenset(opposite(cube, role) for i, cube in enumerate(cubes(counts)) if which >> i & 1)


def possible(counts: tuple[int, ...], seen: Iterable[Triple], role: int) -> frozenset[int]:
    """What can be across from a role, given the corners that were seen."""
    which = (1 << len(cubes(counts))) - 1
    for triple in seen:
        which &= known(counts).handed.get(from_the_least(triple), 0)
    return opposites(counts, which, role)


def possible_either_way(
    counts: tuple[int, ...], seen: Iterable[Triple], role: int
) -> frozenset[int]:
    """The same for somebody who does not care which way round the corners go."""
    which = (1 << len(cubes(counts))) - 1
    for triple in seen:
        which &= known(counts).either.get(either_way(triple), 0)
    return opposites(counts, which, role)


class Case(NamedTuple):
    """A cube, the corners that are seen of it, and the role that is asked about."""

    cube: Roles
    corners: tuple[frozenset[str], ...]
    role: int

    @property
    def seen(self) -> list[Triple]:
        """The roles around each corner."""
        return [triple_at(self.cube, corner) for corner in self.corners]


def least_needed(counts: tuple[int, ...], seen: Sequence[Triple], role: int) -> int:
    """How many of the corners are enough, if they are the right ones, to know what all tell."""
    whole = possible(counts, seen, role)
    return next(
        count
        for count in range(len(seen) + 1)
        if any(possible(counts, some, role) == whole for some in combinations(seen, count))
    )


@cache
def cases(counts: tuple[int, ...], views: int) -> tuple[Case, ...]:
    """Every cube with every set of so many corners and every role that is on one face."""
    single = [role for role, count in enumerate(counts) if count == 1]
    return tuple(
        Case(cube, corners, role)
        for cube in cubes(counts)
        for corners in combinations(CORNERS, views)
        for role in single
    )
