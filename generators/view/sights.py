"""What a figure sees of things among boards, and why; and what it is taken to see by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from spatialbench.generators.view.bearings import Plane
from spatialbench.generators.view.boards import Board, box_corners, crosses, effect
from spatialbench.generators.view.courses import State
from spatialbench.generators.view.figures import EYES
from spatialbench.geometry.rotations import Vector

FIELD = 60  # degrees to either side of where a figure looks
_INSIDE, _OUTSIDE = 100, 374  # hundredths: the tangents of 45°, and a little above that of 75°

Way = Literal["plain", "over", "through", "aside", "tall", "under", "beside", "second"]
"""Why a thing is seen: nothing is between, or only low boards over which it is seen, or a board
through whose window it is seen. Why it is not: it lies outside the field of view, behind a tall
board, behind one that is lower than the eyes, or behind the solid part of one with a window; or
behind a board that is not the nearest on the way."""

SEEN: tuple[Way, ...] = ("plain", "over", "through")
HEIGHTS = {"low": 50, "middle": 90, "tall": 130, "windowed": 130}
"""Millimetres: over a low board one sees things that are not close behind it, over one of middle
height, though it is lower than the eyes, none that is close; what is in between is not asked."""


class Met(NamedTuple):
    """A board on the way to a thing, and whether it hides it."""

    board: Board
    hides: bool


class Sight(NamedTuple):
    """Whether a thing is in the field of view, and which boards are on the way to it, seen from
    above, the nearest first."""

    inside: bool
    met: tuple[Met, ...]

    def seen(self) -> bool:
        """Whether the figure sees it."""
        return self.inside and not any(met.hides for met in self.met)


class Thing(NamedTuple):
    """The box around a thing that stands on the table."""

    at: Plane
    half: Vector

    def corners(self) -> list[Vector]:
        """Of the box."""
        return box_corners((*self.at, self.half[2]), self.half)

    def upper(self) -> list[Vector]:
        """The corners of its upper part, 45 % of it: where nothing hides that, it is seen."""
        x, y, z = self.half
        part = 9 * z // 20
        return box_corners((*self.at, 2 * z - part), (x, y, part))


def in_field(state: State, corners: Sequence[Vector]) -> bool | None:
    """Whether all of a box is in the field of view, or nothing of it, by 15° at least; None if
    neither."""
    (x, y), (u, v) = state
    offsets = [(a - x, b - y) for a, b, _ in corners]
    seen = [(a * u + b * v, u * b - v * a) for a, b in offsets]  # ahead and to the left
    if all(ahead > 0 and 100 * abs(aside) <= _INSIDE * ahead for ahead, aside in seen):
        return True
    for sign in (1, -1):
        if all(100 * sign * aside >= _OUTSIDE * ahead for ahead, aside in seen):
            return False
    return None


def sight_of(state: State, thing: Thing, boards: Sequence[Board]) -> Sight | None:
    """How a figure sees a thing; None unless one board hides all of it, or none of them anything of
    its upper part."""
    corners, eye = thing.corners(), (*state.at, EYES)
    inside = in_field(state, corners)
    if inside is None:
        return None
    met, clear = [], True
    for board in boards:
        whole = effect(board, eye, corners)
        between = crosses(board, state.at, thing.at)
        if whole == "hides" and not between:
            return None
        clear = clear and (whole or effect(board, eye, thing.upper())) == "clear"
        if between:
            met.append((_distance(board, state.at, thing.at), Met(board, whole == "hides")))
    if not clear and not any(one.hides for _, one in met):
        return None
    met.sort(key=lambda one: one[0])
    return Sight(inside, tuple(one for _, one in met))


def _distance(board: Board, eye: Plane, place: Plane) -> Fraction:
    """The share of the way at which a board is met."""
    here, there = board.own((*eye, 0))[1], board.own((*place, 0))[1]
    return Fraction(here, here - there)


def kind_of(board: Board) -> str:
    """What a board is called."""
    if board.window is not None:
        return "windowed"
    return next(kind for kind, height in HEIGHTS.items() if height == board.height)


_PAST: dict[frozenset[str], Way] = {
    frozenset(): "plain",
    frozenset({"low"}): "over",
    frozenset({"windowed"}): "through",
    frozenset({"low", "windowed"}): "through",
}


_HIDING: dict[str, Way] = {"tall": "tall", "middle": "under", "windowed": "beside"}


def way_of(sight: Sight) -> Way | None:
    """Why a thing is seen or not; None where there is more than one reason."""
    kinds = [kind_of(met.board) for met in sight.met]
    hiding = [kind for kind, met in zip(kinds, sight.met, strict=True) if met.hides]
    if not sight.inside:
        return None if hiding else "aside"
    if not hiding:
        names: dict[tuple[str, ...], Way] = {
            (): "plain",
            ("low",): "over",
            ("windowed",): "through",
        }
        return names.get(tuple(sorted(set(kinds))))
    if len(hiding) > 1:
        return None
    if not sight.met[0].hides:
        return "second"
    return _HIDING.get(hiding[0])


# --- mistakes -----------------------------------------------------------------------------------


def mistaken(sight: Sight, eye: Plane, thing: Thing, boards: Sequence[Board]) -> dict[str, bool]:
    """By name of the mistake whether a thing is taken to be seen; `eye` is where the viewer is."""
    inside, kinds = sight.inside, [kind_of(met.board) for met in sight.met]
    hiding = {kind_of(met.board) for met in sight.met if met.hides}
    return {
        "viewer-sees": True,
        "viewers-lines": not any(crosses(board, eye, thing.at) for board in boards),
        "field-ignored": not hiding,
        "boards-ignored": inside,
        "heights-ignored": inside and not sight.met,
        "lower-boards-ignored": inside and not hiding - {"middle"},
        "windows-ignored": inside and not hiding and "windowed" not in kinds,
        "windows-show-all": inside and not hiding - {"windowed"},
        "nearest-board-only": inside and not (sight.met and sight.met[0].hides),
    }
