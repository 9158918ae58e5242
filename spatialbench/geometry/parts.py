"""The parts of a closed surface: each has its outside outwards, or is a hole in another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from spatialbench.geometry.shapes.building import Triangles, volume

Doubles = NDArray[np.float64]

PROBED = 4  # corners of a part from which it is looked at what lies around


def has_part_inside_out(surface: Triangles) -> bool:
    """Whether a part encloses a negative volume without lying in another one, as holes do."""
    labels = _labels(surface)
    parts = [surface.faces[labels == number] for number in range(int(labels.max()) + 1)]
    for number, faces in enumerate(parts):
        if len(parts) == 1 or volume(Triangles(surface.vertices, faces)) >= 0:
            continue
        others = surface.vertices[surface.faces[labels != number]]
        corners = np.unique(faces)
        probes = surface.vertices[corners[:: max(1, len(corners) // PROBED)][:PROBED]]
        if any(_winding(point, others) < 0.5 for point in probes):
            return True
    return False


def bulk(surface: Triangles) -> float:
    """The volumes of all parts together, whichever way round each of them is."""
    labels = _labels(surface)
    parts = [surface.faces[labels == number] for number in range(int(labels.max()) + 1)]
    return sum(abs(volume(Triangles(surface.vertices, faces))) for faces in parts)


def _labels(surface: Triangles) -> NDArray[np.int64]:
    """(faces,) the number of the part that each triangle belongs to."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    faces, count = surface.faces, len(surface.vertices)
    ends = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]]])
    links = coo_array((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), (count, count))
    _, of_corner = connected_components(links, directed=False)
    _, labels = np.unique(of_corner[faces[:, 0]], return_inverse=True)
    return labels.reshape(-1).astype(np.int64)


def _winding(point: Doubles, triangles: Doubles) -> float:
    """How often the triangles, (n, 3, 3), go around a point: their solid angles (van Oosterom and
    Strackee 1983) over 4 pi."""
    a, b, c = np.moveaxis(triangles - point, 1, 0)
    la, lb, lc = (np.linalg.norm(side, axis=1) for side in (a, b, c))
    above = np.einsum("ij,ij->i", a, np.cross(b, c))
    dots = [
        np.einsum("ij,ij->i", p, q) * length
        for p, q, length in ((a, b, lc), (b, c, la), (c, a, lb))
    ]
    return float(np.arctan2(above, la * lb * lc + sum(dots)).sum() / (2 * np.pi))
