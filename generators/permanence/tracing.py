"""Where the ball is after everything that happens, or is thought to be, and which cup stands
where."""

from __future__ import annotations

from spatialbench.generators.permanence.acting import row_of_cups
from spatialbench.generators.permanence.minds.kinds import Heeds, WhereLooks
from spatialbench.geometry.asks import AtWhichPlace, InWhich
from spatialbench.geometry.program import Program
from spatialbench.geometry.replay import Poses, holds, replay, start, step
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


@traced.register
def _(ask: WhereLooks, program: Program) -> list[State]:
    """Where it is when only that has happened which all of the minds have seen."""
    scene, thought, away = program.scene, start(program.scene), set[str]()
    states: list[State] = [()]
    for event in program.story:
        if isinstance(event, Heeds):
            gone = event.how in ("leaves", "turns-away")
            away = away | {event.who} if gone else away - {event.who}
        elif not away & set(ask.minds):
            thought = step(scene, thought, event)
        cup = _over(ask.body, scene, thought)
        number = 0 if cup is None else ask.places.index(thought[cup].position) + 1
        states.append((Claim("thought-at", {}, {"place": ("number", number)}),))
    return states


def _over(name: str, scene: Scene, poses: Poses) -> str | None:
    """The cup that covers a body."""
    body = scene.body(name)
    cups = row_of_cups(scene, poses)
    covering = (c.name for c in cups if holds(c, poses[c.name], body, poses[name]))
    return next(covering, None)
