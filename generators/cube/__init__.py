"""One cube turned in the mind."""

from spatialbench.generators.cube.face_after_turns import FaceAfterTurns
from spatialbench.generators.cube.facing_you import FacingYou
from spatialbench.generators.cube.visible_faces import VisibleFaceSet

TASKS = (FaceAfterTurns, VisibleFaceSet, FacingYou)
