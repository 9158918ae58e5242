"""A solid box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spatialbench.geometry.kinds import Length
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.shapes.shape import Shape, half

if TYPE_CHECKING:
    from spatialbench.geometry.shapes.building import Triangles


@dataclass(frozen=True, slots=True)
class Box(Shape):
    """A solid box; size is width (x), depth (y), height (z)."""

    size: tuple[Length, Length, Length]

    def extent(self) -> Vector:
        """Half its size."""
        width, depth, height = self.size
        return (half(width), half(depth), half(height))

    def lengths(self) -> list[int]:
        """Its size."""
        return list(self.size)

    def surface(self) -> Triangles:
        """Six faces of two triangles."""
        from spatialbench.geometry.shapes.building import cuboid

        width, depth, height = self.size
        return cuboid((-width / 2, -depth / 2, -height / 2), (width / 2, depth / 2, height / 2))
