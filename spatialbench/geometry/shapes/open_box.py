"""A box without a lid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from spatialbench.geometry.kinds import Length
from spatialbench.geometry.quaternions import Exact
from spatialbench.geometry.rotations import Vector
from spatialbench.geometry.shapes.shape import Shape, half

if TYPE_CHECKING:
    from spatialbench.geometry.shapes.building import Triangles


@dataclass(frozen=True, slots=True)
class OpenBox(Shape):
    """A box without a lid, open above; size is outside, walls and floor are `wall` thick."""

    opens: ClassVar[Literal["above", "below"] | None] = "above"

    size: tuple[Length, Length, Length]
    wall: Length

    def extent(self) -> Vector:
        """Half its size."""
        width, depth, height = self.size
        return (half(width), half(depth), half(height))

    def lengths(self) -> list[int]:
        """The wall, and the room within each way."""
        width, depth, height = self.size
        return [self.wall, width - 2 * self.wall, depth - 2 * self.wall, height - self.wall]

    def surface(self) -> Triangles:
        """Outside without the lid, inside facing in, and the rim between the two."""
        from spatialbench.geometry.shapes.building import open_cuboid

        return open_cuboid(self.size, self.wall)

    def room(self) -> Triangles:
        """The room between the walls, shut at the top."""
        from spatialbench.geometry.shapes.building import cuboid

        width, depth, height = self.size
        low = (self.wall - width / 2, self.wall - depth / 2, self.wall - height / 2)
        return cuboid(low, (-low[0], -low[1], height / 2))

    def holds(self, point: Vector | Exact) -> bool:
        """Within the outside of the box."""
        (x, y, z), (width, depth, height) = point, self.size
        return -width < 2 * x < width and -depth < 2 * y < depth and -height < 2 * z < height

    def floor(self) -> int:
        """As thick as its walls."""
        return self.wall
