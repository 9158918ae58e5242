"""Wrong ways to find the picture of a folded cube: each takes any of the pictures that are right as
far as it looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from spatialbench.generators.net.nets import Cell
from spatialbench.generators.net.views import Cube, View, can_be, cube_of
from spatialbench.geometry.rotations import FACES
from spatialbench.geometry.scene import Mark
from spatialbench.probes.draw import Draw

MIRRORED = {face: face for face in FACES} | {"left": "right", "right": "left"}


def plain(marks: Cube) -> dict[str, Mark]:
    """The marks without their turns: which is where, and no more."""
    return {face: Mark(f"{mark.colour} {mark.glyph}") for face, mark in marks.items()}


def inward(cube: Cube) -> dict[str, Mark]:
    """Which mark is where if the net is folded the other way: the mirror image."""
    return {MIRRORED[face]: mark for face, mark in plain(cube).items()}


def standing_as_drawn(marks: Mapping[Cell, Mark], view: View) -> int:
    """How many marks of a view are turned in it as they are in the net."""
    drawn = {(mark.colour, mark.glyph, mark.turn) for mark in marks.values()}
    return sum((mark.colour, mark.glyph, mark.turn) in drawn for mark in view.values())


def rivals_of(
    draw: Draw,
    marks: Mapping[Cell, Mark],
    views: Mapping[str, View],
    near: Mapping[str, frozenset[str]],
) -> dict[str, str]:
    """What each wrong way picks; those that find nothing are left out."""
    cube = cube_of(tuple(marks), marks)
    most = max(standing_as_drawn(marks, view) for view in views.values())
    turnable = any(mark.glyph for mark in marks.values())
    looks: dict[str, Callable[[str], bool]] = {
        "turns-ignored": lambda name: turnable and can_be(plain(cube), plain(views[name])),
        "near-pair-only": lambda name: can_be(
            cube, {side: views[name][side] for side in near[name]}
        ),
        "folded-inward": lambda name: can_be(inward(cube), plain(views[name])),
        "as-in-the-net": lambda name: turnable and standing_as_drawn(marks, views[name]) == most,
    }
    names: Sequence[str] = sorted(views)
    left = {rival: [name for name in names if right(name)] for rival, right in looks.items()}
    return {rival: draw.choice(found) for rival, found in left.items() if found}
