"""Environments: the same puzzles to act in, step by step, with an expert that always succeeds.

    >>> from spatialbench.environments import environment
    >>> cube = environment("cube/bring-to-front", level=2)
    >>> told = cube.reset("demo")
    >>> for action in cube.solve():
    ...     outcome = cube.step(action)
    >>> outcome.done, cube.score
    (True, 1.0)

An ability brings its own, in `environment.py`, and names them there as `ENVIRONMENTS`.
"""

from spatialbench.environments.environment import Environment, Outcome, Told
from spatialbench.environments.registry import environment, environments

__all__ = ["Environment", "Outcome", "Told", "environment", "environments"]
