"""Folding a sheet exactly: convex outlines, reflections, and which cells lie where.

Lengths are half cells from the lower left corner of the sheet, x to the right and y up, so that
the middle of every cell has odd coordinates and every crease along the grid or across its corners
is a line of whole numbers. Reflections in them take middles of cells to middles of cells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple

Point = tuple[int, int]
Outline = tuple[Point, ...]
"""The corners of a convex piece of paper, counter-clockwise."""


class Crease(NamedTuple):
    """The line a·x + b·y = c; the paper where it is more is turned over."""

    a: int
    b: int
    c: int

    @property
    def diagonal(self) -> bool:
        """Whether it runs across cells from corner to corner."""
        return bool(self.a and self.b)

    def beyond(self, point: Point) -> int:
        """Above 0 for a point on the side that is turned over, 0 on the line."""
        return self.a * point[0] + self.b * point[1] - self.c

    def mirrored(self, point: Point) -> Point:
        """The point on the other side of the line."""
        by = 2 * self.beyond(point) // (self.a * self.a + self.b * self.b)
        return (point[0] - by * self.a, point[1] - by * self.b)

    def reversed(self) -> Crease:
        """The same line, the other side being turned over."""
        return Crease(-self.a, -self.b, -self.c)


def square(cells: int) -> Outline:
    """The sheet before it is folded."""
    side = 2 * cells
    return ((0, 0), (side, 0), (side, side), (0, side))


STRAIGHT = ((1, 0), (-1, 0), (0, 1), (0, -1))
DIAGONAL = ((1, 1), (-1, -1), (1, -1), (-1, 1))


@cache
def creases(cells: int, diagonal: bool) -> tuple[Crease, ...]:
    """All lines along the grid, or all across its corners, with either side turned over."""
    reach = 4 * cells
    lines = [
        Crease(a, b, c)
        for a, b in (DIAGONAL if diagonal else STRAIGHT)
        for c in range(-reach, reach + 1, 2)
    ]
    return tuple(line for line in lines if _cuts(square(cells), line))


def _cuts(outline: Outline, crease: Crease) -> bool:
    a, b, c = crease
    sides = [a * x + b * y - c for x, y in outline]
    return min(sides) < 0 < max(sides)


def _reaches_too_far(outline: Outline, crease: Crease) -> bool:
    """Whether what is turned over is deeper than the rest, and so sticks out: soon seen."""
    sides = [crease.beyond(point) for point in outline]
    return max(sides) > -min(sides)


def part_of(outline: Outline, crease: Crease) -> Outline:
    """The part of an outline that is turned over, where the crease cuts it."""
    found: list[Point] = []
    for p, q in zip(outline, outline[1:] + outline[:1], strict=True):
        before, after = crease.beyond(p), crease.beyond(q)
        if before >= 0:
            found.append(p)
        if before * after < 0:  # the crease meets the edge at whole half cells
            dx, dy, whole = q[0] - p[0], q[1] - p[1], before - after
            found.append((p[0] + dx * before // whole, p[1] + dy * before // whole))
    return tuple(found)


def inside(point: Point, outline: Outline) -> bool:
    """Whether a point lies in an outline, or on its edge."""
    return all(
        (bx - ax) * (point[1] - ay) >= (by - ay) * (point[0] - ax)
        for (ax, ay), (bx, by) in zip(outline, outline[1:] + outline[:1], strict=True)
    )


@cache
def folded(outline: Outline, crease: Crease) -> Outline | None:
    """The outline once its part beyond the crease is turned over, which then lies on the rest with
    no corner sticking out: so it is the rest. None where the crease misses it, or one does."""
    if not _cuts(outline, crease) or _reaches_too_far(outline, crease):
        return None
    turned, rest = part_of(outline, crease), part_of(outline, crease.reversed())
    fits = all(inside(crease.mirrored(point), rest) for point in turned)
    return rest if fits else None


@cache
def possible(outline: Outline, cells: int, diagonal: bool) -> tuple[Crease, ...]:
    """The creases by which paper of this outline can be folded."""
    return tuple(c for c in creases(cells, diagonal) if folded(outline, c) is not None)


# --- which cells lie where ----------------------------------------------------------------------

OFF = 255
"""The place of what lies beside the sheet."""

Table = bytes
"""(256,) for each place the one where what lies there comes to lie: `bytes.translate` folds."""


def middle_of(cell: int, cells: int) -> Point:
    """The middle of a cell by its number, which counts by rows from the lower left."""
    return (2 * (cell % cells) + 1, 2 * (cell // cells) + 1)


def number_of(point: Point, cells: int) -> int:
    """The number of the cell with that middle, `OFF` beside the sheet."""
    x, y = point[0] // 2, point[1] // 2
    return y * cells + x if 0 <= x < cells and 0 <= y < cells else OFF


def table_to(points: Iterable[Point], cells: int) -> Table:
    """The table by which what lies at each place comes to lie at a point."""
    found = bytes(number_of(point, cells) for point in points)
    return found + bytes(range(len(found), OFF + 1))


@cache
def table_of(crease: Crease, cells: int) -> Table:
    """Where what lies at each place lies after the fold."""
    middles = [middle_of(cell, cells) for cell in range(cells * cells)]
    return table_to((crease.mirrored(m) if crease.beyond(m) > 0 else m for m in middles), cells)


@cache
def mirror_of(crease: Crease, cells: int) -> Table:
    """Where every place lies in a mirror that stands on the line and shows both sides."""
    middles = (middle_of(cell, cells) for cell in range(cells * cells))
    return table_to((crease.mirrored(middle) for middle in middles), cells)


@cache
def cut_by(crease: Crease, cells: int) -> frozenset[int]:
    """The places that the crease cuts in two."""
    places = range(cells * cells) if crease.diagonal else ()
    return frozenset(place for place in places if crease.beyond(middle_of(place, cells)) == 0)


class Pile(NamedTuple):
    """Where each cell lies in the folded sheet, and which places a crease runs through: there a
    hole would tear an edge."""

    places: bytes
    torn: frozenset[int]

    def under(self, places: Collection[int]) -> tuple[int, ...]:
        """The cells that lie at these places, in order."""
        return tuple([cell for cell, found in enumerate(self.places) if found in places])

    def layers(self, places: Iterable[int]) -> int:
        """How many cells lie at these places."""
        return sum(map(self.places.count, places))

    def whole(self) -> list[int]:
        """The places where paper lies and no crease runs through it."""
        return sorted(set(self.places) - self.torn - {OFF})


def pile(cells: int, folds: Iterable[Crease]) -> Pile:
    """The sheet after these folds."""
    places = bytes(range(cells * cells))
    torn: frozenset[int] = frozenset()
    for crease in folds:
        table, cut = table_of(crease, cells), cut_by(crease, cells)
        if torn:
            torn = frozenset([table[place] for place in torn])
        if cut:
            torn |= cut & frozenset(places)
        places = places.translate(table)
    return Pile(places, torn)
