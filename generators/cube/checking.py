"""What comes of turns that were written down: exact, without meshes."""

from __future__ import annotations

from spatialbench.generators.cube.kinds import BringTo
from spatialbench.geometry.rotations import FACES, IDENTITY, Rotation, quarter_turns
from spatialbench.geometry.scene import Scene
from spatialbench.probes.construction import tried
from spatialbench.probes.trial import Steps, Tried

_QUARTERS = {"clockwise": 3, "counterclockwise": 1}
_OTHER = {"clockwise": "counterclockwise", "counterclockwise": "clockwise"}

Colours = dict[str, str]


@tried.register
def _(ask: BringTo, scene: Scene, steps: Steps) -> Tried:
    if not steps or any(step not in ask.steps for step in steps):
        return Tried(False)
    start, goal = (_colours(scene, name) for name in (ask.body, ask.goal))
    end = _turned(start, steps)
    if end == goal and len(steps) <= ask.most:
        return Tried(True)
    return Tried(False, tuple(name for name, is_so in _like(ask, steps, start, goal) if is_so))


def _like(ask: BringTo, steps: Steps, start: Colours, goal: Colours) -> list[tuple[str, bool]]:
    """Which near misses the steps are a case of."""
    end = _turned(start, steps)
    if end == goal:
        return [("too-long", True)]
    flipped = [_other_way(step) for step in steps]
    return [
        ("one-turn-short", any(_turned(end, [step]) == goal for step in ask.steps)),
        ("reversed-order", _turned(start, steps[::-1]) == goal),
        ("inverse-turns", _turned(start, flipped) == goal),
        ("backwards", _turned(goal, steps) == start),
        ("one-face-right", sum(end[side] == goal[side] for side in FACES) == 2),
    ]


def _colours(scene: Scene, name: str) -> Colours:
    return {side: mark.colour for side, mark in scene.body(name).marks}


def _turned(colours: Colours, steps: Steps) -> Colours:
    turn = IDENTITY
    for step in steps:
        turn = turn.then(_rotation(step))
    return {side: colours[turn.came_from(side)] for side in FACES}


def _rotation(step: str) -> Rotation:
    side, _, way = step.partition(" ")
    return quarter_turns(side, _QUARTERS[way])


def _other_way(step: str) -> str:
    side, _, way = step.partition(" ")
    return f"{side} {_OTHER[way]}"
