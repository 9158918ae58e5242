"""How cubes are looked at in pictures: from near a corner, a little differently each time.

Wherever the camera is drawn, three faces are well in view and keep to their places: the front on
the left of the picture, the right on the right, the top above them.
"""

from __future__ import annotations

from typing import NamedTuple

from spatialbench.geometry.scene import Camera, Light
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Shot

_RIGHT, _FORWARD, _UP = (
    (200, 260),
    (300, 370),
    (180, 250),
)  # millimetres from the middle of the cube
_ASIDE = 8  # the middle of the cube is as far from the middle of the picture, at most
_ANGLES = (29, 33)
_LIGHT_ASIDE, _LIGHT_FORWARD, _LIGHT_UP = (-4, 2), (2, 5), (5, 8)


class Look(NamedTuple):
    """A camera in front of the cube, to the right of it and above it, one at the opposite corner,
    and the light."""

    near: Camera
    far: Camera
    light: Light

    @property
    def views(self) -> tuple[Shot, Shot]:
        """Two pictures from opposite corners, which together show all six faces."""
        return (Shot(self.near), Shot(self.far))


def draw_camera(draw: Draw) -> Camera:
    """A camera near the corner between front, right and top."""
    x, y, z = draw.between(*_RIGHT), -draw.between(*_FORWARD), draw.between(*_UP)
    a, b, c = (draw.between(-_ASIDE, _ASIDE) for _ in range(3))
    return Camera((x, y, z), (a, b, c), draw.between(*_ANGLES))


def draw_light(draw: Draw) -> Light:
    """Light from above, from the side of the viewer."""
    x, y, z = draw.between(*_LIGHT_ASIDE), -draw.between(*_LIGHT_FORWARD), draw.between(*_LIGHT_UP)
    return Light((x, y, z))


def draw_look(draw: Draw) -> Look:
    """Camera, its opposite, and light."""
    near = draw_camera(draw)
    (x, y, z), (a, b, c) = near.position, near.target
    far = Camera((-x, -y, -z), (-a, -b, -c), near.view_angle)
    return Look(near, far, draw_light(draw))
