"""A die that is rolled from square to square."""

from spatialbench.generators.die.kinds import PipsOn, Roll
from spatialbench.generators.die.top_after_rolls import TopAfterRolls

KINDS = (Roll, PipsOn)
TASKS = (TopAfterRolls,)
