"""How a sheet is folded and punched: drawn step by step, and other ways that would also be right.

The four choices are the holes of four such stories, and then one of them happens, each as likely:
so that no choice looks righter than another to whoever does not know the folds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.paper.folding import (
    OFF,
    Crease,
    Outline,
    folded,
    middle_of,
    mirror_of,
    pile,
    possible,
    square,
)
from spatialbench.probes.draw import Draw

TRIES = 60  # for a story with the right number of holes
WAYS = 4
LAST = 5
ROUNDS = 6  # of looking for ways
ENOUGH = 2 * WAYS

Cells = tuple[int, ...]
Folds = tuple[Crease, ...]
Range = tuple[int, int]


class PaperLevel(NamedTuple):
    """How many cells a side of the sheet has, how many folds there are, how many of them go across
    the corners of cells, at how many places it is punched, and how many holes that makes.

    With `wide`, the last fold turns over at least one in `LAST` parts of the paper that is seen
    then. At some fold, of one in `bare` places of the paper that stays, the place on the other side
    of the line is bare, having been folded away from; 0 is for no such rule."""

    cells: Range
    folds: Range
    diagonals: Range
    punches: Range
    holes: Range
    wide: bool = False
    bare: int = 0


class Story(NamedTuple):
    """A sheet of so many cells a side, its folds, where it is punched, and the cells with holes."""

    cells: int
    folds: Folds
    places: Cells
    holes: Cells


def doubled_area(outline: Outline) -> int:
    """Twice the area, in quarters of a cell."""
    return sum(
        ax * by - ay * bx
        for (ax, ay), (bx, by) in zip(outline, outline[1:] + outline[:1], strict=True)
    )


class Turned(NamedTuple):
    """What a fold makes of an outline: the rest, with so many places, at so many of which the place
    on the other side of the line, though within the sheet, is bare; and whether it is a last fold
    for those who want one in `LAST` parts turned over."""

    rest: Outline
    places: int
    bare: int
    wide: bool


@cache
def _left_of(across: int, up: int, c: int, cells: int) -> frozenset[int]:
    """The places whose middle is on the left of a line in that direction, or on it."""
    middles = [(place, middle_of(place, cells)) for place in range(cells * cells)]
    return frozenset(place for place, (x, y) in middles if across * y - up * x >= c)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


@cache
def _places_in(outline: Outline, cells: int) -> frozenset[int]:
    """The places that an outline covers, as a whole or by half. Its edges run along the grid or
    across the corners of cells, so that there are few lines to remember."""
    found = frozenset(range(cells * cells))
    for (ax, ay), (bx, by) in zip(outline, outline[1:] + outline[:1], strict=True):
        across, up = _sign(bx - ax), _sign(by - ay)
        found &= _left_of(across, up, across * ay - up * ax, cells)
    return found


@cache
def turned(outline: Outline, crease: Crease, cells: int) -> Turned | None:
    """What a fold makes of an outline; None where it is not possible."""
    rest = folded(outline, crease)
    if rest is None:
        return None
    before, after = _places_in(outline, cells), _places_in(rest, cells)
    bare = set(bytes(after).translate(mirror_of(crease, cells))) - before - {OFF}
    whole = doubled_area(outline)
    return Turned(rest, len(after), len(bare), LAST * (whole - doubled_area(rest)) >= whole)


@cache
def wide_enough(outline: Outline, cells: int, diagonal: bool) -> tuple[Crease, ...]:
    """The creases by which a last fold turns over enough of the paper."""
    return tuple(
        crease
        for crease in possible(outline, cells, diagonal)
        if (found := turned(outline, crease, cells)) and found.wide
    )


def _creases(level: PaperLevel, outline: Outline, cells: int, diagonal: bool, last: bool) -> Folds:
    """The creases for a fold, which may be the last one."""
    choose = wide_enough if last and level.wide else possible
    return choose(outline, cells, diagonal)


def draw_folds(draw: Draw, cells: int, sorts: Sequence[bool], level: PaperLevel) -> Folds:
    """Folds one after the other, for each sort any of those that are possible then; Refused where
    there is none."""
    outline, folds = square(cells), []
    for number, sort in enumerate(sorts, 1):
        creases = _creases(level, outline, cells, sort, number == len(sorts))
        if not creases:
            raise Refused("too small to fold")
        folds.append(draw.choice(creases))
        outline = folded(outline, folds[-1]) or outline
    return tuple(folds)


def enough(level: PaperLevel, holes: int) -> bool:
    """Whether there are as many holes as the level says."""
    return level.holes[0] <= holes <= level.holes[1]


def allowed(level: PaperLevel, cells: int, folds: Folds) -> bool:
    """Whether a sheet can be folded so at this level."""
    outline, bare, wide = square(cells), not level.bare, True
    for crease in folds:
        found = turned(outline, crease, cells)
        if found is None:
            return False
        outline, wide = found.rest, found.wide
        bare = bare or level.bare * found.bare >= found.places
    return bare and (wide or not level.wide)


def draw_story(draw: Draw, level: PaperLevel) -> Story:
    """Folds and then places, drawn again where they do not make as many holes as the level says;
    Refused if that does not help."""
    cells, count = draw.between(*level.cells), draw.between(*level.folds)
    punches = draw.between(*level.punches)
    for _ in range(TRIES):
        across = draw.sample(range(count), draw.between(*level.diagonals))
        try:
            folds = draw_folds(draw, cells, [i in across for i in range(count)], level)
        except Refused:
            continue
        if not allowed(level, cells, folds):
            continue
        sheet = pile(cells, folds)
        whole = sheet.whole()
        if len(whole) < punches:
            continue
        places = tuple(sorted(draw.sample(whole, punches)))
        if not enough(level, sheet.layers(places)):
            continue
        return Story(cells, folds, places, sheet.under(places))
    raise Refused("too few or too many holes")


# --- other ways to fold -------------------------------------------------------------------------


def _others(story: Story) -> list[Folds]:
    """The same folds with another crease in place of one, of the same sort, that keeps the places
    which are punched."""
    cells, folds, places, _ = story
    middles = [middle_of(place, cells) for place in places]
    outline = square(cells)
    found: list[Folds] = []
    for number, crease in enumerate(folds):
        for other in possible(outline, cells, crease.diagonal):
            if other != crease and all(other.beyond(middle) < 0 for middle in middles):
                found.append((*folds[:number], other, *folds[number + 1 :]))
        outline = folded(outline, crease) or outline
    return found


def _ways_beside(draw: Draw, story: Story, level: PaperLevel) -> Iterator[Story]:
    """The same with one fold changed, in any order, where that is possible, tears no edge, and
    makes as many holes as the level says."""
    for folds in draw.permutation(_others(story)):
        if allowed(level, story.cells, folds):
            sheet = pile(story.cells, folds)
            if sheet.torn.isdisjoint(story.places) and enough(level, sheet.layers(story.places)):
                yield story._replace(folds=folds, holes=sheet.under(story.places))


def draw_ways(draw: Draw, level: PaperLevel) -> list[Story]:
    """Four stories of one sheet that is punched at the same places, with different holes: one is
    drawn, the others are found by changing one fold of it, or one of what is found so; as many as
    possible have the same number of holes. In any order; Refused where there are not four."""
    first = draw_story(draw, level)
    found = {first.holes: first}
    for number in range(ROUNDS):
        story = draw.choice(list(found.values())) if number else first
        for way in _ways_beside(draw, story, level):
            found.setdefault(way.holes, way)
            if len(found) == ENOUGH:
                break
        if len(found) == ENOUGH:
            break
    if len(found) < WAYS:
        raise Refused("too few ways to fold")
    counts = Counter(map(len, found))
    usual = max(counts, key=lambda count: (min(counts[count], WAYS), count))
    mixed = draw.permutation(list(found.values()))
    alike = sorted(mixed, key=lambda way: abs(len(way.holes) - usual))
    return draw.permutation(alike[:WAYS])
