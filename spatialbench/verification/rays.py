"""Rays from one place and triangles: what is hit first, and whether the place is enclosed.

The test is that of Möller and Trumbore, "Fast, minimum storage ray/triangle intersection" (1997),
for all rays and triangles at once: from one place it comes down to three matrix products.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from spatialbench.errors import Refused

Doubles = NDArray[np.float64]
Integers = NDArray[np.int64]

GRAZING = 1e-12  # of the product of lengths: rays nearer to a triangle's plane miss it


class Hits(NamedTuple):
    """For each of r rays: the number of the first triangle, −1 for none, and how far it is, in
    lengths of the ray's direction, infinite for none."""

    triangle: Integers
    distance: Doubles


def distances(eye: Doubles, directions: Doubles, triangles: Doubles) -> Doubles:
    """(r, n) how far along each of (r, 3) directions each of (n, 3, 3) triangles is met, in
    lengths of the direction; infinite where it is not met in front of the eye."""
    corners = triangles.transpose(1, 2, 0)
    vectors = np.empty(corners.shape)  # two edges from the first corner, and from there to the eye
    np.subtract(corners[1:], corners[0], out=vectors[:2])
    np.subtract(eye[:, None], corners[0], out=vectors[2])
    normals = crossed(vectors, vectors.take(_NEXT, 0))
    facing, u, v = directions @ normals
    least = _squares(directions)[:, None] * (GRAZING**2 * _squares(normals[0].T))
    flat = facing * facing <= least
    np.copyto(facing, -1.0, where=flat)
    scale = -1 / facing
    u *= scale
    v *= scale
    scale *= (normals[2] * vectors[1]).sum(0)  # how far along the ray
    met = (np.minimum(u, v) >= 0) & (scale > 0)
    met &= np.add(u, v, out=u) <= 1
    met &= ~flat
    return np.where(met, scale, np.inf)


_NEXT, _AFTER = np.array([1, 2, 0]), np.array([2, 0, 1])


def crossed(a: Doubles, b: Doubles) -> Doubles:
    """(…, 3, n) products at right angles to (…, 3, n) and (…, 3, n) vectors: for a few hundred of
    them many times as fast as numpy's, which looks into every shape that there could be."""
    found: Doubles = a.take(_NEXT, -2) * b.take(_AFTER, -2) - a.take(_AFTER, -2) * b.take(_NEXT, -2)
    return found


def _squares(vectors: Doubles) -> Doubles:
    """(n,) the squares of the lengths of (n, 3) vectors."""
    found: Doubles = np.einsum("ni,ni->n", vectors, vectors)
    return found


def first_hits(eye: Doubles, directions: Doubles, triangles: Doubles) -> Hits:
    """What each ray meets first."""
    along = distances(eye, directions, triangles)
    nearest = along.argmin(1)
    far = along[np.arange(len(along)), nearest]
    return Hits(np.where(np.isinf(far), -1, nearest), far)


def _spread(count: int) -> Doubles:
    """Unit directions spread evenly over the sphere on a golden spiral, none along an axis."""
    number = np.arange(count) + 0.5
    height = 1 - 2 * number / count
    angle = np.pi * (1 + 5**0.5) * number + 0.1
    radius = np.sqrt(1 - height**2)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle), height])


_DIRECTIONS = _spread(13)


class Enclosure(NamedTuple):
    """Whether a place is inside a closed surface, and how far the surface is from it in the
    nearest of a few directions (infinite when outside)."""

    inside: bool
    clearance: float


OUTSIDE = Enclosure(False, float("inf"))


def enclosure(place: Doubles, triangles: Doubles) -> Enclosure:
    """Whether rays from the place cross the closed surface an odd number of times.

    Refused when the rays disagree: then the place lies on the surface.
    """
    along = distances(place, _DIRECTIONS, triangles)
    odd = np.isfinite(along).sum(1) % 2
    if odd.all():
        return Enclosure(True, float(along.min()))
    if odd.any():
        raise Refused("on an edge", "it is not clear whether a body is inside a container")
    return OUTSIDE
