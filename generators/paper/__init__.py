"""Sheets of paper that are folded, punched and unfolded."""

from spatialbench.generators.paper.holes import Holes
from spatialbench.generators.paper.kinds import Fold, HolesIn, Punch

KINDS = (Fold, Punch, HolesIn)
TASKS = (Holes,)
