"""Shapes and piles made of cubes."""

from spatialbench.generators.polycube.count import CubesCounted
from spatialbench.generators.polycube.kinds import CubesInPile, SameOrMirror
from spatialbench.generators.polycube.same_or_mirror import SameOrMirrored

KINDS = (SameOrMirror, CubesInPile)
TASKS = (SameOrMirrored, CubesCounted)
