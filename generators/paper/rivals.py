"""Wrong ways of thinking of a folded sheet, each with the cells that it takes for punched."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spatialbench.generators.paper.folding import (
    OFF,
    Crease,
    Outline,
    Pile,
    Table,
    folded,
    middle_of,
    mirror_of,
    pile,
    square,
    table_to,
)

Cells = tuple[int, ...]
Folds = Sequence[Crease]

RIVALS = (
    "no-mirroring",
    "first-fold-only",
    "last-fold-only",
    "first-fold-ignored",
    "last-fold-ignored",
    "order-reversed",
    "other-side",
    "all-mirrored",
    "slid",
)


def all_mirrored(cells: int, folds: Folds, places: Cells) -> Cells:
    """Mirrored in every crease, whether or not there was paper on its other side."""
    found = set(places)
    for crease in reversed(folds):
        table = mirror_of(crease, cells)
        found |= {table[cell] for cell in found} - {OFF}
    return tuple(sorted(found))


@cache
def _pushed(crease: Crease, outline: Outline, cells: int) -> Table:
    """Where everything lies if the part beyond the crease is pushed over the rest, not turned; a
    diagonal part by whole cells."""
    depth = max(map(crease.beyond, outline))
    by = depth if not crease.diagonal else 2 * ((depth // 2 + 1) // 2)
    middles = [middle_of(cell, cells) for cell in range(cells * cells)]
    return table_to(
        (
            (x - by * crease.a, y - by * crease.b) if crease.beyond((x, y)) > 0 else (x, y)
            for x, y in middles
        ),
        cells,
    )


def slid(cells: int, folds: Folds, places: Cells) -> Cells:
    """The parts are pushed over one another as they are, not mirrored."""
    found, outline = bytes(range(cells * cells)), square(cells)
    for crease in folds:
        found = found.translate(_pushed(crease, outline, cells))
        outline = folded(outline, crease) or outline
    return Pile(found, frozenset()).under(places)


def by_parts(cells: int, folds: Folds, places: Cells) -> dict[str, Cells]:
    """What those find who think of some of the folds, or of all in another order."""
    parts = {
        "first-fold-only": folds[:1],
        "last-fold-only": folds[-1:],
        "first-fold-ignored": folds[1:],
        "last-fold-ignored": folds[:-1],
        "order-reversed": folds[::-1],
    }
    return {name: pile(cells, part).under(places) for name, part in parts.items()}


def rivals_of(cells: int, folds: Folds, places: Cells) -> dict[str, Cells]:
    """By name, the cells that a wrong way of thinking finds; left out where it finds none, or where
    one fold is all there is."""
    found = {
        "no-mirroring": places,
        **(by_parts(cells, folds, places) if len(folds) > 1 else {}),
        "other-side": pile(cells, [crease.reversed() for crease in folds]).under(places),
        "all-mirrored": all_mirrored(cells, folds, places),
        "slid": slid(cells, folds, places),
    }
    return {name: value for name, value in found.items() if value}
