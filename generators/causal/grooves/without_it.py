"""Discs slide in grooves and push each other on: what, if one of them had not been there?"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from math import comb
from typing import ClassVar

from spatialbench.generators.causal.grooves.board import RATE, row_of, scene_of, slide_of
from spatialbench.generators.causal.grooves.kinds import Pushes, SlidingWithout
from spatialbench.generators.causal.grooves.laying import LEVELS, draw_laid, moving
from spatialbench.generators.causal.grooves.rivals import rival_sets
from spatialbench.generators.causal.grooves.sliding import PACE
from spatialbench.generators.colours import COLOURS
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

OFFERED = 3


class WithoutIt:
    """As many discs slide on in the end as are pushed: which, is open."""

    id: ClassVar[str] = "causal/without-it-v1"
    answer_type: ClassVar[AnswerType] = "labels"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "replay",
        "pass-through",
        "touched-only",
        "one-push-on",
        "row-by-row",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Discs in some order, what happens to them, and which one is thought away."""
        space = LEVELS[level]
        laid = draw_laid(draw, space)
        colours = draw.sample(COLOURS, len(laid.discs))
        scene = scene_of(draw, laid.discs, colours)
        names = [f"disc:{colour}" for colour in colours]

        def said(numbers: Iterable[int]) -> list[str]:
            return sorted(colours[number] for number in numbers)

        answer = moving(laid.without, laid.removed)
        left = [n for n in range(len(colours)) if n != laid.removed]
        others = [s for s in combinations(left, len(answer)) if frozenset(s) != answer]
        rows = [row_of(c, d) for c, d in zip(colours, laid.discs, strict=True)]
        return Puzzle(
            scene=scene,
            story=(slide_of(draw, laid.discs, names, space.latest),),
            ask=SlidingWithout(tuple(names), names[laid.removed]),
            answer_type="labels",
            answer=said(answer),
            vocabulary=tuple(sorted(colours)),
            chance=1 / comb(len(left), len(answer)),
            rivals={n: said(found) for n, found in rival_sets(laid).items() if found},
            offered=tuple(said(s) for s in draw.sample(others, min(OFFERED, len(others)))),
            facts={"discs": len(colours), "pushed": space.pushed},
            key_facts={
                "touches": len(laid.without.hits),
                "touches_as_it_was": len(laid.course.hits),
            },
            words={
                "count": ("count", len(colours)),
                "removed": ("colour", colours[laid.removed]),
                "discs": Pushes(tuple(draw.permutation(rows))),
                "pace": ("number", PACE),
                "rate": ("number", RATE),
            },
            film=Film(wide=True),
        )
