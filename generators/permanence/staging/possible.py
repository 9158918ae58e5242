"""Screens with things behind them change places and are lifted: what is seen that cannot be?

Films are cut together at a moment when nothing is seen but screens that look alike: the beginning
of one and the end of another. Whether they belong together hangs on where each thing must be. Of
two beginnings and their two ends come two possible films and two impossible ones, in which every
frame and every pair of frames that follow each other comes up as often (cf. Riochet et al. 2018).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.lighting import LIGHTS
from spatialbench.generators.permanence.cycles import Step, goes_to
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
    home,
    places_of,
    scene_of,
    spot,
)
from spatialbench.generators.permanence.staging.staged import (
    LEVELS,
    FilmLevel,
    Staged,
    breaches,
    draw_staged,
)
from spatialbench.geometry.kinds import Event
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

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
