"""Light for scenes on a table, from above and from the side of the viewer."""

from __future__ import annotations

from spatialbench.geometry.scene import Light

LIGHTS = tuple(Light(toward) for toward in ((-2, -3, 6), (2, -3, 7), (-1, -3, 5), (3, -4, 9)))
