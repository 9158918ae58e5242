"""What is opposite to what, cube by cube."""

from __future__ import annotations

from spatialbench.generators.net.acting import across
from spatialbench.generators.net.kinds import FoldUp, OnTop, OppositeTo, Stack
from spatialbench.geometry.program import Program
from spatialbench.geometry.replay import replay
from spatialbench.items.tracing import Claim, State, traced


@traced.register
def _(ask: OppositeTo, program: Program) -> list[State]:
    found = across(ask.plates, replay(program.scene, program.story)[-1], ask.body)
    colour = program.scene.body(found).colour
    return [(), (Claim("opposite", {}, {"colour": ("colour", colour)}),)]


@traced.register
def _(ask: OnTop, program: Program) -> list[State]:
    """The colour on top of each cube, from the lowest up: on it the next one stands."""
    scene = program.scene
    folds = tuple(event for event in program.story if isinstance(event, FoldUp))
    (stack,) = (event for event in program.story if isinstance(event, Stack))
    poses, below = replay(scene, folds)[-1], stack.bottom
    states: list[State] = [()]
    for cube in stack.cubes:
        colour = scene.body(below).colour
        below = next(name for name in cube if scene.body(name).colour == colour)
        below = across(cube, poses, below)
        top = {"colour": ("colour", scene.body(below).colour)}
        states.append((Claim("on-top", {}, dict(top)),))
    return states
