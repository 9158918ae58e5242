"""Blocks on top of one another: which of them do not carry what is above them?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import ClassVar

from spatialbench.generators.causal.towers.kinds import (
    STANDS,
    BlockTable,
    Overloaded,
    Pictured,
    Weights,
)
from spatialbench.generators.causal.towers.piling import LEVELS, TowerLevel, draw_stack
from spatialbench.generators.causal.towers.rivals import rival_verdicts
from spatialbench.generators.causal.towers.stacks import Block, Verdict, joints
from spatialbench.generators.causal.towers.views import (
    LIGHTS,
    bodies_of,
    front_camera,
    side_view,
)
from spatialbench.generators.colours import COLOURS
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Picture, Puzzle, Shot

OFFERED = 3


def named(verdict: Iterable[bool], colours: Sequence[str]) -> list[str]:
    """The colours of the blocks that do not carry what is above them, or that the tower stands."""
    failing = [colour for carries, colour in zip(verdict, colours, strict=False) if not carries]
    return sorted(failing) or [STANDS]


def _table(stack: Sequence[Block], colours: Sequence[str], level: TowerLevel) -> BlockTable:
    depth, weight = level.axes > 1, level.weighed
    columns = ("left", "right", *(("front", "back") * depth), "height", *(("weight",) * weight))
    rows = [
        (colour, (*b.x, *(b.y * depth), b.height, *((b.weight,) * weight)))
        for colour, b in zip(colours, stack, strict=True)
    ]
    return BlockTable(columns, tuple(rows))


def _pictures(
    draw: Draw, stack: Sequence[Block], colours: Sequence[str], level: TowerLevel, camera: Camera
) -> tuple[Picture, ...]:
    """A scene where all are alike; otherwise a view along each axis on squared paper."""
    if not level.weighed:
        return (Shot(camera),)
    return tuple(side_view(draw, stack, colours, axis) for axis in range(level.axes))


class Tower:
    """Of every block but the topmost a coin says whether it carries what is above it."""

    id: ClassVar[str] = "causal/tower-v1"
    answer_type: ClassVar[AnswerType] = "labels"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "looks-tall",
        "top-only",
        "neighbours",
        "over-the-lowest",
        "largest-overhang",
        "whole-only",
        "weights-ignored",
        "depth-ignored",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Coins, a tower for which they are right, colours, and pictures of it."""
        space = LEVELS[level]
        verdict: Verdict = tuple(draw.chance(1, 2) for _ in range(space.blocks - 1))
        stack = draw_stack(draw, space, verdict)
        colours = draw.sample(COLOURS, len(stack))
        camera, light = front_camera(draw, stack), draw.choice(LIGHTS)
        bodies = bodies_of(stack, colours)
        others = [v for v in product((True, False), repeat=len(verdict)) if v != verdict]
        weights = zip(colours, (block.weight for block in stack), strict=True)
        wrong = rival_verdicts(stack, weighed=space.weighed, axes=space.axes)
        return Puzzle(
            scene=Scene(bodies, camera, light=light),
            story=(),
            ask=Overloaded(tuple(b.name for b in bodies), tuple(b.weight for b in stack)),
            answer_type="labels",
            answer=named(verdict, colours),
            vocabulary=(*sorted(colours), STANDS),
            chance=1 / 2 ** len(verdict),
            rivals={name: named(value, colours) for name, value in wrong.items()},
            offered=tuple(named(v, colours) for v in draw.sample(others, OFFERED)),
            facts={"blocks": len(stack), "axes": space.axes},
            key_facts={"overloaded": verdict.count(False)},
            margins={"clear": round(float(min(joint.clear for joint in joints(stack))), 3)},
            words={
                "count": ("count", len(stack)),
                "blocks": _table(stack, colours, space),
                "weights": Weights(tuple(weights) if space.weighed else ()),
                "pictured": Pictured(space.axes, space.weighed),
            },
            pictures=_pictures(draw, stack, colours, space, camera),
        )
