"""What makes what happen."""

from spatialbench.generators.causal.first_collision import FirstCollision
from spatialbench.generators.causal.kinds import FirstTouch, Glide, Track

TASKS = (FirstCollision,)
KINDS = (Glide, Track, FirstTouch)
EXEMPTIONS = ()
