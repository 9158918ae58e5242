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
    Crease,
    Outline,
    folded,
    middle_of,
    pile,
    possible,
    square,
)
from spatialbench.probes.draw import Draw

LEAST = 4  # a fold turns over at least one in so many parts of the paper that is seen
TRIES = 60  # for a story with the right number of holes
WAYS = 4
ROUNDS = 3  # of looking for ways
ENOUGH = 2 * WAYS

Cells = tuple[int, ...]
Folds = tuple[Crease, ...]
Range = tuple[int, int]


class PaperLevel(NamedTuple):
    """How many cells a side of the sheet has, how many folds there are, how many of them go across
    the corners of cells, at how many places it is punched, and how many holes that makes."""

    cells: Range
    folds: Range
    diagonals: Range
    punches: Range
    holes: Range


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


@cache
def wide_enough(outline: Outline, cells: int, diagonal: bool) -> tuple[Crease, ...]:
    """The creases that turn over enough of the paper."""
    whole = doubled_area(outline)
    rests = [(crease, folded(outline, crease)) for crease in possible(outline, cells, diagonal)]
    return tuple(
        crease for crease, rest in rests if rest and LEAST * (whole - doubled_area(rest)) >= whole
    )


def draw_folds(draw: Draw, cells: int, sorts: Sequence[bool]) -> Folds:
    """Folds one after the other, for each sort any of those that are possible then; Refused where
    there is none."""
    outline, folds = square(cells), []
    for sort in sorts:
        creases = wide_enough(outline, cells, sort)
        if not creases:
            raise Refused("too small to fold")
        folds.append(draw.choice(creases))
        outline = folded(outline, folds[-1]) or outline
    return tuple(folds)


def fits(level: PaperLevel, holes: Cells) -> bool:
    """Whether there are as many holes as the level says."""
    low, high = level.holes
    return low <= len(holes) <= high


def draw_story(draw: Draw, level: PaperLevel) -> Story:
    """Folds and then places, drawn again where they do not make as many holes as the level says;
    Refused if that does not help."""
    cells, count = draw.between(*level.cells), draw.between(*level.folds)
    punches = draw.between(*level.punches)
    for _ in range(TRIES):
        across = draw.sample(range(count), draw.between(*level.diagonals))
        try:
            folds = draw_folds(draw, cells, [i in across for i in range(count)])
        except Refused:
            continue
        sheet = pile(cells, folds)
        whole = sheet.whole()
        if len(whole) < punches:
            continue
        places = tuple(sorted(draw.sample(whole, punches)))
        holes = sheet.under(places)
        if fits(level, holes):
            return Story(cells, folds, places, holes)
    raise Refused("too few or too many holes")


# --- other ways to fold -------------------------------------------------------------------------


def _others(story: Story) -> Iterator[Folds]:
    """The same folds with another crease in place of one, of the same sort, that keeps the places
    which are punched; not all of them are possible."""
    cells, folds, places, _ = story
    middles = [middle_of(place, cells) for place in places]
    outline = square(cells)
    for number, crease in enumerate(folds):
        for other in possible(outline, cells, crease.diagonal):
            if other != crease and all(other.beyond(middle) < 0 for middle in middles):
                yield (*folds[:number], other, *folds[number + 1 :])
        outline = folded(outline, crease) or outline


def _can_be(cells: int, folds: Folds) -> bool:
    outline = square(cells)
    for crease in folds:
        rest = folded(outline, crease)
        if rest is None:
            return False
        outline = rest
    return True


def _ways_beside(story: Story, level: PaperLevel) -> Iterator[Story]:
    """The same with one fold changed, where that is possible, tears no edge, and makes as many
    holes as the level says."""
    for folds in _others(story):
        if _can_be(story.cells, folds):
            sheet = pile(story.cells, folds)
            holes = sheet.under(story.places)
            if sheet.torn.isdisjoint(story.places) and fits(level, holes):
                yield story._replace(folds=folds, holes=holes)


def draw_ways(draw: Draw, level: PaperLevel) -> list[Story]:
    """Four stories of one sheet that is punched at the same places, with different holes: one is
    drawn, the others are found by changing one fold of it, or one of what is found so; as many as
    possible have the same number of holes. In any order; Refused where there are not four."""
    first = draw_story(draw, level)
    found = {first.holes: first}
    for number in range(ROUNDS):
        story = draw.choice(list(found.values())) if number else first
        found |= {way.holes: way for way in _ways_beside(story, level)}
        if len(found) >= ENOUGH:
            break
    if len(found) < WAYS:
        raise Refused("too few ways to fold")
    counts = Counter(map(len, found))
    usual = max(counts, key=lambda count: (min(counts[count], WAYS), count))
    mixed = draw.permutation(list(found.values()))
    alike = sorted(mixed, key=lambda way: abs(len(way.holes) - usual))
    return draw.permutation(alike[:WAYS])
