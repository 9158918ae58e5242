"""What every shape says of itself, in its own millimetres, its middle at the origin.

A new shape is one file: a frozen dataclass below `Shape` with its extent and its surface, and, if
it is hollow, its room. Pictures and measurements then follow from the surface; shapes that pictures
can draw faster than by their triangles are known to `caster.rays.solid`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from spatialbench.errors import FormatError
from spatialbench.geometry.kinds import Nested
from spatialbench.geometry.quaternions import Exact
from spatialbench.geometry.rotations import Vector

if TYPE_CHECKING:
    from spatialbench.geometry.shapes.building import Triangles


class Shape(Nested):
    """A solid, perhaps with a room inside that `opens` above or below."""

    __slots__ = ()
    opens: ClassVar[Literal["above", "below"] | None] = None

    def extent(self) -> Vector:
        """Half the bounding box, rounded up to whole millimetres."""
        raise NotImplementedError(f"{type(self).__name__}: write `extent`")

    def lengths(self) -> list[int]:
        """Every length that must be positive, the room between the walls included."""
        return []

    def surface(self) -> Triangles:
        """The closed surface, seen from outside."""
        raise NotImplementedError(f"{type(self).__name__}: write `surface`")

    def room(self) -> Triangles:
        """The room inside as a closed surface, its opening shut flat."""
        raise NotImplementedError(f"{type(self).__name__}: write `room`")

    def holds(self, point: Vector | Exact) -> bool:
        """Whether a place lies in the room inside, exactly; never in a solid."""
        return False

    def floor(self) -> int:
        """How thick it is below the room inside."""
        return 0

    def check(self) -> None:
        """FormatError for a shape without volume, or walls that leave no room."""
        if min(self.lengths(), default=1) <= 0:
            kind = type(self).__name__
            raise FormatError(
                f"the sizes of a {kind}: expected lengths with room inside; got {self}"
            )


def half(length: int) -> int:
    """Half a length, rounded up."""
    return -(-length // 2)
