"""A rendered picture: pixels, ids and depth, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from spatialbench.caster import frame
from spatialbench.caster.cameras import camera_of
from spatialbench.caster.frame import Cast, Size, View, cast
from spatialbench.caster.pixels import LOOKS, Look
from spatialbench.errors import InputError
from spatialbench.geometry.scene import Camera, Scene
from spatialbench.render.painter import picture
from spatialbench.render.png import png_of

Poses = Mapping[str, NDArray[np.float64]]


@dataclass(frozen=True, eq=False)
class Picture:
    """What a camera sees: `image` is (h, w, 3) uint8 sRGB; `ids` and `depth` follow when asked."""

    image: NDArray[np.uint8]
    cast: Cast = field(repr=False)
    view: View = field(repr=False)

    @cached_property
    def ids(self) -> NDArray[np.int16]:
        """(h, w): the number of the body in the scene, −1 for floor and background."""
        return self.cast.ids

    @cached_property
    def depth(self) -> NDArray[np.float32]:
        """(h, w): millimetres along the viewing direction, infinite where there is nothing."""
        return _depth(self.cast.nearness)

    @cached_property
    def _visible(self) -> dict[str, float]:
        seen = np.bincount(self.ids[self.ids >= 0], minlength=len(self.view.targets))
        return {
            t.body.name: _share(int(seen[t.number]), frame.amodal_in_frame(t, self.view))
            for t in self.view.targets
        }

    def visible_fraction(self) -> dict[str, float]:
        """Of the pixels that each body would cover alone in this frame, the share that shows it;
        0.0 for a body that would cover none."""
        return dict(self._visible)

    def png(self, level: int = 5) -> bytes:
        """The picture as a PNG; level from 1 (fast) to 9 (small): beyond 5, bytes hardly get fewer
        while time grows (`benchmarks/rendering.py`). Compare pixels, not PNGs: other
        builds of zlib write other bytes."""
        return png_of(self.image, level)

    def pixel_hash(self) -> str:
        """32 hexadecimal digits: BLAKE2b over height, width and pixels."""
        return pixel_hash(self.image)

    def _repr_png_(self) -> bytes:
        return self.png()


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def pixel_hash(image: NDArray[np.uint8]) -> str:
    """32 hexadecimal digits: BLAKE2b over the shape and the decoded pixels of an image."""
    shape = "×".join(str(n) for n in image.shape)
    digest = blake2b(shape.encode(), digest_size=16)
    digest.update(np.ascontiguousarray(image).tobytes())
    return digest.hexdigest()


def _depth(nearness: NDArray[np.float32]) -> NDArray[np.float32]:
    depth = np.full(nearness.shape, np.inf, np.float32)
    np.divide(np.float32(1), nearness, out=depth, where=nearness > 0)
    return depth


def render(
    scene: Scene,
    *,
    poses: Poses | None = None,
    camera: Camera | str | None = None,
    size: Size = 512,
    look: Look = "shaded",
) -> Picture:
    """The scene as its camera sees it.

    `poses` are (4, 4) matrices by name, from a body's own millimetres to the room's; they and the
    camera default to the scene's own. `camera` may be the name of a style: head-on, corner, top.
    `size` is pixels each way, or (width, height). `look` is shaded, line (a line drawing) or photo
    (by Blender, with the extra of that name); ids and depth are the same whatever the look.
    ValueError and KeyError as `frame.look`; KeyError for a colour or glyph that is unknown;
    InputError for an unknown look or camera.
    """
    if isinstance(camera, str):
        camera = camera_of(camera, scene, poses=poses, size=size)
    view = frame.look(scene, poses, camera, size)
    seen = cast(view)
    return Picture(_drawn(scene, poses, camera, view, seen, look), seen, view)


def _drawn(
    scene: Scene,
    poses: Poses | None,
    camera: Camera | None,
    view: View,
    seen: Cast,
    look: Look,
) -> NDArray[np.uint8]:
    """(height, width, 3) sRGB in that look."""
    size = (view.width, view.height)
    match look:
        case "shaded":
            return picture(scene, view, seen)
        case "line":
            from spatialbench.render.lines import line_picture

            return line_picture(scene, poses, camera, size)
        case "photo":
            from spatialbench.render.photo import photo

            return photo(scene, poses, camera, size)
    raise InputError(f"look {look!r} is unknown; there are {', '.join(LOOKS)}")


def ids(
    scene: Scene,
    *,
    poses: Poses | None = None,
    camera: Camera | None = None,
    size: Size = 128,
) -> NDArray[np.int16]:
    """(height, width): which body every pixel shows, −1 for none; the cheap part of `render`."""
    return cast(frame.look(scene, poses, camera, size)).ids
