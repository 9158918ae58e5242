"""How good the edges are: `python benchmarks/quality.py`.

Every scene is compared with a reference of 64 samples a pixel (drawn eight times as large each way
and averaged in linear steps of 8 × 8), as CIEDE2000: the mean over the picture, the mean over the
pixels at edges, and the worst pixel. Beside it the same with eight samples in *every* pixel: what
adaptive sampling leaves out must not show.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "render"))
from colour_science import ciede2000

from spatialbench.gallery.scenes import Shot, shots
from spatialbench.render import painter, render, samples

SCENES = (
    "lettered cube on a table", "polycube", "table top, a screen", "six cups", "three screens",
    "furniture",
)  # fmt: skip
SIZE, FINER = 256, 8

Pixels = NDArray[np.uint8]


def drawn(shot: Shot, size: int) -> Pixels:
    """The scene with adaptive samples, as always."""
    return render(shot.scene, poses=shot.poses, size=size).image


def drawn_everywhere(shot: Shot) -> Pixels:
    """The scene with eight samples in every pixel."""
    with patch.object(painter, "edge_pixels", lambda surface: np.arange(surface.size)):
        return drawn(shot, SIZE)


def reference(shot: Shot) -> Pixels:
    """The mean of 64 samples a pixel."""
    fine = drawn(shot, SIZE * FINER).astype(np.float64)
    means = fine.reshape(SIZE, FINER, SIZE, FINER, 3).mean(axis=(1, 3))
    rounded: Pixels = np.floor(means + 0.5).astype(np.uint8)
    return rounded


@cache
def difference(one: tuple[int, ...], two: tuple[int, ...]) -> float:
    """CIEDE2000 of two colours."""
    return float(ciede2000(one, two))


def differences(a: Pixels, b: Pixels) -> NDArray[np.float64]:
    """CIEDE2000 of every pixel, (height, width)."""
    found = np.zeros(a.shape[:2])
    for i, j in zip(*np.nonzero((a != b).any(axis=2)), strict=True):
        found[i, j] = difference(tuple(map(int, a[i, j])), tuple(map(int, b[i, j])))
    return found


def main() -> None:
    """Print the table."""
    print(f"{'scene':26} {'':11} {'mean':>7} {'at edges':>9} {'worst':>7}")
    for scene in SCENES:
        shot = shots()[scene]
        truth = reference(shot)
        seen = render(shot.scene, poses=shot.poses, size=SIZE)
        edges = samples.edge_pixels(seen.cast.surface)
        for name, image in (("adaptive", seen.image), ("8 each", drawn_everywhere(shot))):
            found = differences(image, truth)
            at_edges = found.reshape(-1)[edges].mean()
            print(f"{scene:26} {name:11} {found.mean():7.3f} {at_edges:9.2f} {found.max():7.1f}")


if __name__ == "__main__":
    main()
