"""Three ways to look at a scene, by name, each as near as shows everything in it.

`head-on` is level, from the front; `corner` is from the front, the right and above; `top` is from
straight above, away from the viewer being up in the picture.
"""

from __future__ import annotations

from itertools import product
from math import ceil, sqrt
from typing import Literal, NamedTuple, get_args

from spatialbench.caster.frame import Poses, Size, matrix, shape_of
from spatialbench.caster.rays import Triple, camera_pencil, rigid
from spatialbench.errors import InputError
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.scene import Camera, Scene

CameraStyle = Literal["head-on", "corner", "top"]
STYLES: tuple[CameraStyle, ...] = get_args(CameraStyle)

FROM: dict[str, Vector] = {"head-on": (0, -100, 0), "corner": (62, -80, 66), "top": (0, 0, 100)}
"""The direction from the scene to the camera."""
MARGIN = 0.14
"""The share of the picture that stays empty at each edge."""
NEAREST = 100


class _Box(NamedTuple):
    """The corners of the bounding boxes of all bodies, and the middle of them all."""

    corners: list[Triple]
    middle: Vector


def _bounds(scene: Scene, poses: Poses | None) -> _Box:
    corners: list[Triple] = []
    for body in scene.bodies:
        rows = rigid(matrix(body.pose if poses is None else poses[body.name]))
        half = body.shape.extent()
        for a, b, c in product((-1, 1), repeat=3):
            own = (a * half[0], b * half[1], c * half[2])
            x, y, z = (r[0] * own[0] + r[1] * own[1] + r[2] * own[2] + r[3] for r in rows)
            corners.append((x, y, z))
    spans = [[c[i] for c in corners] or [0.0] for i in range(3)]
    x, y, z = (round((min(s) + max(s)) / 2) for s in spans)
    return _Box(corners, (x, y, z))


def _dot(u: tuple[float, ...], v: Triple) -> float:
    return u[0] * v[0] + u[1] * v[1] + u[2] * v[2]


def camera_of(style: str, scene: Scene, *, poses: Poses | None = None, size: Size = 512) -> Camera:
    """The camera of that style that shows all bodies; InputError for an unknown style."""
    if style not in FROM:
        raise InputError(f"camera {style!r} is unknown; there are {', '.join(STYLES)}")
    box, toward = _bounds(scene, poses), FROM[style]
    trial = Camera(_moved(box.middle, toward, 1.0), box.middle)
    pencil = camera_pencil(trial)
    width, height = shape_of(size)
    k = sqrt(_dot(pencil.x, (pencil.x[0], pencil.x[1], pencil.x[2])))
    room = k * (1 - 2 * MARGIN)
    away = float(NEAREST)
    for x, y, z in box.corners:
        ray = (x - box.middle[0], y - box.middle[1], z - box.middle[2])
        across = abs(_dot(pencil.x, ray)) / k * height / width
        up = abs(_dot(pencil.y, ray)) / k
        away = max(away, max(across, up) / room - _dot(pencil.z, ray))
    length = sqrt(_dot(toward, (float(toward[0]), float(toward[1]), float(toward[2]))))
    return Camera(_moved(box.middle, toward, away / length), box.middle)


def _moved(place: Vector, toward: Vector, by: float) -> Vector:
    x, y, z = (p + _outward(by * t) for p, t in zip(place, toward, strict=True))
    return (x, y, z)


def _outward(by: float) -> int:
    return ceil(by) if by >= 0 else -ceil(-by)
