"""A ball."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spatialbench.geometry.kinds import Length
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.shapes.shape import Shape

if TYPE_CHECKING:
    from spatialbench.geometry.shapes.building import Triangles


@dataclass(frozen=True, slots=True)
class Sphere(Shape):
    """A ball."""

    radius: Length

    def extent(self) -> Vector:
        """The radius each way."""
        return (self.radius, self.radius, self.radius)

    def lengths(self) -> list[int]:
        """The radius."""
        return [self.radius]

    def surface(self) -> Triangles:
        """A half circle, revolved."""
        from spatialbench.geometry.shapes.building import half_circle, revolved

        return revolved(half_circle(self.radius))
