"""Shapes and piles made of cubes."""

from spatialbench.generators.polycube.count import CubesCounted
from spatialbench.generators.polycube.kinds import CubesInPile, SameOrMirror
from spatialbench.generators.polycube.same_or_mirror import SameOrMirrored
from spatialbench.probes.generator import Exemption

KINDS = (SameOrMirror, CubesInPile)
TASKS = (SameOrMirrored, CubesCounted)

EXEMPTIONS = (
    Exemption(
        check="same message",
        task="polycube/*",
        limit=0.005,
        why="of few shapes and piles that have so few cubes, one comes twice at times",
    ),
)
