"""Where the holes are: in the folded sheet, and as one fold after the other is opened again."""

from __future__ import annotations

from spatialbench.generators.paper.kinds import Fold, HolesIn, Punch
from spatialbench.geometry.program import Program
from spatialbench.geometry.replay import Poses, replay
from spatialbench.geometry.rotations import Vector
from spatialbench.items.tracing import Claim, State, traced


@traced.register
def _(ask: HolesIn, program: Program) -> list[State]:
    """Places keep the names of the cells that lay there at first; they are told as they are seen
    from the front."""
    folds = tuple(event for event in program.story if isinstance(event, Fold))
    punched = {place for event in program.story if isinstance(event, Punch) for place in event.at}
    flat, *after = replay(program.scene, folds)
    names = {flat[name].position: name.partition(":")[2] for name in ask.cells}
    last = after[-1] if after else flat
    holed = [name for name in ask.cells if last[name].position in punched]
    backwards = [*reversed(after), flat]
    return [(), *(_holes(holed, poses, names) for poses in backwards)]


def _holes(holed: list[str], poses: Poses, names: dict[Vector, str]) -> State:
    found = sorted({names[poses[name].position] for name in holed})
    return (Claim("holes", {}, {"cells": ("colours", tuple(found))}, ordered=False),)
