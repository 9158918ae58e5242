"""Sheets of paper that are folded, punched and unfolded."""

from spatialbench.generators.paper.holes import Holes
from spatialbench.generators.paper.kinds import Fold, HolesIn, Punch
from spatialbench.probes.generator import Exemption

KINDS = (Fold, Punch, HolesIn)
TASKS = (Holes,)

_FOLDS_TELL = (
    "every fold and hole is told by columns and rows; the start says only how large the sheet "
    "is and which colours it has, so that to miss it is not to be blind"
)

EXEMPTIONS = (
    Exemption(check="*without the start*", task="paper/holes-*", limit=0.5, why=_FOLDS_TELL),
    Exemption(
        check="same message",
        task="paper/*",
        limit=0.005,
        why="of the ways to fold a small sheet once and punch it, one comes twice at times",
    ),
)
