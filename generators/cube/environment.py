"""A cube to be turned until a face is in front, and from level 2 on another on top."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar  # JSON

from spatialbench.environments.environment import Environment, Told
from spatialbench.generators.colours import COLOURS
from spatialbench.generators.cube.looks import Look, draw_look
from spatialbench.generators.cube.sequences import CUBE
from spatialbench.generators.cube.turning import cube_scene, draw_colours
from spatialbench.generators.cube.which_turn import (
    STEPS,
    TURNS_LEVELS,
    draw_steps,
    goals,
    ways_to,
)
from spatialbench.geometry.rotations import FACES, IDENTITY, ROTATIONS, Rotation
from spatialbench.geometry.scene import Body, Pose, Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Picture

NONE = len(COLOURS)
"""In the vector, in place of the colour that is to be on top, where that is any."""


class BringToFront(Environment):
    """Which turns are allowed, and how far the goal is away, is as in `cube/which-turn`; at level 1
    only the front matters, and all turns are allowed."""

    id: ClassVar[str] = "cube/bring-to-front"
    task: ClassVar[str] = "cube/which-turn-v1"
    levels: ClassVar = {n: level.numbers() for n, level in TURNS_LEVELS.items()}
    actions: ClassVar[tuple[str, ...]] = tuple(STEPS)
    sizes: ClassVar[tuple[int, ...]] = (
        *([len(COLOURS)] * 7),
        len(COLOURS) + 1,
        *([2] * len(STEPS)),
    )

    _colours: dict[str, str]
    _steps: tuple[str, ...]
    _targets: tuple[Rotation, ...]
    _turn: Rotation
    _look: Look

    def _draw(self, draw: Draw) -> None:
        level = TURNS_LEVELS[self.level]
        self._colours, self._steps = draw_colours(draw), draw_steps(draw, level)
        goal = draw.choice(goals(self._steps, level.turns))
        self._turn, self._look = IDENTITY, draw_look(draw)
        if self.level == 1:
            while goal.came_from("front") == "front":
                goal = draw.choice(ROTATIONS)
            face = goal.came_from("front")
            self._targets = tuple(r for r in ROTATIONS if r.came_from("front") == face)
        else:
            self._targets = (goal,)

    def _do(self, action: str) -> Told:
        self._turn = self._turn.then(STEPS[action])
        self.reached = self._turn in self._targets
        return Told("turned", {"action": ("colour", action)})

    def solve(self) -> Sequence[str]:
        """Of the shortest ways the first, in the order of the turns."""
        if self.done:
            return ()
        ways = ways_to(self._steps)
        found = [ways[self._turn.inverse.then(target)] for target in self._targets]
        return min(found, key=lambda way: (len(way), [self.actions.index(one) for one in way]))

    @property
    def allowed(self) -> tuple[str, ...]:
        """The turns that may be used."""
        return self._steps

    def _faces(self) -> dict[str, str]:
        return {side: self._colours[self._turn.came_from(side)] for side in FACES}

    def goal(self) -> dict[str, Any]:
        """The colours that are to be in front and on top."""
        sides = ("front",) if self.level == 1 else ("front", "top")
        return {side: self._colours[self._targets[0].came_from(side)] for side in sides}

    def _goal(self) -> Told:
        wanted = self.goal()
        terms = {side: ("colour", colour) for side, colour in wanted.items()}
        return Told("goal" if len(wanted) == 1 else "goal-two", dict(terms))

    def _state(self) -> Told:
        return Told("state", {"faces": ("faces", self._faces())})

    def scene(self) -> Scene:
        """The cube as it lies."""
        (body,) = cube_scene(self._colours).bodies
        turned = Body(CUBE, body.shape, Pose((0, 0, 0), self._turn), body.colour, body.marks)
        return Scene((turned,), self._look.near, light=self._look.light, floor=False)

    def stills(self) -> tuple[Picture, ...]:
        """From two opposite corners."""
        return self._look.views

    def vector(self) -> tuple[int, ...]:
        """The colours of the sides, those that are to be in front and on top, the turns allowed."""
        wanted = self.goal()
        top = COLOURS.index(wanted["top"]) if "top" in wanted else NONE
        allowed = [int(step in self._steps) for step in self.actions]
        sides = [COLOURS.index(colour) for colour in self._faces().values()]
        return (*sides, COLOURS.index(wanted["front"]), top, *allowed)


ENVIRONMENTS = (BringToFront,)
