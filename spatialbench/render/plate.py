"""Points of a picture, with what each shows, while they are painted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.frame import SURFACES
from spatialbench.caster.rays import Floats
from spatialbench.render.marking import Paint, Points


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

    def paint(self, paint: Paint) -> None:
        """Add edge lines, glyphs and tones of one body."""
        first = np.int16((paint.target.number + 1) * SURFACES)
        for code in paint.face_codes:
            which = np.flatnonzero(self.surface == first + np.int16(code))
            if which.size:
                self.surface[which] += paint.face(code).added(self.points(which))
        for code, facing in paint.rounds.items():
            which = np.flatnonzero(self.surface == first + np.int16(code))
            if which.size:
                self.tone[which] = facing.tones(self.points(which))

    def write(self, surface: NDArray[np.int16], tone: NDArray[np.uint8]) -> None:
        """Copy what was painted into planes; tones of other bodies stay."""
        surface[:] = self.surface.reshape(surface.shape)
        np.maximum(tone, self.tone.reshape(tone.shape), out=tone)
