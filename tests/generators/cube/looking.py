"""Measures of the cube tasks' pictures: how large what matters is, and whether they differ."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from spatialbench.caster.rays import camera_pencil
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.items.present import present
from spatialbench.probes.make import make
from spatialbench.probes.probe import Probe, Shot
from spatialbench.render import render

SIZE = 512
EDGE = 0.02  # of the picture: as far as everything stays from its border


def shots(task: str, level: int, count: int) -> list[tuple[Probe, Shot]]:
    """The pictures of some probes."""
    probes = [make(task, seed="pictures", level=level, index=i) for i in range(count)]
    return [(probe, shot) for probe in probes for shot in probe.pictures if isinstance(shot, Shot)]


def scene_of(probe: Probe, shot: Shot) -> Scene:
    """What a picture shows."""
    return shot.scene or probe.scene


def pixels(probe: Probe, shot: Shot) -> NDArray[np.uint8]:
    """(512, 512, 3) the picture."""
    return render(scene_of(probe, shot), camera=shot.camera, size=SIZE).image[..., :3]


def thumbnail(task: str, level: int, index: int) -> bytes:
    """A small grey first picture, brighter or darker than its right neighbour: 64 bits and more."""
    item = present(make(task, seed="thumbs", level=level, index=index), modality="image", size=128)
    hashes = []
    for image in item.images[:2]:
        assert image.png is not None
        with Image.open(BytesIO(image.png()), formats=["PNG"]) as picture:
            small = np.asarray(picture.convert("RGB").resize((9, 8))).astype(int)
        hashes.append(np.packbits(np.diff(small, axis=1) > 0).tobytes())
    return b"".join(hashes)


def inside(camera: Camera, corners: Iterable[tuple[float, float, float]]) -> bool:
    """Whether all these places are in the picture, clear of its border."""
    pencil = camera_pencil(camera)
    eye, across, up, ahead = (np.array(v) for v in (camera.position, pencil.x, pencil.y, pencil.z))
    scale = float(np.linalg.norm(across[:3]))
    for corner in corners:
        ray = np.array(corner) - eye
        depth = float(ray @ ahead[:3]) / float(np.linalg.norm(ahead[:3]))
        x, y = float(ray @ across[:3]) / scale / depth, float(ray @ up[:3]) / scale / depth
        half = float(np.tan(np.radians(camera.view_angle / 2))) * (1 - 2 * EDGE)
        if max(abs(x), abs(y)) > half:
            return False
    return True
