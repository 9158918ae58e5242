"""One cube turned in the mind."""

from spatialbench.generators.cube.face_after_turns import FaceAfterTurns
from spatialbench.generators.cube.facing_you import FacingYou
from spatialbench.generators.cube.hidden_face import HiddenFace
from spatialbench.generators.cube.kinds import ArrowAt, BringTo, Glimpse, OppositeSeen
from spatialbench.generators.cube.mark_direction import MarkDirection
from spatialbench.generators.cube.visible_faces import VisibleFaceSet
from spatialbench.generators.cube.which_turn import WhichTurn
from spatialbench.generators.cube.whose_axes import WhoseAxes
from spatialbench.probes.generator import Exemption

KINDS = (ArrowAt, BringTo, Glimpse, OppositeSeen)
TASKS = (
    FaceAfterTurns,
    VisibleFaceSet,
    FacingYou,
    MarkDirection,
    HiddenFace,
    WhoseAxes,
    WhichTurn,
)

_BY_LUCK = (
    "each probe is drawn on its own, from some hundred thousand puzzles at the easiest level, so "
    "that now and then two are the same"
)

_VIEWS_TELL = (
    "what is seen of the cube names nearly all of its colours; which colours it has adds little, "
    "so that to miss it is not to be blind"
)

EXEMPTIONS = (
    Exemption(check="same message", task="cube/*", limit=0.002, why=_BY_LUCK),
    Exemption(check="*without the start*", task="cube/hidden-face-*", limit=1.0, why=_VIEWS_TELL),
)
