"""A cube as it lies and as it is to lie: which turns bring it there?

Any turns are right that do it, as many as are allowed; the answer is carried out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from typing import ClassVar, NamedTuple

from spatialbench.generators.cube.kinds import BringTo, Steps
from spatialbench.generators.cube.looks import Look, draw_look
from spatialbench.generators.cube.sequences import CUBE
from spatialbench.generators.cube.turning import SIDE, cube_scene, draw_colours
from spatialbench.geometry.rotations import (
    FACES,
    IDENTITY,
    NORMALS,
    Rotation,
    dot,
    quarter_turns,
)
from spatialbench.geometry.scene import Body, Pose, Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle, Shot

GOAL = "goal"
OTHERS = 3  # wrong choices
_BESIDE = 3 * SIDE
_WAYS = {"clockwise": -1, "counterclockwise": 1}

STEPS: Mapping[str, Rotation] = {
    f"{side} {way}": quarter_turns(side, quarters % 4)
    for side, (way, quarters) in product(FACES, _WAYS.items())
}
"""A quarter turn by the side that it is seen from and its direction: twelve names of six turns."""

Path = tuple[str, ...]


class TurnsLevel(NamedTuple):
    """How many turns are needed at least, how many different ones may be used (None: all, told from
    all sides), and so many in all."""

    turns: tuple[int, int]
    kinds: int | None = None

    def numbers(self) -> dict[str, object]:
        """The level as numbers."""
        return {"turns": list(self.turns), "kinds": 6 if self.kinds is None else self.kinds}


TURNS_LEVELS = {
    1: TurnsLevel((1, 1)),
    2: TurnsLevel((2, 2)),
    3: TurnsLevel((2, 3), 4),
    4: TurnsLevel((3, 4), 3),
    5: TurnsLevel((4, 5), 2),
}
"""With all turns none is more than three away: what is harder allows fewer."""


@cache
def ways_to(steps: Path) -> Mapping[Rotation, Path]:
    """For every rotation that these steps can do, the first of the shortest sequences that do it,
    in the order of the steps."""
    found: dict[Rotation, Path] = {IDENTITY: ()}
    frontier = [IDENTITY]
    while frontier:
        reached: list[Rotation] = []
        for turn in frontier:
            for step in steps:
                there = turn.then(STEPS[step])
                if there not in found:
                    found[there] = (*found[turn], step)
                    reached.append(there)
        frontier = reached
    return found


def goals(steps: Path, turns: tuple[int, int]) -> list[Rotation]:
    """The rotations that take so many of these steps at least."""
    low, high = turns
    return [turn for turn, way in ways_to(steps).items() if low <= len(way) <= high]


def draw_steps(draw: Draw, level: TurnsLevel) -> Path:
    """The steps that are allowed, in the usual order; about two axes at least, each turn told from
    one of its two sides."""
    if level.kinds is None:
        return tuple(STEPS)
    turns = draw.choice(_kinds(level.kinds))
    told = {draw.choice([name for name, step in STEPS.items() if step == turn]) for turn in turns}
    return tuple(name for name in STEPS if name in told)


@cache
def _kinds(count: int) -> list[tuple[Rotation, ...]]:
    """All so many different quarter turns with which every rotation can be done."""
    turns = tuple(dict.fromkeys(STEPS.values()))
    chosen = [
        tuple(turn for i, turn in enumerate(turns) if bits >> i & 1) for bits in range(1 << 6)
    ]
    return [some for some in chosen if len(some) == count and _about_two_axes(some)]


def _about_two_axes(turns: Sequence[Rotation]) -> bool:
    """Whether no face stays where it is under all of them."""
    return not any(all(turn.goes_to(face) == face for turn in turns) for face in FACES)


class WhichTurn:
    """Which turns are allowed is drawn evenly, then any rotation that takes as many of them as the
    level says: who does not see the goal has one of those."""

    id: ClassVar[str] = "cube/which-turn-v1"
    answer_type: ClassVar[AnswerType] = "construction"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "state", "image")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level.numbers() for n, level in TURNS_LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "too-long",
        "one-turn-short",
        "reversed-order",
        "inverse-turns",
        "backwards",
        "one-face-right",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A cube, the turns that are allowed, and how it is to lie."""
        chosen = TURNS_LEVELS[level]
        colours, steps, look = draw_colours(draw), draw_steps(draw, chosen), draw_look(draw)
        possible = goals(steps, chosen.turns)
        goal, *others = draw.sample(possible, OTHERS + 1)
        ways, most = ways_to(steps), chosen.turns[1]
        turned = {side: colours[goal.came_from(side)] for side in FACES}
        return Puzzle(
            scene=both(colours, turned, look),
            story=(),
            ask=BringTo(CUBE, GOAL, steps, most),
            answer_type="construction",
            answer=list(ways[goal]),
            vocabulary=steps,
            chance=1 / len(possible),
            rivals=_near_misses(steps, goal, most),
            offered=tuple(list(ways[other]) for other in others),
            facts={"most": most, "kinds": len(dict.fromkeys(STEPS[step] for step in steps))},
            key_facts={"turns": len(ways[goal])},
            words={
                "before": ("faces", colours),
                "after": ("faces", turned),
                "steps": Steps(steps),
                "most": ("count", most),
            },
            pictures=_pictures(colours, turned, look),
            variant="-one" if most == 1 else "",
        )


def both(colours: Mapping[str, str], turned: Mapping[str, str], look: Look) -> Scene:
    """The cube, and beside it how it is to lie."""
    (cube,) = cube_scene(colours).bodies
    (other,) = cube_scene(turned).bodies
    goal = Body(GOAL, other.shape, Pose((_BESIDE, 0, 0)), other.colour, other.marks)
    return Scene((cube, goal), look.near, light=look.light, floor=False)


def _pictures(
    colours: Mapping[str, str], turned: Mapping[str, str], look: Look
) -> tuple[Shot, ...]:
    """The cube from two opposite corners, and then so as it is to lie."""
    scenes = (
        Scene(cube_scene(faces).bodies, look.near, light=look.light, floor=False)
        for faces in (colours, turned)
    )
    return tuple(Shot(view.camera, scene) for scene in scenes for view in look.views)


# --- near misses --------------------------------------------------------------------------------


def outcome_of(steps: Sequence[str]) -> Rotation:
    """What steps do one after the other."""
    result = IDENTITY
    for step in steps:
        result = result.then(STEPS[step])
    return result


def _near_misses(steps: Path, goal: Rotation, most: int) -> dict[str, list[str]]:
    """An example of each named near miss, of those that there are."""
    ways = ways_to(steps)
    answer = ways[goal]
    within = {turn: way for turn, way in ways.items() if 0 < len(way) <= most and turn != goal}
    beside = [turn for turn in within if _one_face_right(turn, goal)]
    found: dict[str, Sequence[str] | None] = {
        "too-long": _detour(steps, goal, most),
        "one-turn-short": answer[:-1],
        "reversed-order": answer[::-1],
        "inverse-turns": [_other_way(step) for step in answer],
        "backwards": within.get(goal.inverse),
        "one-face-right": within[beside[0]] if beside else None,
    }
    return {
        name: list(way)
        for name, way in found.items()
        if way and set(way) <= set(steps) and (outcome_of(way) != goal or len(way) > most)
    }


def _detour(steps: Path, goal: Rotation, most: int) -> Path:
    """One that does it with more turns than are allowed: after some step four times."""
    way = ways_to(steps)[goal]
    while len(way) <= most:
        way = (*(4 * steps[:1]), *way)
    return way


def _other_way(step: str) -> str:
    side, _, way = step.partition(" ")
    return f"{side} {'clockwise' if way != 'clockwise' else 'counterclockwise'}"


def _one_face_right(turn: Rotation, goal: Rotation) -> bool:
    """Whether a face comes where it is to be, with its opposite, and the others are turned about
    it."""
    return sum(dot(turn(NORMALS[face]), goal(NORMALS[face])) == 1 for face in FACES) == 2
