"""How cubes are looked at in pictures: from near a corner, a little differently each time.

Wherever the camera is drawn, three faces are well in view and keep to their places: the front on
the left of the picture, the right on the right, the top above them.
"""

from __future__ import annotations

from math import isqrt
from typing import NamedTuple

from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Camera, Light
from spatialbench.probes.draw import Draw
from spatialbench.probes.probe import Shot

_FORWARD, _RIGHT, _UP = 100, (55, 90), (50, 85)
"""The direction of the camera, as parts of how far it is forward."""
_LENSES = ((26, 440, 490), (30, 385, 425), (34, 340, 378))
"""Angles of view, and from how near and how far away, in millimetres, the cube keeps within the
picture however it turns, and fills two thirds of it or more."""
_ASIDE = 5  # the middle of the cube is as far from the middle of the picture, at most
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
    right, up = draw.between(*_RIGHT), draw.between(*_UP)
    angle, nearest, farthest = draw.choice(_LENSES)
    eye = _place(right, up, draw.between(nearest, farthest))
    a, b, c = (draw.between(-_ASIDE, _ASIDE) for _ in range(3))
    return Camera(eye, (a, b, c), angle)


def _place(right: int, up: int, distance: int) -> Vector:
    """The place so far away in that direction, in whole millimetres."""
    length = isqrt(_FORWARD**2 + right**2 + up**2)
    return (right * distance // length, -_FORWARD * distance // length, up * distance // length)


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
