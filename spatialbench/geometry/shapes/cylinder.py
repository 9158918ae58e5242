"""An upright cylinder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spatialbench.geometry.kinds import Length
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.shapes.shape import Shape, half

if TYPE_CHECKING:
    from spatialbench.geometry.shapes.building import Triangles


@dataclass(frozen=True, slots=True)
class Cylinder(Shape):
    """An upright cylinder (axis z)."""

    radius: Length
    height: Length

    def extent(self) -> Vector:
        """The radius, and half the height."""
        return (self.radius, self.radius, half(self.height))

    def lengths(self) -> list[int]:
        """Radius and height."""
        return [self.radius, self.height]

    def surface(self) -> Triangles:
        """A rectangle, revolved."""
        from spatialbench.geometry.shapes.building import revolved

        up = self.height / 2
        return revolved([(0, up), (self.radius, up), (self.radius, -up), (0, -up)])
