"""The figures: peg dolls with a pointed nose on an arrow, so that all sides show where they look.

A figure looks along its own y axis; not turned, it looks away from the viewer, as the viewer does.
All lengths are millimetres.
"""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin

from spatialbench.generators.view.bearings import Plane
from spatialbench.geometry.shapes import Compound, Cylinder, Mesh, Part, Sphere

ARROW: tuple[Plane, ...] = ((-30, -34), (0, -22), (30, -34), (0, 66))
"""The outline of what a figure stands on, counter-clockwise seen from above; 10 cm long."""
THICK = 6  # of the arrow
TRUNK, HEAD = Cylinder(17, 76), Sphere(22)
EYES = THICK + TRUNK.height + 18  # above the table: the middle of the head
HEIGHT = EYES + HEAD.radius
_NOSE = (9, 18, 48)  # its radius; from where to where it reaches, from the middle of the head
_SIDES = 12  # of the nose
_PER_MM = 100  # the nose is rounded to hundredths


def _plate(outline: tuple[Plane, ...], low: int, high: int) -> Mesh:
    """What stands over an outline."""
    n = len(outline)
    vertices = tuple((x, y, z) for z in (low, high) for x, y in outline)
    lids = [t for i in range(1, n - 1) for t in ((0, i + 1, i), (n, n + i, n + i + 1))]
    pairs = [(i, (i + 1) % n) for i in range(n)]
    walls = [t for i, j in pairs for t in ((i, j, n + j), (i, n + j, n + i))]
    return Mesh(vertices, (*lids, *walls))


def _cone(radius: int, foot: int, tip: int) -> Mesh:
    """A cone along y, from its foot to its tip."""
    angles = [2 * pi * i / _SIDES for i in range(_SIDES)]
    ring = tuple(
        (round(_PER_MM * radius * cos(a)), _PER_MM * foot, round(_PER_MM * radius * sin(a)))
        for a in angles
    )
    side = tuple((i, _SIDES, (i + 1) % _SIDES) for i in range(_SIDES))
    lid = tuple((0, i, i + 1) for i in range(1, _SIDES - 1))
    return Mesh((*ring, (0, _PER_MM * tip, 0)), (*side, *lid), _PER_MM)


@cache
def figure_shape() -> Compound:
    """Arrow, trunk, head and nose; the origin is half as high as all of it."""
    middle = HEIGHT // 2
    return Compound(
        (
            Part(_plate(ARROW, 0, THICK), (0, 0, -middle)),
            Part(TRUNK, (0, 0, THICK + TRUNK.height // 2 - middle)),
            Part(HEAD, (0, 0, EYES - middle)),
            Part(_cone(*_NOSE), (0, 0, EYES - middle)),
        )
    )
