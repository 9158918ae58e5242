"""Discs slide in grooves: what did each do to whether two of them touch?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import permutations
from typing import ClassVar

from spatialbench.generators.causal.grooves.arranging import LEVELS, EffectLevel, draw_arranged
from spatialbench.generators.causal.grooves.board import RATE, row_of, scene_of, slide_of
from spatialbench.generators.causal.grooves.effects import EFFECTS, NONE, Worlds
from spatialbench.generators.causal.grooves.kinds import EffectsOn, Pushes
from spatialbench.generators.causal.grooves.lanes import REST
from spatialbench.generators.causal.grooves.mistaken import mistaken
from spatialbench.generators.causal.grooves.sliding import PACE
from spatialbench.generators.colours import COLOURS
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

OFFERED = 3


class CauseEnablePrevent:
    """Every answer that the level knows is as likely."""

    id: ClassVar[str] = "causal/cause-enable-prevent-v1"
    answer_type: ClassVar[AnswerType] = "cells"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level.numbers() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "touched-caused",
        "last-touch",
        "pushed-caused",
        "enabled-caused",
        "each-alone",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Discs in some order, what happens to them, and which two are asked about."""
        space = LEVELS[level]
        found = draw_arranged(draw, space)
        colours = draw.sample(COLOURS, len(found.discs))
        scene = scene_of(draw, found.discs, colours)
        names = [f"disc:{colour}" for colour in colours]

        def said(effects: Mapping[int, str]) -> dict[str, str]:
            return dict(sorted((colours[number], effect) for number, effect in effects.items()))

        answer, worlds = said(found.effects), Worlds(found.discs, found.pair)
        wrong = [e for e in _answers(space, len(answer)) if e != tuple(answer.values())]
        one, other = draw.permutation(found.pair)
        rows = [row_of(c, d) for c, d in zip(colours, found.discs, strict=True)]
        return Puzzle(
            scene=scene,
            story=(slide_of(draw, found.discs, names, space.latest),),
            ask=EffectsOn(
                tuple(names[n] for n in sorted(found.effects)), (names[one], names[other])
            ),
            answer_type="cells",
            answer=answer,
            vocabulary=tuple(answer),
            chance=1 / space.answers(),
            rivals={name: said(e) for name, e in mistaken(worlds, found).items()},
            offered=tuple(dict(zip(answer, e, strict=True)) for e in draw.sample(wrong, OFFERED)),
            facts={"discs": len(colours)},
            key_facts={
                "pushed": sum(disc.way != REST for disc in found.discs),
                "touches": len(found.course.hits),
                **{effect: list(answer.values()).count(effect) for effect in EFFECTS},
            },
            words={
                "count": ("count", len(colours)),
                "one": ("colour", colours[one]),
                "other": ("colour", colours[other]),
                "asked": ("colours", tuple(draw.permutation(list(answer)))),
                "discs": Pushes(tuple(draw.permutation(rows))),
                "pace": ("number", PACE),
                "rate": ("number", RATE),
            },
            film=Film(wide=True),
        )


@cache
def _answers(space: EffectLevel, colours: int) -> tuple[tuple[str, ...], ...]:
    """The effects of so many discs in all ways that the level knows, in a fixed order."""
    found: set[tuple[str, ...]] = set()
    for deciding in space.deciding:
        found |= set(permutations([*deciding, *[NONE] * (colours - len(deciding))]))
    return tuple(sorted(found))
