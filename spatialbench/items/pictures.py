"""Pictures of items: drawn when they are asked for, and once where nothing has moved."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from spatialbench.caster.pixels import Look, pixels_hash
from spatialbench.geometry.film import Matrix4
from spatialbench.geometry.kinds import Diagram
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.items.item import Image


class Drawn(NamedTuple):
    """A picture as a PNG, and the hash of its pixels."""

    png: bytes
    pixels: str


Placed = tuple[tuple[str, bytes], ...]
"""The poses of bodies by name, as bytes: what a picture can be looked up by."""


def picture_of(
    path: str,
    label: str,
    scene: Scene,
    poses: Mapping[str, Matrix4] | None,
    camera: Camera | str | None,
    size: tuple[int, int],
    look: Look,
) -> Image:
    """A picture of the message, drawn when it is asked for."""
    names = [body.name for body in scene.bodies]
    placed = None if poses is None else tuple((name, poses[name].tobytes()) for name in names)
    draw = partial(_drawn, scene, placed, camera, size, look)
    return Image(path, label, lambda: draw().png, lambda: draw().pixels)


def diagram_of(path: str, label: str, diagram: Diagram, size: int) -> Image:
    """A diagram of the message, drawn when it is asked for."""
    draw = partial(_diagram, diagram, size)
    return Image(path, label, lambda: draw().png, lambda: draw().pixels)


@lru_cache(maxsize=32)
def _diagram(diagram: Diagram, size: int) -> Drawn:
    from spatialbench.render import png_of
    from spatialbench.render.diagrams import diagram_pixels

    pixels = diagram_pixels(diagram, size)
    return Drawn(png_of(pixels), pixels_hash(size, size, pixels.tobytes()))


@lru_cache(maxsize=32)  # nothing moves in many frames of a film: half of some are drawn before
def _drawn(
    scene: Scene,
    placed: Placed | None,
    camera: Camera | str | None,
    size: tuple[int, int],
    look: Look,
) -> Drawn:
    import numpy as np

    from spatialbench.render import render

    poses = None
    if placed is not None:
        poses = {name: np.frombuffer(raw).reshape(4, 4) for name, raw in placed}
    picture = render(scene, poses=poses, camera=camera, size=size, look=look)
    height, width, _ = picture.image.shape
    return Drawn(picture.png(), pixels_hash(width, height, picture.image.tobytes()))
