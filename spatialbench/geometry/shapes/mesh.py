"""Any closed triangle mesh."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spatialbench.errors import FormatError
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.shapes.shape import Shape

if TYPE_CHECKING:
    from spatialbench.geometry.shapes.building import Triangles


@dataclass(frozen=True, slots=True)
class Mesh(Shape):
    """Any closed triangle mesh: (n, 3) vertices, (m, 3) vertex numbers, counter-clockwise seen
    from outside. A vertex is whole numbers of the `per_mm`-th part of a millimetre."""

    vertices: tuple[Vector, ...]
    triangles: tuple[Vector, ...]
    per_mm: int = 1

    def __post_init__(self) -> None:
        if self.per_mm < 1:
            raise FormatError(f"field 'per_mm' of a Mesh: expected 1 or more; got {self.per_mm}")

    def extent(self) -> Vector:
        """As far as its corners reach from the middle."""
        spans = [-(-max(abs(p[i]) for p in self.vertices) // self.per_mm) for i in range(3)]
        return (spans[0], spans[1], spans[2])

    def surface(self) -> Triangles:
        """Its triangles; FormatError unless they close and are seen from outside."""
        from spatialbench.geometry.shapes.building import numbered_triangles

        return numbered_triangles(self.vertices, self.triangles, self.per_mm)
