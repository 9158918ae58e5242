"""Several shapes as one: polycubes, stairs, gears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spatialbench.errors import FormatError
from spatialbench.geometry.kinds import Nested, Place
from spatialbench.geometry.rotations import IDENTITY, Rotation, Vector
from spatialbench.geometry.shapes.shape import Shape

if TYPE_CHECKING:
    from spatialbench.geometry.shapes.building import Triangles


@dataclass(frozen=True, slots=True)
class Part(Nested):
    """A shape at a place in the coordinates of the whole, and how it is turned there."""

    shape: Shape
    at: Place
    turned: Rotation = IDENTITY


@dataclass(frozen=True, slots=True)
class Compound(Shape):
    """Solid parts that touch without running into each other; the origin is the middle of the
    bounding box of all. Faces at which two parts touch are inside, where nothing sees them."""

    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        if not self.parts or any(isinstance(part.shape, Compound) for part in self.parts):
            raise FormatError("field 'parts' of a Compound: expected shapes that have no parts")

    def extent(self) -> Vector:
        """As far as any part reaches from the origin."""
        reach = [_reach(part) for part in self.parts]
        return (max(r[0] for r in reach), max(r[1] for r in reach), max(r[2] for r in reach))

    def check(self) -> None:
        """As each of its parts."""
        for part in self.parts:
            part.shape.check()

    def surface(self) -> Triangles:
        """The surfaces of all parts, one after the other."""
        from spatialbench.geometry.shapes.building import joined, placed

        return joined(
            [placed(part.shape.surface(), part.turned.matrix, part.at) for part in self.parts]
        )


def _reach(part: Part) -> Vector:
    x, y, z = (abs(v) for v in part.turned(part.shape.extent()))
    return (abs(part.at[0]) + x, abs(part.at[1]) + y, abs(part.at[2]) + z)
