"""A soft dark line where a body would not stand out: before another of the same colour, so that
both are seen, and around what is white and has no edge lines, before the pale background.

Whole numbers only: a mask of the pixels on both sides, softened with its neighbours.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster.frame import Target, View, Window
from spatialbench.geometry.shapes import Box, OpenBox
from spatialbench.render.palette import luminance, rgb

DARK = 0.08
"""Bodies darker than this get a light line."""
DEPTH = 30
"""How many hundredths of the light the line takes away, where it is whole."""
PALE = 0.8
"""Bodies lighter than this get a line all around."""
_LINED = (Box, OpenBox)
LIGHTER = 70
"""How many steps it adds on a dark body."""

Bytes = NDArray[np.uint8]


def _alike(view: View) -> list[tuple[str, list[Window], list[int]]]:
    """Colours that several bodies have: where these bodies are, and their numbers."""
    by_colour: dict[str, list[tuple[Window, int]]] = {}
    for target in view.targets:
        window = target.whole.clipped(view.width, view.height)
        if not window.empty:
            by_colour.setdefault(target.body.colour, []).append((window, target.number))
    return [
        (colour, [w for w, _ in found], [n for _, n in found])
        for colour, found in by_colour.items()
        if any(_touch(a, b) for (a, _), (b, _) in combinations(found, 2))
    ]


def _touch(a: Window, b: Window) -> bool:
    return a.top < b.bottom and b.top < a.bottom and a.left < b.right and b.left < a.right


def _borders(ids: NDArray[np.int16], of: NDArray[np.bool_]) -> Bytes:
    """1 on both sides of a border between two of the bodies `of` (by number, the last for none)."""
    one = of.take(ids)
    found = np.zeros(ids.shape, np.uint8)
    down = (ids[1:] != ids[:-1]) & one[1:] & one[:-1]
    across = (ids[:, 1:] != ids[:, :-1]) & one[:, 1:] & one[:, :-1]
    found[1:] |= down
    found[:-1] |= down
    found[:, 1:] |= across
    found[:, :-1] |= across
    return found


def _softened(mask: Bytes) -> Bytes:
    """Each pixel with its neighbours, in the proportions 1 : 2 : 1 each way: 0 to 16."""
    wide = np.pad(mask, 1)
    rows = wide[:-2] + wide[2:] + 2 * wide[1:-1]
    soft: Bytes = rows[:, :-2] + rows[:, 2:] + 2 * rows[:, 1:-1]
    return soft


def draw_rims(packed: NDArray[np.uint32], ids: NDArray[np.int16], view: View) -> None:
    """Draw the lines into packed colours, in place."""
    for target in view.targets:
        if luminance(rgb(target.body.colour)) > PALE and not isinstance(target.body.shape, _LINED):
            _outline(packed, ids, view, target)
    for colour, windows, numbers in _alike(view):
        of = np.zeros(len(view.targets) + 1, np.bool_)
        of[numbers] = True
        around = Window(
            min(w.top for w in windows),
            max(w.bottom for w in windows),
            min(w.left for w in windows),
            max(w.right for w in windows),
        )
        part = ids[around.place]
        mask = _borders(part, of)
        if mask.any():
            _shade(packed[around.place], _softened(mask), part, of, luminance(rgb(colour)) < DARK)


def _outline(
    packed: NDArray[np.uint32], ids: NDArray[np.int16], view: View, target: Target
) -> None:
    """Along the outline of a pale body, on its own side."""
    place = target.whole.clipped(view.width, view.height).place
    own = ids[place] == target.number
    if own.any():
        of = np.zeros(len(view.targets) + 1, np.bool_)
        of[target.number] = True
        inner = np.pad(own, 1, mode="edge")
        whole = inner[:-2, 1:-1] & inner[2:, 1:-1] & inner[1:-1, :-2] & inner[1:-1, 2:]
        mask = (own & ~whole).view(np.uint8)
        _shade(packed[place], _softened(mask), ids[place], of, False)


def _shade(
    packed: NDArray[np.uint32],
    weight: Bytes,
    ids: NDArray[np.int16],
    of: NDArray[np.bool_],
    lighten: bool,
) -> None:
    rows, columns = np.divmod(np.flatnonzero((weight > 0) & of.take(ids)), ids.shape[1])
    by = weight[rows, columns].astype(np.uint32)
    found = packed[rows, columns]
    shaded = np.zeros_like(found)
    for shift in (0, 8, 16):
        value = (found >> np.uint32(shift)) & np.uint32(255)
        if lighten:
            value = np.minimum(value + by * np.uint32(LIGHTER) // np.uint32(16), np.uint32(255))
        else:
            value = value * (np.uint32(1600) - by * np.uint32(DEPTH)) // np.uint32(1600)
        shaded |= value << np.uint32(shift)
    packed[rows, columns] = shaded
