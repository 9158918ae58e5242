"""Which triangles of a surface belong together: smooth parts, divided by creases."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.geometry.shapes.building import Triangles

Integers = NDArray[np.int64]
Doubles = NDArray[np.float64]
CREASE = 0.66
"""Triangles whose normals have a smaller cosine meet in a crease: from about 49° on."""


class Parts(NamedTuple):
    """(m,) the number of the smooth part that each triangle is in, from 0, and the pairs of parts
    that meet in a crease, (c,) each."""

    part: Integers
    one: Integers
    other: Integers


def normals(surface: Triangles) -> Doubles:
    """(m, 3) outward normals, as long as the triangle is large (twice its area)."""
    a, b, c = (surface.vertices[surface.faces[:, i]] for i in range(3))
    return np.cross(b - a, c - a)


def parts(surface: Triangles) -> Parts:
    """The smooth parts of a closed surface."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    unit = normals(surface)
    unit /= np.maximum(np.sqrt((unit * unit).sum(1)), 1e-12)[:, None]
    one, other = _neighbours(surface.faces)
    smooth = (unit[one] * unit[other]).sum(1) > CREASE
    count = len(surface.faces)
    links = coo_array((np.ones(smooth.sum()), (one[smooth], other[smooth])), (count, count))
    part = np.asarray(connected_components(links, directed=False)[1], np.int64)
    return Parts(part, part[one[~smooth]], part[other[~smooth]])


def _neighbours(faces: Integers) -> tuple[Integers, Integers]:
    """The two triangles at every edge of a closed surface."""
    edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
    order = np.lexsort((edges[:, 1], edges[:, 0]))
    triangle = order % len(faces)
    return triangle[::2], triangle[1::2]


def corner_normals(surface: Triangles) -> Doubles:
    """(m, 3, 3) unit normals at the corners of each triangle: smooth within a part."""
    part = parts(surface).part
    flat = normals(surface)
    total = np.zeros((len(surface.vertices) * (int(part.max()) + 1), 3))
    place = surface.faces + part[:, None] * len(surface.vertices)
    for i in range(3):
        np.add.at(total, place[:, i], flat)
    total /= np.maximum(np.sqrt((total * total).sum(1)), 1e-12)[:, None]
    found: Doubles = total[place]
    return found
