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
    table_of,
)
from spatialbench.probes.draw import Draw

TRIES = 60  # for a story with the right number of holes
WAYS = 4
ROUNDS = 6  # of looking for ways
ENOUGH = 2 * WAYS

Cells = tuple[int, ...]
Folds = tuple[Crease, ...]
Range = tuple[int, int]


class PaperLevel(NamedTuple):
    """How many cells a side of the sheet has, how many folds there are, how many of them go across
    the corners of cells, at how many places it is punched, and how many holes that makes.

    A fold turns over at least one in `least` parts of the paper that is seen; 0 for no such rule.
    At some fold, of one in `bare` places of the paper that stays, the place on the other side of
    the line is bare, having been folded away from; 0 for no such rule."""

    cells: Range
    folds: Range
    diagonals: Range
    punches: Range
    holes: Range
    least: int = 0
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


@cache
def wide_enough(outline: Outline, cells: int, diagonal: bool, least: int) -> tuple[Crease, ...]:
    """The creases that turn over one in `least` parts of the paper or more."""
    whole = doubled_area(outline)
    rests = [(crease, folded(outline, crease)) for crease in possible(outline, cells, diagonal)]
    return tuple(
        crease
        for crease, rest in rests
        if rest and (not least or least * (whole - doubled_area(rest)) >= whole)
    )


def draw_folds(draw: Draw, cells: int, sorts: Sequence[bool], least: int) -> Folds:
    """Folds one after the other, for each sort any of those that are possible then; Refused where
    there is none."""
    outline, folds = square(cells), []
    for sort in sorts:
        creases = wide_enough(outline, cells, sort, least)
        if not creases:
            raise Refused("too small to fold")
        folds.append(draw.choice(creases))
        outline = folded(outline, folds[-1]) or outline
    return tuple(folds)


def enough(level: PaperLevel, holes: int) -> bool:
    """Whether there are as many holes as the level says."""
    return level.holes[0] <= holes <= level.holes[1]


def bare_enough(level: PaperLevel, story: Story) -> bool:
    """Whether as much is bare as the level says."""
    return not level.bare or any(level.bare * bare >= rest for bare, rest in _bare(story))


def _bare(story: Story) -> Iterator[tuple[int, int]]:
    """For each fold, at how many places of the paper that stays the place on the other side of the
    line, though within the sheet, has no paper any more; and how many places there are."""
    places = bytes(range(story.cells * story.cells))
    for crease in story.folds:
        mirror, lie = mirror_of(crease, story.cells), set(places)
        places = places.translate(table_of(crease, story.cells))
        rest = set(places)
        yield len({place for place in rest if mirror[place] not in lie | {OFF}}), len(rest)


def draw_story(draw: Draw, level: PaperLevel) -> Story:
    """Folds and then places, drawn again where they do not make as many holes as the level says;
    Refused if that does not help."""
    cells, count = draw.between(*level.cells), draw.between(*level.folds)
    punches = draw.between(*level.punches)
    for _ in range(TRIES):
        across = draw.sample(range(count), draw.between(*level.diagonals))
        try:
            folds = draw_folds(draw, cells, [i in across for i in range(count)], level.least)
        except Refused:
            continue
        sheet = pile(cells, folds)
        whole = sheet.whole()
        if len(whole) < punches:
            continue
        places = tuple(sorted(draw.sample(whole, punches)))
        if not enough(level, sheet.layers(places)):
            continue
        story = Story(cells, folds, places, sheet.under(places))
        if bare_enough(level, story):
            return story
    raise Refused("too few or too many holes")


# --- other ways to fold -------------------------------------------------------------------------


def _others(story: Story, least: int) -> Iterator[Folds]:
    """The same folds with another crease in place of one, of the same sort, that keeps the places
    which are punched, if all of them are possible then."""
    cells, folds, places, _ = story
    middles = [middle_of(place, cells) for place in places]
    outline = square(cells)
    for number, crease in enumerate(folds):
        for other in wide_enough(outline, cells, crease.diagonal, least):
            if other != crease and all(other.beyond(middle) < 0 for middle in middles):
                changed = (other, *folds[number + 1 :])
                if _can_be(outline, cells, changed, least):
                    yield (*folds[:number], *changed)
        outline = folded(outline, crease) or outline


def _can_be(outline: Outline, cells: int, folds: Folds, least: int) -> bool:
    """Whether paper of this outline can be folded so."""
    for crease in folds:
        if crease not in wide_enough(outline, cells, crease.diagonal, least):
            return False
        outline = folded(outline, crease) or outline
    return True


def _ways_beside(story: Story, level: PaperLevel) -> Iterator[Story]:
    """The same with one fold changed, where that is possible, tears no edge, and makes as many
    holes as the level says."""
    for folds in _others(story, level.least):
        sheet = pile(story.cells, folds)
        if sheet.torn.isdisjoint(story.places) and enough(level, sheet.layers(story.places)):
            way = story._replace(folds=folds, holes=sheet.under(story.places))
            if bare_enough(level, way):
                yield way


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
