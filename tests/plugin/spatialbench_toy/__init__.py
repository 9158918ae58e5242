"""Balls on a lever: which is the heaviest?"""

from spatialbench_toy.heavier import Heavier
from spatialbench_toy.kinds import HeaviestOf, Levers, Tip

TASKS = (Heavier,)
KINDS = (Tip, HeaviestOf, Levers)
