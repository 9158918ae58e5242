"""What makes what happen."""

from spatialbench.generators.causal.first_collision import FirstCollision
from spatialbench.generators.causal.grooves.kinds import Push, Slide, SlidingWithout
from spatialbench.generators.causal.grooves.without_it import WithoutIt
from spatialbench.generators.causal.kinds import FirstTouch, Glide, Track
from spatialbench.generators.causal.towers.kinds import Overloaded
from spatialbench.generators.causal.towers.tower import Tower
from spatialbench.probes.generator import Exemption

TASKS = (FirstCollision, Tower, WithoutIt)
KINDS = (Glide, Track, FirstTouch, Overloaded, Push, Slide, SlidingWithout)

_FLOORS = (
    "discs are drawn as they come, so that looking at a part of the question is right at times: "
    "docs/tasks.md says how often, and from level 3 on no such way gains more than 20 points"
)

EXEMPTIONS = (
    Exemption(check="rival *", task="causal/first-collision-*", limit=0.9, why=_FLOORS),
    Exemption(check="* → rival", task="causal/first-collision-*", limit=0.9, why=_FLOORS),
)
