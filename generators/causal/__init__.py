"""What makes what happen."""

from spatialbench.generators.causal.first_collision import FirstCollision
from spatialbench.generators.causal.grooves.cause_enable_prevent import CauseEnablePrevent
from spatialbench.generators.causal.grooves.kinds import EffectsOn, Push, Slide, SlidingWithout
from spatialbench.generators.causal.grooves.without_it import WithoutIt
from spatialbench.generators.causal.kinds import FirstTouch, Glide, Track
from spatialbench.generators.causal.towers.kinds import Overloaded
from spatialbench.generators.causal.towers.tower import Tower
from spatialbench.probes.generator import Exemption

TASKS = (CauseEnablePrevent, FirstCollision, Tower, WithoutIt)
KINDS = (EffectsOn, Glide, Track, FirstTouch, Overloaded, Push, Slide, SlidingWithout)

_FLOORS = (
    "discs are drawn as they come, so that looking at a part of the question is right at times: "
    "docs/tasks.md says how often, and from level 3 on no such way gains more than 20 points"
)

_SETS = (
    "a set of blocks is asked for: every colour is in it in four of ten probes, and that none is, "
    "which is one of all the sets, in one of eleven"
)

_DISCS = (
    "a set of discs is asked for: one colour alone is one of all the sets, and the disc of that "
    "colour may be the one that is left out"
)

EXEMPTIONS = (
    Exemption(check="answer balance", task="causal/tower-*", limit=0.15, why=_SETS),
    Exemption(
        check="words without the start, least likely", task="causal/tower-*", limit=0.1, why=_SETS
    ),
    Exemption(check="constant answer", task="causal/without-it-*", limit=0.2, why=_DISCS),
    Exemption(
        check="words without the start, least likely",
        task="causal/without-it-*",
        limit=0.1,
        why=_DISCS,
    ),
    Exemption(check="rival *", task="causal/first-collision-*", limit=0.9, why=_FLOORS),
    Exemption(check="* → rival", task="causal/first-collision-*", limit=0.9, why=_FLOORS),
)
