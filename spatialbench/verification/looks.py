"""Marks on boxes as they are seen: which they are, where, and how they are turned; and whether one
thing, turned in any way, can look like another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from spatialbench.errors import Refused
from spatialbench.geometry.scene import Body
from spatialbench.verification.bodies import OUTWARD, Poses, in_room, middle, surface_of
from spatialbench.verification.motion import rotation
from spatialbench.verification.rays import Doubles, first_hits

ALIKE = 0.9  # cosine between directions that are one: others of a cube are at right angles
NEAR = 0.01  # of the way from the eye to the middle of a face


class Seen(NamedTuple):
    """A mark as it is seen: its colour and glyph, (3,) which way its face looks, (3,) where its top
    is, both of length one, in the room."""

    look: tuple[str, str | None]
    out: Doubles
    up: Doubles


def seen_mark(body: Body, poses: Poses, face: str) -> Seen:
    """The mark on a face of a body; Refused where there is none."""
    mark, turn, out = dict(body.marks).get(face), poses[body.name][:3, :3], OUTWARD[face]
    if mark is None:
        raise Refused("no mark", f"there is none on the {face} of {body.name!r}")
    upright = {"top": OUTWARD["back"], "bottom": OUTWARD["front"]}.get(face, OUTWARD["top"])
    up = rotation(out, 90 * mark.turn) @ upright
    return Seen((mark.colour, mark.glyph), turn @ out, turn @ up)


def seen_from(body: Body, poses: Poses, eye: Doubles) -> list[Seen]:
    """The marks of a box that rays from an eye to the middles of its faces meet first."""
    half, turn = np.ptp(surface_of(body.shape).corners, axis=0) / 2, poses[body.name][:3, :3]
    aims = np.array([middle(poses, body.name) + turn @ (OUTWARD[f] * half) for f in OUTWARD])
    hits = first_hits(eye, aims - eye, in_room(body, poses))
    met = np.where(hits.triangle < 0, -1, surface_of(body.shape).faces[hits.triangle])
    return [
        seen_mark(body, poses, face)
        for number, face in enumerate(OUTWARD)
        if met[number] == number and abs(hits.distance[number] - 1) < NEAR
    ]


def can_look_so(marks: Sequence[Seen], view: Sequence[Seen]) -> bool:
    """Whether some turn brings marks of a body to where they are seen in the view: the first of the
    view is tried with every mark that looks like it, and the others must then lie right as well."""
    first = view[0]
    return any(
        all(any(_lies_so(turn, one, seen) for one in marks) for seen in view)
        for mark in marks
        if mark.look == first.look
        for turn in _turns(mark, first)
    )


def _turns(mark: Seen, seen: Seen) -> list[Doubles]:
    """(3, 3) the turns that lay a mark where one is seen: four for a colour without a glyph."""
    quarters = range(1 if mark.look[1] is not None else 4)
    here = np.column_stack([mark.out, mark.up, np.cross(mark.out, mark.up)])
    ups = [rotation(seen.out, 90 * quarter) @ seen.up for quarter in quarters]
    return [np.column_stack([seen.out, up, np.cross(seen.out, up)]) @ here.T for up in ups]


def _lies_so(turn: Doubles, mark: Seen, seen: Seen) -> bool:
    facing, upright = (turn @ mark.out) @ seen.out, (turn @ mark.up) @ seen.up
    turned_right = mark.look[1] is None or upright > ALIKE
    return mark.look == seen.look and bool(facing > ALIKE) and bool(turned_right)
