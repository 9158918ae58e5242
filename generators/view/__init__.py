"""Whose view it is, and many views of one scene."""

from spatialbench.generators.view.kinds import Bearing, Pivot, WalkAhead
from spatialbench.generators.view.whose_left import WhoseLeft

KINDS = (Pivot, WalkAhead, Bearing)
TASKS = (WhoseLeft,)
