"""Whose view it is, and many views of one scene."""

from spatialbench.generators.view.camera_moved import CameraMoved
from spatialbench.generators.view.can_see import CanSee
from spatialbench.generators.view.kinds import (
    Bearing,
    Changed,
    PictureSeen,
    Pivot,
    Sees,
    ThirdView,
    WalkAhead,
)
from spatialbench.generators.view.unseen_view import UnseenView
from spatialbench.generators.view.which_view import WhichView
from spatialbench.generators.view.whose_left import WhoseLeft

KINDS = (Pivot, WalkAhead, Bearing, Sees, PictureSeen, ThirdView, Changed)
TASKS = (CameraMoved, CanSee, UnseenView, WhichView, WhoseLeft)
