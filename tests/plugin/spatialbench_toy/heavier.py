"""Balls are weighed against each other, every pair once: which is the heaviest?"""

from __future__ import annotations

from itertools import combinations
from typing import ClassVar

from spatialbench.geometry.scene import Body, Camera, Pose, Scene
from spatialbench.geometry.shapes import Sphere
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Film, Puzzle
from spatialbench_toy.kinds import HeaviestOf, Levers, Tip

COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "white", "black")
APART = 100  # millimetres between the balls


class Heavier:
    """Every ball is spoken of equally often, on the left and on the right as chance has it."""

    id: ClassVar[str] = "toy/heavier-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image", "frames")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: {"balls": n + 2} for n in range(1, 6)}
    rivals: ClassVar[tuple[str, ...]] = ("first-down", "last-down")
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Balls in a drawn order of weight, and all pairs of them in a drawn order."""
        ranked = draw.sample(COLOURS, level + 2)  # heaviest first
        tips = [self._tip(draw, *pair) for pair in draw.permutation(list(combinations(ranked, 2)))]
        down = [tip.left if tip.down == "left" else tip.right for tip in tips]
        row = draw.permutation(ranked)
        return Puzzle(
            scene=_scene(row),
            story=tuple(tips),
            ask=HeaviestOf(tuple(f"ball:{colour}" for colour in row)),
            answer_type="label",
            answer=ranked[0],
            vocabulary=tuple(sorted(ranked)),
            chance=1 / len(ranked),
            rivals={"first-down": _colour(down[0]), "last-down": _colour(down[-1])},
            facts={"balls": len(ranked)},
            words={"count": ("count", len(row)), "balls": ("colours", tuple(row))},
            pictures=(Levers(tuple((_colour(t.left), _colour(t.right), t.down) for t in tips)),),
            film=Film(wide=True),
        )

    @staticmethod
    def _tip(draw: Draw, heavy: str, light: str) -> Tip:
        if draw.below(2):
            return Tip(f"ball:{heavy}", f"ball:{light}", "left")
        return Tip(f"ball:{light}", f"ball:{heavy}", "right")


def _colour(name: str) -> str:
    return name.partition(":")[2]


def _scene(row: list[str]) -> Scene:
    first = -APART * (len(row) - 1) // 2
    balls = [
        Body(f"ball:{colour}", Sphere(30), Pose((first + APART * i, 0, 90)), colour)
        for i, colour in enumerate(row)
    ]
    return Scene(tuple(balls), Camera((0, -1500, 500), (0, 0, 90), 24))
