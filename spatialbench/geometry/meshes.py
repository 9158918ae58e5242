"""Shapes as closed triangle meshes, in the body's own millimetres, normals outward: kept."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from spatialbench.errors import FormatError
from spatialbench.geometry.shapes import Mesh, Shape
from spatialbench.geometry.shapes.building import NOT_CLOSED, Triangles

if TYPE_CHECKING:
    from trimesh import Trimesh

KEPT = 512  # shapes remembered


@lru_cache(maxsize=KEPT)
def triangles_of(shape: Shape) -> Triangles:
    """The corners and triangles of a shape; kept and shared, so never change them.

    FormatError for a shape without volume, walls that leave no room, or a mesh that is not closed.
    """
    shape.check()
    return shape.surface()


@lru_cache(maxsize=KEPT)
def mesh_of(shape: Shape) -> Trimesh:
    """The surface of a shape, closed; kept and shared, so never change it. FormatError as
    `triangles_of`."""
    mesh = _trimesh(triangles_of(shape))
    if isinstance(shape, Mesh) and not (mesh.is_watertight and mesh.volume > 0):
        raise FormatError(NOT_CLOSED)
    return mesh


@lru_cache(maxsize=KEPT)
def cavity_of(shape: Shape) -> Trimesh | None:
    """The room inside a hollow shape as a closed mesh, its opening shut flat; None for a solid."""
    if shape.opens is None:
        return None
    shape.check()
    return _trimesh(shape.room())


def _trimesh(parts: Triangles) -> Trimesh:
    from trimesh import Trimesh

    return Trimesh(parts.vertices, parts.faces, process=False)
