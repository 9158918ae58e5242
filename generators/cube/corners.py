"""What the corners of a cube tell of its other faces: all cubes that have them, enumerated.

A cube is six roles, one a face, in the order of `FACES`; roles stand for colours, and role 0 may be
on two faces. What is seen at a corner is the roles of its three faces, clockwise as seen from
outside; one of them may be covered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from itertools import combinations, permutations
from operator import and_
from typing import NamedTuple

from spatialbench.geometry.rotations import FACES, OPPOSITE, ROTATIONS, Rotation

NEAR = ("top", "right", "front")
"""The sides of the room at the corner that is nearest, clockwise as seen from outside."""

COVERED = -1
"""In place of the role of a face that is covered."""

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


class View(NamedTuple):
    """A corner that is looked at, as the set of its faces, and the one that is covered, if any."""

    corner: frozenset[str]
    covered: str | None = None


@cache
def seen_in(cube: Roles, view: View, turn: Rotation) -> Triple:
    """The roles that are seen at a corner, beginning at the top when the cube is turned so."""
    top, right, front = (
        COVERED if face == view.covered else cube[_NUMBER[face]] for face in corner_of(turn)
    )
    return (top, right, front)


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
    """By what is seen at a corner: which of all the cubes have such a corner, as bits."""

    handed: dict[Triple, int]
    either: dict[Triple, int]


@cache
def known(counts: tuple[int, ...]) -> Known:
    """Which cubes have which corners, with the way round and without."""
    found = Known({}, {})
    for number, cube in enumerate(cubes(counts)):
        for view in VIEWS:
            triple = seen_in(cube, view, turns_to(view.corner)[0])
            for table, key in zip(found, (from_the_least(triple), either_way(triple)), strict=True):
                table[key] = table.get(key, 0) | 1 << number
    return found


VIEWS = tuple(View(c, face) for c in CORNERS for face in (None, *sorted(c)))
"""All ways to look at a corner, with a face covered or none."""


def opposite(cube: Roles, role: int) -> int:
    """The role across from one that is on one face."""
    return cube[_FACING[cube.index(role)]]


@cache
def opposites(counts: tuple[int, ...], which: int, role: int) -> frozenset[int]:
    """What is across from a role in the cubes whose bits are set."""
    return frozenset(opposite(cube, role) for i, cube in enumerate(cubes(counts)) if which >> i & 1)


def _all(counts: tuple[int, ...]) -> int:
    return (1 << len(cubes(counts))) - 1


def fitting(counts: tuple[int, ...], seen: Iterable[Triple]) -> int:
    """Which cubes have all that was seen, as bits."""
    table = known(counts).handed
    return reduce(and_, (table.get(from_the_least(one), 0) for one in seen), _all(counts))


def fitting_either_way(counts: tuple[int, ...], seen: Iterable[Triple]) -> int:
    """The same for somebody who does not care which way round the corners go."""
    table = known(counts).either
    return reduce(and_, (table.get(either_way(one), 0) for one in seen), _all(counts))


def possible(counts: tuple[int, ...], seen: Iterable[Triple], role: int) -> frozenset[int]:
    """What can be across from a role, given what was seen."""
    return opposites(counts, fitting(counts, seen), role)


def possible_either_way(
    counts: tuple[int, ...], seen: Iterable[Triple], role: int
) -> frozenset[int]:
    """The same for somebody who does not care which way round the corners go."""
    return opposites(counts, fitting_either_way(counts, seen), role)


class Case(NamedTuple):
    """A cube, what is looked at of it, and the role that is asked about."""

    cube: Roles
    views: tuple[View, ...]
    role: int

    @property
    def seen(self) -> list[Triple]:
        """What is seen, view by view."""
        return [seen_in(self.cube, view, turns_to(view.corner)[0]) for view in self.views]


def cases(counts: tuple[int, ...], views: int, covered: int) -> Iterator[Case]:
    """Every cube with every set of so many views, in so many of which a face is covered, up to the
    names of roles and to turning; asked is always the last role."""
    role = len(counts) - 1
    plain, part = ([v for v in VIEWS if (v.covered is None) == whole] for whole in (True, False))
    for cube in _up_to_names(counts):
        alike = _alike(cube, counts)
        for one in combinations(plain, views - covered):
            if _is_first(one, alike):
                for other in combinations(part, covered):
                    yield Case(cube, (*one, *other), role)


def _is_first(views: tuple[View, ...], turns: Sequence[Rotation]) -> bool:
    """Whether a set of views comes before all those that it is turned into."""
    own = sorted(sorted(view.corner) for view in views)
    return all(
        own <= sorted(sorted(map(turn.goes_to, view.corner)) for view in views) for turn in turns
    )


def _alike(cube: Roles, counts: tuple[int, ...]) -> list[Rotation]:
    """The rotations after which a cube is the same but for the names of roles."""
    return [
        turn
        for turn in ROTATIONS
        if _nameless(tuple(cube[_NUMBER[turn.came_from(face)]] for face in FACES), counts)
        == _nameless(cube, counts)
    ]


def _nameless(cube: Roles, counts: tuple[int, ...]) -> Roles:
    """A cube with one name for all the roles that are on one face, but the last."""
    last = len(counts) - 1
    return tuple(COVERED if counts[role] == 1 and role != last else role for role in cube)


def _up_to_names(counts: tuple[int, ...]) -> list[Roles]:
    """The cubes, one of those that differ only by which of the single roles is which; the last role
    keeps its name."""
    found: dict[Roles, Roles] = {}
    for cube in cubes(counts):
        found.setdefault(min(_turned(_nameless(cube, counts))), cube)
    return list(found.values())
