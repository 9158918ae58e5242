"""Where the ball is after everything that happens, and which cup stands where."""

from __future__ import annotations

from spatialbench.generators.permanence.acting import row_of_cups
from spatialbench.geometry.asks import AtWhichPlace, InWhich
from spatialbench.geometry.program import Program
from spatialbench.geometry.replay import Poses, holds, replay
from spatialbench.geometry.scene import Scene
from spatialbench.items.tracing import Claim, State, traced


@traced.register
def _(ask: AtWhichPlace, program: Program) -> list[State]:
    return [_place(ask, program.scene, poses) for poses in replay(program.scene, program.story)]


def _place(ask: AtWhichPlace, scene: Scene, poses: Poses) -> State:
    cup = _over(ask.body, scene, poses)
    if cup is None:
        return ()
    number = ask.places.index(poses[cup].position) + 1
    return (Claim("ball-at", {}, {"place": ("number", number)}),)


@traced.register
def _(ask: InWhich, program: Program) -> list[State]:
    return [_row(ask, program.scene, poses) for poses in replay(program.scene, program.story)]


def _row(ask: InWhich, scene: Scene, poses: Poses) -> State:
    colours = tuple(cup.colour for cup in row_of_cups(scene, poses))
    row = Claim("row", {}, {"cups": ("colours", colours)})
    cup = _over(ask.body, scene, poses)
    if cup is None:
        return (row,)
    return (row, Claim("ball-under", {}, {"cup": ("colour", scene.body(cup).colour)}))


def _over(name: str, scene: Scene, poses: Poses) -> str | None:
    """The cup that covers a body."""
    body = scene.body(name)
    cups = row_of_cups(scene, poses)
    covering = (c.name for c in cups if holds(c, poses[c.name], body, poses[name]))
    return next(covering, None)
