"""Whose view it is, and many views of one scene."""

from spatialbench.generators.view.can_see import CanSee
from spatialbench.generators.view.kinds import (
    Bearing,
    PictureSeen,
    Pivot,
    Sees,
    ThirdView,
    WalkAhead,
)
from spatialbench.generators.view.unseen_view import UnseenView
from spatialbench.generators.view.which_view import WhichView
from spatialbench.generators.view.whose_left import WhoseLeft

KINDS = (Pivot, WalkAhead, Bearing, Sees, PictureSeen, ThirdView)
TASKS = (CanSee, UnseenView, WhichView, WhoseLeft)
