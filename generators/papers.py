"""Paper in which cubes and dice are wrapped: of any colour, with any pattern or none."""

from __future__ import annotations

from spatialbench.geometry.scene import Mark
from spatialbench.probes.draw import Draw

PAPERS = (
    "grey paper",
    "slate paper",
    "mist paper",
    "stone paper",
    "taupe paper",
    "sand paper",
    "umber paper",
    "brown paper",
)
PATTERNS = (
    None,
    "paper-dots",
    "paper-checks",
    "paper-rings",
    "paper-squares",
    "paper-grid",
    "paper-lattice",
    "paper-diamonds",
    "paper-crosses",
    "paper-stars",
)
"""Each looks the same when it is turned by a quarter, and in a mirror: on every face of a cube it
looks the same after every turn."""


def draw_paper(draw: Draw) -> Mark:
    """Any paper with any pattern."""
    return Mark(draw.choice(PAPERS), draw.choice(PATTERNS))
