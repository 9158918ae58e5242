"""Some corners of a cube are seen, the cube turned in between unseen: what is opposite a colour?

All cubes that have these corners are enumerated; where they disagree, the answer is "cannot be
told".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import ClassVar, NamedTuple

from spatialbench.generators.colours import COLOURS
from spatialbench.generators.cube.corners import (
    NEAR,
    Case,
    Triple,
    cases,
    corner_of,
    least_needed,
    opposite,
    possible,
    possible_either_way,
    turns_to,
)
from spatialbench.generators.cube.kinds import Corners, OppositeSeen, Palette
from spatialbench.generators.cube.looks import draw_camera, draw_light
from spatialbench.generators.cube.turning import CUBE, cube_scene
from spatialbench.geometry.rotations import FACES, NORMALS, Rotation, Vector
from spatialbench.geometry.scene import Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle, Shot

UNTOLD = "cannot be told"
AWAY = 400  # of an eye from the middle of the cube, along each axis, millimetres


class HiddenLevel(NamedTuple):
    """How many faces each colour is on, how many corners are seen, how many of them must be
    combined at least where the answer can be told, and whether one must heed which way round they
    go: else, whoever does not would know it."""

    counts: tuple[int, ...]
    views: int
    combined: int
    handed: bool

    def numbers(self) -> dict[str, object]:
        """The level as numbers."""
        return {
            "colours": len(self.counts),
            "views": [self.views, self.views],
            "combined": self.combined,
            "handed": int(self.handed),
        }


ALL_DIFFERENT, ONE_TWICE, TWO_TWICE = (1, 1, 1, 1, 1, 1), (2, 1, 1, 1, 1), (2, 2, 1, 1)

HIDDEN_LEVELS = {
    1: HiddenLevel(ALL_DIFFERENT, 2, 2, handed=False),
    2: HiddenLevel(ALL_DIFFERENT, 2, 2, handed=True),
    3: HiddenLevel(ONE_TWICE, 3, 2, handed=True),
    4: HiddenLevel(TWO_TWICE, 3, 3, handed=True),
    5: HiddenLevel(TWO_TWICE, 4, 3, handed=True),
}


@cache
def cases_by_answer(level: HiddenLevel) -> dict[int | None, tuple[Case, ...]]:
    """The cases of a level by the number of faces that have the colour of the answer; None where it
    cannot be told."""
    found: dict[int | None, list[Case]] = {}
    for case in cases(level.counts, level.views):
        seen = case.seen
        can_be = possible(level.counts, seen, case.role)
        if len(can_be) > 1:
            found.setdefault(None, []).append(case)
        elif _as_hard(level, seen, case.role):
            found.setdefault(level.counts[min(can_be)], []).append(case)
    return {key: tuple(value) for key, value in found.items()}


def _as_hard(level: HiddenLevel, seen: Sequence[Triple], role: int) -> bool:
    handed = len(possible_either_way(level.counts, seen, role)) > 1
    return handed == level.handed and least_needed(level.counts, seen, role) == level.combined


def draw_case(draw: Draw, level: HiddenLevel) -> Case:
    """A case; each of the other colours, and that it cannot be told, are equally often the answer,
    and all the cases with such an answer are."""
    found = cases_by_answer(level)
    kinds = [1] * (level.counts.count(1) - 1) + [2] * level.counts.count(2)
    return draw.choice(found[draw.choice([*kinds, None])])


class HiddenFace:
    """Every other colour and "cannot be told" are equally often the answer."""

    id: ClassVar[str] = "cube/hidden-face-v1"
    answer_type: ClassVar[AnswerType] = "label"
    modalities: ClassVar[tuple[Modality, ...]] = ("text", "image")
    forms: ClassVar[tuple[Form, ...]] = FORMS
    levels: ClassVar = {n: level.numbers() for n, level in HIDDEN_LEVELS.items()}
    rivals: ClassVar[tuple[str, ...]] = (
        "adjacent",
        "never-seen",
        "never-beside",
        "which-way-round-ignored",
        "all-but-first",
        "all-but-last",
    )
    undetermined: ClassVar[bool] = True

    def draw(self, draw: Draw, level: int) -> Puzzle:
        """Colours, a case, and how each of its corners is turned to the eye."""
        chosen = HIDDEN_LEVELS[level]
        case, counts = draw_case(draw, chosen), chosen.counts
        colours = draw.sample(COLOURS, len(counts))
        turns = [draw.choice(turns_to(corner)) for corner in draw.permutation(case.corners)]
        cube = dict(zip(FACES, case.cube, strict=True))
        seen: list[Triple] = [_roles(cube, turn) for turn in turns]
        can_be = possible(counts, seen, case.role)
        told = len(can_be) == 1
        others = sorted(colour for colour in colours if colour != colours[case.role])
        painted = {face: colours[role] for face, role in cube.items()}
        palette = [(colour, counts[colours.index(colour)]) for colour in draw.permutation(colours)]
        return Puzzle(
            scene=cube_scene(painted),
            story=(),
            ask=OppositeSeen(CUBE, colours[case.role], tuple(map(_eye, turns))),
            answer_type="label",
            answer=colours[opposite(case.cube, case.role)] if told else UNTOLD,
            vocabulary=(*others, UNTOLD),
            chance=1 / len(counts),
            rivals=_rivals(counts, seen, case.role, colours),
            all_choices=True,
            facts={"views": chosen.views, "colours": len(colours)},
            key_facts={"possible": len(can_be)},
            words={
                "palette": Palette(tuple(sorted(palette, key=lambda pair: -pair[1]))),
                "corners": Corners(tuple(_named(colours, triple) for triple in seen)),
                "asked": ("colour", colours[case.role]),
                "views": ("count", len(turns)),
            },
            undetermined=not told,
            pictures=tuple(_shot(draw, painted, turn) for turn in turns),
        )


def _roles(cube: Mapping[str, int], turn: Rotation) -> Triple:
    top, right, front = corner_of(turn)
    return (cube[top], cube[right], cube[front])


def _named(colours: Sequence[str], triple: Triple) -> tuple[str, str, str]:
    a, b, c = triple
    return (colours[a], colours[b], colours[c])


def _eye(turn: Rotation) -> Vector:
    """Where one sees the corner from that a rotation brings to the nearest one."""
    toward = [NORMALS[side] for side in NEAR]
    x, y, z = turn.inverse(tuple(AWAY * sum(parts) for parts in zip(*toward, strict=True)))  # type: ignore[arg-type]
    return (x, y, z)


def _shot(draw: Draw, painted: Mapping[str, str], turn: Rotation) -> Shot:
    """The cube, turned so that the corner is toward the camera."""
    turned = cube_scene({side: painted[turn.came_from(side)] for side in FACES})
    camera = draw_camera(draw)
    return Shot(camera, Scene(turned.bodies, camera, light=draw_light(draw), floor=False))


# --- wrong ways ---------------------------------------------------------------------------------


def _rivals(
    counts: tuple[int, ...], seen: Sequence[Triple], role: int, colours: Sequence[str]
) -> dict[str, str]:
    """What the named wrong ways give; one that has nothing to go by gives none."""
    beside = [triple for triple in seen if role in triple]
    others = set(range(len(counts))) - {role}
    never_beside = others - {other for triple in beside for other in triple}
    never_seen = others - {other for triple in seen for other in triple}
    named = {
        "never-beside": never_beside,
        "which-way-round-ignored": possible_either_way(counts, seen, role),
        "all-but-first": possible(counts, seen[1:], role),
        "all-but-last": possible(counts, seen[:-1], role),
    }
    wrong = {name: colours[min(v)] if len(v) == 1 else UNTOLD for name, v in named.items()}
    if len(never_seen) == 1:
        wrong["never-seen"] = colours[min(never_seen)]
    if beside:
        first = beside[0]
        wrong["adjacent"] = colours[first[(first.index(role) + 1) % 3]]
    return wrong
