"""Points of a picture, with what each shows, while they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.frame import SURFACES
from spatialbench.caster.rays import Floats
from spatialbench.render.marking import Paint, Points

MANY = 8
"""From more bodies on, points are sorted by what they show, and more of them are worked on at a
time."""


@dataclass(frozen=True, slots=True, eq=False)
class Plate:
    """Flat arrays: where the points are, and the surface, tone and nearness of each; surface and
    tone are worked on in place."""

    x: Floats
    y: Floats
    surface: NDArray[np.int16]
    tone: NDArray[np.uint8]
    nearness: Floats

    @classmethod
    def over(cls, x: Floats, y: Floats, surface: NDArray[np.int16], nearness: Floats) -> Plate:
        """The points of arrays of one shape."""
        return cls(
            x.reshape(-1),
            y.reshape(-1),
            surface.reshape(-1),
            np.zeros(surface.size, np.uint8),
            nearness.reshape(-1),
        )

    def points(self, which: NDArray[np.intp]) -> Points:
        """The points of these numbers."""
        return Points(self.x.take(which), self.y.take(which), self.nearness.take(which))

    def paint(self, paint: Sequence[Paint]) -> None:
        """Add edge lines, glyphs and tones of some bodies."""
        if len(paint) > MANY:
            self._paint_all(paint)
            return
        for one in paint:
            first = np.int16((one.target.number + 1) * SURFACES)
            for code in (*one.face_codes, *one.rounds):
                which = np.flatnonzero(self.surface == first + np.int16(code))
                if which.size:
                    self._add(one, code, which)

    def _paint_all(self, paint: Sequence[Paint]) -> None:
        """The same for many bodies, with one look through the points."""
        painted = {
            (one.target.number + 1) * SURFACES + code: (one, code)
            for one in paint
            for code in (*one.face_codes, *one.rounds)
        }
        order = np.argsort(self.surface, kind="stable")
        surface = self.surface.take(order)
        for which in np.split(order, np.flatnonzero(surface[1:] != surface[:-1]) + 1):
            found = painted.get(int(self.surface[which[0]])) if which.size else None
            if found is not None:
                self._add(*found, which)

    def _add(self, paint: Paint, code: int, which: NDArray[np.intp]) -> None:
        if code in paint.rounds:
            self.tone[which] = paint.rounds[code].tones(self.points(which))
        else:
            self.surface[which] += paint.face(code).added(self.points(which))

    def write(self, surface: NDArray[np.int16], tone: NDArray[np.uint8]) -> None:
        """Copy what was painted into planes; tones of other bodies stay."""
        surface[:] = self.surface.reshape(surface.shape)
        np.maximum(tone, self.tone.reshape(tone.shape), out=tone)
