"""Films of cups that look alike, for somebody who sees which pixels belong to a cup, and not to
which: cups are followed by where they stand on the table, to the nearest one of the next frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import radians, tan
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.geometry.scene import Camera

Mask = NDArray[np.bool_]
Places = NDArray[np.float64]
"""(n, 2) where cups are on the table, to the right and away, in millimetres."""

CUP_MIDDLE = 48  # millimetres above the table
IN_ROW = 40  # as near to the row are the cups that stand in it


def on_table(mask: Mask, camera: Camera) -> tuple[float, float]:
    """Where on the table the middle of what is seen is, if it is as high as the middle of a cup."""
    down, across = (float(part.mean()) for part in np.nonzero(mask))
    high, wide = mask.shape
    eye = np.array(camera.position, float)
    ahead = np.array(camera.target, float) - eye
    ahead /= np.linalg.norm(ahead)
    right = np.cross(ahead, (0, 0, 1))
    right /= np.linalg.norm(right)
    step = tan(radians(camera.view_angle) / 2) / (high / 2)
    x, y = (across + 0.5 - wide / 2) * step, (high / 2 - down - 0.5) * step
    ray = ahead + x * right + y * np.cross(right, ahead)
    place = eye + ray * (CUP_MIDDLE - eye[2]) / ray[2]
    return float(place[0]), float(place[1])


def nearest(x: float, row: Sequence[float] | NDArray[np.float64]) -> int:
    """Which place of a row is nearest."""
    return int(np.abs(np.asarray(row) - x).argmin())


class Excursion(NamedTuple):
    """Cups leave the row and come back: the number of the first frame of it, and where cups are in
    each, from the last frame before to the first one after."""

    frame: int
    film: tuple[Places, ...]

    def goes_to(self, place: int, row: NDArray[np.float64]) -> int:
        """Where the cup from a place is in the end: the nearest cup of the next frame is the same
        one."""
        at = min(self.film[0], key=lambda cup: abs(cup[0] - row[place]))
        for cups in self.film[1:]:
            at = cups[np.linalg.norm(cups - at, axis=1).argmin()]
        return nearest(at[0], row)


def excursions(film: Iterable[Places]) -> Iterator[Excursion]:
    """In order, from where the cups are in each frame."""
    away: list[Places] = []
    for number, cups in enumerate(film):
        in_row = np.abs(cups[:, 1]).max() <= IN_ROW
        if in_row and len(away) > 1:
            yield Excursion(number - len(away) + 1, (*away, cups))
        away = [cups] if in_row else [*away, cups]
