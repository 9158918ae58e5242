"""What is behind the bodies: a calm plain, or a table top that gets paler into the distance."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.frame import View, Window
from spatialbench.caster.rays import Floats, Triple
from spatialbench.render.colouring import pack
from spatialbench.render.shadow import shadows

PLAIN = (233, 236, 240)
TABLE = (221, 217, 210)
SHADE = (156, 152, 148)
"""The table where no lamp reaches it."""
STEPS = 128
DISTANCE = 4.0
"""At this many times the camera's height above the table, it has half faded into the plain."""


def _blend(
    a: NDArray[np.float64], b: NDArray[np.float64], share: NDArray[np.float64]
) -> NDArray[np.float64]:
    return a + (b - a) * share[:, None]


def _table_rows(view: View) -> NDArray[np.float64]:
    """(height, 3): the table as lit, row by row."""
    near = view.floor[:, 0].astype(np.float64) * max(view.pencil.eye[2], 1.0) * DISTANCE
    share = near * near / (1 + near * near)
    return _blend(np.array(PLAIN, np.float64), np.array(TABLE, np.float64), share)


def _rounded(rows: NDArray[np.float64]) -> NDArray[np.uint8]:
    return np.floor(rows + 0.5).astype(np.uint8)


def backdrop(view: View, toward: Triple) -> NDArray[np.uint32]:
    """(height, width) packed colours."""
    picture = np.empty((view.height, view.width), np.uint32)
    rows = _table_rows(view)
    picture[:] = pack(_rounded(rows))[:, None]
    ramps = _ramps(rows)
    found = shadows(view, toward)
    for window, hidden in found.bands(view.width, view.height) if found else ():
        picture[window.place] = ramps.shaded(window, hidden)
    return picture


class _Ramps(NamedTuple):
    """Shades of the table from lit to dark, `STEPS` for each tone in `packed`; rows of the picture
    that round to one tone share a ramp, which begins at `first`."""

    packed: NDArray[np.uint32]
    first: NDArray[np.int32]

    def shaded(self, window: Window, hidden: Floats) -> NDArray[np.uint32]:
        """The table with shadow on it."""
        step = (hidden * np.float32(STEPS - 1) + np.float32(0.5)).astype(np.int32)
        step += self.first[window.top : window.bottom, None]
        return self.packed.take(step)


def _ramps(rows: NDArray[np.float64]) -> _Ramps:
    whole = _rounded(rows)
    new = np.ones(len(whole), np.bool_)
    new[1:] = (whole[1:] != whole[:-1]).any(axis=1)
    lit = whole[new][:, None, :].astype(np.float64)
    dark = lit * (np.array(SHADE, np.float64) / np.array(TABLE, np.float64))
    shares = (np.arange(STEPS) / (STEPS - 1))[None, :, None]
    packed = pack(_rounded((lit + (dark - lit) * shares).reshape(-1, 3)))
    return _Ramps(packed, ((np.cumsum(new) - 1) * STEPS).astype(np.int32))
