"""Between two pictures of a plate with things on it, did the camera move, or the plate turn?

What is on the plate looks the same if the camera goes around it and if it turns the other way; the
posts around it, which stay, tell both apart. From level 2 on both may have happened; the turns are
drawn evenly, but for those of half a turn or none each.
"""

from __future__ import annotations

from itertools import product
from typing import ClassVar, Literal, NamedTuple

from spatialbench.generators.view.kinds import Changed, Changes
from spatialbench.generators.view.plates import (
    TARGET,
    VIEW_ANGLE,
    bodies_of,
    camera_after,
    draw_layout,
)
from spatialbench.generators.view.which_view import LIGHTS
from spatialbench.geometry.scene import Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle, Shot


class Move(NamedTuple):
    """By how many eighths of a turn the camera went to its left around the plate, and the plate
    turned counter-clockwise seen from above; whether the camera went up (1) or down (−1), farther
    (1) or closer (−1)."""

    left: int = 0
    plate: int = 0
    tilt: int = 0
    distance: int = 0

    def codes(self) -> list[str]:
        """What happened, sorted."""
        named = (
            ("C", self.left % 8),
            ("P", self.plate % 8),
            ("H", {1: 1, -1: 2}.get(self.tilt, 0)),
            ("D", {-1: 1, 1: 2}.get(self.distance, 0)),
        )
        return sorted(f"{letter}{number}" for letter, number in named if number)

    def seen(self) -> int:
        """By how much what is on the plate has turned for the camera, counter-clockwise."""
        return (self.left + self.plate) % 8


class MoveLevel(NamedTuple):
    """Whether one of eight changes happened alone, or turns of both by quarters or eighths;
    whether the camera may go up or down as well; how many things are on the plate; whether posts
    are grey."""

    turns: Literal["one", "quarters", "eighths"]
    tilts: bool
    things: int
    grey: bool


LEVELS = {
    1: MoveLevel("one", False, 3, False),
    2: MoveLevel("quarters", False, 4, False),
    3: MoveLevel("eighths", False, 4, False),
    4: MoveLevel("eighths", False, 5, True),
    5: MoveLevel("eighths", True, 5, True),
}
POSTS = 4
GROUPS = (
    tuple(Move(*turn) for turn in ((1, 0), (-1, 0), (0, 1), (0, -1))),
    tuple(Move(tilt=a, distance=b) for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1))),
)
"""Changes that happen alone, by four that are offered together."""


def moves_of(level: MoveLevel) -> tuple[Move, ...]:
    """All that may have happened, each as likely."""
    if level.turns == "one":
        return GROUPS[0] + GROUPS[1]
    steps = range(0, 8, 2 if level.turns == "quarters" else 1)
    tilts = (-1, 0, 1) if level.tilts else (0,)
    return tuple(
        Move(left, plate, tilt)
        for left, plate, tilt in product(steps, steps, tilts)
        if left % 4 or plate % 4
    )


def offered_with(move: Move, level: MoveLevel) -> list[Move]:
    """Four moves, from any of which one gets the others: the group of a change that happens alone;
    or either turn, both or neither are half a turn more."""
    if level.turns == "one":
        return next(list(group) for group in GROUPS if move in group)
    return [
        move._replace(left=(move.left + a) % 8, plate=(move.plate + b) % 8)
        for a, b in product((0, 4), repeat=2)
    ]


class CameraMoved:
    """Each of the moves is as often right."""

    id: ClassVar[str] = "view/camera-moved-v1"
    answer_type: ClassVar[AnswerType] = "labels"
    modalities: ClassVar[tuple[Modality, ...]] = ("image",)
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level._asdict() for n, level in LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "camera-only",
        "plate-only",
        "other-way",
        "posts-ignored",
        "things-ignored",
    )
    undetermined: ClassVar[bool] = False

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """A plate, posts, and what happens to the plate and to the camera."""
        asked = LEVELS[level]
        moves = moves_of(asked)
        move = draw.choice(moves)
        layout = draw_layout(draw, asked.things, POSTS, grey=asked.grey)
        before, after = camera_after(), camera_after(move.left, move.tilt, move.distance)
        light = draw.choice(LIGHTS)
        scene = Scene(bodies_of(layout), before, light=light)
        later = Scene(bodies_of(layout, move.plate), after, light=light)
        things = tuple(sorted(layout.things))
        codes = sorted({code for one in moves for code in one.codes()})
        return Puzzle(
            scene=scene,
            story=(),
            ask=Changed(
                tuple(sorted(layout.posts)),
                things,
                before.position,
                after.position,
                (0, 0, TARGET),
                VIEW_ANGLE,
                tuple(later.body(name).pose.position for name in things),
            ),
            answer_type="labels",
            answer=move.codes(),
            vocabulary=tuple(codes),
            chance=1 / len(moves),
            rivals=_rivals(draw, move, moves),
            offered=tuple(one.codes() for one in offered_with(move, asked) if one != move),
            facts={"things": asked.things, "posts": POSTS},
            key_facts={"changes": len(move.codes())},
            words={"changes": Changes(tuple(codes))},
            pictures=(Shot(before), Shot(after, later)),
            variant="-one" if asked.turns == "one" else "",
        )


def _rivals(draw: Draw, move: Move, moves: tuple[Move, ...]) -> dict[str, list[str]]:
    """What is taken to have happened if all is put down to the camera, or to the plate; if each
    turn went the other way; and by whoever looks only at what is on the plate, or only at the
    posts, and guesses the rest."""
    seen = move.seen()
    wrong = {
        "camera-only": move._replace(left=seen, plate=0),
        "plate-only": move._replace(left=0, plate=seen),
        "other-way": Move(-move.left, -move.plate, -move.tilt, -move.distance),
        "posts-ignored": draw.choice([m for m in moves if m[2:] == move[2:] and m.seen() == seen]),
        "things-ignored": draw.choice(
            [m for m in moves if m[2:] == move[2:] and (m.left - move.left) % 8 == 0]
        ),
    }
    return {name: one.codes() for name, one in wrong.items() if one.codes()}
