"""All rows of cups that fit what was seen of them: cups that look alike trade places in view or
behind a screen, and what is under one is shown at times."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple

from spatialbench.generators.permanence.cycles import Step, goes_to

Kind = Literal["view", "on", "pause"]
"""Cups trade places in view, pass behind the screen and go on, or pause behind it."""


class Trade(NamedTuple):
    """Cups trade places, or may have done so: behind the screen two by two."""

    kind: Kind
    step: Step


class Look(NamedTuple):
    """Under the cup at a place there is a marble of the colour of this number."""

    place: int
    colour: int


Course = tuple[Trade | Look, ...]


Row = tuple[int, ...]
"""Which cup, by its first place, stands at each place."""


@lru_cache(maxsize=4096)
def _comes_from(step: Step, cups: int) -> Row:
    """From which place the cup at each place comes in a step."""
    goes = [goes_to(place, step) for place in range(cups)]
    return tuple(goes.index(place) for place in range(cups))


def traded(cups: Row, step: Step) -> Row:
    """The row after cups have gone from place to place."""
    return tuple([cups[place] for place in _comes_from(step, len(cups))])


@lru_cache(maxsize=4096)
def ways(trade: Trade) -> tuple[Step, ...]:
    """All that can have happened: after a pause any of the pairs may have changed places."""
    if trade.kind != "pause":
        return (trade.step,)
    sizes = range(len(trade.step) + 1)
    return tuple(changed for size in sizes for changed in combinations(trade.step, size))


def rows_after(course: Course, marbles: Sequence[int]) -> set[Row]:
    """Every row that fits what was seen; `marbles` are the colours under the cups."""
    rows = {tuple(range(len(marbles)))}
    for happening in course:
        if isinstance(happening, Look):
            place, colour = happening
            rows = {cups for cups in rows if marbles[cups[place]] == colour}
        else:
            rows = {traded(cups, step) for cups in rows for step in ways(happening)}
    return rows


def places_left(course: Course, marbles: Sequence[int], asked: int) -> set[int]:
    """Where the cup can be that stood at the place asked about."""
    return {cups.index(asked) for cups in rows_after(course, marbles)}


def is_spare(course: Course, marbles: Sequence[int], asked: int) -> bool:
    """Whether it could be told without one of the looks."""
    return any(
        len(places_left((*course[:number], *course[number + 1 :]), marbles, asked)) == 1
        for number, happening in enumerate(course)
        if isinstance(happening, Look)
    )
