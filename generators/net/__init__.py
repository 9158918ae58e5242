"""Flat nets that fold up into cubes."""

from spatialbench.generators.net.kinds import FoldUp, OnTop, OppositeTo, Stack
from spatialbench.generators.net.opposite import Opposite

KINDS = (FoldUp, Stack, OppositeTo, OnTop)
TASKS = (Opposite,)
