"""Lines of text drawn with our own glyphs, for labels beside pictures.

Letters are capitals whatever the case of the text; a sign without a glyph is drawn as a frame, so
that nothing is left out unseen.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from spatialbench.render.glyphs import bitmap, names

FINER = 4
"""Glyphs are drawn this many times larger and averaged."""
NARROW = 0.08
"""Blank left beside a letter, as a share of its height."""
SPACE = 0.45


def _framed(size: int) -> NDArray[np.uint8]:
    """A hollow frame for a sign that has no glyph."""
    ink = np.zeros((size, size), np.uint8)
    low, high, line = size // 5, size - size // 5, max(1, size // 12)
    ink[low:high, low:high] = 1
    ink[low + line : high - line, low + line : high - line] = 0
    return ink


@cache
def _letter(sign: str, height: int) -> NDArray[np.float32]:
    """(height, width) ink from 0 to 1, top row first, trimmed at both sides."""
    size = height * FINER
    known = sign if sign in names() else sign.upper()
    cells = bitmap(known, size) if known in names() else _framed(size)
    ink = cells[::-1].reshape(height, FINER, height, FINER).sum(axis=(1, 3), dtype=np.float32)
    inked = np.flatnonzero(ink.any(axis=0))
    trimmed: NDArray[np.float32] = ink[:, inked[0] : inked[-1] + 1] / np.float32(FINER * FINER)
    return trimmed


def line(text: str, height: int) -> NDArray[np.float32]:
    """(height, width) ink from 0 to 1, top row first."""
    gap = np.zeros((height, max(1, round(height * NARROW))), np.float32)
    space = np.zeros((height, max(1, round(height * SPACE))), np.float32)
    pieces = [gap]
    for sign in text:
        pieces += [space] if sign.isspace() else [_letter(sign, height), gap]
    return np.concatenate(pieces, axis=1)
