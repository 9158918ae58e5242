"""One cube turned in the mind."""

from spatialbench.generators.cube.face_after_turns import FaceAfterTurns
from spatialbench.generators.cube.facing_you import FacingYou
from spatialbench.generators.cube.visible_faces import VisibleFaceSet
from spatialbench.probes.generator import Exemption

TASKS = (FaceAfterTurns, VisibleFaceSet, FacingYou)

_BY_LUCK = (
    "each probe is drawn on its own, from some hundred thousand puzzles at the easiest level, so "
    "that now and then two are the same"
)

EXEMPTIONS = (Exemption(check="same message", task="cube/*", limit=0.002, why=_BY_LUCK),)
