"""Screens with things behind them change places and are lifted: what is seen that cannot be?

Films are cut together at a moment when nothing is seen but screens that look alike: the beginning
of one and the end of another. Whether they belong together hangs on where each thing must be. Of
two beginnings and their two ends come two possible films and two impossible ones, in which every
frame and every pair of frames that follow each other comes up as often (cf. Riochet et al. 2018).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.permanence.cycles import Step, draw_step, goes_to
from spatialbench.generators.permanence.staging.kinds import (
    CannotBe,
    Enter,
    Going,
    LiftScreens,
    Shown,
    Tamper,
    Things,
    TradeStands,
)
from spatialbench.generators.permanence.staging.stage import (
    DIRECTIONS,
    GONE,
    KINDS,
    home,
    other_kind,
    places_of,
    scene_of,
    spot,
)
from spatialbench.generators.permanence.stands import LIGHTS
from spatialbench.geometry.kinds import Event
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle


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


# --- as events ----------------------------------------------------------------------------------


def enters(staged: Staged, colours: Sequence[str], screens: int, order: Sequence[int]) -> Enter:
    """Things go behind their screens, in that order."""
    places = places_of(screens)
    return Enter(
        tuple(
            Going(
                f"{staged.kinds[n]}:{colours[n]}",
                spot(n, staged.kinds[n], places[staged.entered[n]]),
            )
            for n in order
        )
    )


def trade(step: Step, screens: int) -> TradeStands:
    """Screens change places."""
    places = places_of(screens)
    return TradeStands(tuple((places[p], places[goes_to(p, step)]) for c in step for p in c))


def tampers(staged: Staged, colours: Sequence[str], screens: int) -> list[Tamper]:
    """What is to be seen is brought to where it is seen, and what is not, away; nothing where all
    is as it must be."""
    places, goes = places_of(screens), list[Going]()
    for number in staged.wrong(staged.must_be()):
        kind, sight = staged.kinds[number], staged.seen[number]
        if sight is None or sight[1] != kind:
            gone = home(number, len(colours), GONE)
            goes.append(Going(f"{kind}:{colours[number]}", gone))
        if sight is not None:
            place, seen_kind = sight
            there = spot(number, seen_kind, places[place])
            goes.append(Going(f"{seen_kind}:{colours[number]}", there))
    return [Tamper(tuple(goes))] if goes else []


def lift(staged: Staged, colours: Sequence[str], screens: int) -> LiftScreens:
    """All screens but the one that stays shut, and what is seen behind them."""
    places = places_of(screens)
    seen = [
        (sight[0], colour, sight[1])
        for colour, sight in zip(colours, staged.seen, strict=True)
        if sight is not None
    ]
    return LiftScreens(
        tuple(place for number, place in enumerate(places) if number != staged.shut),
        tuple(Shown(colour, kind, places[number]) for number, colour, kind in sorted(seen)),
    )


class Possible:
    """Every thing does what cannot be in half of the probes, whatever is seen of it before and
    after."""

    id: ClassVar[str] = "permanence/possible-v1"
    answer_type: ClassVar[AnswerType] = "labels"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "all-right",
        "screens-stay",
        "one-trade-short",
        "first-trade-forgotten",
        "first-trade-only",
        "last-trade-only",
        "reversed-trades",
        "kinds-ignored",
        "missing-only",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Screens, things, what happens, and what is seen in the end."""
        shape = LEVELS[level]
        staged = draw_staged(draw, shape)
        colour, *colours = draw.sample(COLOURS, 1 + shape.things)
        things = list(zip(colours, staged.kinds, strict=True))
        story: list[Event] = [
            enters(staged, colours, shape.screens, draw.permutation(range(shape.things))),
            *(trade(step, shape.screens) for step in staged.steps),
            *tampers(staged, colours, shape.screens),
            lift(staged, colours, shape.screens),
        ]
        wrong = staged.wrong(staged.must_be())
        said = [sorted(colours[n] for n in found) for found in _offered(draw, wrong, shape.things)]
        return Puzzle(
            scene=scene_of(
                shape.screens, colour, things, draw.choice(DIRECTIONS), draw.choice(LIGHTS)
            ),
            story=tuple(story),
            ask=CannotBe(tuple(colours)),
            answer_type="labels",
            answer=sorted(colours[n] for n in wrong),
            vocabulary=tuple(sorted(colours)),
            chance=1 / (1 << shape.things),
            rivals={
                n: sorted(colours[i] for i in w) for n, w in _wrong_ways(staged, shape).items()
            },
            offered=tuple(said),
            facts={
                "screens": shape.screens,
                "things": shape.things,
                "trades": len(staged.steps),
            },
            key_facts=breaches(staged),
            words={
                "count": ("count", shape.screens),
                "last": ("number", shape.screens),
                "things": Things(tuple(things)),
            },
            film=Film(wide=True),
        )


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


def _offered(draw: Draw, wrong: Sequence[int], things: int) -> list[list[int]]:
    """Other sets of things: from any of the four, the other three are found in the same way."""
    right = sum(1 << number for number in wrong)
    changes = draw.sample(range(1, 1 << things), min(2, things))
    masks = [
        right ^ each for each in (*changes, *([changes[0] ^ changes[1]] if things > 1 else []))
    ]
    return [[n for n in range(things) if mask >> n & 1] for mask in masks]


def _wrong_ways(staged: Staged, level: FilmLevel) -> Mapping[str, list[int]]:
    """What is said by whoever leaves a part out; what there is none of cannot be left out."""
    must, steps = staged.must_be(), staged.steps
    found: dict[str, list[int]] = {
        "all-right": [],
        "missing-only": [n for n, sight in enumerate(staged.seen) if sight is None],
    }
    if level.changes:
        here = [None if sight is None else sight[0] for sight in staged.seen]
        found["kinds-ignored"] = [n for n in staged.wrong(must) if here[n] != must[n]]
    if steps:
        parts = {
            "screens-stay": (),
            "one-trade-short": steps[:-1],
            "first-trade-forgotten": steps[1:],
            "first-trade-only": steps[:1],
            "last-trade-only": steps[-1:],
            "reversed-trades": steps[::-1],
        }
        found |= {n: staged.wrong(staged.must_be(part)) for n, part in parts.items()}
    return found
