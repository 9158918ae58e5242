"""How pictures look, what is on them, and how large it is."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import numpy as np
from PIL import Image

from spatialbench.generators.net.kinds import Laid
from spatialbench.geometry.scene import Mark
from spatialbench.items.item import Item
from spatialbench.probes.probe import Probe, Shot
from spatialbench.render.diagrams import MARGIN, drawn

SMALL = 32
FULL = 512  # pixels of a picture


def looks_of_pictures(items: Iterable[Item]) -> set[bytes]:
    """A perceptual hash of the first picture of each: whether each of 8 by 8 places of a small copy
    is lighter than the one to its right (64 bits), and its 4 by 4 colours in eighths."""
    return {_look(item.images[0].png()) for item in items if item.images[0].png is not None}


def _look(png: bytes) -> bytes:
    with Image.open(BytesIO(png)) as picture:
        small = picture.convert("RGB").resize((SMALL, SMALL), Image.Resampling.BOX)
    grey = np.asarray(small.convert("L").resize((9, 8), Image.Resampling.BOX), np.int16)
    colours = np.asarray(small.resize((4, 4), Image.Resampling.BOX)) >> 5
    return np.packbits(grey[:, :-1] > grey[:, 1:]).tobytes() + bytes(colours.tobytes())


def least_square(probe: Probe) -> float:
    """How many pixels a square of the smallest diagram is wide."""
    drawings = [drawn(picture) for picture in probe.pictures]  # type: ignore[arg-type]
    return min((1 - 2 * MARGIN) * FULL / max(d.width, d.height) for d in drawings)


def marks_of(probe: Probe) -> dict[tuple[int, int], Mark]:
    """What is on the squares of the picture of a probe."""
    picture = probe.pictures[0]
    assert isinstance(picture, Laid)
    looks = zip(picture.colours, picture.signs, strict=True)
    marks = [Mark(colour, name or None, turn) for colour, (name, turn) in looks]
    return dict(zip(picture.cells, marks, strict=True))


def views_of(probe: Probe) -> dict[str, dict[str, Mark]]:
    """What each option shows, by its value."""
    shots = {name: shot for name, shot in probe.option_pictures.items() if isinstance(shot, Shot)}
    return {name: dict(shot.scene.bodies[0].marks) for name, shot in shots.items() if shot.scene}
