"""Cubes with a mark on each face, and how they can be seen, in whole numbers.

A mark on a cube is a colour, perhaps with a glyph, and by how many quarter turns this is turned
from upright, as `geometry.scene` has it. A view is what is on the three faces that are seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from spatialbench.generators.net.nets import ROLLS, Cell, Net
from spatialbench.geometry.rotations import (
    FACES,
    IDENTITY,
    NORMALS,
    ROTATIONS,
    UPRIGHT,
    Rotation,
    face_toward,
    quarter_turns,
)
from spatialbench.geometry.scene import Mark

Cube = Mapping[str, Mark]
View = Mapping[str, Mark]


@cache
def frames(net: Net) -> Mapping[Cell, Rotation]:
    """How each square of a net has turned when this is folded away from who looks at it."""
    found = {net[0]: IDENTITY}
    waiting = [net[0]]
    for cell in waiting:
        for (x, y), bend in ROLLS.items():
            there = (cell[0] + x, cell[1] + y)
            if there in net and there not in found:
                found[there] = bend.then(found[cell])
                waiting.append(there)
    return found


@cache
def lying(rotation: Rotation, face: str, turn: int) -> tuple[str, int]:
    """Where a mark on a face, turned by so many quarters, comes to, and how it is turned there."""
    up = rotation(quarter_turns(face, turn)(UPRIGHT[face]))
    there = face_toward(rotation(NORMALS[face]))
    turns = (t for t in range(4) if quarter_turns(there, t)(UPRIGHT[there]) == up)
    return there, next(turns)


def turned(mark: Mark, quarters: int) -> Mark:
    """A mark turned on its face; a colour alone looks the same."""
    return Mark(mark.colour, mark.glyph, (mark.turn + quarters) % 4) if mark.glyph else mark


def _placed(mark: Mark, turn: int) -> Mark:
    return Mark(mark.colour, mark.glyph, turn if mark.glyph else 0)


def cube_of(net: Net, marks: Mapping[Cell, Mark]) -> dict[str, Mark]:
    """The cube that a net with marks is folded into, with the marks outside."""
    found = {}
    for cell, mark in marks.items():
        face, turn = lying(frames(net)[cell], "top", mark.turn)
        found[face] = _placed(mark, turn)
    return found


def faces_of(net: Net) -> dict[Cell, str]:
    """The face that each square becomes."""
    return {cell: lying(turn, "top", 0)[0] for cell, turn in frames(net).items()}


def rotated(cube: Cube, rotation: Rotation) -> dict[str, Mark]:
    """A cube, or a part of one, turned."""
    found = {}
    for face, mark in cube.items():
        there, turn = lying(rotation, face, mark.turn)
        found[there] = _placed(mark, turn)
    return found


def can_be(cube: Cube, view: View) -> bool:
    """Whether a cube, turned in one of the 24 ways, looks so."""
    return any(view.items() <= rotated(cube, rotation).items() for rotation in ROTATIONS)


# --- corners ------------------------------------------------------------------------------------


@cache
def corners() -> tuple[tuple[str, str, str], ...]:
    """The eight corners of a cube, by the three faces that meet there."""
    return tuple(
        (a, b, c) for a in ("front", "back") for b in ("left", "right") for c in ("top", "bottom")
    )


@cache
def ways_to_see(corner: tuple[str, ...], seen: frozenset[str]) -> tuple[Rotation, ...]:
    """The three turns that bring the faces of a corner to three sides."""
    return tuple(r for r in ROTATIONS if {r.goes_to(face) for face in corner} == seen)


# --- exchanges of marks -------------------------------------------------------------------------


class Change(NamedTuple):
    """What is done to the marks of a cube: from which face each that is named here gets its mark,
    and by how many quarters marks are turned on their faces."""

    gets: tuple[tuple[str, str], ...] = ()
    turns: tuple[tuple[str, int], ...] = ()

    def __call__(self, cube: Cube) -> dict[str, Mark]:
        """The cube with its marks exchanged, then turned."""
        gets, turns = dict(self.gets), dict(self.turns)
        return {face: turned(cube[gets.get(face, face)], turns.get(face, 0)) for face in FACES}


def exchange(one: str, other: str) -> Change:
    """The marks of two faces change places."""
    return Change(gets=((one, other), (other, one)))


def turning(*quarters: tuple[str, int]) -> Change:
    """Marks are turned on their faces."""
    return Change(turns=quarters)


def together(one: Change, other: Change) -> Change:
    """Both, of which each leaves the other as it is."""
    return Change(one.gets + other.gets, one.turns + other.turns)


def four(one: Change, other: Change) -> tuple[Change, ...]:
    """Nothing, either, or both: a group of four."""
    return (Change(), one, other, together(one, other))


def fourfold(face: str) -> tuple[Change, ...]:
    """A mark turned by none, one, two and three quarters."""
    return tuple(turning((face, quarters)) for quarters in range(4))


def each_impossible(cubes: Sequence[Cube], views: Sequence[View]) -> bool:
    """Whether of each cube the view of the same number can be, and of no cube any other: whichever
    of the cubes is meant, one view alone is right."""
    return all(
        can_be(cube, view) == (i == j)
        for i, cube in enumerate(cubes)
        for j, view in enumerate(views)
    )
