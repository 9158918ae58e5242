"""Polycubes in whole numbers: cubes of a grid that hang together face to face.

A polycube is its cells in order of size, moved against all three axes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from spatialbench.geometry.rotations import ROTATIONS, Rotation
from spatialbench.probes.draw import Draw

Cell = tuple[int, int, int]
Polycube = tuple[Cell, ...]

STEPS: tuple[Cell, ...] = ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1))
MIRRORS: tuple[Cell, ...] = ((-1, 1, 1), (1, -1, 1), (1, 1, -1))
"""What each axis is multiplied by when left and right, front and back, or top and bottom are
exchanged."""

Columns = tuple[int, int, int, int, int, int]
"""For each axis after a turn: which axis it was before, and then with which signs."""


def beside(cell: Cell) -> list[Cell]:
    """The six places that share a face with a cell."""
    x, y, z = cell
    return [(x + a, y + b, z + c) for a, b, c in STEPS]


def settled(cells: Iterable[Cell]) -> Polycube:
    """The cells moved against all axes, in order."""
    spots = list(cells)
    x0, y0, z0 = (min(cell[axis] for cell in spots) for axis in range(3))
    return tuple(sorted([(x - x0, y - y0, z - z0) for x, y, z in spots]))


def extent(cells: Polycube) -> Cell:
    """How many cells it is wide, deep and high."""
    wide, deep, high = (1 + max(cell[axis] for cell in cells) for axis in range(3))
    return (wide, deep, high)


@cache
def _columns(rotation: Rotation) -> Columns:
    rows = rotation.matrix
    axes = [next(i for i in range(3) if row[i]) for row in rows]
    signs = [row[axis] for row, axis in zip(rows, axes, strict=True)]
    return (axes[0], axes[1], axes[2], signs[0], signs[1], signs[2])


def turned(cells: Polycube, rotation: Rotation) -> Polycube:
    """The polycube after one of the 24 turns."""
    i, j, k, a, b, c = _columns(rotation)
    return settled([(a * cell[i], b * cell[j], c * cell[k]) for cell in cells])


def mirrored(cells: Polycube, mirror: Cell) -> Polycube:
    """The polycube in one of the three mirrors."""
    a, b, c = mirror
    return settled([(a * x, b * y, c * z) for x, y, z in cells])


def ways_to_lie(cells: Polycube) -> set[Polycube]:
    """How it looks after each of the 24 turns: 24 unless some turn leaves it as it is."""
    return {turned(cells, rotation) for rotation in ROTATIONS}


def canonical(cells: Polycube) -> Polycube:
    """The same for all turns of a polycube."""
    return min(ways_to_lie(cells))


def canonical_or_mirror(cells: Polycube) -> Polycube:
    """The same for all turns of a polycube and of its mirror image."""
    return min(canonical(cells), canonical(mirrored(cells, MIRRORS[0])))


def is_handed(cells: Polycube) -> bool:
    """Whether no turn but none leaves it as it is, and none makes it its own mirror image."""
    ways = ways_to_lie(cells)
    return len(ways) == len(ROTATIONS) and mirrored(cells, MIRRORS[0]) not in ways


# --- drawing ------------------------------------------------------------------------------------

LONGEST = 5  # cells along an axis: so that cubes are not small in a picture
TRIES = 200


def _grown(draw: Draw, count: int) -> list[Cell]:
    """Cube by cube, at any place that touches just one: arms and branches, and no cube enclosed."""
    cells: list[Cell] = [(0, 0, 0)]
    touching = {cells[0]: len(STEPS)} | dict.fromkeys(beside(cells[0]), 1)
    while len(cells) < count:
        cell = draw.choice([place for place, faces in touching.items() if faces == 1])
        cells.append(cell)
        touching[cell] = len(STEPS)  # taken
        for place in beside(cell):
            touching[place] = touching.get(place, 0) + 1
    return cells


def draw_handed(draw: Draw, count: int) -> Polycube:
    """A polycube of so many cubes that is not its mirror image and has no symmetry at all."""
    for _ in range(TRIES):
        cells = settled(_grown(draw, count))
        if max(extent(cells)) <= LONGEST and is_handed(cells):
            return cells
    raise ValueError(f"none of {TRIES} polycubes of {count} cubes was handed")


@cache
def polycubes(count: int) -> frozenset[Polycube]:
    """Every polycube of so many cubes, turned and mirrored ones apart (the fixed polycubes)."""
    if count == 1:
        return frozenset({((0, 0, 0),)})
    return frozenset(
        settled((*cells, place))
        for cells in polycubes(count - 1)
        for cell in cells
        for place in beside(cell)
        if place not in cells
    )
