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
from spatialbench.probes.generator import Exemption

KINDS = (Pivot, WalkAhead, Bearing, Sees, PictureSeen, ThirdView, Changed)
TASKS = (CameraMoved, CanSee, UnseenView, WhichView, WhoseLeft)

_HALF = (
    "of four pictures of which two given views leave one, each view alone leaves two at best: that "
    "either is needed is the point of the task, and less than a half for both there cannot be"
)

_BEHIND = "who walks ahead leaves things behind: so much the story alone says of where they are"

EXEMPTIONS = (
    Exemption(
        check="learned: without the start*", task="view/whose-left-*", limit=0.2, why=_BEHIND
    ),
    Exemption(check="rival *-view-only", task="view/unseen-view-*", limit=0.6, why=_HALF),
)
