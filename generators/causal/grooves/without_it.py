"""Discs slide in grooves and push each other on: what, if one of them had not been there?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import comb
from typing import ClassVar

from spatialbench.generators.causal.grooves.kinds import Push, Pushes, Row, Slide, SlidingWithout
from spatialbench.generators.causal.grooves.lanes import REST, Disc, Way
from spatialbench.generators.causal.grooves.laying import (
    LEVELS,
    GrooveLevel,
    Laid,
    draw_laid,
    moving,
)
from spatialbench.generators.causal.grooves.rivals import rival_sets
from spatialbench.generators.causal.grooves.sliding import PACE, UNIT, raised
from spatialbench.generators.causal.table import DIRECTIONS, LIGHTS, THICK, camera_for, corners
from spatialbench.generators.colours import COLOURS
from spatialbench.geometry.scene import Body, Pose, Scene
from spatialbench.geometry.shapes import Box, Cylinder
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

WIDE, LOW = 8, 1  # millimetres: a groove as it is drawn
BEYOND = 120  # millimetres that grooves are longer, as they are drawn, than from disc to disc
REST_SEEN = (1, 2)  # seconds that are filmed after the last push, at least
RATE = 6  # frames a second
OFFERED = 3
WAYS: dict[Way, str] = {
    REST: "rest", (1, 0): "right", (-1, 0): "left", (0, 1): "away", (0, -1): "toward",
}  # fmt: skip


def _bodies(discs: Sequence[Disc], colours: Sequence[str]) -> tuple[Body, ...]:
    return tuple(
        Body(
            f"disc:{colour}",
            Cylinder(UNIT * disc.radius, THICK),
            Pose(raised((disc.x, disc.y), LOW + THICK // 2)),
            colour,
        )
        for disc, colour in zip(discs, colours, strict=True)
    )


def _grooves(discs: Sequence[Disc]) -> tuple[Body, ...]:
    """A flat strip for every groove: both of a resting disc, and the one that another is pushed
    along."""
    wide = 2 * UNIT * max(abs(disc.x) for disc in discs) + BEYOND
    deep = 2 * UNIT * max(abs(disc.y) for disc in discs) + BEYOND
    away = sorted({disc.x for disc in discs if not disc.way[0]})
    across = sorted({disc.y for disc in discs if not disc.way[1]})
    strips = [(Box((WIDE, deep, LOW)), (UNIT * x, 0, 0)) for x in away]
    strips += [(Box((wide, WIDE, LOW)), (0, UNIT * y, 0)) for y in across]
    return tuple(
        Body(f"groove:{number}", box, Pose(place), "grey")
        for number, (box, place) in enumerate(strips, 1)
    )


def _scene(draw: Draw, laid: Laid, colours: Sequence[str]) -> Scene:
    """The discs and their grooves, and a camera that the discs fill."""
    bodies = _bodies(laid.discs, colours)
    camera = camera_for([c for body in bodies for c in corners(body)], draw.choice(DIRECTIONS))
    return Scene((*bodies, *_grooves(laid.discs)), camera, light=draw.choice(LIGHTS))


def _slide(draw: Draw, laid: Laid, names: Sequence[str], level: GrooveLevel) -> Slide:
    pushes = [
        Push(name, raised((PACE * disc.way[0], PACE * disc.way[1]), 0), 1000 * disc.after // PACE)
        for name, disc in zip(names, laid.discs, strict=True)
        if disc.way != REST
    ]
    seconds = level.latest + draw.between(*REST_SEEN)
    return Slide(tuple(names), tuple(pushes), 1000 * seconds, RATE)


def _row(colour: str, disc: Disc) -> Row:
    return (colour, disc.radius, (disc.x, disc.y), WAYS[disc.way], disc.after // PACE)


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
        scene = _scene(draw, laid, colours)
        names = [f"disc:{colour}" for colour in colours]

        def said(numbers: Iterable[int]) -> list[str]:
            return sorted(colours[number] for number in numbers)

        answer = moving(laid.without, laid.removed)
        left = [n for n in range(len(colours)) if n != laid.removed]
        others = [s for s in combinations(left, len(answer)) if frozenset(s) != answer]
        rows = [_row(c, d) for c, d in zip(colours, laid.discs, strict=True)]
        return Puzzle(
            scene=scene,
            story=(_slide(draw, laid, names, space),),
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
