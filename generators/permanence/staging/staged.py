"""What is staged: where things go in, how screens change places, and what is seen in the end, drawn
so that nothing that is seen at first or at last says whether the two belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from spatialbench.generators.permanence.cycles import Step, draw_step, goes_to
from spatialbench.generators.permanence.staging.stage import KINDS, other_kind
from spatialbench.probes.draw import Draw


class FilmLevel(NamedTuple):
    """How many screens there are and how many things, how often screens change places, how many of
    them are not lifted in the end, and whether balls may have turned into cubes, or cubes into
    balls: above level 2 who looks at nothing else would too often be right, as would be who does
    not look at it."""

    screens: int
    things: int
    trades: tuple[int, int]
    shut: int = 1
    changes: bool = False


LEVELS = {
    1: FilmLevel(2, 1, (0, 1), shut=0, changes=True),
    2: FilmLevel(3, 2, (1, 2), changes=True),
    3: FilmLevel(4, 3, (4, 4)),
    4: FilmLevel(4, 3, (6, 6)),
    5: FilmLevel(4, 3, (8, 8)),
}

TRADES: Mapping[int, tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]] = {
    2: (((2,),), (1,)),
    3: (((2,), (3,)), (3, 2)),
    4: (((3,), (2, 2), (4,)), (8, 3, 6)),
}
"""In which cycles screens change places, by how many there are, and how many such ways there are;
of four, at least three move."""

Sight = tuple[int, str] | None
"""At which place a thing is seen, and of which kind; None where it is not seen."""

BREACHES = ("vanished", "appeared", "elsewhere", "changed")
"""What cannot be: a thing is not there; is seen though it must be behind a screen that stands; is
behind another screen; is of the other kind (permanence, continuity, unchangeableness)."""


class Staged(NamedTuple):
    """The kind of each thing and at which place it goes in, how screens change places, which place
    stays shut, and what each thing does in the end that cannot be."""

    kinds: tuple[str, ...]
    entered: tuple[int, ...]
    steps: tuple[Step, ...]
    shut: int | None
    seen: tuple[Sight, ...]

    def must_be(self, steps: Sequence[Step] | None = None) -> tuple[int, ...]:
        """At which place each thing is after these steps, or after all."""
        found = list(self.entered)
        for step in self.steps if steps is None else steps:
            found = [goes_to(place, step) for place in found]
        return tuple(found)

    def wrong(self, places: Sequence[int]) -> list[int]:
        """The things that are seen otherwise than they would be, were they at these places."""
        expected = [_sight(p, k, self.shut) for p, k in zip(places, self.kinds, strict=True)]
        return [n for n, sight in enumerate(expected) if sight != self.seen[n]]


def _sight(place: int, kind: str, shut: int | None) -> Sight:
    return None if place == shut else (place, kind)


# --- drawing ------------------------------------------------------------------------------------


def draw_other(
    draw: Draw, right: Sight, kind: str, places: Sequence[int], level: FilmLevel
) -> Sight:
    """Something else than what is right of a thing of that kind; `places` are those of the screens
    that are lifted.

    So drawn that nothing which is seen comes up more often where it is wrong. One of the places
    stays shut: from not being seen, a thing comes to be seen at all places as often, and not to be
    seen in one case of as many as there are places."""
    if right is None:
        seen_kind = draw.choice(tuple(KINDS)) if level.changes else kind
        return (draw.choice(places), seen_kind)
    if level.shut and draw.chance(1, len(places)):
        return None
    if level.changes and draw.chance(1, 2):
        return (right[0], other_kind(kind))
    return (draw.choice([other for other in places if other != right[0]]), kind)


def draw_staged(draw: Draw, level: FilmLevel) -> Staged:
    """Every thing goes behind any screen and is of any kind; screens change places in any way."""
    kinds = tuple(draw.choice(tuple(KINDS)) for _ in range(level.things))
    entered = tuple(draw.below(level.screens) for _ in range(level.things))
    cycles, ways = TRADES[level.screens]
    steps = tuple(
        draw_step(draw, draw.weighted(cycles, ways), level.screens)
        for _ in range(draw.between(*level.trades))
    )
    shut = draw.below(level.screens) if level.shut else None
    places = [place for place in range(level.screens) if place != shut]
    staged = Staged(kinds, entered, steps, shut, ())
    right = [_sight(p, k, shut) for p, k in zip(staged.must_be(), kinds, strict=True)]
    seen = tuple(
        one if draw.chance(1, 2) else draw_other(draw, one, kind, places, level)
        for one, kind in zip(right, kinds, strict=True)
    )
    return staged._replace(seen=seen)


def breaches(staged: Staged) -> dict[str, int]:
    """How many things do what cannot be, in which way."""
    found: dict[str, int] = dict.fromkeys(BREACHES, 0)
    must = staged.must_be()
    for number in staged.wrong(must):
        sight = staged.seen[number]
        if sight is None:
            found["vanished"] += 1
        elif must[number] == staged.shut:
            found["appeared"] += 1
        else:
            found["changed" if sight[0] == must[number] else "elsewhere"] += 1
    return found
