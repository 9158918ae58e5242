"""Whose view it is, and many views of one scene."""

from spatialbench.generators.view.can_see import CanSee
from spatialbench.generators.view.kinds import Bearing, Pivot, Sees, WalkAhead
from spatialbench.generators.view.whose_left import WhoseLeft

KINDS = (Pivot, WalkAhead, Bearing, Sees)
TASKS = (CanSee, WhoseLeft)
