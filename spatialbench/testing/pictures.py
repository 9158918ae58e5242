"""Can the pictures be told apart, and is what is asked about large enough in them?"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from spatialbench.geometry.kinds import Means, meanings
from spatialbench.items.item import Item
from spatialbench.items.present import present
from spatialbench.probes.generator import Generator
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe, Shot

LOOKED_AT = 20  # probes of a level
DIFFERENT = 19  # of them, at least
PIXELS = 24 * 24  # of a 512 picture: the least that a body asked about covers where it is seen


def distinct(generator: Generator) -> Iterator[str]:
    """Of twenty probes of a level at least nineteen have other first pictures."""
    modality = next((m for m in generator.modalities if m in ("image", "frames")), None)
    if modality is None:
        return
    for level in generator.levels:
        items = (
            present(
                make(generator.id, seed="check", level=level, index=i),
                modality=modality,
                choices="open" not in generator.forms,
                size=128,
            )
            for i in range(LOOKED_AT)
        )
        different = len({look_of(item) for item in items})
        if different < DIFFERENT:
            yield f"level {level}, {modality}: {different} of {LOOKED_AT} pictures look different"


def look_of(item: Item) -> bytes:
    """The pictures of an item as a hash of how they look: sixteen by sixteen colours, coarsely."""
    return b"".join(_coarse(image.png()) for image in item.images[::3] if image.png is not None)


def _coarse(png: bytes) -> bytes:
    from PIL import Image

    with Image.open(BytesIO(png), formats=["PNG"]) as picture:
        small = np.asarray(picture.convert("RGB").resize((16, 16)))
    return bytes((small >> 4).tobytes())


def legible(generator: Generator) -> Iterator[str]:
    """Bodies that the question names cover enough of a picture, wherever they are seen at all."""
    if "image" not in generator.modalities:
        return
    for level in generator.levels:
        probe = make(generator.id, seed="check", level=level)
        for number, shot in enumerate(probe.pictures, 1):
            if isinstance(shot, Shot) and shot.after == 0:
                yield from _too_small(probe, shot, number)


def _too_small(probe: Probe, shot: Shot, number: int) -> Iterator[str]:
    scene = shot.scene or probe.scene
    covered = _ids(shot, probe)
    asked = {value for _, means, value in meanings(probe.ask) if means is Means.BODY}
    for place, body in enumerate(scene.bodies):
        pixels = int((covered == place).sum())
        if body.name in asked and 0 < pixels < PIXELS:
            yield (
                f"level {probe.level}, picture {number}: {body.name!r} covers {pixels} pixels of a "
                f"512 picture; {PIXELS} are wanted"
            )


def _ids(shot: Shot, probe: Probe) -> NDArray[np.int16]:
    from spatialbench.render import ids

    return ids(shot.scene or probe.scene, camera=shot.camera, size=512)
