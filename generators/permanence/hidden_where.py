"""A ball is put under one of several cups in full view; then other things happen: where is it?"""

from __future__ import annotations

from collections import Counter
from typing import ClassVar, NamedTuple

from spatialbench.errors import Refused
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.permanence.table import (
    BALL,
    ball,
    cup,
    cup_camera,
    row,
)
from spatialbench.geometry.asks import InWhich
from spatialbench.geometry.kinds import Event
from spatialbench.geometry.scene import Scene
from spatialbench.geometry.story import Hide, Nudge
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle

TRIES = 200
START_DEPTH = -150  # the ball starts in front of a cup


class HidingLevel(NamedTuple):
    """How many cups there are, and how many are pushed about afterwards (the delay)."""

    cups: tuple[int, int]
    delay: tuple[int, int]


LEVELS = {
    1: HidingLevel((2, 3), (1, 2)),
    2: HidingLevel((3, 3), (2, 3)),
    3: HidingLevel((4, 4), (3, 4)),
    4: HidingLevel((5, 5), (4, 6)),
    5: HidingLevel((6, 6), (7, 10)),
}


def _pushed(draw: Draw, cups: tuple[str, ...], count: int) -> list[str]:
    """Cups to be pushed, one after the other, never the same twice in a row."""
    pushed: list[str] = []
    for _ in range(count):
        pushed.append(draw.choice([name for name in cups if pushed[-1:] != [name]]))
    return pushed


def _fair_mentions(
    draw: Draw, cups: tuple[str, ...], hiding: int, delay: int
) -> tuple[int, list[str]]:
    """The cup nearest to the ball, and the cups that are pushed: such that each cup is as likely to
    be the one that is spoken of most. Naming the most mentioned cup must not pay."""
    most = draw.below(len(cups))
    for _ in range(TRIES):
        near = draw.below(len(cups))
        pushed = _pushed(draw, cups, delay)
        mentions = Counter([cups[hiding], cups[near], *pushed])
        (first, highest), *others = mentions.most_common()
        if first == cups[most] and all(count < highest for _, count in others):
            return near, pushed
    raise Refused("no cup is spoken of most")


class HiddenWhere:
    """Every cup is as likely to hide the ball, to be the nearest, and to be pushed last."""

    id: ClassVar[str] = "permanence/hidden-where-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = ("first", "last-touched", "nearest")
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Cups of different colours, a ball in front of one, hidden under any."""
        count = draw.between(*LEVELS[level].cups)
        delay = draw.between(*LEVELS[level].delay)
        *colours, ball_colour = draw.sample(COLOURS, count + 1)
        cups, xs = tuple(f"cup:{colour}" for colour in colours), row(count)
        hiding = draw.below(count)
        near, pushed = _fair_mentions(draw, cups, hiding, delay)
        bodies = [cup(n, x, c) for n, x, c in zip(cups, xs, colours, strict=True)]
        story: tuple[Event, ...] = (Hide(BALL, cups[hiding]), *map(Nudge, pushed))
        return Puzzle(
            scene=Scene(
                (*bodies, ball(xs[near], START_DEPTH, ball_colour)),
                cup_camera(count, -START_DEPTH),
            ),
            story=story,
            ask=InWhich(BALL, cups),
            answer_type="label",
            answer=colours[hiding],
            vocabulary=tuple(sorted(colours)),
            chance=1 / count,
            rivals={
                "first": colours[0],
                "last-touched": pushed[-1].partition(":")[2],
                "nearest": colours[near],
            },
            facts={"cups": count, "delay": delay},
            words={
                "cups": ("colours", tuple(colours)),
                "count": ("count", count),
                "ball": ("colour", ball_colour),
                "near": ("colour", colours[near]),
            },
            film=Film(wide=True),
        )
