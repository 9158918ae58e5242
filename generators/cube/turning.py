"""What the cube tasks share: a coloured cube, what turns do to it, and wrong ways to turn it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import TypeVar

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.cube.looks import Look
from spatialbench.generators.cube.sequences import AXIS_OF, CUBE, Step
from spatialbench.geometry.rotations import (
    FACES,
    IDENTITY,
    Rotation,
)
from spatialbench.geometry.scene import Body, Camera, Mark, Pose, Scene
from spatialbench.geometry.shapes import Box
from spatialbench.geometry.story import Turn
from spatialbench.probes.draw import Draw

V = TypeVar("V")

SIDE = 100  # millimetres

NEAR_CORNER = Camera((230, -330, 220), (0, 0, 0), 26)
"""Of scenes of which no picture is made."""

_OPPOSITE_SIDES = (("front", "back"), ("left", "right"), ("top", "bottom"))


def outcome(steps: Sequence[Step]) -> Rotation:
    """What all the turns do together, one after the other, about the axes of the room."""
    result = IDENTITY
    for step in steps:
        result = result.then(step.rotation)
    return result


WRONG_WAYS = (
    "unchanged",
    "first-only",
    "last-only",
    "all-but-first",
    "all-but-last",
    "reversed-order",
    "inverse-turns",
    "wrong-axis",
)
"""Named wrong ways of turning; those about a part of the turns are none where there is one."""


def wrong_ways(steps: Sequence[Step]) -> dict[str, Rotation]:
    """What the wrong ways of turning do."""
    inverse = other_axis = IDENTITY
    for step in steps:
        inverse = inverse.then(step.inverse)
        other_axis = other_axis.then(step.other_axis)
    wrong = {"unchanged": IDENTITY, "inverse-turns": inverse, "wrong-axis": other_axis}
    if len(steps) > 1:
        right, first, last = outcome(steps), steps[0], steps[-1]
        wrong |= {
            "first-only": first.rotation,
            "last-only": last.rotation,
            "all-but-first": first.inverse.then(right),
            "all-but-last": right.then(last.inverse),
            "reversed-order": outcome(steps[::-1]),
        }
    return wrong


def wrong_values(steps: Sequence[Step], value: Callable[[Rotation], V]) -> dict[str, V]:
    """What each wrong way gives, in the order of their names."""
    wrong = wrong_ways(steps)
    return {name: value(wrong[name]) for name in WRONG_WAYS if name in wrong}


def draw_colours(draw: Draw) -> dict[str, str]:
    """Six different colours, one a face."""
    return dict(zip(FACES, draw.sample(COLOURS, 6), strict=True))


@lru_cache(maxsize=64)
def _mark(face: str, colour: str) -> tuple[str, Mark]:
    return face, Mark(colour)


_SHAPE = Box((SIDE, SIDE, SIDE))
_POSE = Pose((0, 0, 0))


def cube_scene(colours: Mapping[str, str], look: Look | None = None) -> Scene:
    """The cube, floating in the middle of the room."""
    marks = tuple([_mark(face, colours[face]) for face in FACES])
    body = Body(CUBE, _SHAPE, _POSE, "grey", marks)
    if look is None:
        return Scene((body,), NEAR_CORNER, floor=False)
    return Scene((body,), look.near, light=look.light, floor=False)


def turn_facts(steps: Sequence[Step]) -> dict[str, int]:
    """The difficulty that may be published. How many quarters they are in all may not: whether
    that is even or odd says which faces can have come where."""
    return {"turns": len(steps)}


def key_facts(steps: Sequence[Step]) -> dict[str, int]:
    """What says something about the answer."""
    return {"quarters": sum([step.turn.quarters for step in steps])}


def story_of(steps: Sequence[Step]) -> tuple[Turn, ...]:
    """The turns as events."""
    return tuple([step.turn for step in steps])


def opposite_pairs(colours: Mapping[str, str]) -> list[tuple[str, str]]:
    """The colours that are opposite to each other."""
    return [(colours[a], colours[b]) for a, b in _OPPOSITE_SIDES]


def offered_pairs(draw: Draw, pairs: Sequence[tuple[V, V]], answer: V) -> tuple[V, V, V]:
    """The wrong choices: the answer's opposite, and one more pair of opposites, any.

    Who ignores the directions of the turns knows the answer or its opposite; alone, that pair would
    be given away by being offered."""
    own = next(pair for pair in pairs if answer in pair)
    other = draw.choice([pair for pair in pairs if pair is not own])
    return (own[0] if own[1] == answer else own[1], *other)


ONE_FACE = tuple(frozenset([face]) for face in FACES)
"""The sides, each by itself."""

ALL_EDGES = tuple(
    frozenset(pair) for pair in product(FACES, FACES) if AXIS_OF[pair[0]] < AXIS_OF[pair[1]]
)
"""The pairs of sides that meet at an edge: twelve."""


def belt(edge: frozenset[str]) -> list[frozenset[str]]:
    """The four edges that are parallel to one, itself among them: which it is, nobody knows who
    ignores the directions of the turns."""
    axes = {AXIS_OF[side] for side in edge}
    return [other for other in ALL_EDGES if {AXIS_OF[side] for side in other} == axes]
