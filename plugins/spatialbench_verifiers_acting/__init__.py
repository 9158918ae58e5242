"""The name under which verifiers finds the environments: `vf-eval spatialbench-verifiers-acting`.

A package of its own beside `spatialbench_verifiers`: verifiers takes one taskset from a package.
"""

from spatialbench.adapters.verifiers_acting import ActingEnv, ActingTaskset

__all__ = ["ActingEnv", "ActingTaskset"]
