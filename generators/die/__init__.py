"""A die that is rolled from square to square."""

from spatialbench.generators.die.kinds import PipsOn, Roll, ShortestRoll
from spatialbench.generators.die.shortest_roll import ShortestWay
from spatialbench.generators.die.top_after_rolls import TopAfterRolls
from spatialbench.probes.generator import Exemption

KINDS = (Roll, PipsOn, ShortestRoll)
TASKS = (TopAfterRolls, ShortestWay)

EXEMPTIONS = (
    Exemption(
        check="the last picture alone*",
        task="die/shortest-roll-*",
        limit=0.45,
        why="it is the board with the goal, where at levels 1 and 2 one choice of several ends",
    ),
    Exemption(
        check="same message",
        task="die/*",
        limit=0.005,
        why="of 192 ways to roll a die once, and of few small boards, one comes twice at times",
    ),
)
