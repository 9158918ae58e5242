"""A cup upside down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from spatialbench.geometry.kinds import Length
from spatialbench.geometry.quaternions import Exact
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.shapes.shape import Shape, half

if TYPE_CHECKING:
    from spatialbench.geometry.shapes.building import Profile, Triangles


@dataclass(frozen=True, slots=True)
class Cup(Shape):
    """A hollow truncated cone, open below (upside down on a table); turned over it is a bowl."""

    opens: ClassVar[Literal["above", "below"] | None] = "below"

    top_radius: Length
    rim_radius: Length
    height: Length
    wall: Length

    def extent(self) -> Vector:
        """The wider of its radii, and half the height."""
        wide = max(self.top_radius, self.rim_radius)
        return (wide, wide, half(self.height))

    def lengths(self) -> list[int]:
        """The wall, and the room within each way."""
        wall = self.wall
        return [wall, self.top_radius - wall, self.rim_radius - wall, self.height - wall]

    def surface(self) -> Triangles:
        """Outside, rim and inside, revolved."""
        from spatialbench.geometry.shapes.building import revolved

        up = self.height / 2
        hollow = self._inside()[:-1]
        outside: Profile = [(0, up), (self.top_radius, up), (self.rim_radius, -up)]
        return revolved([*outside, *reversed(hollow)])

    def room(self) -> Triangles:
        """The hollow, shut at the rim."""
        from spatialbench.geometry.shapes.building import revolved

        return revolved(self._inside())

    def _inside(self) -> Profile:
        """The wall is equally thick everywhere, measured level, as is the closed top."""
        up, ceiling = self.height / 2, self.height / 2 - self.wall
        slope = (self.rim_radius - self.top_radius) / self.height
        under_top = self.top_radius + slope * self.wall - self.wall
        return [(0, ceiling), (under_top, ceiling), (self.rim_radius - self.wall, -up), (0, -up)]

    def holds(self, point: Vector | Exact) -> bool:
        """Within the cone, from the rim to the top."""
        x, y, z = point
        a, b, h = self.top_radius, self.rim_radius, self.height
        # twice the height above the rim runs from 0 to 2h; the radius shrinks from b to a
        up = 2 * z + h
        radius = b * (2 * h - up) + a * up  # 2h times the radius at that height
        return 0 <= up <= 2 * h and (x * x + y * y) * 4 * h * h <= radius * radius
