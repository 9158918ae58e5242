"""Observers of the option pictures alone, who see neither the table nor the question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from spatialbench.probes.probe import Probe, Shot
from spatialbench.render import render

Pixels = NDArray[np.float64]


def pixels_of(probe: Probe, size: int = 40) -> tuple[Pixels, int]:
    """(n, size, size, 3) the option pictures by their names, and which is right."""
    names = sorted(probe.option_pictures)
    seen = []
    for name in names:
        shot = probe.option_pictures[name]
        assert isinstance(shot, Shot)
        scene = shot.scene or probe.scene
        seen.append(render(scene, camera=shot.camera, size=size).image.astype(np.float64))
    return np.array(seen), names.index(str(probe.answer))


def distances(pictures: Pixels) -> NDArray[np.float64]:
    """(n, n) how much any two pictures differ."""
    flat = pictures.reshape(len(pictures), -1)
    found: NDArray[np.float64] = np.abs(flat[:, None] - flat).mean(2)
    return found


def guesses(pictures: Pixels) -> dict[str, int]:
    """What simple observers take: the picture most like the others, the odd one out, that nearest
    to the mean, the darkest and the brightest, the one that is most even left and right, the one
    of the nearest pair that is nearer to the others."""
    apart = distances(pictures)
    sums, mean = apart.sum(1), pictures.mean(0)
    off = np.abs(pictures - mean).reshape(len(pictures), -1).mean(1)
    bright = pictures.mean((1, 2, 3))
    even = np.abs(pictures - pictures[:, :, ::-1]).reshape(len(pictures), -1).mean(1)
    pair = np.unravel_index((apart + 1e9 * np.eye(len(pictures))).argmin(), apart.shape)
    return {
        "most like the others": int(sums.argmin()),
        "odd one out": int(sums.argmax()),
        "nearest to the mean": int(off.argmin()),
        "darkest": int(bright.argmin()),
        "brightest": int(bright.argmax()),
        "most even": int(even.argmin()),
        "most lopsided": int(even.argmax()),
        "in the nearest pair": int(min(pair, key=lambda n: sums[n])),
    }


def shares(probes: Sequence[Probe], **how: Any) -> dict[str, float]:  # sizes
    """How often each observer is right."""
    right: dict[str, float] = {}
    for probe in probes:
        pictures, answer = pixels_of(probe, **how)
        for name, guess in guesses(pictures).items():
            right[name] = right.get(name, 0) + (guess == answer) / len(probes)
    return right
