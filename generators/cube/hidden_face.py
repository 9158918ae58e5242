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
    COVERED,
    NEAR,
    Case,
    Triple,
    View,
    cases,
    opposite,
    possible,
    possible_either_way,
    seen_in,
    turns_to,
)
from spatialbench.generators.cube.kinds import (
    AnyOf,
    Corners,
    Covering,
    Glimpse,
    OppositeSeen,
    Palette,
)
from spatialbench.generators.cube.looks import draw_camera, draw_light
from spatialbench.generators.cube.sequences import CUBE
from spatialbench.generators.cube.turning import cube_scene
from spatialbench.geometry.rotations import FACES, NORMALS, Rotation
from spatialbench.geometry.scene import Scene
from spatialbench.probes.draw import Draw
from spatialbench.probes.generator import FORMS, Form, Modality
from spatialbench.probes.probe import AnswerType, Puzzle, Shot

UNTOLD = "cannot be told"
PAPER = "grey"
OFFERED = 3  # colours
AWAY = 400  # of an eye from the middle of the cube, along each axis, millimetres


class HiddenLevel(NamedTuple):
    """How many faces each colour is on, how many views there are, in how many of them a face is
    covered, without how many of them, one at a time, it could still be told, and whether one must
    heed which way round the corners go: else, whoever does not would know what can be told."""

    counts: tuple[int, ...]
    views: int
    covered: int = 0
    spare: int = 0
    handed: bool = True

    def numbers(self) -> dict[str, object]:
        """The level as numbers."""
        return {
            "colours": len(self.counts),
            "views": [self.views, self.views],
            "covered": self.covered,
            "spare": self.spare,
            "handed": int(self.handed),
        }


ALL_DIFFERENT, ONE_TWICE = (1, 1, 1, 1, 1, 1), (2, 1, 1, 1, 1)

HIDDEN_LEVELS = {
    1: HiddenLevel(ALL_DIFFERENT, 2, handed=False),
    2: HiddenLevel(ALL_DIFFERENT, 2),
    3: HiddenLevel(ONE_TWICE, 4, covered=1, spare=1),
    4: HiddenLevel(ALL_DIFFERENT, 4, covered=2),
    5: HiddenLevel(ALL_DIFFERENT, 5, covered=3, spare=1),
}


@cache
def cases_by_answer(level: HiddenLevel) -> Mapping[str, Sequence[Case]]:
    """The cases of a level in which the answer is a colour of one face, one of two, or untold."""
    found: dict[str, list[Case]] = {"single": [], "double": [], "untold": []}
    for case in cases(level.counts, level.views, level.covered):
        kind = _kind(level, case)
        if kind is not None:
            found[kind].append(case)
    return found


def _kind(level: HiddenLevel, case: Case) -> str | None:
    """What kind of answer a case has; None where it is not as hard as the level says, or where more
    colours come into question than are offered."""
    counts, seen = level.counts, case.seen
    can_be = possible(counts, seen, case.role)
    either_way = possible_either_way(counts, seen, case.role)
    if len(candidates(counts, either_way)) > OFFERED:
        return None
    if len(can_be) > 1:
        return "untold"
    if (len(either_way) > 1) != level.handed or _spare(counts, seen, case.role) > level.spare:
        return None
    return "single" if counts[min(can_be)] == 1 else "double"


def _spare(counts: tuple[int, ...], seen: Sequence[Triple], role: int) -> int:
    """Without how many of the views, one at a time, it could still be told."""
    others = ([*seen[:i], *seen[i + 1 :]] for i in range(len(seen)))
    return sum(len(possible(counts, some, role)) == 1 for some in others)


def candidates(counts: tuple[int, ...], either_way: frozenset[int]) -> frozenset[int]:
    """What must be offered: all that can be for somebody who does not heed which way round corners
    go, and the colour that is on two faces, so that its being offered says nothing."""
    return either_way | {role for role, count in enumerate(counts) if count > 1}


def draw_case(draw: Draw, level: HiddenLevel) -> Case:
    """A case; each of the colours that are offered, and that it cannot be told, are equally often
    the answer, and all cases with such an answer are."""
    doubles = level.counts.count(2)
    kinds = ["single"] * (OFFERED - doubles) + ["double"] * doubles + ["untold"]
    return draw.choice(cases_by_answer(level)[draw.choice(kinds)])


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
        """Colours, a case, which colours are offered, and how each corner is turned to the eye."""
        chosen = HIDDEN_LEVELS[level]
        case, counts = draw_case(draw, chosen), chosen.counts
        colours = draw.sample(COLOURS, len(counts))
        glances = [
            Glance(view, draw.choice(turns_to(view.corner)))
            for view in draw.permutation(case.views)
        ]
        seen = [seen_in(case.cube, view, turn) for view, turn in glances]
        can_be, told = (
            possible(counts, seen, case.role),
            len(possible(counts, seen, case.role)) == 1,
        )
        offered = draw.permutation(
            [colours[role] for role in _offered(draw, counts, seen, case.role)]
        )
        painted = {face: colours[role] for face, role in zip(FACES, case.cube, strict=True)}
        return Puzzle(
            scene=cube_scene(painted),
            story=(),
            ask=OppositeSeen(CUBE, colours[case.role], tuple(glance.glimpse for glance in glances)),
            answer_type="label",
            answer=colours[opposite(case.cube, case.role)] if told else UNTOLD,
            vocabulary=(*offered, UNTOLD),
            chance=1 / (OFFERED + 1),
            rivals=_rivals(counts, seen, case.role, colours, offered),
            all_choices=True,
            facts={"views": chosen.views, "colours": len(colours)},
            key_facts={"possible": len(can_be)},
            words={
                "palette": Palette(_palette(draw, colours, counts)),
                "corners": Corners(tuple(_named(colours, triple) for triple in seen)),
                "asked": ("colour", colours[case.role]),
                "offered": AnyOf(tuple(offered)),
                "views": ("count", len(glances)),
                "covered": Covering(chosen.covered, "words"),
                "papered": Covering(chosen.covered, "pictures"),
            },
            undetermined=not told,
            pictures=tuple(_shot(draw, painted, glance) for glance in glances),
        )


class Glance(NamedTuple):
    """A view, and how the cube is turned for it, its corner to the front, right and top."""

    view: View
    turn: Rotation

    @property
    def glimpse(self) -> Glimpse:
        """The eye out of the corner of the cube as it lies in the scene, and what is covered."""
        x, y, z = (AWAY * sum(NORMALS[side][i] for side in NEAR) for i in range(3))
        return Glimpse(self.turn.inverse((x, y, z)), self.view.covered or "")


def _offered(draw: Draw, counts: tuple[int, ...], seen: Sequence[Triple], role: int) -> list[int]:
    """What must be offered, and any others."""
    needed = candidates(counts, possible_either_way(counts, seen, role))
    others = [other for other in range(len(counts)) if other not in needed and other != role]
    return [*needed, *draw.sample(others, OFFERED - len(needed))]


def _palette(
    draw: Draw, colours: Sequence[str], counts: tuple[int, ...]
) -> tuple[tuple[str, int], ...]:
    """The colours in any order, that of two faces first."""
    pairs = draw.permutation(list(zip(colours, counts, strict=True)))
    return tuple(sorted(pairs, key=lambda pair: -pair[1]))


def _named(colours: Sequence[str], triple: Triple) -> tuple[str, str, str]:
    """An empty word for a face that is covered."""
    a, b, c = (colours[role] if role != COVERED else "" for role in triple)
    return (a, b, c)


def _shot(draw: Draw, painted: Mapping[str, str], glance: Glance) -> Shot:
    """The cube, turned so that the corner is toward the camera; grey is what is covered."""
    covered, turn = glance.view.covered, glance.turn
    faces = {face: PAPER if face == covered else colour for face, colour in painted.items()}
    turned = cube_scene({side: faces[turn.came_from(side)] for side in FACES})
    camera = draw_camera(draw)
    return Shot(camera, Scene(turned.bodies, camera, light=draw_light(draw), floor=False))


# --- wrong ways ---------------------------------------------------------------------------------


def _rivals(
    counts: tuple[int, ...],
    seen: Sequence[Triple],
    role: int,
    colours: Sequence[str],
    offered: Sequence[str],
) -> dict[str, str]:
    """What the named wrong ways give; one that gives nothing that is offered gives none."""
    beside = [triple for triple in seen if role in triple]
    others = set(map(colours.index, offered))
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
    adjacent = [other for triple in beside for other in triple if other in others]
    if adjacent:
        wrong["adjacent"] = colours[adjacent[0]]
    return {name: value for name, value in wrong.items() if value in {*offered, UNTOLD}}
