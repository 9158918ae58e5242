"""A sheet is folded a few times and punched: where are the holes once it is unfolded again?

Places keep the names of the cells that lay there at first. Every fold turns over all that lies on
one side of a line along the grid or across the corners of cells, and never beyond the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from math import comb
from typing import ClassVar

from spatialbench.generators.paper.folding import Crease, Point, middle_of, square
from spatialbench.generators.paper.kinds import Fold, Folded, Grid, HolesIn, Panel, Punch
from spatialbench.generators.paper.rivals import RIVALS, rivals_of
from spatialbench.generators.paper.stories import PaperLevel, Story, draw_ways
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Body, Camera, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Axis, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

SIDE = 40  # of a cell, millimetres; an even number
CELL = Box((SIDE, 1, SIDE))
COLOURS = ("yellow", "orange", "pink", "green", "red")
"""Of paper: such as dark lines show on, and unlike the ground."""

ROOM = 6  # tenths of a cell, at most, that are left free on each side of a picture

LEVELS = {
    1: PaperLevel((5, 7), (1, 1), (0, 0), (2, 2), (3, 4)),
    2: PaperLevel((5, 7), (2, 2), (0, 0), (2, 2), (4, 8)),
    3: PaperLevel((8, 8), (3, 3), (1, 1), (4, 4), (9, 16), True, 3),
    4: PaperLevel((8, 8), (4, 4), (1, 2), (3, 3), (11, 18), True, 3),
    5: PaperLevel((8, 8), (5, 5), (1, 2), (3, 3), (14, 24), True, 3),
}


def level_at(folds: int) -> PaperLevel:
    """The level of so many folds, of which some at least go across the corners of cells; as few
    make few holes, and many many, there can be more or fewer than at any level."""
    return PaperLevel((8, 8), (folds, folds), (min(1, folds // 2), min(2, folds)), (3, 3), (4, 32))


# --- the sheet ----------------------------------------------------------------------------------


@cache
def names_of(cells: int) -> tuple[str, ...]:
    """The names of the cells by their numbers: columns from A from the left, rows from 1 from the
    top."""
    return tuple(
        f"{chr(ord('A') + cell % cells)}{cells - cell // cells}" for cell in range(cells * cells)
    )


def named(found: Iterable[int], cells: int) -> list[str]:
    """Cells by name, sorted."""
    return sorted([names_of(cells)[cell] for cell in found])


def _at(point: Point) -> Vector:
    """A point in millimetres of the room: the sheet stands upright, its front to the viewer."""
    return (point[0] * SIDE // 2, 0, point[1] * SIDE // 2)


@lru_cache(maxsize=256)
def scene_of(cells: int, front: str, back: str) -> Scene:
    """The cells of the sheet as plates, and a camera that looks straight at it."""
    marks = (("back", Mark(back)),)
    bodies = tuple(
        Body(f"cell:{name}", CELL, Pose(_at(middle_of(cell, cells))), front, marks)
        for cell, name in enumerate(names_of(cells))
    )
    x, _, z = _at((cells, cells))
    return Scene(bodies, Camera((x, -3 * cells * SIDE, z), (x, 0, z)), floor=False)


@cache
def ask_of(cells: int) -> HolesIn:
    """Which of all the cells have holes."""
    return HolesIn(tuple(f"cell:{name}" for name in names_of(cells)))


# --- the story ----------------------------------------------------------------------------------


@cache
def ends_of(crease: Crease, cells: int) -> tuple[Point, Point]:
    """Where the line of a crease meets the edges of the sheet, from the left, or from below."""
    corners = square(cells)
    found: set[Point] = set()
    for p, q in zip(corners, corners[1:] + corners[:1], strict=True):
        before, after = crease.beyond(p), crease.beyond(q)
        if before * after <= 0 and before != after:
            x = p[0] + (q[0] - p[0]) * before // (before - after)
            found.add((x, p[1] + (q[1] - p[1]) * before // (before - after)))
    first, last = sorted(found)
    return first, last


def moved_sides(crease: Crease) -> tuple[str, ...]:
    """On which sides of the line the paper is that is turned over."""
    across = {1: ("right",), -1: ("left",), 0: ()}[crease.a]
    return ({1: ("top",), -1: ("bottom",), 0: ()}[crease.b]) + across


OVER = ("back", "front")


def events_of(story: Story, over: Sequence[int]) -> tuple[Event, ...]:
    """The folds, and the punch."""
    found: list[Event] = []
    for crease, way in zip(story.folds, over, strict=True):
        first, last = (_at(point) for point in ends_of(crease, story.cells))
        found.append(Fold((first, last), moved_sides(crease), OVER[way]))
    places = tuple(_at(middle_of(place, story.cells)) for place in story.places)
    return (*found, Punch(places))


def film_of(panels: Sequence[Panel]) -> tuple[Panel, ...]:
    """The sheet at rest, turning and at rest again, fold by fold, and then with its holes."""
    *folds, last = panels
    found: list[Panel] = []
    for panel in folds:
        rest = replace(panel, fold=None)
        found += [rest, *(replace(panel, turned=third) for third in (1, 2))]
    return (*found, replace(last, holes=()), last)


def panels_of(
    story: Story, over: Sequence[int], colours: Sequence[str], room: Sequence[int]
) -> tuple[Panel, ...]:
    """A picture before every fold, and the last one with the holes."""
    folds: list[Folded] = [(*crease, way) for crease, way in zip(story.folds, over, strict=True)]
    free = (room[0], room[1], room[2], room[3])
    front, back = colours
    before = [
        Panel(story.cells, tuple(folds[:number]), front, back, free, fold=fold)
        for number, fold in enumerate(folds)
    ]
    holes = tuple(middle_of(place, story.cells) for place in story.places)
    return (*before, Panel(story.cells, tuple(folds), front, back, free, holes=holes))


# --- the puzzle ---------------------------------------------------------------------------------


@cache
def _chance(cells: int, level: PaperLevel) -> float:
    """One of all the sets of cells with as many holes as the level can have."""
    low, high = level.holes
    return 1 / sum(comb(cells * cells, holes) for holes in range(low, high + 1))


class Holes:
    """Folds are drawn one after the other among all that are possible, then the places."""

    id: ClassVar[str] = "paper/holes-v1"
    answer_type: ClassVar[AnswerType] = "cells"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    axis: ClassVar[Axis] = Axis("folds", most=9)
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = RIVALS
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Four ways to fold a sheet that is punched at the same places; the first one happens."""
        return _drawn(draw, LEVELS[level])

    def draw_at(self, draw: Draw, steps: int) -> Puzzle:
        """The same of so many folds."""
        return _drawn(draw, level_at(steps))


def _drawn(draw: Draw, level: PaperLevel) -> Puzzle:
    story, *others = draw_ways(draw, level)
    cells = story.cells
    over = [draw.below(2) for _ in story.folds]
    colours = draw.sample(COLOURS, 2)
    room = [draw.between(0, ROOM) for _ in range(4)]
    panels = panels_of(story, over, colours, room)
    return Puzzle(
        scene=scene_of(cells, *colours),
        story=events_of(story, over),
        ask=ask_of(cells),
        answer_type="cells",
        answer=named(story.holes, cells),
        vocabulary=tuple(sorted(names_of(cells))),
        chance=_chance(cells, level),
        rivals={
            name: named(found, cells)
            for name, found in rivals_of(cells, story.folds, story.places).items()
        },
        offered=tuple(named(other.holes, cells) for other in others),
        facts={"cells": cells, "folds": len(story.folds)},
        key_facts={
            "holes": len(story.holes),
            "diagonals": sum(crease.diagonal for crease in story.folds),
        },
        words={
            "grid": Grid(cells),
            "front": ("colour", colours[0]),
            "back": ("colour", colours[1]),
        },
        pictures=panels,
        film=Film(frames=film_of(panels)),
    )
