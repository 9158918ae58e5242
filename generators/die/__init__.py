"""A die that is rolled from square to square."""

from spatialbench.generators.die.kinds import PipsOn, Roll, ShortestRoll
from spatialbench.generators.die.shortest_roll import ShortestWay
from spatialbench.generators.die.top_after_rolls import TopAfterRolls

KINDS = (Roll, PipsOn, ShortestRoll)
TASKS = (TopAfterRolls, ShortestWay)
